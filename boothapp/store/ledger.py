"""The consent ledger: every event in the log as it is read, and how people answered."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, case, distinct, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from boothapp.domain.consent import VALID_STATES, ConsentEvent, Purpose
from boothapp.domain.ledger import ConsentRecord, NoticeFigures, Proof
from boothapp.domain.notices import reference
from boothapp.store import privacy_tables, tables
from boothapp.store.instants import from_ms
from boothapp.store.mapping import AnyRow, AnySelect

_PREFIX = "consent."
_AT_ONCE = 1000  # rows that are fetched in one go


class Ledger:
    """Reads consent events within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def events(
        self, subject: str | None = None, *, newest_first: bool = False, limit: int | None = None
    ) -> Iterator[ConsentRecord]:
        """The events in their order, of one person or of all; read while the transaction lasts."""
        change, effect, staff = tables.Change, tables.ConsentEffect, tables.Staff
        order = col(change.seq).desc() if newest_first else col(change.seq)
        query: AnySelect = (
            select(
                *(col(column) for column in (change.seq, change.at, change.subject, change.field)),
                *(col(column) for column in (change.kind, change.device_id, change.value)),
                col(staff.name).label("staff"),
                col(effect.seq).label("effect"),
            )
            .outerjoin(staff, col(staff.id) == col(change.staff_id))
            .outerjoin(effect, col(effect.seq) == col(change.seq))
            .where(col(change.kind).op("GLOB")(f"{_PREFIX}*"))
            .order_by(order)
            .limit(limit)
            .execution_options(yield_per=_AT_ONCE)
        )
        if subject is not None:
            query = query.where(col(change.subject) == subject)
        return (_record(row) for row in self._connection.execute(query))

    def last_ending(self, subject: str, purpose: Purpose = Purpose.RECRUITING) -> int:
        """The place of the last event that ended a valid grant for a purpose; 0 where none did.

        One that was taken back as a mistake ended nothing.
        """
        effect = tables.ConsentEffect
        query = select(func.max(col(effect.seq))).where(
            col(effect.subject) == subject,
            col(effect.purpose) == purpose.value,
            col(effect.undone_by).is_(None),
            col(effect.event) != ConsentEvent.GIVEN.value,
            col(effect.state_before).in_(VALID_STATES),
        )
        return self._connection.execute(query).scalar() or 0

    def place_of(self, fingerprint: str) -> tuple[int, datetime] | None:
        """Number and time of the record whose hash this is, in hex; None where none has it."""
        change = tables.Change
        query: AnySelect = select(col(change.seq), col(change.at))
        row = self._connection.execute(
            query.where(col(change.hash) == bytes.fromhex(fingerprint))
        ).first()
        return None if row is None else (row.seq, from_ms(row.at))

    def figures(self) -> tuple[NoticeFigures, ...]:
        """How many people answered what to each wording; answers taken back do not count.

        A withdrawal without a notice of its own counts for the words that were agreed to.
        """
        change, effect, notice = tables.Change, tables.ConsentEffect, privacy_tables.Notice
        shown = func.coalesce(_sha256_of(change), _agreed_to())
        query: AnySelect = (
            select(
                *(col(column) for column in (notice.version, notice.day, notice.language)),
                func.json_extract(col(notice.body), "$.language.name").label("name"),
                col(change.field).label("purpose"),
                *(_people(event).label(event.value) for event in _COUNTED),
            )
            .join(notice, shown == col(notice.sha256))
            .outerjoin(effect, col(effect.seq) == col(change.seq))
            .where(col(change.kind).op("GLOB")(f"{_PREFIX}*"), col(effect.undone_by).is_(None))
            .group_by(col(notice.sha256), col(change.field))
            .order_by(col(notice.language), col(notice.version), _AS_ASKED)
        )
        return tuple(
            NoticeFigures(
                notice=reference(row.version, date.fromisoformat(row.day), row.name),
                language=row.language,
                purpose=Purpose(row.purpose),
                given=row.given,
                declined=row.declined,
                deferred=row.deferred,
                withdrawn=row.withdrawn,
            )
            for row in self._connection.execute(query)
        )


_AS_ASKED = case(
    {purpose.value: number for number, purpose in enumerate(Purpose)},
    value=col(tables.Change.field),
)
_COUNTED = (
    ConsentEvent.GIVEN,
    ConsentEvent.DECLINED,
    ConsentEvent.DEFERRED,
    ConsentEvent.WITHDRAWN,
)


def _sha256_of(change: type[tables.Change]) -> ColumnElement[str]:
    """The notice that an event was said under."""
    return func.json_extract(col(change.value), "$.sha256")


def _agreed_to() -> ColumnElement[str]:
    """The notice under which the person of a withdrawal had said yes to its purpose last."""
    change, yes, effect = tables.Change, aliased(tables.Change), aliased(tables.ConsentEffect)
    return (
        select(_sha256_of(yes))
        .join(effect, col(effect.seq) == col(yes.seq))
        .where(
            col(change.kind) == _PREFIX + ConsentEvent.WITHDRAWN,
            col(yes.kind) == _PREFIX + ConsentEvent.GIVEN,
            col(yes.subject) == col(change.subject),
            col(yes.field) == col(change.field),
            col(yes.seq) < col(change.seq),
            col(effect.undone_by).is_(None),
        )
        .order_by(col(yes.seq).desc())
        .limit(1)
        .correlate(change)
        .scalar_subquery()
    )


def _people(event: ConsentEvent) -> ColumnElement[int]:
    """Counts the people of whom an event of this kind is recorded."""
    change = tables.Change
    return func.count(distinct(case((col(change.kind) == _PREFIX + event, col(change.subject)))))


def _record(row: AnyRow) -> ConsentRecord:
    proof = Proof.read(row.value)
    event = ConsentEvent(row.kind.removeprefix(_PREFIX))
    return ConsentRecord(
        seq=row.seq,
        at=from_ms(row.at),
        subject=row.subject,
        purpose=Purpose(row.field),
        event=event,
        staff=row.staff or "",
        device=row.device_id,
        method=proof.method or "",
        reason=proof.reason or "",
        notice=proof.notice,
        notice_sha256=proof.sha256,
        language=proof.language,
        until=proof.until,
        had_effect=row.effect is not None or event is ConsentEvent.MISTAKE,
    )
