"""Badges and labels side by side on sheets; the known sheets are data."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from boothapp import paths
from boothapp.domain.drawing import INCH, Area, Box, Drawing, Part
from boothapp.domain.errors import BadInput
from boothapp.domain.sheets import PaperSize, Sheet

_UNITS = {"mm": 1.0, "pt": INCH / 72, "twip": INCH / 1440, "in": INCH}
_MEASURES = ("width", "height", "left", "top", "across", "down")
_CUT, _LINE, _GAP = 5.0, 0.2, 1.5  # millimetres: a cut mark's length, its width, its way off
_INK = "#000000"
_OUTLINE = "#7A7A7A"
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
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} is no TOML file: {error}.") from None
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise BadInput(f"{path} says not where the labels lie: {error}.") from None


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
    found = tomllib.loads(path.read_text("utf-8"))
    return tuple(_sheet(one) for one in found["sheet"])


def _sheet(one: Mapping[str, Any]) -> Sheet:
    unit = _UNITS[one.get("unit", "mm")]
    width, height, left, top, across, down = (float(one[name]) * unit for name in _MEASURES)
    sheet = Sheet(
        name=str(one["name"]),
        title=str(one.get("title", one["name"])),
        paper=PaperSize(one["paper"]),
        width=width,
        height=height,
        columns=int(one["columns"]),
        rows=int(one["rows"]),
        left=left,
        top=top,
        across=across,
        down=down,
        also=tuple(one.get("also", ())),
        source=str(one.get("source", "")),
    )
    _check(sheet)
    return sheet


def _check(sheet: Sheet) -> None:
    """Raises ValueError for labels that overlap or lie beside the paper."""
    width, height = sheet.paper.millimetres
    if min(sheet.columns, sheet.rows) < 1 or min(sheet.size) <= 0:
        raise ValueError("it has no labels")
    if sheet.across < sheet.width - _OVER or sheet.down < sheet.height - _OVER:
        raise ValueError("the labels overlap")
    last = list(sheet.places())[-1]
    right, bottom = last.left + last.width, last.top + last.height
    if min(sheet.left, sheet.top) < 0 or right > width + _OVER or bottom > height + _OVER:
        raise ValueError(f"the labels do not fit on {sheet.paper}")
