"""A list that was read, matched and compared, and waits to be taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from types import TracebackType

from boothapp.domain.list_signature import ListSignature
from boothapp.domain.roster import EndedByList, RosterReport, RowProblem
from boothapp.domain.roster_changes import LISTED, RosterChanges
from boothapp.domain.roster_mapping import ColumnMapping
from boothapp.domain.tables import TableForm
from boothapp.store.roster_matching import Stamp
from boothapp.store.spool import Spool


class Stage(StrEnum):
    """What is being done with a list."""

    READING = "reading"
    COMPARING = "comparing"
    WRITING = "writing"


Progress = Callable[[Stage, int, int], None]
"""Hears how much of how much is done; what it raises (Cancelled) stops the work."""


@dataclass(slots=True)
class PreparedRoster:
    """Holds the rows, encrypted and beside the store, until it is closed; a context manager."""

    path: Path
    mapping: ColumnMapping
    headers: tuple[str, ...]
    form: TableForm
    sha256: str
    spool: Spool
    changes: RosterChanges
    ended: tuple[EndedByList, ...]
    stamp: Stamp
    """What the comparison rests on; where the store went on since, it is looked at again."""
    signature: ListSignature

    def __enter__(self) -> PreparedRoster:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the rows."""
        self.spool.close()

    def problems(self) -> Iterator[RowProblem]:
        """All that is wrong with the rows, in the file's order."""
        return self.spool.problems()

    def report(self, *, dry_run: bool) -> RosterReport:
        """What taking it in would do, or did."""
        return RosterReport(
            rows=self.spool.rows,
            opted_in=self.spool.opted_in,
            problems=tuple(islice(self.problems(), LISTED)),
            problem_count=self.spool.problem_count,
            left_out=self.spool.left_out,
            handed_on=self.spool.handed_on,
            hands_on=self.spool.hands_on,
            changes=self.changes,
            form=self.form,
            ended=self.ended,
            dry_run=dry_run,
            signature=self.signature,
        )
