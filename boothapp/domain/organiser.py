"""What the organiser gets back: who said no here, and that the others' data is gone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from boothapp.domain.errors import BoothError
from boothapp.domain.roster import RowProblem


class Standing(StrEnum):
    """How a row of the organiser's list stands at the booth."""

    OPTED_OUT_HERE = "opted_out_here"
    """Their list says yes, the person told us no: the organiser should know."""
    STILL_HELD = "still_held"
    """Their list says no now, but the details that an earlier list allowed are held here still:
    the list of today was not taken in yet."""
    DELETED = "deleted"
    """Their list says no, and no details are held here, at most a mark."""
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
    unread: tuple[RowProblem, ...] = ()
    """Rows that could not be read, so nothing is said of them."""

    def count(self, standing: Standing) -> int:
        """How many rows stand so."""
        return sum(row.standing is standing for row in self.rows)

    @property
    def unread_lines(self) -> tuple[int, ...]:
        """The lines (1 is the header's) of the rows that could not be read."""
        return tuple(sorted({problem.line for problem in self.unread}))


class NotDeletedYet(BoothError):
    """A confirmation of deletion would be false: the list says no to people who are held still."""

    def __init__(self, people: int) -> None:
        who = "1 person whose details are" if people == 1 else f"{people} people whose details are"
        super().__init__(
            f"The list says no now to {who} held here still. "
            "Import this list first (Settings), then compare it again."
        )
