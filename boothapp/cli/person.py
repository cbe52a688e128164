"""`boothapp person`: everything held about one person, and the end of it."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, cast

import typer

from boothapp.cli import ended as ended_words
from boothapp.cli.cancellations import CancellationsOption, write_cancellations
from boothapp.cli.common import (
    BAD_INPUT,
    REFUSED,
    JsonOption,
    StaffOption,
    StoreOption,
    agree,
    named_path,
    plain,
    print_json,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.domain.consent import ConsentState, Purpose, is_valid
from boothapp.domain.errors import BadInput
from boothapp.domain.event import EventInfo
from boothapp.domain.holdings import Ended
from boothapp.domain.ledger import Reason
from boothapp.domain.people import ConsentView
from boothapp.services.bundle import Services
from boothapp.services.places import checked_file

app = typer.Typer(help="Everything held about one person.", no_args_is_help=True)

_NO = frozenset({ConsentState.DECLINED, ConsentState.WITHDRAWN})

KeyArgument = Annotated[
    str, typer.Argument(metavar="KEY", help="Badge id, lead id, e-mail or reference.")
]
ConfirmationOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write a page for the person (HTML).")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
# A script may say --yes to every command about a person, also where there is nothing to ask.
NothingAskedOption = Annotated[bool, typer.Option("--yes", hidden=True)]


@app.callback()
def person() -> None:
    """Everything held about one person."""


@app.command("show")
def show(
    key: KeyArgument,
    yes: NothingAskedOption = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Show everything held, its proof, its history, and the files that left."""
    with opened(store, staff) as services:
        subject = services.people.resolve(key)
        record = services.people.record(subject)
        held, event = services.people.held(subject), services.settings.get().event
    record["files_that_left"] = [ended_words.file_record(file) for file in held.files]
    if json:
        print_json(record)
        return
    for line in _lines(record | {"purposes": _worded(record["purposes"], held.consent, event)}):
        typer.echo(line)


