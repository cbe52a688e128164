"""Day sheets: a room's, an interviewer's or a candidate's interviews of one day, as a PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from boothapp.domain.day_sheets import DaySheet, Paper, SheetKind, SheetRow
from boothapp.domain.interviews import NOT_OCCUPYING, InterviewStatus
from boothapp.writers import paper as pages
from boothapp.writers import pdf, when
from boothapp.writers.whole_file import write_whole

_STATUS = {
    InterviewStatus.PLANNED: "",
    InterviewStatus.ARRIVED: "Is here",
    InterviewStatus.RUNNING: "Running",
    InterviewStatus.DONE: "Done",
    InterviewStatus.NO_SHOW: "Did not come",
    InterviewStatus.CANCELLED: "Cancelled",
}
_OVER = {
    SheetKind.ROOM: "Interview room",
    SheetKind.INTERVIEWER: "Interviews of",
    SheetKind.CANDIDATE: "Your interviews",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a cell; `look` is a class of the template."""

    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class _Column:
    """What stands in a column, and its share of the width in per cent."""

    label: str
    width: int
    lines: Callable[[SheetRow], tuple[_Line, ...]]


def write(sheets: Sequence[DaySheet], path: Path, paper: Paper) -> str:
    """Write the sheets as one PDF to `path`, readable by its owner only, replacing what is there.

    Answers with its SHA-256 in hex. Raises OSError; then no file is left and an older one is
    untouched.
    """
    return write_whole(path, render(sheets, paper))


def render(sheets: Sequence[DaySheet], paper: Paper) -> bytes:
    """The sheets as one PDF, each beginning on a new page. Raises ValueError where none is given.

    For threads see `pdf.render`.
    """
    if not sheets:
        raise ValueError("no sheet to write")
    documents = [pdf.Document(html(sheet), _footer(sheet)) for sheet in sheets]
    days = ", ".join(dict.fromkeys(when.weekday(sheet.day) for sheet in sheets))
    names = ", ".join(dict.fromkeys(sheet.title for sheet in sheets))
    title = f"{names}: {days}" if len(sheets) == 1 else f"{sheets[0].event}: {days}"
    return pdf.render(documents, paper=paper, title=title)


def html(sheet: DaySheet) -> str:
    """The sheet as the HTML that Qt's rich text knows."""
    columns = _columns(sheet)
    rows = sorted(sheet.rows, key=lambda row: (row.starts, row.room))
    values = {
        "over": f"{_OVER[sheet.kind]} · {sheet.event}",
        "title": sheet.title,
        "day": _day(sheet, rows),
        "columns": columns,
        "rows": [
            {
                "cells": [column.lines(row) for column in columns],
                "off": row.status in NOT_OCCUPYING,
            }
            for row in rows
        ],
    }
    return pages.render("day.html.j2", {"sheet": values})


def _columns(sheet: DaySheet) -> tuple[_Column, ...]:
    def column(part: str, width: int) -> _Column:
        label = _HEADS.get((sheet.kind, part), part.capitalize())
        return _Column(label, width, partial(_CELLS[part], sheet))

    return tuple(column(part, width) for part, width in _WIDTHS[sheet.kind].items())


def _time(sheet: DaySheet, row: SheetRow) -> tuple[_Line, ...]:
    zone = ZoneInfo(sheet.timezone)
    hours = f"{row.starts.astimezone(zone):%H:%M}–{row.ends.astimezone(zone):%H:%M}"
    status = _STATUS[row.status]
    if sheet.kind is SheetKind.CANDIDATE and row.status is not InterviewStatus.CANCELLED:
        status = ""  # the booth's own bookkeeping
    return _lines((hours, "name"), (status, "status"))


def _people(sheet: DaySheet, row: SheetRow) -> tuple[_Line, ...]:
    return _lines(*((name, "") for name in row.interviewers if name != sheet.title))


_CELLS: dict[str, Callable[[DaySheet, SheetRow], tuple[_Line, ...]]] = {
    "time": _time,
    "room": lambda _, row: _lines((row.room, "")),
    "candidate": lambda _, row: _lines((row.candidate, "name"), (row.affiliation, "quiet")),
    "with": _people,
    "role": lambda _, row: _lines((row.role, "")),
    "notes": lambda _sheet, _row: _lines(),
}
_HEADS = {(SheetKind.INTERVIEWER, "with"): "Together with"}
_WIDTHS = {  # in percent of the line; the notes are left empty, for a pen
    SheetKind.ROOM: {"time": 14, "candidate": 27, "with": 21, "role": 18, "notes": 20},
    SheetKind.INTERVIEWER: {
        "time": 14,
        "room": 13,
        "candidate": 25,
        "with": 17,
        "role": 14,
        "notes": 17,
    },
    SheetKind.CANDIDATE: {"time": 18, "room": 24, "with": 33, "role": 25},
}


def _lines(*texts: tuple[str, str]) -> tuple[_Line, ...]:
    return tuple(_Line(text, look) for text, look in texts if text) or (_Line(""),)


def _day(sheet: DaySheet, rows: Sequence[SheetRow]) -> str:
    """Thursday 9 July 2026 · Seoul time (UTC+9)"""
    instant = rows[0].starts if rows else sheet.printed_at
    return f"{when.weekday(sheet.day)} · {when.zone_name(instant, sheet.timezone)}"


def _footer(sheet: DaySheet) -> str:
    printed = sheet.printed_at.astimezone(ZoneInfo(sheet.timezone))
    day = when.weekday(sheet.day)
    return f"{sheet.title} · {day} · printed {when.month_day(printed)}, {printed:%H:%M}"
