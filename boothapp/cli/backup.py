"""`boothapp backup` and `boothapp restore`."""

from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import (
    JsonOption,
    ReplaceOption,
    StaffOption,
    StoreOption,
    agree,
    ask_at_terminal,
    configured,
    print_json,
    refuse_existing,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.domain.errors import BadInput
from boothapp.services.restoring import restore as restore_store
from boothapp.services.setup import now, store_exists


def backup(
    to: Annotated[Path, typer.Option(metavar="FILE", help="The file, such as booth.boothbackup.")],
    replace: ReplaceOption = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Write everything into one encrypted file, opened and checked before it counts."""
    refuse_existing([to], replace=replace)
    with opened(store, staff) as services:
        record = services.backups.write(to)
        at = services.settings.get().event.local(record.at)
    if json:
        print_json(
            {"file": str(record.path), "size": record.size, "sha256": record.sha256}
            | {"at": at.isoformat(timespec="seconds"), "changes": record.seq}
        )
    else:
        typer.echo(f"Backup written to {record.path} and checked (SHA-256 {record.sha256}).")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The backup.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before it takes over.")] = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Make a backup the store. Whoever withdrew or was erased since stays so, if that is known.

    It is known from the store that is there now, and from the journal beside it or beside FILE.
    The store that is there now is set aside in a folder of its own. No window may have it open.
    """
    chosen = configured(store, staff)
    if not file.is_file():
        raise BadInput(f"{file} is no file; give the file of a backup. Nothing was changed.")
    if not yes and store_exists(chosen.store):
        agree(f"The store in {chosen.store} is set aside, and {file} takes its place.")
    done = restore_store(
        file,
        chosen.store,
        passphrase=chosen.passphrase,
        ask=ask_at_terminal(),
        clock=now,
        staff=chosen.staff,
    )
    if json:
        aside = None if done.set_aside is None else str(done.set_aside)
        print_json(
            {"store": str(chosen.store), "made": done.made.isoformat(), "leads": done.leads}
            | {"replayed": done.replayed, "set_aside": aside}
            | {"unread": done.unread, "blind": done.blind}
        )
        return
    typer.echo(f"The store of {done.made:%Y-%m-%d %H:%M} is back, with {done.leads} leads.")
    if done.replayed:
        who = "1 person" if done.replayed == 1 else f"{done.replayed} people"
        typer.echo(f"What ended for {who} since then (taken back, erased, run out) stays ended.")
    if done.set_aside is not None:
        typer.echo(f"The store that was here lies in {done.set_aside}; delete it when all is well.")
    if done.warning:
        say(done.warning)
