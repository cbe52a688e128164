"""What badges are printed on and look like, as options."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import one_of, whole_number, words_of
from boothapp.cli.common import services as opened
from boothapp.cli.roster_options import looked_at
from boothapp.domain.errors import BadInput
from boothapp.domain.roster_mapping import ColumnMapping
from boothapp.domain.sheets import PaperSize, Sheet, size_of
from boothapp.domain.tables import ReadAs
from boothapp.services.badge_making import FileFormat
from boothapp.services.badge_sheets import BADGE_SIZE, cut_sheet, sheet_named

_MOST = 100_000
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}")
"""How files' names end, and not “badges.2026”."""

RosterArgument = Annotated[
    Path,
    typer.Argument(metavar="ROSTER", readable=False, help="The list: CSV, Excel (.xlsx) or JSON."),
]
ToOption = Annotated[
    Path, typer.Option(metavar="DIR|FILE.pdf", help="Folder of pictures, or sheets as PDF.")
]
SignOption = Annotated[
    Path | None,
    typer.Option(metavar="KEY", help="Sign the badges with this private key (PEM)."),
]
EventOption = Annotated[str, typer.Option(help="What stands on top of each badge.")]
CodeOption = Annotated[
    str,
    typer.Option(
        metavar="KIND",
        help="Kind of code: qr, micro-qr, rmqr, aztec, datamatrix, pdf417, code128, code39.",
    ),
]
LabelsOption = Annotated[
    str | None,
    typer.Option(
        "--labels",
        metavar="SHEET",
        help="A sheet of labels by its Avery number, as L4785 or 5395, or an own TOML file. "
        "Without it badges are printed with cut marks.",
    ),
]
PaperOption = Annotated[
    PaperSize | None,
    typer.Option(
        metavar=words_of(PaperSize),
        help="Of badges with cut marks; by default A4.",
        parser=one_of(PaperSize),
    ),
]
SizeOption = Annotated[
    str | None,
    typer.Option("--size", metavar="WxH", help="Of one badge in mm; by default 90x126."),
]
FirstOption = Annotated[
    int | None,
    typer.Option(
        "--first",
        metavar="N",
        parser=whole_number(1, 1000),
        help="Begin at this label of a sheet that is partly used.",
    ),
]
OutlineOption = Annotated[
    bool, typer.Option("--outline", help="Draw the labels' edges: a test print on plain paper.")
]
FormatOption = Annotated[
    FileFormat | None,
    typer.Option(
        "--format",
        metavar=words_of(FileFormat),
        help="Of single pictures; by default png.",
        parser=one_of(FileFormat),
    ),
]
CodeOnlyOption = Annotated[
    bool, typer.Option("--code-only", help="Nothing but the code: no name, no event.")
]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only", metavar="ID", help="Only this badge id or e-mail; may be given several times."
    ),
]
LimitOption = Annotated[
    int | None,
    typer.Option(
        "--limit", metavar="N", parser=whole_number(1, _MOST), help="The first N people only."
    ),
]


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the options come to; without a `sheet` it is a picture each."""

    sheet: Sheet | None
    size: tuple[float, float]
    first: int
    outline: bool

    @classmethod
    def of(
        cls,
        to: Path,
        *,
        labels: str | None,
        paper: PaperSize | None,
        size: str | None,
        first: int | None,
        outline: bool,
    ) -> "Sheets":
        """Put the options together. Raises BadInput where they contradict each other."""
        measures = BADGE_SIZE if size is None else size_of(size)
        if to.suffix.casefold() != ".pdf":
            if labels is not None or paper is not None or first is not None or outline:
                raise BadInput("Sheets are written as a PDF: give --to FILE.pdf.")
            if _ENDING.fullmatch(to.suffix) and not to.exists():
                raise BadInput(
                    f"{to} would be a folder, and is named as a file. Give a folder, or "
                    "FILE.pdf for sheets; for one picture a folder with --only. Nothing "
                    "was written."
                )
            return cls(None, measures, 1, outline=False)
        if labels is None:
            sheet = cut_sheet(paper or PaperSize.A4, measures)
        else:
            sheet = sheet_named(labels)
            if size is not None:
                raise BadInput(f"The labels of {labels} have their size: leave --size out.")
            if paper not in (None, sheet.paper):
                raise BadInput(f"The sheet {labels} is {sheet.paper}, not {paper}.")
        return cls(sheet, measures, sheet.checked_first(first or 1), outline)

    def checked_format(self, form: FileFormat | None) -> FileFormat:
        """The format of single pictures. Raises BadInput where sheets are asked for."""
        if form is not None and self.sheet is not None:
            raise BadInput(f"For pictures as {form} give a folder, not a PDF.")
        return form or FileFormat.PNG


def chosen_mapping(
    roster: Path, name: str | None, read_as: ReadAs, store: Path | None, staff: str | None
) -> ColumnMapping | None:
    """The kept mapping of a name, which is in the store; None to find one. Raises BadInput."""
    if name is None:
        return None
    with opened(store, staff, purge=False) as services:
        return looked_at(services, roster, name, read_as, None).mapping
