"""`boothapp demo`."""

from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import Launchers


def demo(
    context: typer.Context,
    tour: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Play the demo day and leave pictures and CSV there."),
    ] = None,
) -> None:
    """Open an invented event in a throw-away store. Without a display the demo day is played."""
    launchers = context.find_object(Launchers)
    assert launchers is not None, "the composition root passes it"  # noqa: S101
    raise typer.Exit(launchers.demo(tour))
