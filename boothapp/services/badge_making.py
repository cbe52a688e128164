"""Badge pictures from an organiser's list; needs no store and keeps nothing."""

from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from boothapp.domain.roster import ColumnMapping, RosterField, RosterRow, RowProblem
from boothapp.labels import BadgeText, badge_files, write_badges
from boothapp.readers import roster_csv


@dataclass(frozen=True, slots=True)
class PlannedBadges:
    """The pictures that a list asks for, and the rows left out."""

    badges: tuple[BadgeText, ...]
    folder: Path
    problems: tuple[RowProblem, ...]

    @property
    def files(self) -> list[Path]:
        """Where they go."""
        return badge_files(self.badges, self.folder)


def plan_badges(roster: Path, folder: Path) -> PlannedBadges:
    """One picture for each row; nothing is written.

    Whether somebody shares their profile does not matter for their badge, so that column is not
    read. Raises RosterFileError and OSError.
    """
    guessed = roster_csv.sniff(roster).mapping.headers
    headers = dict(guessed)
    headers.pop(RosterField.OPTED_IN, None)
    found = list(roster_csv.read(roster, ColumnMapping(headers), zone=UTC, all_opted_in=True))
    badges = tuple(_badge(row) for row in found if isinstance(row, RosterRow))
    problems = tuple(problem for problem in found if isinstance(problem, RowProblem))
    return PlannedBadges(badges, folder, problems)


def make_badges(planned: PlannedBadges, event: str) -> list[Path]:
    """Write the PNGs; answers the files. Raises OSError."""
    return write_badges(planned.badges, event, planned.folder)


def _badge(row: RosterRow) -> BadgeText:
    return BadgeText(row.badge_id or row.email, row.person.name, row.affiliation)
