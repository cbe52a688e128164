"""The organiser's list: looked at, tried out, taken in; all or nothing per file."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from boothapp.domain.consent import ConsentState, Purpose
from boothapp.domain.errors import Cancelled
from boothapp.domain.roster import (
    EndedByList,
    MissingPerson,
    RosterImport,
    RosterReport,
    RosterRow,
    RowProblem,
)
from boothapp.domain.roster_mapping import ColumnMapping, RosterFile
from boothapp.readers import roster_file
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.identity import row_identifiers
from boothapp.services.inviting import cancellations_of
from boothapp.store.records import Records
from boothapp.store.store import Store

_STEP = 200  # rows between two looks at progress and cancel


class RosterService:
    """Takes rosters in."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def look(self, path: Path) -> RosterFile:
        """Headers, guessed mapping and first rows of a file. Raises RosterFileError."""
        return roster_file.look(path)

    def imports(self) -> tuple[RosterImport, ...]:
        """The lists that were taken in, newest first."""
        with self._store.reading() as records:
            return records.rosters.imports()

    def import_file(
        self,
        path: Path,
        *,
        mapping: ColumnMapping | None = None,
        all_opted_in: bool = False,
        dry_run: bool = False,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> RosterReport:
        """Take a list in, or with `dry_run` say what that would do.

        Wrong rows are left out and named in the report. Raises RosterFileError for a file that
        cannot be judged and Cancelled; then nothing was taken in.
        """
        mapping = mapping or roster_file.look(path).mapping
        found = roster_file.read(
            path, mapping, zone=self._store.event.zone, all_opted_in=all_opted_in
        )
        rows: list[RosterRow] = []
        problems: list[RowProblem] = []
        for item in found:
            if isinstance(item, RosterRow):
                rows.append(item)
            else:
                problems.append(item)
        if dry_run:
            with self._store.reading() as records:
                ended = self._ended_by(records, rows)
            return _report(rows, problems, ended=ended, dry_run=True)
        ended, missing = self._take_in(path, rows, problems, progress, cancelled)
        self._events.publish(Changed("roster"))
        self._events.publish(Changed("lead"))
        return _report(rows, problems, ended=ended, missing=missing)

    def _take_in(
        self,
        path: Path,
        rows: list[RosterRow],
        problems: list[RowProblem],
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> tuple[tuple[EndedByList, ...], tuple[MissingPerson, ...]]:
        opted_in = sum(row.opted_in for row in rows)
        with self._store.writing(self._duty.staff_id) as records:
            ended = self._ended_by(records, rows)
            import_id = records.rosters.begin(
                file=path.name,
                sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
                opted_in=opted_in,
                opted_out=len(rows) - opted_in,
                refused=sum(not problem.code.row_kept for problem in problems),
                until=records.retention.until(Purpose.RECRUITING),
            )
            records.rosters.part(rows)
            for number, row in enumerate(rows, start=1):
                if number % _STEP == 0:
                    if cancelled is not None and cancelled():
                        raise Cancelled
                    if progress is not None:
                        progress(number)
                records.rosters.take_in(row, import_id)
            return ended, records.rosters.missing(import_id)

    def _ended_by(self, records: Records, rows: list[RosterRow]) -> tuple[EndedByList, ...]:
        """Who is held by an earlier list's word alone, and is taken it back by these rows."""
        if not records.rosters.imports():
            return ()
        now = self._store.clock()
        ended = []
        seen: set[str] = set()
        for row in rows:
            subject = None if row.opted_in else records.subjects.find(row_identifiers(row))
            if subject in seen:  # a row for another of their badges
                continue
            if subject is None or records.consents.state(subject) is not ConsentState.ROSTER_YES:
                continue
            seen.add(subject)
            name = records.people.get(subject).name
            is_lead = records.leads.id_of_subject(subject) is not None
            told = cancellations_of(records, subject, self._store.event, now)
            ended.append(EndedByList(name, row.badge_id, is_lead, told))
        return tuple(sorted(ended, key=lambda who: (not who.is_lead, who.name)))


def _report(
    rows: list[RosterRow],
    problems: list[RowProblem],
    *,
    ended: tuple[EndedByList, ...],
    missing: tuple[MissingPerson, ...] = (),
    dry_run: bool = False,
) -> RosterReport:
    return RosterReport(
        rows=len(rows),
        opted_in=sum(row.opted_in for row in rows),
        problems=tuple(problems),
        missing=missing,
        ended=ended,
        dry_run=dry_run,
    )
