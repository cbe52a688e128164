"""Badge pictures from an organiser's list; needs no store and keeps nothing."""

from datetime import UTC
from pathlib import Path

from boothapp.domain.roster import ColumnMapping, RosterField, RosterRow, RowProblem
from boothapp.labels import BadgeText, write_badges
from boothapp.readers import roster_csv


def make_badges(roster: Path, folder: Path, event: str) -> tuple[list[Path], list[RowProblem]]:
    """One PNG for each row into `folder`; answers the files and the rows left out.

    Whether somebody shares their profile does not matter for their badge, so that column is not
    read. Raises RosterFileError and OSError.
    """
    guessed = roster_csv.sniff(roster).mapping.headers
    headers = dict(guessed)
    headers.pop(RosterField.OPTED_IN, None)
    found = list(roster_csv.read(roster, ColumnMapping(headers), zone=UTC, all_opted_in=True))
    badges = [_badge(row) for row in found if isinstance(row, RosterRow)]
    problems = [problem for problem in found if isinstance(problem, RowProblem)]
    return write_badges(badges, event, folder), problems


def _badge(row: RosterRow) -> BadgeText:
    return BadgeText(row.badge_id or row.email, row.person.name, row.affiliation)
