"""`boothapp invite`: invitations as mails with a calendar in them, ready to be sent."""

from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli import interview_keys as keys
from boothapp.cli.common import (
    JsonOption,
    StaffOption,
    StoreOption,
    named_path,
    print_json,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.domain.errors import BadInput, NoSender, NothingToDo
from boothapp.services.bundle import Services
from boothapp.services.invitations import SentFile


def invite(
    to: Annotated[
        Path, typer.Option(metavar="DIR", parser=named_path, help="The folder to write into.")
    ],
    interview: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INTERVIEW]…",
            help="Ids of interviews, or badge ids or e-mails of who has one ahead.",
        ),
    ] = None,
    due: Annotated[
        bool,
        typer.Option("--due", help="All that were not invited to, or have changed since."),
    ] = False,
    sender: Annotated[
        str,
        typer.Option("--from", metavar="ADDRESS", help="By default the address in Settings."),
    ] = "",
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Write invitations: a mail (.eml) and the calendar (.ics) for everybody who takes part.

    A moved or cancelled interview sends the same invitation again, updated. What was written
    counts as sent.
    """
    with opened(store, staff) as services:
        wanted = _wanted(services, interview or [], due=due)
        try:
            files = services.invitations.write(wanted, to, sender)
        except NoSender as error:
            raise BadInput(f"{error} Here also with --from ADDRESS.") from error
    for file in files:
        if json:
            print_json(_record(file))
        else:
            typer.echo(f"{file.path}\t{file.to.name}")


def _wanted(services: Services, named: list[str], *, due: bool) -> list[str]:
    """The interviews that are named, or those that are due. Raises BadInput, NothingToDo."""
    if named and due:
        raise BadInput("Give interviews or --due, not both.")
    if not named and not due:
        raise BadInput("Say which interviews, or --due for all that are due.")
    if not due:
        return [keys.interview_of(services, key).id for key in named]
    wanted = _reachable(services)
    if not wanted:
        raise NothingToDo("No invitation is due. Nothing was written.")
    return wanted


def _reachable(services: Services) -> list[str]:
    """The interviews that are due; those where nobody has an address are named and left out."""
    wanted = []
    for one in services.invitations.due():
        if services.invitations.reachable(one):
            wanted.append(one.id)
        else:
            say(f"Nobody to write to: {one.candidate} and the panel have no address.")
    return wanted


def _record(file: SentFile) -> dict[str, str]:
    return {
        "file": str(file.path),
        "to": file.to.email,
        "name": file.to.name,
        "interview_id": file.interview_id,
    }
