"""What taking a list in would change, compared with what earlier lists said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LISTED = 1_000
"""How many people of one kind are named; of more there is the number."""
STAY_OUT = "they said no here, an earlier list took it back, or their yes has run out"
"""Why a list's yes changes nothing for somebody."""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody of the list; both are empty where only a mark is kept."""

    name: str = ""
    badge_id: str = ""

    def __str__(self) -> str:
        """Name and badge id, as far as they are known."""
        known = ", ".join(part for part in (self.name, self.badge_id) if part)
        return known or "Somebody of whom only a mark is kept"


class OfLead(StrEnum):
    """What comes of a changed detail for the lead of the person, in words; nothing without one."""

    NO_LEAD = ""
    FOLLOWS = "the lead follows"
    EDITED = "stays as it was edited here"
    OWN = "the lead keeps its own"
    EMPTY = "the lead keeps what it has"
    HAS_IT = "the lead has it already"
    OTHER_BADGE = "the lead goes by another badge, and stays"


@dataclass(frozen=True, slots=True)
class DetailChange:
    """One detail as it is held, and as the new list has it; for the screen."""

    field: str
    old: str
    new: str
    of_lead: OfLead = OfLead.NO_LEAD


@dataclass(frozen=True, slots=True)
class ChangedPerson:
    """Somebody whose details the new list has otherwise."""

    who: ListedPerson
    changes: tuple[DetailChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterChanges:
    """How many people a list brings, changes and lacks, and the first of them by name."""

    new: int = 0
    """On no earlier list."""
    agreed: int = 0
    """An earlier list said no, this one says yes."""
    ended: int = 0
    """Held by an earlier list's word alone, and this one says no."""
    own_word: int = 0
    """This list says no, but they said yes themselves: that stands."""
    stay_out: int = 0
    """This list says yes, but they said no here, or an earlier list took the yes back: that stands.
    They are counted here only, whatever else the list brings of them."""
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    """On an earlier list, not on this one; they are kept."""
    missing_marks: int = 0
    """Those of them of whom only a mark is kept."""
    first_list: bool = True
    """Whether there is no earlier list to compare with."""
    people: Mapping[str, tuple[ListedPerson, ...]] = field(default_factory=dict)
    """The first LISTED of each kind but `changed`, by the name of its number above."""
    changed_people: tuple[ChangedPerson, ...] = ()
