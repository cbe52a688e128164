"""Scans in the store: appended once, never changed, never with the payload."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, text
from sqlalchemy.orm import aliased
from sqlmodel import col

from boothapp.domain.consent import ConsentState, Purpose, Verdict
from boothapp.domain.people import ScanRow, ScanSource, Visit, visits_in
from boothapp.ids import new_id
from boothapp.store import tables
from boothapp.store.changes import ChangeLog, Moment
from boothapp.store.desk_tables import SamePerson
from boothapp.store.instants import from_ms
from boothapp.store.mapping import AnyRow, AnySelect
from boothapp.store.outcomes import WAITING

if TYPE_CHECKING:  # what only the Dashboard needs is imported when it is first wanted
    from boothapp.store.figures import Figures


class Captures:
    """Writes and lists scans within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None, moment: Moment) -> None:
        self._connection = connection
        self._log = log
        self._moment = moment

    def add(
        self, *, subject: str | None, badge_format: str, source: ScanSource, verdict: Verdict
    ) -> str:
        """Write one scan and answer its id; without a `subject` the code named nobody."""
        assert self._log is not None, "scans are added in a writing transaction"  # noqa: S101
        scan_id = new_id()
        self._connection.execute(
            insert(tables.Scan),
            {
                "id": scan_id,
                "at": self._moment.at,
                "day": self._moment.day,
                "subject": subject,
                "format": badge_format,
                "source": source.value,
                "verdict": verdict.value,
                "device_id": self._moment.device_id,
                "staff_id": self._moment.staff_id,
            },
        )
        self._log.append("scan.add", scan_id, verdict.value, subject=subject)
        return scan_id

    def visit_at(self, subject: str, at: datetime) -> int:
        """Which visit of this person it was at that time: 1 is the first, 0 is before it."""
        return len(visits_in(scan for scan in self.scans(subject) if scan.at <= at))

    def visits(self, subject: str) -> tuple[Visit, ...]:
        """When the person came by, oldest first; scans that follow each other closely are one."""
        return visits_in(self.scans(subject))

    def scans(self, subject: str) -> tuple[Visit, ...]:
        """Each scan of the person, also by other laptops, in the order of their times."""
        scan, staff = tables.Scan, tables.Staff
        query = (
            select(col(scan.at), col(staff.name))
            .join(staff, col(staff.id) == col(scan.staff_id))
            .where(_of_person(subject))
            .order_by(col(scan.at), col(scan.seq))
        )
        return tuple(Visit(from_ms(row.at), row.name) for row in self._connection.execute(query))

    def figures(self) -> "Figures":
        """Scans and leads as figures."""
        from boothapp.store.figures import Figures

        return Figures(self._connection)

    def recent(self, limit: int, today: str) -> tuple[ScanRow, ...]:
        """The latest scans, and all that wait today, newest first; names only of leads.

        `today` is the event's ISO day.
        """
        days = {"first": today, "last": today}
        waiting = frozenset(self._connection.execute(WAITING, days).scalars())
        rows = self._connection.execute(_latest(limit, waiting))
        return tuple(_scan_row(row, waiting=row.seq in waiting) for row in rows)


def _of_person(subject: str) -> ColumnElement[bool]:
    """The scans of a subject and of those that were merged into it."""
    merged = select(col(SamePerson.subject)).where(col(SamePerson.main) == subject)
    return or_(col(tables.Scan.subject) == subject, col(tables.Scan.subject).in_(merged))


def _latest(limit: int, besides: Iterable[int]) -> AnySelect:
    scan, lead, state, same = tables.Scan, tables.Lead, tables.ConsentState, SamePerson
    who = func.coalesce(col(same.main), col(scan.subject))
    said = aliased(tables.Change, name="said")
    latest = select(col(scan.seq)).order_by(col(scan.seq).desc()).limit(limit)
    had_lead = select(col(said.seq)).where(
        col(said.subject) == who,
        text("said.kind = 'lead.add'"),  # as its index has it
    )
    return (
        select(
            col(scan.id),
            col(scan.seq),
            col(scan.at),
            col(scan.verdict),
            col(scan.format),
            col(scan.subject),
            col(lead.name),
            col(lead.affiliation),
            col(lead.id).label("lead_id"),
            col(tables.Staff.name).label("staff"),
            col(state.state),
            (col(lead.id).is_(None) & had_lead.exists()).label("gone"),
        )
        .join(tables.Staff, col(tables.Staff.id) == col(scan.staff_id))
        .outerjoin(same, col(same.subject) == col(scan.subject))
        .outerjoin(lead, col(lead.subject) == who)
        .outerjoin(
            state,
            (col(state.subject) == who) & (col(state.purpose) == Purpose.RECRUITING.value),
        )
        .where(or_(col(scan.seq).in_(latest), col(scan.seq).in_(_each(besides))))
        .order_by(col(scan.seq).desc())
    )


def _each(numbers: Iterable[int]) -> AnySelect:
    """As JSON: there may be more of them than a statement has parameters."""
    listed = func.json_each(json.dumps(sorted(numbers))).table_valued("value")
    return select(listed.c.value)


def _scan_row(row: AnyRow, *, waiting: bool) -> ScanRow:
    return ScanRow(
        scan_id=row.id,
        at=from_ms(row.at),
        verdict=Verdict(row.verdict),
        format=row.format,
        subject=row.subject,
        name=row.name or "",
        affiliation=row.affiliation or "",
        lead_id=row.lead_id,
        staff=row.staff,
        waiting=waiting,
        gone=bool(row.gone),
        state=ConsentState(row.state or ConsentState.UNKNOWN),
    )