@app.command("withdraw")
def withdraw(
    key: KeyArgument,
    purpose: Annotated[
        list[Purpose] | None,
        typer.Option(help="For what; repeat it. By default all that is valid."),
    ] = None,
    objection: Annotated[bool, typer.Option(help="They object to the use (Art. 21).")] = False,
    yes: YesOption = False,
    confirmation: ConfirmationOption = None,
    cancellations: CancellationsOption = None,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Take back what the person agreed to; what was held under it is deleted. No undo."""
    reason = Reason.OBJECTION if objection else Reason.OWN_WISH
    with opened(store, staff) as services:
        _check_free(services, confirmation)
        subject, event = services.people.resolve(key), services.settings.get().event
        _refuse_said_no(services, subject, purpose)
        if not yes:
            _agree(services, subject, "Withdraw, and delete what was held under it")
        ended = services.people.withdraw(subject, purpose, reason)
        unwritten = _write_confirmation(services, ended, confirmation)
        untold = write_cancellations(services, ended.cancellations, cancellations)
    done = {"withdrawn": [purpose.value for purpose in ended.purposes]}
    if json:
        print_json(done | ended_words.record(ended, event))
    else:
        said = ", ".join(done["withdrawn"]) or "nothing was valid; the person is not asked again"
        typer.echo(f"Withdrawn for {ended.reference}: {said}.")
        ended_words.tell(ended, event, cancellations)
    _end(unwritten, untold, "The consent is taken back")


@app.command("erase")
def erase(
    key: KeyArgument,
    yes: YesOption = False,
    confirmation: ConfirmationOption = None,
    cancellations: CancellationsOption = None,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Delete all that is held but a mark, and list the files that hold the person too. No undo."""
    with opened(store, staff) as services:
        _check_free(services, confirmation)
        subject, event = services.people.resolve(key), services.settings.get().event
        _refuse_again(services, subject)
        for mention in services.people.mentions(subject):
            say(ended_words.mention(mention))
        if not yes:
            _agree(services, subject, "Erase for good")
        erased = services.people.erase(subject)
        unwritten = _write_confirmation(services, erased, confirmation)
        untold = write_cancellations(services, erased.cancellations, cancellations)
    if json:
        print_json(
            {"erased": True, "requests_closed": erased.requests} | ended_words.record(erased, event)
        )
    else:
        typer.echo(f"Erased: {erased.reference}. A mark is kept that they are not asked again.")
        ended_words.tell(erased, event, cancellations)
    _end(unwritten, untold, "The person is erased")


@app.command("export")
def export(
    key: KeyArgument,
    to: Annotated[
        Path, typer.Option(metavar="DIR", parser=named_path, help="The folder to write into.")
    ],
    yes: NothingAskedOption = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Write what the person has a right to get: a page to read, JSON, and their files."""
    with opened(store, staff) as services:
        paths = services.people.export(services.people.resolve(key), to)
    for path in paths:
        print_json({"file": str(path)}) if json else typer.echo(str(path))


def _check_free(services: Services, confirmation: Path | None) -> None:
    """Raise BadInput where the page could not be written, before anything ends."""
    if confirmation is None:
        return
    try:
        folder = checked_file(services.store, confirmation).parent
    except BadInput as error:
        raise BadInput(f"{error} Nothing was changed.") from None
    if confirmation.exists():
        raise BadInput(f"{confirmation} is there already. Nothing was changed.")
    if not os.access(folder, os.W_OK):
        raise BadInput(f"The folder {folder} cannot be written to. Nothing was changed.")


def _write_confirmation(
    services: Services, ended: Ended, confirmation: Path | None
) -> BadInput | None:
    """Write the page; answers what went wrong, for by now it is done."""
    if confirmation is not None:
        try:
            services.people.write_confirmation(ended, confirmation)
        except BadInput as error:
            return error
    return None


def _end(unwritten: BadInput | None, untold: BadInput | None, done: str) -> None:
    if unwritten is not None:
        say(f"{done}, but no confirmation was written: {unwritten}")
    if untold is not None:
        say(f"{done}, but no cancellations were written: {untold}")
    if unwritten is not None or untold is not None:
        raise typer.Exit(BAD_INPUT)


def _refuse_said_no(services: Services, subject: str, purposes: list[Purpose] | None) -> None:
    """Leave somebody as they are who took all of it back before, or never agreed and said no."""
    held = services.people.held(subject)
    asked = purposes or [Purpose.RECRUITING]
    said_no = all(view.state in _NO for view in held.consent if view.purpose in asked)
    if said_no and (purposes or not any(is_valid(view.state) for view in held.consent)):
        say(f"{held.reference} said no to this before. Nothing was changed.")
        raise typer.Exit(REFUSED)


def _refuse_again(services: Services, subject: str) -> None:
    """Leave somebody as they are who was erased before and of whom nothing came since."""
    held = services.people.held(subject)
    if held.was_erased:
        say(
            f"{held.reference} was erased before, and nothing but a mark is held. Nothing was "
            "changed; “boothapp person show” lists the files that left."
        )
        raise typer.Exit(REFUSED)


def _agree(services: Services, subject: str, what: str) -> None:
    """Ask whoever sits here, who is told whom it is about, and who else's record names them."""
    person = services.people.held(subject)
    name = plain(person.person.name) or "somebody without a name here"
    agree(f"{what}: {name} ({person.reference}). It cannot be undone.")


def _worded(purposes: object, views: Iterable[ConsentView], event: EventInfo) -> object:
    """The purposes with a sentence where a list, and not the person, took a yes back."""
    said = {view.purpose.value: view for view in views if view.list_took_back}
    return [
        one | {"said": f"The organiser’s list took it back{_when(said[one['purpose']], event)}."}
        if one["purpose"] in said
        else one
        for one in cast("list[dict[str, object]]", purposes)
    ]


def _when(view: ConsentView, event: EventInfo) -> str:
    if view.since is None:
        return ""
    local = event.local(view.since)
    return f", {local.day} {local:%B %Y}, {local:%H:%M}"


def _lines(value: object, name: str = "", depth: int = 0) -> Iterator[str]:
    """A record as indented lines; what is empty is left out."""
    indent = "  " * depth
    if value is None or value in ("", [], {}):
        return
    if isinstance(value, dict):
        if name:
            yield f"{indent}{name}:"
        for key, item in value.items():
            yield from _lines(item, str(key).replace("_", " "), depth + bool(name))
    elif isinstance(value, list):
        yield f"{indent}{name}:"
        for item in value:
            yield from _lines(item, "-", depth + 1)
    else:
        text = plain(str(value)).replace("\n", f"\n{indent}    ")
        yield f"{indent}{name} {text}" if name == "-" else f"{indent}{name}: {text}"
