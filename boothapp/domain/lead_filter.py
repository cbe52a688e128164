"""Which leads somebody wants to see: the same words for table, export, report and command line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.event import Stretch
from boothapp.domain.people import Rating

NOBODY = ""
"""Stands for "none" among ids: no role, no owner."""
NOT_RATED = "none"


class Meeting(StrEnum):
    """How far a lead has come with interviews; the one that counts is the one that stands."""

    NONE = "none"
    PLANNED = "planned"
    DONE = "done"
    NO_SHOW = "no_show"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadFilter:
    """Leads that fit every part that is set; an empty part asks nothing.

    Within one part any of its values will do, but for `tags` and `purposes`: all of them.
    """

    text: str = ""
    """Every word of it occurs somewhere: name, affiliation, e-mail, notes, tags, answers."""
    ratings: frozenset[Rating | None] = frozenset()
    """None stands for not rated."""
    purposes: frozenset[Purpose] = frozenset()
    """With a valid yes to each."""
    waiting: bool = False
    """Some purpose was left open with "Later"."""
    roles: frozenset[str] = frozenset()
    """Ids; NOBODY stands for no role. So in `owners`."""
    owners: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    """Ids of who stored the lead."""
    days: frozenset[date] = frozenset()
    """Days of the event on which the person came by."""
    tags: frozenset[str] = frozenset()
    meetings: frozenset[Meeting] = frozenset()
    no_follow_up: bool = False
    """No next step, and no interview that stands."""
    made: Stretch | None = None
    """Stored between two instants (aware; the second is not in it)."""
    leads: frozenset[str] | None = None
    """Exactly these, by their ids; no ids are nobody."""

    @property
    def is_empty(self) -> bool:
        """Whether everybody fits."""
        return self == LeadFilter()

    def without_text(self) -> "LeadFilter":
        """The part that may be kept as a view: what was typed may be somebody's name."""
        return replace(self, text="", leads=None)

    def to_json(self) -> str:
        """As text, only what is set, in a fixed order."""
        said = {
            field.name: _plain(getattr(self, field.name))
            for field in fields(self)
            if getattr(self, field.name) != field.default
        }
        return json.dumps(said, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "LeadFilter":
        """What `to_json` wrote; what this version does not know is left out.

        Raises BadInput where it is no filter.
        """
        try:
            said = json.loads(text)
            return cls(**{name: _READ[name](part) for name, part in said.items() if name in _READ})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BadInput("This view cannot be read.") from error


EVERYBODY = LeadFilter()
"""Asks nothing."""


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(NOT_RATED if one is None else _plain(one) for one in value)  # type: ignore[type-var] # all are text
    if isinstance(value, tuple):
        return [one.astimezone(UTC).isoformat() for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _words(said: Any) -> frozenset[str]:
    return frozenset(str(one) for one in said)


def _stretch(said: Any) -> Stretch:
    first, last = (datetime.fromisoformat(one) for one in said)
    return first, last


_READ: Mapping[str, Any] = {
    "text": str,
    "ratings": lambda said: frozenset(None if one == NOT_RATED else Rating(one) for one in said),
    "purposes": lambda said: frozenset(Purpose(one) for one in said),
    "waiting": bool,
    "roles": _words,
    "owners": _words,
    "staff": _words,
    "days": lambda said: frozenset(date.fromisoformat(one) for one in said),
    "tags": _words,
    "meetings": lambda said: frozenset(Meeting(one) for one in said),
    "no_follow_up": bool,
    "made": _stretch,
    "leads": _words,
}
