"""The cells of a roster row: cleaned, measured, and turned into values. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time, tzinfo
from types import MappingProxyType

from boothapp.domain.roster_mapping import plain_word

MAX_CELL = 2_000  # characters; a longer cell is a broken file, not a person

# C0 and C1 but for tab and line ends, soft hyphen, zero width space and BOM, bidi controls, and
# lone surrogates. ZWJ and ZWNJ stay: Persian and Indic names need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_HALF = re.compile("[\ud800-\udfff]")
_YES = frozenset(
    [
        *(
            "yes",
            "y",
            "true",
            "1",
            "opt-in",
            "opted-in",
            "optin",
            "agreed",
        ),
        *(
            "agree",
            "ja",
            "j",
            "oui",
            "sí",
            "si",
            "s",
            "sim",
            "vrai",
            "wahr",
        ),
        *(
            "vero",
            "verdadero",
            "verdadeiro",
            "はい",
            "同意",
            "同意する",
            "是",
            "✓",
            "✔",
        ),
        *("☑",),
    ]
)
_NO = frozenset(
    [
        *(
            "no",
            "n",
            "false",
            "0",
            "opt-out",
            "opted-out",
            "optout",
            "declined",
        ),
        *(
            "disagree",
            "nein",
            "non",
            "não",
            "nao",
            "nee",
            "faux",
            "falsch",
        ),
        *("falso", "いいえ", "同意しない", "否", "不同意", "✗", "✘", "☐"),
    ]
)
MOST_WORDS = 40
"""Different words of one opt-in column; a column with more holds something else."""
_LOST_DIGITS = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,3}", re.IGNORECASE)
_LIST = re.compile(r"[;|,\r\n]+")
_LINKS = re.compile(r"[;|,\s]+")
_WEB = re.compile(r"(?:https?://)?[^\s/:@]+\.[^\s/:@]+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_TIME_ONLY = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")


class DateText(str):
    """A date or time of a spreadsheet, as text: as somebody's id it is not what was typed."""

    __slots__ = ()


class OtherText(str):
    """A number of a spreadsheet that is shown otherwise than it is held."""

    __slots__ = ()


class FaultText(str):
    """An empty text, where a spreadsheet shows a fault or keeps no result of a formula."""

    __slots__ = ()


class BareValue(str):
    """What a typed file holds as true, false or a number that is not whole; nobody's id."""

    __slots__ = ()


def has_invisible(text: str) -> bool:
    """Say whether the text holds control, bidi or zero-width characters."""
    return _INVISIBLE.search(text) is not None


def has_half(text: str) -> bool:
    """Say whether half a character is in the text, which can neither be stored nor printed."""
    return _HALF.search(text) is not None


def clean(text: str) -> str:
    """Return the text without invisible characters, white space and line ends as one space."""
    return " ".join(_INVISIBLE.sub("", text).split())


def shown(text: str) -> str:
    """Return the text fit for a message: at most 60 characters, invisible ones as escapes."""
    escaped = _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", " ".join(text.split()))
    return escaped if len(escaped) <= 60 else escaped[:59] + "…"


def opt_in(
    text: str,
    said: Mapping[str, bool | None] = MappingProxyType({}),
    *,
    turned_round: bool = False,
) -> bool | None:
    """Read a yes or a no; None for anything else. What somebody `said` of a word stands first.

    `turned_round`: the column says who did not agree, so that no word counts that nobody said.
    “x” and “o” alone count for nothing: a cross is a yes in one country and a no in the next.
    An empty cell is None too: a list that leaves the answer out has not said no, and has
    certainly not said yes.
    """
    word = plain_word(text)
    if word in said:
        return said[word]
    if turned_round:
        return None
    if word in _YES:
        return True
    return False if word in _NO else None


def is_answered(text: str, said: Mapping[str, bool | None]) -> bool:
    """Whether somebody said what a word means, if only that it means nothing."""
    return plain_word(text) in said


def lost_digits(text: str) -> bool:
    """Whether a spreadsheet made a long number of this that is not what it was: 4.01E+17."""
    return _LOST_DIGITS.fullmatch(text) is not None


def split_list(text: str) -> tuple[str, ...]:
    """Split at semicolons, bars, commas and line ends; each value once, in order."""
    return tuple(dict.fromkeys(filter(None, (clean(part) for part in _LIST.split(text)))))


def split_links(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the web addresses of a cell, and what in it is none (`javascript:` and the like)."""
    parts = tuple(dict.fromkeys(filter(None, (clean(part) for part in _LINKS.split(text)))))
    links = tuple(part for part in parts if _WEB.fullmatch(part))
    return links, tuple(part for part in parts if part not in links)


def read_times(starts: str, ends: str, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """Read a start and an end in ISO 8601, aware UTC; None if they are none.

    Times without an offset are the event's (`zone`). The end may be a time of the start's day.
    """
    first = read_moment(starts, zone)
    last = read_end(ends, first, zone) if first else None
    if first is None or last is None or first >= last:
        return None
    return first.astimezone(UTC), last.astimezone(UTC)


def read_moment(text: str, zone: tzinfo) -> datetime | None:
    """Read a date and time in ISO 8601, aware; without an offset it is the event's (`zone`)."""
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        moment.astimezone(UTC)  # the first and the last days of the calendar have none
    except (ValueError, OverflowError):
        return None
    return moment


def read_end(text: str, first: datetime, zone: tzinfo) -> datetime | None:
    """Read an end as `read_moment` does, or as a time of the day of `first` (aware)."""
    if not _TIME_ONLY.fullmatch(text.strip()):
        return read_moment(text, zone)
    try:
        clock = time.fromisoformat(text.strip().zfill(len("00:00")))
        moment = datetime.combine(first.date(), clock, first.tzinfo)
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment
