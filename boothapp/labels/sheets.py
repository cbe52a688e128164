"""Badges and labels side by side on sheets; the known sheets are data."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from boothapp import paths
from boothapp.domain.drawing import INCH, Area, Box, Drawing, Part
from boothapp.domain.errors import BadInput
from boothapp.domain.sheets import PaperSize, Sheet

_UNITS = {"mm": 1.0, "pt": INCH / 72, "twip": INCH / 1440, "in": INCH}
_MEASURES = ("width", "height", "left", "top", "across", "down")
_CUT, _LINE, _GAP = 5.0, 0.2, 1.5  # millimetres: a cut mark's length, its width, its way off
_INK = "#000000"
_OUTLINE = "#7A7A7A"
_MOST = 100  # columns or rows, on any paper
_FARTHEST = 100_000.0  # of any unit; more is on no paper
_LONGEST = 20  # letters of a wrong value in a sentence
_OVER = 0.5  # millimetres that a maker's rounding may put a label over the paper's edge


@cache
def known_sheets() -> tuple[Sheet, ...]:
    """The label sheets that are known by name."""
    return _read(paths.resources() / "labels.toml")


def sheet_named(name: str) -> Sheet:
    """A known sheet by one of its maker's numbers, or the sheet of an own TOML file.

    Raises BadInput.
    """
    if name.casefold().endswith(".toml"):
        return own_sheet(Path(name))
    plain = name.casefold().removeprefix("avery").strip(" -")
    for sheet in known_sheets():
        if plain in (one.casefold() for one in (sheet.name, *sheet.also)):
            return sheet
    numbers = ", ".join(sheet.name for sheet in known_sheets())
    raise BadInput(f"There is no label sheet “{name}” here. Known are {numbers}.")


def own_sheet(path: Path) -> Sheet:
    """The first sheet of a file written as resources/labels.toml is. Raises BadInput."""
    try:
        return _read(path)[0]
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{path} is no TOML file: {error}.") from None
    except (UnicodeDecodeError, RecursionError):
        raise BadInput(f"{path} is no TOML file.") from None
    except ValueError as error:
        raise BadInput(f"{path} does not say where the labels lie: {error}.") from None


def sheets_of(
    labels: Iterable[Drawing], sheet: Sheet, *, first: int = 1, outline: bool = False
) -> Iterator[Drawing]:
    """Page after page, beginning at label `first` of the first one; no page without a label.

    With `outline` the edge of every label is drawn, to hold a test print against the sheet.
    """
    waiting = iter(labels)
    width, height = sheet.paper.millimetres
    free = list(sheet.places())[first - 1 :]
    while batch := list(islice(waiting, len(free))):
        parts: list[Part] = []
        for label, place in zip(batch, free, strict=False):
            parts += label.at(place.left, place.top)
        edges = _outlines(sheet) if outline else ()
        marks = _cut_marks(free[: len(batch)]) if sheet.is_cut else ()
        yield Drawing(width, height, (*parts, *edges, *marks))
        free = list(sheet.places())


def _outlines(sheet: Sheet) -> tuple[Part, ...]:
    return tuple(Box(place, _OUTLINE, line=_LINE) for place in sheet.places())


def _cut_marks(places: Sequence[Area]) -> tuple[Part, ...]:
    """Short lines beside the outermost badges, in line with every edge."""
    lefts, tops = [p.left for p in places], [p.top for p in places]
    rights, bottoms = [p.left + p.width for p in places], [p.top + p.height for p in places]
    left, right, top, bottom = min(lefts), max(rights), min(tops), max(bottoms)
    marks = []
    for x in sorted({round(edge, 4) for edge in (*lefts, *rights)}):
        for y in (top - _GAP - _CUT, bottom + _GAP):
            marks.append(Box(Area(x - _LINE / 2, y, _LINE, _CUT), _INK))
    for y in sorted({round(edge, 4) for edge in (*tops, *bottoms)}):
        for x in (left - _GAP - _CUT, right + _GAP):
            marks.append(Box(Area(x, y - _LINE / 2, _CUT, _LINE), _INK))
    return tuple(marks)


def _read(path: Path) -> tuple[Sheet, ...]:
    """Raises OSError, TOMLDecodeError, UnicodeDecodeError, and ValueError with a sentence's end."""
    try:
        found = tomllib.loads(path.read_text("utf-8")).get("sheet")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise
    except ValueError:
        raise ValueError("a number in it is too long") from None
    if not (isinstance(found, list) and found and all(isinstance(one, dict) for one in found)):
        raise ValueError("it begins with the line [[sheet]], in two brackets")
    return tuple(_sheet(one) for one in found)


