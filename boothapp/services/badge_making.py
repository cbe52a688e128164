"""Badge pictures from an organiser's list; needs no store and keeps nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from boothapp.badges.compact import signed_badge
from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.roster import RosterField, RosterRow, RowProblem
from boothapp.domain.roster_mapping import ColumnMapping
from boothapp.labels import BadgeText, badge_files, write_badges
from boothapp.readers import roster_file
from boothapp.services.roster_signature import private_key_in

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


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


def plan_badges(roster: Path, folder: Path, sign: Path | None = None) -> PlannedBadges:
    """One picture for each row; nothing is written.

    With `sign`, the file of a private key, the codes are signed badges that say what the list says
    about sharing. Without it that column is not read: it does not matter for a badge. Raises
    RosterFileError, BadInput for what is no key, and OSError.
    """
    private = private_key_in(sign) if sign is not None else None
    guessed = roster_file.look(roster).mapping.headers
    headers = dict(guessed)
    headers.pop(RosterField.OPTED_IN, None)
    found = list(roster_file.read(roster, ColumnMapping(headers), zone=UTC, all_opted_in=True))
    rows = [row for row in found if isinstance(row, RosterRow)]
    if private is None:
        badges = tuple(_badge(row) for row in rows)
    else:
        said = _opt_ins(roster, guessed)
        badges = tuple(_signed(row, said.get(row.line), private) for row in rows)
    problems = tuple(problem for problem in found if isinstance(problem, RowProblem))
    return PlannedBadges(badges, folder, problems)


def make_badges(planned: PlannedBadges, event: str) -> list[Path]:
    """Write the PNGs; answers the files. Raises OSError."""
    return write_badges(planned.badges, event, planned.folder)


def _opt_ins(roster: Path, headers: Mapping[RosterField, str]) -> dict[int, bool]:
    """What the list says about sharing, by line, where it says anything."""
    if RosterField.OPTED_IN not in headers:
        return {}
    found = roster_file.read(roster, ColumnMapping(headers), zone=UTC, all_opted_in=False)
    return {row.line: row.opted_in for row in found if isinstance(row, RosterRow)}


def _signed(row: RosterRow, opted_in: bool | None, private: "Ed25519PrivateKey") -> BadgeText:
    who = row.badge_id or row.email
    said = {} if opted_in is None else {Purpose.RECRUITING: opted_in}
    try:
        payload = signed_badge(who, said, private)
    except ValueError:
        raise BadInput(
            f"Line {row.line}: the badge id is too long to be signed. No badge was made."
        ) from None
    return BadgeText(payload, row.person.name, row.affiliation, file=who)


def _badge(row: RosterRow) -> BadgeText:
    return BadgeText(row.badge_id or row.email, row.person.name, row.affiliation)
