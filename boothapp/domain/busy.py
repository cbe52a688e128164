"""When people cannot come, read from a file: the times, and what in the file was not understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from boothapp.domain.errors import BadInput
from boothapp.domain.people import BusyTime


class BusyFault(StrEnum):
    """What is wrong with a row of a table, or an event of a calendar."""

    NO_IDENTITY = "no_identity"
    EMAIL_SHAPE = "email_shape"
    CONTROL_CHARACTERS = "control_characters"
    CELL_COUNT = "cell_count"
    BROKEN_QUOTES = "broken_quotes"
    DAMAGED = "damaged"
    TWICE = "twice"
    TOO_LONG = "too_long"
    START_UNREADABLE = "start_unreadable"
    END_UNREADABLE = "end_unreadable"
    ENDS_FIRST = "ends_first"
    OUTSIDE = "outside"
    CLEANED = "cleaned"
    NO_START = "no_start"
    NO_END = "no_end"
    END_BROKEN = "end_broken"
    ZONE_UNKNOWN = "zone_unknown"
    REPEATS = "repeats"
    EXCEPTIONS = "exceptions"
    MARKED_FREE = "marked_free"
    CANCELLED = "cancelled"
    BROKEN = "broken"
    MANY_OUTSIDE = "many_outside"
    NOT_REACHED = "not_reached"
    FURTHER = "further"


@dataclass(frozen=True, slots=True)
class _Words:
    """What was wrong, what was kept, and what the person can do."""

    wrong: str
    advice: str
    kept: str = "It was left out."


_NOTHING = "Nothing needs to be done."
_BY_HAND = "If it matters, enter it by hand."
_FORM = "Write date and time as 2026-07-09 14:00."
_SAVE_AGAIN = "Save the file again as “CSV UTF-8”, or correct the row."
_WORDS: Mapping[BusyFault, _Words] = {
    BusyFault.NO_IDENTITY: _Words("nobody is named", "Put the badge id or the e-mail in."),
    BusyFault.EMAIL_SHAPE: _Words("“{value}” is not an e-mail address", "Correct the address."),
    BusyFault.CONTROL_CHARACTERS: _Words("invisible characters in “{value}”", "Type it anew."),
    BusyFault.CELL_COUNT: _Words("{found} cells, the header has {expected}", _SAVE_AGAIN),
    BusyFault.BROKEN_QUOTES: _Words(
        "a quotation mark is missing or out of place, up to line {until}", _SAVE_AGAIN
    ),
    BusyFault.DAMAGED: _Words("a letter is damaged and cannot be read as {encoding}", _SAVE_AGAIN),
    BusyFault.TWICE: _Words("“{name}” stands there twice", "Correct the row."),
    BusyFault.TOO_LONG: _Words("longer than {limit} characters", _BY_HAND),
    BusyFault.START_UNREADABLE: _Words("the start “{value}” cannot be read", _FORM),
    BusyFault.END_UNREADABLE: _Words(
        "the end “{value}” cannot be read", f"{_FORM} A time alone is one of the start’s day."
    ),
    BusyFault.ENDS_FIRST: _Words("it does not end after it starts", "Correct its times."),
    BusyFault.OUTSIDE: _Words("it is not on the event’s days", "Check the date."),
    BusyFault.CLEANED: _Words("invisible characters", _NOTHING, "It was kept, without them."),
    BusyFault.NO_START: _Words("its start is missing or cannot be read", _BY_HAND),
    BusyFault.NO_END: _Words("it has no end", _BY_HAND),
    BusyFault.END_BROKEN: _Words("its end cannot be read", _BY_HAND),
    BusyFault.ZONE_UNKNOWN: _Words("its time zone “{value}” is not known", _BY_HAND),
    BusyFault.REPEATS: _Words("it repeats in a way that is not understood", _BY_HAND),
    BusyFault.EXCEPTIONS: _Words("not all days on which it is left out can be read", _BY_HAND),
    BusyFault.MARKED_FREE: _Words("it is marked as free time", _NOTHING),
    BusyFault.CANCELLED: _Words("it is marked as cancelled", _NOTHING),
    BusyFault.BROKEN: _Words("it cannot be read", _BY_HAND),
    BusyFault.MANY_OUTSIDE: _Words(
        "events that are not on the event’s days: {count}", _NOTHING, "They were left out."
    ),
    BusyFault.NOT_REACHED: _Words(
        "the calendar is very large; events after this line: {count}",
        "Export the event’s days only.",
        "They were left out.",
    ),
    BusyFault.FURTHER: _Words(
        "further things to complain of: {count}",
        "Correct those above first.",
        "What can be used of those rows was kept.",
    ),
}


@dataclass(frozen=True, slots=True)
class BusyProblem:
    """What is wrong in one row: its first physical line in the file, its column, and the facts.

    Line 0 is the file as a whole. `title` is what the row calls itself. It and `values` are made
    fit for the screen: short, and without invisible characters.
    """

    line: int
    fault: BusyFault
    column: str = ""
    title: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What is wrong, without where, quoting the file: for the screen only."""
        return _WORDS[self.fault].wrong.format_map(self.values)

    @property
    def kept(self) -> str:
        """What became of the row."""
        return _WORDS[self.fault].kept

    @property
    def advice(self) -> str:
        """What the person can do."""
        return _WORDS[self.fault].advice

    def __str__(self) -> str:
        """All of it, with where. What is printed may be kept by others, so no cell is quoted."""
        words = _WORDS[self.fault].wrong.format_map({**self.values, "value": "…"})
        where = [f"Line {self.line}"] if self.line else []
        where += [self.column] if self.column else []
        place = f"{', '.join(where)}: " if where else ""
        return f"{place}{words}. {self.kept} {self.advice}"


@dataclass(frozen=True, slots=True)
class BusyRow:
    """One time: the line it stands on, and whose it is; None in the calendar of one person.

    `who` is a badge id or an e-mail, as the file has it.
    """

    line: int
    who: str | None
    busy: BusyTime


@dataclass(frozen=True, slots=True)
class BusyRead:
    """What a file said, in its order."""

    rows: tuple[BusyRow, ...]
    problems: tuple[BusyProblem, ...]


class BusyFileError(BadInput):
    """A file that cannot be taken in at all."""