def _sheet(one: Mapping[str, object]) -> Sheet:
    unit = _UNITS[_one_of(one, "unit", _UNITS, "mm")]
    name = _text(one, "name")
    also = one.get("also", [])
    if not (isinstance(also, list) and all(isinstance(other, str) for other in also)):
        raise ValueError('also is a list of other names, as ["L4784", "L4786"]')
    width, height, left, top, across, down = (_measure(one, key) * unit for key in _MEASURES)
    sheet = Sheet(
        name=name,
        title=_text(one, "title", name),
        paper=PaperSize(_one_of(one, "paper", [size.value for size in PaperSize])),
        width=width,
        height=height,
        columns=_count(one, "columns"),
        rows=_count(one, "rows"),
        left=left,
        top=top,
        across=across,
        down=down,
        also=tuple(also),
        source=_text(one, "source", ""),
    )
    _check(sheet)
    return sheet


def _given(one: Mapping[str, object], key: str, otherwise: str | None = None) -> object:
    if otherwise is None and key not in one:
        raise ValueError(f"{key} is missing")
    return one.get(key, otherwise)


def _text(one: Mapping[str, object], key: str, otherwise: str | None = None) -> str:
    text = _given(one, key, otherwise)
    if not (isinstance(text, str) and text.isprintable()):
        raise ValueError(f"{key} is a text in quotation marks, not {_shown(text)}")
    return text


def _one_of(
    one: Mapping[str, object], key: str, known: Iterable[str], otherwise: str | None = None
) -> str:
    text = _given(one, key, otherwise)
    if not isinstance(text, str) or text not in known:
        raise ValueError(f"{key} is one of {', '.join(known)}, not {_shown(text)}")
    return text


def _measure(one: Mapping[str, object], key: str) -> float:
    number = _given(one, key)
    # A bool is an int to Python, and a number may be “inf”, “nan” or too long to reckon with.
    is_bool = isinstance(number, bool)
    if isinstance(number, int | float) and not is_bool and abs(number) <= _FARTHEST:
        return float(number)
    raise ValueError(f"{key} is a number, as 99.1, not {_shown(number)}")


def _count(one: Mapping[str, object], key: str) -> int:
    number = _given(one, key)
    if type(number) is not int or not 1 <= number <= _MOST:
        raise ValueError(f"{key} is a whole number from 1 to {_MOST}, not {_shown(number)}")
    return number


def _shown(given: object) -> str:
    """A value as it may stand in a sentence."""
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, str):
        return f"“{given[:_LONGEST]}”"
    if isinstance(given, float) or (isinstance(given, int) and abs(given) < 10**_LONGEST):
        return str(given)
    return "what it says"


def _check(sheet: Sheet) -> None:
    """Raises ValueError for labels that overlap or lie beside the paper."""
    width, height = sheet.paper.millimetres
    for key, side in (("width", sheet.width), ("height", sheet.height)):
        if side <= 0:
            raise ValueError(f"{key} is more than 0")
    for key, way, of, side in (
        ("across", sheet.across, "width", sheet.width),
        ("down", sheet.down, "height", sheet.height),
    ):
        if way < side - _OVER:
            raise ValueError(f"the labels overlap: {key} is less than {of}")
    last = list(sheet.places())[-1]
    right, bottom = last.left + last.width, last.top + last.height
    if min(sheet.left, sheet.top) < 0 or right > width + _OVER or bottom > height + _OVER:
        raise ValueError(f"the labels do not fit on {sheet.paper}")
