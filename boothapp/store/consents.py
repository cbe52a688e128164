"""Consent in the store: events go into the change log, triggers fold them into the state."""

from sqlalchemy import Connection, func, select
from sqlmodel import col

from boothapp.domain.consent import (
    NOT_SPOKEN,
    ConsentEvent,
    ConsentRefused,
    ConsentState,
    Purpose,
    Refused,
    next_state,
)
from boothapp.domain.ledger import Proof, Reason
from boothapp.domain.people import ConsentView
from boothapp.store import tables
from boothapp.store.changes import ChangeLog, Moment
from boothapp.store.instants import from_ms
from boothapp.store.mapping import AnyRow, AnySelect
from boothapp.store.retention import Retention

_NO = tuple(f"consent.{event.value}" for event in (ConsentEvent.DECLINED, ConsentEvent.WITHDRAWN))


class Consents:
    """Reads states and records events within one transaction."""

    def __init__(
        self,
        connection: Connection,
        log: ChangeLog | None,
        moment: Moment,
        retention: Retention,
    ) -> None:
        self._connection = connection
        self._log = log
        self._moment = moment
        self._retention = retention

    def state(self, subject: str, purpose: Purpose = Purpose.RECRUITING) -> ConsentState:
        """The state now; unknown where nothing was ever said."""
        query = select(col(tables.ConsentState.state)).where(
            col(tables.ConsentState.subject) == subject,
            col(tables.ConsentState.purpose) == purpose.value,
        )
        return ConsentState(self._connection.execute(query).scalar() or ConsentState.UNKNOWN)

    def views(self, subject: str) -> tuple[ConsentView, ...]:
        """All purposes in their order, each with its proof and the last day that counts now."""
        state, change = tables.ConsentState, tables.Change
        query: AnySelect = (
            select(
                col(state.purpose),
                col(state.state),
                col(state.since),
                col(tables.Staff.name),
                col(change.value),
            )
            .join(change, col(change.seq) == col(state.since_seq))
            .outerjoin(tables.Staff, col(tables.Staff.id) == col(change.staff_id))
            .where(col(state.subject) == subject)
        )
        found = {row.purpose: row for row in self._connection.execute(query)}
        return self._retention.with_ends(
            _view(purpose, row)
            if (row := found.get(purpose.value)) is not None
            else ConsentView(purpose=purpose)
            for purpose in Purpose
        )

    def roster_word(self, subject: str) -> str | None:
        """What the organiser's list said last: "roster_yes", "roster_no", or None."""
        query = select(col(tables.ConsentState.roster)).where(
            col(tables.ConsentState.subject) == subject,
            col(tables.ConsentState.purpose) == Purpose.RECRUITING.value,
        )
        return self._connection.execute(query).scalar()

    def record(
        self,
        subject: str,
        purpose: Purpose,
        event: ConsentEvent,
        proof: Proof,
    ) -> ConsentState:
        """Record an event and answer with the state afterwards.

        Raises ConsentRefused where the table refuses, or where a mistake is not this person's own
        of today.
        """
        assert self._log is not None, "consent is recorded in a writing transaction"  # noqa: S101
        state = self.state(subject, purpose)
        if event is ConsentEvent.MISTAKE:
            self._check_mistake(subject, purpose, state)
        else:
            next_state(state, event)
        kind = f"consent.{event.value}"
        self._log.append(kind, subject, purpose.value, subject=subject, value=proof.facts())
        return self.state(subject, purpose)

    def standing(self, subject: str, purpose: Purpose) -> int | None:
        """The place in the log of the last event that had an effect and was not taken back."""
        effect = tables.ConsentEffect
        query = select(func.max(col(effect.seq))).where(
            col(effect.subject) == subject,
            col(effect.purpose) == purpose.value,
            col(effect.undone_by).is_(None),
        )
        return self._connection.execute(query).scalar()

    def spoken(self, subject: str, purpose: Purpose) -> tuple[ConsentEvent, Proof] | None:
        """The event that the state is owed to, with its proof; None where nothing was said."""
        change = tables.Change
        query: AnySelect = select(col(change.kind), col(change.value)).where(
            col(change.seq) == self.standing(subject, purpose)
        )
        row = self._connection.execute(query).first()
        if row is None:
            return None
        return ConsentEvent(row.kind.removeprefix("consent.")), Proof.read(row.value)

    def take_back(self, subject: str, purpose: Purpose, spoken: int, reason: Reason) -> None:
        """Record that the event at the place `spoken` was a mistake.

        Raises ConsentRefused as `record` does, and where something was said since.
        """
        if self.standing(subject, purpose) != spoken or self._said_no_again(
            subject, purpose, spoken
        ):
            state = self.state(subject, purpose)
            raise ConsentRefused(state, ConsentEvent.MISTAKE, Refused.SPOKEN_SINCE)
        self.record(subject, purpose, ConsentEvent.MISTAKE, Proof(reason=reason))

    def _said_no_again(self, subject: str, purpose: Purpose, spoken: int) -> bool:
        """Whether a no came after the event at the place `spoken` that had no effect any more.

        An erasure after a no is one: taking back the first must not undo the second.
        """
        change, effect = tables.Change, tables.ConsentEffect
        query = (
            select(col(change.seq))
            .outerjoin(effect, col(effect.seq) == col(change.seq))
            .where(
                col(change.subject) == subject,
                col(change.seq) > spoken,
                col(change.kind).in_(_NO),
                col(change.field) == purpose.value,
                col(effect.seq).is_(None),
            )
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def _check_mistake(self, subject: str, purpose: Purpose, state: ConsentState) -> None:
        effect = tables.ConsentEffect
        columns = (effect.event, effect.state_before, effect.staff_id, effect.day)
        query = select(*(col(column) for column in columns)).where(
            col(effect.seq) == self.standing(subject, purpose)
        )
        last = self._connection.execute(query).first()
        mistake = ConsentEvent.MISTAKE
        next_state(state, mistake, ConsentState(last.state_before) if last else None)
        if last is None or last.event in NOT_SPOKEN:
            raise ConsentRefused(state, mistake, Refused.NOTHING_TO_UNDO)
        if last.staff_id != self._moment.staff_id:
            raise ConsentRefused(state, mistake, Refused.OTHER_STAFF)
        if last.day != self._moment.day:
            raise ConsentRefused(state, mistake, Refused.OTHER_DAY)


def _view(purpose: Purpose, row: AnyRow) -> ConsentView:
    proof = Proof.read(row.value)
    return ConsentView(
        purpose=purpose,
        state=ConsentState(row.state),
        since=from_ms(row.since),
        staff=row.name or "",
        notice=proof.notice,
        method=proof.method,
        until=proof.until,
    )
