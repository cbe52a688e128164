"""`boothapp poster`: a poster of the open positions for the booth."""

from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import (
    JsonOption,
    ReplaceOption,
    StaffOption,
    StoreOption,
    one_of,
    print_json,
    refuse_existing,
    say,
    words_of,
)
from boothapp.cli.common import services as opened
from boothapp.domain.sheets import PaperSize


def poster(
    to: Annotated[Path, typer.Option(metavar="FILE", help="As .pdf, or one page as .png.")],
    role: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TITLE",
            help="Only this role; may be given several times. Without it, all that have a link.",
        ),
    ] = None,
    paper: Annotated[
        PaperSize,
        typer.Option(
            metavar=words_of(PaperSize), help="What it is printed on.", parser=one_of(PaperSize)
        ),
    ] = PaperSize.A4,
    replace: ReplaceOption = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Make a poster of the open positions, each with the code of its application page."""
    refuse_existing([to], replace=replace)
    with opened(store, staff, purge=False) as services:
        planned = services.posters.plan(role or ())
        pages = services.posters.write(to, planned, paper)
    for title in planned.without_link:
        say(f"“{title}” has no application link and is not on it.")
    if json:
        titles = [one.title for one in planned.roles]
        print_json({"file": str(to), "pages": pages, "roles": titles})
    else:
        typer.echo(str(to))
