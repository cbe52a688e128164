"""`boothapp staff-badges`: badges that switch who is on duty when they are scanned."""

from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import (
    JsonOption,
    ReplaceOption,
    StaffOption,
    StoreOption,
    print_json,
    refuse_existing,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.domain.errors import BadInput
from boothapp.domain.event import Staff
from boothapp.domain.qualifiers import same_words
from boothapp.services.bundle import Services

app = typer.Typer(
    help="Badges of the staff: scanned, they switch who is on duty.", no_args_is_help=True
)
_Name = Annotated[str, typer.Argument(metavar="NAME", help="Who works at the booth.")]


@app.callback()
def staff_badges() -> None:
    """Badges of the staff: scanned, they switch who is on duty."""


@app.command("make")
def make(
    name: _Name,
    to: Annotated[Path, typer.Option(metavar="FILE", help="Where it goes: .pdf or .png.")],
    replace: ReplaceOption = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Make a badge for somebody; an earlier one of theirs does not count any more."""
    refuse_existing([to], replace=replace)
    with opened(store, staff) as services:
        made = services.staff_badges.make(_member(services, name).id, to)
    record = {"name": made.name, "file": str(made.path)}
    print_json(record) if json else typer.echo(str(made.path))


@app.command("list")
def list_(store: StoreOption = None, staff: StaffOption = None, json: JsonOption = False) -> None:
    """Who works at the booth, and who of them has a badge."""
    with opened(store, staff) as services:
        with_badge = services.staff_badges.with_badge()
        members = services.settings.get().staff
    for member in members:
        has = member.id in with_badge
        if json:
            print_json({"name": member.name, "badge": has})
        else:
            typer.echo(f"{member.name}{': has a badge' if has else ''}")
    if not members:
        say("Nobody is of the staff yet.")


@app.command("remove")
def remove(
    name: _Name, store: StoreOption = None, staff: StaffOption = None, json: JsonOption = False
) -> None:
    """Let somebody's badge not count any more, lost ones above all."""
    with opened(store, staff) as services:
        member = _member(services, name)
        services.staff_badges.remove(member.id)
    print_json({"name": member.name, "badge": False}) if json else typer.echo(
        f"{member.name}: the badge does not count any more."
    )


def _member(services: Services, name: str) -> Staff:
    members = services.settings.get().staff
    found = next((one for one in members if same_words(one.name) == same_words(name)), None)
    if found is None:
        known = ", ".join(one.name for one in members) or "nobody yet"
        raise BadInput(
            f"Nobody of the staff is called “{name}”. There are: {known}. The window adds them: "
            "Settings, Staff."
        )
    return found
