"""`boothapp badges`: badge pictures of a roster."""

from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import (
    REFUSED,
    JsonOption,
    ReplaceOption,
    StaffOption,
    StoreOption,
    print_json,
    refuse_existing,
    say,
)
from boothapp.services.badge_making import make_badges, plan_badges


def badges(
    roster: Annotated[
        Path, typer.Argument(metavar="ROSTER", readable=False, help="The list as CSV.")
    ],
    to: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the pictures.")],
    event: Annotated[str, typer.Option(help="What stands on top of each badge.")] = "Conference",
    sign: Annotated[
        Path | None,
        typer.Option(metavar="KEY", help="Sign the badges with this private key (PEM)."),
    ] = None,
    replace: ReplaceOption = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Make a badge picture (PNG) for each row of a roster. Needs no store.

    A key to sign with is made by `boothapp organiser-keys make`.
    """
    del store, staff  # accepted everywhere, so that a script may pass them to every command
    planned = plan_badges(roster, to, sign)
    refuse_existing(planned.files, replace=replace)
    files, problems = make_badges(planned, event), planned.problems
    for problem in problems:
        say(str(problem))
    for file in files:
        print_json({"file": str(file)}) if json else typer.echo(str(file))
    if not files:
        raise typer.Exit(REFUSED)
