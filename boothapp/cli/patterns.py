"""`boothapp patterns`: badge formats, and an organiser's own as regular expressions."""

from dataclasses import fields
from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import (
    REFUSED,
    JsonOption,
    StaffOption,
    StoreOption,
    agree,
    print_json,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.domain.badge import Badge
from boothapp.domain.badge_patterns import BadgePattern, Tried, WidePattern
from boothapp.domain.errors import BadInput
from boothapp.domain.qualifiers import same_words
from boothapp.services.badge_formats import known_formats, left_out_formats, try_pattern

app = typer.Typer(help="What codes can be read, and an organiser's own.", no_args_is_help=True)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The pattern's name.")]
_SHOWN = tuple(
    field.name
    for field in fields(Badge)
    if field.name not in ("format", "token", "signed", "checked", "signed_by")
)


@app.callback()
def patterns() -> None:
    """What codes can be read, and an organiser's own."""


@app.command("formats")
def formats(store: StoreOption = None, staff: StaffOption = None, json: JsonOption = False) -> None:
    """The formats that BoothApp and other packages bring. Needs no store."""
    del store, staff  # accepted everywhere, so that a script may pass them to every command
    for one in known_formats():
        if json:
            record = {"name": one.name, "carries": one.carries, "guess": one.is_likeness}
            print_json(record | {"package": one.origin or None})
        else:
            origin = f"  (from {one.origin})" if one.origin else ""
            guess = "a guess: " if one.is_likeness else ""
            typer.echo(f"{one.name}: {guess}{one.carries}{origin}")
    for left in left_out_formats():
        say(left.why)


@app.command("add")
def add(
    name: NameArgument,
    pattern: Annotated[
        str,
        typer.Argument(
            metavar="PATTERN", help="Such as https://badge.example/(?P<badge_id>[A-Z0-9]+)"
        ),
    ],
    yes: Annotated[
        bool, typer.Option("--yes", help="Do not ask where it fits many kinds of code.")
    ] = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Read an organiser's codes by a regular expression (RE2) that fits the whole code."""
    with opened(store, staff) as services:
        try:
            added = services.badge_formats.add(name, pattern)
        except WidePattern as wide:
            say(str(wide)) if yes else agree(str(wide), also_unasked=True)
            added = services.badge_formats.add(name, pattern, also_wide=True)
        _print(added, json)


@app.command("list")
def list_(store: StoreOption = None, staff: StaffOption = None, json: JsonOption = False) -> None:
    """The patterns, in the order in which they are tried."""
    with opened(store, staff) as services:
        own = services.badge_formats.patterns()
    for one in own:
        _print(one, json)
    if not own:
        say("No pattern: only the formats are read that `boothapp patterns formats` lists.")


@app.command("remove")
def remove(
    name: NameArgument,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Read codes by a pattern no more."""
    with opened(store, staff) as services:
        known = services.badge_formats.patterns()
        found = next((one for one in known if same_words(one.name) == same_words(name)), None)
        if found is None:
            raise BadInput(f"There is no pattern “{name}”.")
        _print(services.badge_formats.remove(found.id), json)


@app.command("try")
def try_(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The text in the code.")],
    pattern: Annotated[str, typer.Option(help="Ask this pattern, which is not set up yet.")] = "",
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """What a code would read as, with each field. Nothing is written.

    With --pattern it is asked after BoothApp's own formats, as every pattern is; no list, no store
    and no other pattern is needed.
    """
    tried = try_pattern(code, pattern) if pattern else _by_what_is_set_up(code, store, staff)
    badge = tried.badge
    read = {name: getattr(badge, name) for name in _SHOWN} if badge is not None else {}
    if json:
        print_json({"format": badge.format if badge is not None else None, **read})
    else:
        typer.echo(tried.words)
        for name, value in read.items():
            if value:
                typer.echo(f"  {name}: {value}")
    if badge is None:
        raise typer.Exit(REFUSED)


def _by_what_is_set_up(code: str, store: Path | None, staff: str | None) -> Tried:
    with opened(store, staff) as services:
        return services.badge_formats.try_code(code)


def _print(one: BadgePattern, json: bool) -> None:
    if json:
        print_json({"name": one.name, "pattern": one.pattern})
    else:
        typer.echo(f"{one.name}: {one.pattern}")
