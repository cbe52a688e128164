"""What the organiser gets back: who said no here, and that the others' data is gone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How a row of the organiser's list stands at the booth."""

    OPTED_OUT_HERE = "opted_out_here"
    """Their list says yes, the person told us no: the organiser should know."""
    DELETED = "deleted"
    """Their list says no, and nothing but a mark is held here."""
    STILL_HELD = "still_held"
    """Their list says no now, but an earlier one said yes and this one was not taken in yet."""
    OWN_YES = "own_yes"
    """Their list says no, but the person told us yes afterwards."""
    HELD = "held"
    """Their list says yes, and the details are held here."""
    NOT_HELD = "not_held"
    """Their list says yes, but nothing is held here: not taken in yet, or over."""


@dataclass(frozen=True, slots=True)
class OrganiserRow:
    """One person of the organiser's list, by the organiser's own badge id or e-mail."""

    key: str
    standing: Standing
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganiserReport:
    """The list compared with what is held. Nothing of it is stored."""

    file: str
    day: date
    rows: tuple[OrganiserRow, ...]

    def count(self, standing: Standing) -> int:
        """How many rows stand so."""
        return sum(row.standing is standing for row in self.rows)
