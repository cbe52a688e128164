"""What the commands say around a withdrawal or an erasure: who else holds or names the person."""

from pathlib import Path

import typer

from boothapp.cli.cancellations import say_ahead
from boothapp.cli.common import plain, say
from boothapp.domain.backups import BackupRecord
from boothapp.domain.event import EventInfo
from boothapp.domain.holdings import Ended, Mention, RecalledFile, Where

_WHERE = {
    Where.EMAIL: "has the same e-mail and may be the same person",
    Where.WORDS: "a text there, or an earlier one, names them",
}


def mention(mention: Mention) -> str:
    """A record that names somebody else than whom it is about, as a line."""
    if mention.request is not None:
        received = mention.request.received.isoformat()
        kind = mention.request.kind.value
        return f"This stays: the request of {received} ({kind}) names them."
    assert mention.person is not None  # noqa: S101 - a person's record or a request, nothing else
    name = plain(mention.person.name) or "somebody without a name here"
    return f"This stays: {name} ({mention.person.reference}), {_WHERE[mention.where]}."


def tell(ended: Ended, event: EventInfo, cancelled: Path | None) -> None:
    """Say who else holds the person, and what could not be done yet.

    `cancelled` is the folder that cancellations were to go to.
    """
    if ended.files:
        typer.echo("These files left before and hold the person too; have them deleted:")
        typer.echo("file\tSHA-256\tday\twho holds it")
    for file in ended.files:
        typer.echo(f"{file.path}\t{file.sha256}\t{file.day.isoformat()}\t{file.recipient}")
    if ended.backups:
        typer.echo("These backups still hold the person; a restore does this again by itself:")
        typer.echo("file\tSHA-256\tday")
    for backup in ended.backups:
        typer.echo(f"{backup.path}\t{backup.sha256}\t{event.local(backup.at):%Y-%m-%d}")
    for freed in ended.freed:
        say(freed.words(event))
    if cancelled is None:
        say_ahead(ended.cancellations, is_over=True)
    for copy in ended.scrubbed.copies:
        say(f"{copy} held the person too and was deleted.")
    for store in ended.scrubbed.set_aside:
        say(f"{store} was set aside by a restore and may hold the person: delete it if you can.")
    if not ended.scrubbed.complete:
        say("The store is in use, or the disk is full: traces go at the next start.")


def record(ended: Ended, event: EventInfo) -> dict[str, object]:
    """The same as JSON says it; times in the event's zone."""
    return {
        "reference": ended.reference,
        "at": event.local(ended.at).isoformat(timespec="seconds"),
        "files": [file_record(file) for file in ended.files],
        "backups": [_backup(backup, event) for backup in ended.backups],
        "interviews_to_cancel": len(ended.cancellations),
        "places_freed": [freed.words(event) for freed in ended.freed],
        "copies_deleted": [str(copy) for copy in ended.scrubbed.copies],
        "stores_set_aside": [str(store) for store in ended.scrubbed.set_aside],
        "traces_gone": ended.scrubbed.complete,
    }


def file_record(file: RecalledFile) -> dict[str, str]:
    """A file that left, as JSON says it."""
    return {
        "path": str(file.path),
        "sha256": file.sha256,
        "day": file.day.isoformat(),
        "recipient": file.recipient,
        "purpose": file.purpose.value,
        "what": file.what.value,
    }


def _backup(backup: BackupRecord, event: EventInfo) -> dict[str, str]:
    made = event.local(backup.at).isoformat(timespec="seconds")
    return {"path": str(backup.path), "sha256": backup.sha256, "made": made}
