"""What calendars have to be told after somebody's interviews went: an option of every such end."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import named_path, say
from boothapp.domain.errors import BadInput
from boothapp.domain.invitations import Invitation
from boothapp.services.bundle import Services

CancellationsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        parser=named_path,
        help="Write what calendars have to be told of interviews ahead.",
    ),
]


def write_cancellations(
    services: Services, cancellations: Sequence[Invitation], folder: Path | None
) -> BadInput | None:
    """Write them into the folder that was given; answers what went wrong, for by now it is done."""
    if folder is None or not cancellations:
        return None
    try:
        for file in services.invitations.write_cancellations(cancellations, folder):
            say(f"{file.path}: send it, then delete it.")
    except BadInput as error:
        return error
    return None


def say_ahead(cancellations: Sequence[Invitation], *, is_over: bool) -> None:
    """Say that calendars have interviews of who is to go, or `is_over`: is gone and nobody told."""
    count = len(cancellations)
    if not count:
        return
    stand = "1 interview ahead stands" if count == 1 else f"{count} interviews ahead stand"
    if is_over:
        say(f"{stand} in calendars and nobody was told: --cancellations DIR would have written it.")
    else:
        say(f"{stand} in calendars: --cancellations DIR writes what they have to be told.")
