"""`boothapp person`: everything held about one person, and the end of it."""

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import (
    BAD_INPUT,
    JsonOption,
    StaffOption,
    StoreOption,
    ask_at_terminal,
    print_json,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.domain.backups import BackupRecord
from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.event import EventInfo
from boothapp.domain.holdings import Ended, Erased, RecalledFile
from boothapp.domain.ledger import Reason
from boothapp.services.bundle import Services

app = typer.Typer(help="Everything held about one person.", no_args_is_help=True)

KeyArgument = Annotated[
    str, typer.Argument(metavar="KEY", help="Badge id, lead id, e-mail or reference.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
# These turn text around, and a terminal would show another person's name.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@app.callback()
def person() -> None:
    """Everything held about one person."""


@app.command("show")
def show(
    key: KeyArgument, store: StoreOption = None, staff: StaffOption = None, json: JsonOption = False
) -> None:
    """Show everything held, its proof, its history, and the files that left."""
    with opened(store, staff) as services:
        subject = services.people.resolve(key)
        record = services.people.record(subject)
        held = services.people.held(subject)
    record["files_that_left"] = [_file(file) for file in held.files]
    if json:
        print_json(record)
        return
    for line in _lines(record):
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
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Take back what the person agreed to; what was held under it is deleted. No undo."""
    reason = Reason.OBJECTION if objection else Reason.OWN_WISH
    with opened(store, staff) as services:
        subject, event = services.people.resolve(key), services.settings.get().event
        _agree(yes, services, subject, "Withdraw, and delete what was held under it")
        ended = services.people.withdraw(subject, purpose, reason)
    done = {"withdrawn": [purpose.value for purpose in ended.purposes]}
    if json:
        print_json(done | _record(ended))
        return
    said = ", ".join(done["withdrawn"]) or "nothing was valid; the person is not asked again"
    typer.echo(f"Withdrawn for {ended.reference}: {said}.")
    _tell(ended, event)


@app.command("erase")
def erase(
    key: KeyArgument,
    yes: YesOption = False,
    confirmation: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page for the person (HTML).")
    ] = None,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Delete all that is held but a mark, and list the files that hold the person too. No undo."""
    if confirmation is not None:
        _check_free(confirmation)
    with opened(store, staff) as services:
        subject, event = services.people.resolve(key), services.settings.get().event
        _agree(yes, services, subject, "Erase for good")
        erased = services.people.erase(subject)
        unwritten = _write_confirmation(services, erased, confirmation)
    if json:
        print_json({"erased": True, "requests_closed": erased.requests} | _record(erased))
    else:
        typer.echo(f"Erased: {erased.reference}. A mark is kept that they are not asked again.")
        _tell(erased, event)
    if unwritten is not None:
        say(f"The person is erased, but no confirmation was written: {unwritten}")
        raise typer.Exit(BAD_INPUT)


@app.command("export")
def export(
    key: KeyArgument,
    to: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write into.")],
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Write what the person has a right to get: a page to read, JSON, and their files."""
    with opened(store, staff) as services:
        paths = services.people.export(services.people.resolve(key), to)
    for path in paths:
        print_json({"file": str(path)}) if json else typer.echo(str(path))


def _check_free(confirmation: Path) -> None:
    """Raise BadInput where the page could not be written, before anything is erased."""
    if confirmation.exists():
        raise BadInput(f"{confirmation} is there already; nothing was erased.")
    folder = confirmation.absolute().parent
    if not folder.is_dir():
        raise BadInput(f"There is no folder {folder}; nothing was erased.")
    if not os.access(folder, os.W_OK):
        raise BadInput(f"The folder {folder} cannot be written to; nothing was erased.")


def _write_confirmation(
    services: Services, erased: Erased, confirmation: Path | None
) -> BadInput | None:
    """Write the page; answers what went wrong, for by now the person is erased."""
    if confirmation is not None:
        try:
            services.people.write_confirmation(erased, confirmation)
        except BadInput as error:
            return error
    return None


def _agree(yes: bool, services: Services, subject: str, what: str) -> None:
    """Go on only with --yes or with the word of somebody at the terminal, who is told whom."""
    if yes:
        return
    if ask_at_terminal() is None:
        say("Nobody can be asked here: give --yes. Nothing was changed.")
        raise typer.Exit(BAD_INPUT)
    held = services.people.held(subject)
    name = held.lead.person.name if held.lead is not None else ""
    whom = f"{_plain(name) or 'somebody without a name here'} ({held.reference})"
    try:
        said = input(f"{what}: {whom}. It cannot be undone. Type yes: ")
    except (EOFError, KeyboardInterrupt):
        said = ""
    if said.strip().lower() != "yes":
        say("Nothing was changed.")
        raise typer.Exit(BAD_INPUT)


def _tell(ended: Ended, event: EventInfo) -> None:
    """Who else holds the person, and what could not be done yet."""
    if ended.files:
        typer.echo("These files left before and hold the person too; have them deleted:")
    for file in ended.files:
        typer.echo(f"{file.path}\t{file.sha256}\t{file.day.isoformat()}\t{file.recipient}")
    if ended.backups:
        typer.echo("These backups still hold the person; a restore does this again by itself:")
    for backup in ended.backups:
        typer.echo(f"{backup.path}\t{backup.sha256}\t{event.local(backup.at):%Y-%m-%d}")
    for copy in ended.scrubbed.copies:
        say(f"{copy} held the person too and was deleted.")
    for store in ended.scrubbed.set_aside:
        say(f"{store} was set aside by a restore and may hold the person: delete it if you can.")
    if not ended.scrubbed.complete:
        say("The store is in use, or the disk is full: traces go at the next start.")


def _record(ended: Ended) -> dict[str, object]:
    return {
        "reference": ended.reference,
        "at": ended.at.isoformat(timespec="seconds"),
        "files": [_file(file) for file in ended.files],
        "backups": [_backup(backup) for backup in ended.backups],
        "copies_deleted": [str(copy) for copy in ended.scrubbed.copies],
        "stores_set_aside": [str(store) for store in ended.scrubbed.set_aside],
        "traces_gone": ended.scrubbed.complete,
    }


def _file(file: RecalledFile) -> dict[str, str]:
    return {
        "path": str(file.path),
        "sha256": file.sha256,
        "day": file.day.isoformat(),
        "recipient": file.recipient,
        "purpose": file.purpose.value,
        "what": file.what.value,
    }


def _backup(backup: BackupRecord) -> dict[str, str]:
    made = backup.at.isoformat(timespec="seconds")
    return {"path": str(backup.path), "sha256": backup.sha256, "made": made}


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
        text = _plain(str(value)).replace("\n", f"\n{indent}    ")
        yield f"{indent}{name} {text}" if name == "-" else f"{indent}{name}: {text}"


def _plain(text: str) -> str:
    """Text that a terminal shows as it is: nothing in it steers, nothing turns it around."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if letter in _TURNING or (unicodedata.category(letter) == "Cc" and letter != "\n")
        else letter
        for letter in text
    )
