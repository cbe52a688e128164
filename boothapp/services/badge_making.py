"""Badges from an organiser's list, as sheets to print or a file each; no store, nothing kept."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path

from boothapp.domain.codes import Symbology
from boothapp.domain.drawing import SMALLEST_MODULE, Code, Drawing
from boothapp.domain.errors import BadInput, Cancelled
from boothapp.domain.roster import RowProblem
from boothapp.domain.sheets import Sheet
from boothapp.files import IN_WORK, UNFINISHED, sweep
from boothapp.labels.badge import badge_drawing, badge_files, code_drawing, label_drawing
from boothapp.services.badge_codes import coder_of
from boothapp.services.badge_people import BadgePeople, BadgeProblem, Wanted

_DOTS = 300.0  # per inch, of pictures
_CODE_SIDE = 40.0  # millimetres, of a code that stands alone
_PREVIEW_DOTS = 110.0
Problem = RowProblem | BadgeProblem
Tell = Callable[[int, int], object]
"""Told how many of how many are done; may raise Cancelled to stop."""


class FileFormat(StrEnum):
    """What a badge of its own is written as."""

    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the badges look like: the event's name, the kind of code, or nothing but the code."""

    event: str = "Conference"
    symbology: Symbology = Symbology.QR
    code_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was written, and who of the list got no badge."""

    files: tuple[Path, ...]
    badges: int
    pages: int = 0
    problems: tuple[Problem, ...] = ()


def make_sheets(
    people: BadgePeople,
    look: Look,
    sheet: Sheet,
    path: Path,
    *,
    first: int = 1,
    outline: bool = False,
    tell: Tell | None = None,
) -> Made:
    """Write sheets of badges as one PDF, whole or not at all, beginning at label `first`.

    Whose code does not fit is left out and named. Raises BadInput where nobody is left or the
    sheet has no such label, Cancelled where it is stopped, also by Ctrl+C, and OSError.
    """
    from boothapp.labels.sheets import sheets_of
    from boothapp.writers.drawn import write_pdf

    sheet.checked_first(first)
    problems: list[Problem] = list(people.problems)
    labels = _drawings(people, look, sheet.size, tell, problems, is_label=not sheet.is_cut)
    with _stoppable():
        some = _at_least_one(labels, problems)
        pages = write_pdf(
            sheets_of((label for _, label in some), sheet, first=first, outline=outline),
            path,
            title=look.event or "Badges",
        )
    count = len(people.wanted) - (len(problems) - len(people.problems))
    return Made(files=(path,), badges=count, pages=pages, problems=tuple(problems))


def make_files(
    people: BadgePeople,
    look: Look,
    size: tuple[float, float],
    folder: Path,
    *,
    form: FileFormat = FileFormat.PNG,
    tell: Tell | None = None,
) -> Made:
    """Write a picture of `size` millimetres for everybody into `folder`, which is made if missing.

    They appear together at the end, mode 0600. Raises as `make_sheets`; then no folder is left
    that was made for them.
    """
    files = dict(zip(people.wanted, planned_files(people, folder, form), strict=True))
    problems: list[Problem] = list(people.problems)
    size = (_CODE_SIDE, _CODE_SIDE) if look.code_only else size
    drawings = _drawings(people, look, size, tell, problems, is_label=False)
    with _stoppable():
        some = _at_least_one(drawings, problems)
    with _folder_made(folder), _aside(folder) as aside:
        written = []
        with _stoppable():
            for wanted, drawing in some:
                _write(drawing, aside / files[wanted].name, form)
                written.append(files[wanted])
        for path in written:
            (aside / path.name).replace(path)
    return Made(files=tuple(written), badges=len(written), problems=tuple(problems))


def planned_files(people: BadgePeople, folder: Path, form: FileFormat) -> list[Path]:
    """Where everybody's picture goes."""
    return badge_files((one.text for one in people.wanted), folder, f".{form.value}")


def preview(
    people: BadgePeople, look: Look, sheet: Sheet, *, first: int = 1, outline: bool = False
) -> bytes:
    """The first page as it is going to be printed, as a PNG.

    Raises BadInput as `make_sheets`.
    """
    from boothapp.labels.sheets import sheets_of
    from boothapp.writers.drawn import png

    sheet.checked_first(first)
    problems: list[Problem] = []
    labels = _drawings(people, look, sheet.size, None, problems, is_label=not sheet.is_cut)
    some = (label for _, label in _at_least_one(labels, problems))
    page = next(sheets_of(some, sheet, first=first, outline=outline))
    return png(page, _PREVIEW_DOTS)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl+C as any other stop, where nothing is in its place yet."""
    try:
        yield
    except KeyboardInterrupt:
        raise Cancelled from None


@contextmanager
def _folder_made(folder: Path) -> Iterator[None]:
    """The folder is there; where the block raises, it goes again if it was not there before."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for one in missing:
            with suppress(OSError):  # something else is in it by now
                one.rmdir()
        raise


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A folder within for what is not whole yet."""
    sweep(folder)
    aside = Path(tempfile.mkdtemp(prefix=IN_WORK, suffix=UNFINISHED, dir=folder))
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _drawings(
    people: BadgePeople,
    look: Look,
    size: tuple[float, float],
    tell: Tell | None,
    problems: list[Problem],
    *,
    is_label: bool,
) -> Iterator[tuple[Wanted, Drawing]]:
    """One badge after the other; who gets none is added to `problems`."""
    coder, draw = coder_of(look.symbology), label_drawing if is_label else badge_drawing
    for number, wanted in enumerate(people.wanted, start=1):
        if tell is not None:
            tell(number, len(people.wanted))
        try:
            code = coder(wanted.text.payload)
            if look.code_only:
                drawing = code_drawing(code, size)
            else:
                drawing = draw(wanted.text, look.event, size, code)
            _check(drawing)
        except ValueError as error:
            problems.append(BadgeProblem(wanted.where, str(error)))
        else:
            yield wanted, drawing


def _check(drawing: Drawing) -> None:
    """Raises ValueError for a code that no camera would read."""
    for part in drawing.parts:
        if isinstance(part, Code) and part.printed_module < SMALLEST_MODULE:
            raise ValueError(
                f"The code would have squares of {part.printed_module:.2f} mm, and a camera needs "
                f"{SMALLEST_MODULE:.2f} mm. Choose a larger label or another kind of code."
            )


def _at_least_one(
    drawings: Iterator[tuple[Wanted, Drawing]], problems: list[Problem]
) -> Iterator[tuple[Wanted, Drawing]]:
    """The same. Raises BadInput, before anything is written, where there is none."""
    try:
        first = next(drawings)
    except StopIteration:
        why = f" {problems[0]}" if problems else " The list names nobody."
        raise BadInput(f"No badge was made.{why}") from None
    return chain([first], drawings)


def _write(drawing: Drawing, path: Path, form: FileFormat) -> None:
    path.touch(mode=0o600)  # before anything is in it: names are
    if form is FileFormat.SVG:
        from boothapp.writers.drawn import svg

        path.write_bytes(svg(drawing))
    else:
        from boothapp.labels.picture import picture

        picture(drawing, _DOTS).save(path, dpi=(_DOTS, _DOTS))
