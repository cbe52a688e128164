"""A list read to the end without a store: columns, encoding and errors, and no comparison."""

from datetime import UTC, tzinfo
from pathlib import Path

from boothapp.domain.roster import RosterReport, RosterRow, RowProblem
from boothapp.domain.roster_changes import LISTED, RosterChanges
from boothapp.domain.roster_mapping import ColumnMapping, RosterFile, WordFound
from boothapp.domain.tables import ReadAs
from boothapp.readers import roster_file
from boothapp.services import identity, roster_signature


def look(path: Path, read_as: ReadAs | None = None) -> RosterFile:
    """Headers, guessed mapping and first rows. Raises RosterFileError."""
    return roster_file.look(path, read_as)


def words(path: Path, mapping: ColumnMapping, read_as: ReadAs | None = None) -> list[WordFound]:
    """The words of the opt-in column and what they are taken for. Raises RosterFileError."""
    return roster_file.words(path, mapping, read_as)


def try_out(
    path: Path,
    mapping: ColumnMapping,
    *,
    all_opted_in: bool = False,
    read_as: ReadAs | None = None,
    zone: tzinfo = UTC,
) -> RosterReport:
    """What would be taken in and what is wrong. Raises RosterFileError."""
    rows = opted_in = count = left_out = last = 0
    problems: list[RowProblem] = []
    with roster_file.opened(
        path,
        mapping,
        zone=zone,
        all_opted_in=all_opted_in,
        read_as=read_as,
        known_as=identity.of_row,
    ) as found:
        for item in found.items:
            if isinstance(item, RosterRow):
                rows, opted_in = rows + 1, opted_in + item.opted_in
                if item.instead_of:
                    rows, opted_in = rows - 1, opted_in - 1
                continue
            count += 1
            left_out += not item.row_kept and item.line != last
            last = last if item.row_kept else item.line
            if len(problems) < LISTED:
                problems.append(item)
        return RosterReport(
            rows=rows,
            opted_in=opted_in,
            problems=tuple(problems),
            problem_count=count,
            left_out=left_out,
            changes=RosterChanges(),
            form=found.form,
            dry_run=True,
            signature=roster_signature.check(path, ()),
        )
