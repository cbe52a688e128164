"""An organiser's own badge format: a name and a regular expression with named groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from boothapp.domain.badge import Badge, Shape
from boothapp.domain.badge_words import FORMAT_NAMES
from boothapp.domain.errors import BadInput

MAX_NAME, MAX_PATTERN = 60, 500
GROUPS = (
    *("badge_id", "email", "name", "given_name", "family_name"),
    *("affiliation", "title", "profile_url"),
)
"""The groups that a pattern may have; each fills the field of the badge that it is named after."""
NEEDED = ("badge_id", "email", "name")
"""One of these has to be there, or nobody is named."""

STRAYS = {
    "a web address": "https://www.example.com/menu",
    "a phone number": "tel:+442079460958",
    "the key of a wireless network": "WIFI:S:guests;T:WPA;P:welcome;;",
    "a sentence": "Please leave your towels here.",
    "data of another app": '{"type":"coupon","value":10}',
    "the number of a bar code": "4006381333931",
}
"""Codes that hang about and are no badges, one of each kind: no one format has half of them."""


@dataclass(frozen=True, slots=True)
class BadgePattern:
    """An organiser's own badge format, as it was set up."""

    id: str
    name: str
    pattern: str


@dataclass(frozen=True, slots=True)
class KnownFormat:
    """A badge format as Settings lists it."""

    name: str
    """What people call it."""
    carries: str
    """What is in such a code, in a few words."""
    origin: str = ""
    """The package that brought it; empty for BoothApp's own."""
    is_likeness: bool = False
    """The organiser's list goes before it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A format of another package that cannot be used, with the reason as a sentence."""

    origin: str
    why: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What a code reads as: the badge, or in words why it is none."""

    badge: Badge | None
    words: str


class WrongPattern(BadInput):
    """A pattern cannot be used; the text says why, `at` where it breaks (0 is its start)."""

    def __init__(self, why: str, at: int | None = None) -> None:
        super().__init__(why if at is None else f"{why} (at character {at + 1})")
        self.at = at


class WidePattern(BadInput):
    """A pattern that reads half the kinds of `STRAYS` or more, and nobody said that it is meant."""

    def __init__(self, name: str, kinds: Sequence[str]) -> None:
        *others, last = kinds
        super().__init__(
            f"“{name}” fits many kinds of code: {', '.join(others)} and {last} would be read as "
            "badges."
        )


def checked_pattern_name(text: str) -> str:
    """The name on one line. Raises BadInput where it is empty, overlong or another format's."""
    name = " ".join(text.split())
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise BadInput(f"A pattern needs a name of 1 to {MAX_NAME} characters.")
    key = name.casefold()
    taken = {*FORMAT_NAMES, *FORMAT_NAMES.values(), *Shape}
    if key in {other.casefold() for other in taken}:
        raise BadInput(f"“{name}” is the name of a format that BoothApp has; give another one.")
    return name
