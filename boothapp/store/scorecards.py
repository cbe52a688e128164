"""Scorecards in the store; they go with their interview and with its lead."""

import json
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from boothapp.domain.errors import BadInput
from boothapp.domain.scorecards import Scorecard, ScoreVerdict
from boothapp.store import tables
from boothapp.store.changes import ChangeLog
from boothapp.store.instants import from_ms_or_none, to_ms_or_none
from boothapp.store.interview_tables import Interviewer
from boothapp.store.interview_tables import Scorecard as ScorecardRow
from boothapp.store.mapping import AnySelect


class Scorecards:
    """Reads and changes scorecards within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None) -> None:
        self._connection = connection
        self._log = log

    def of_lead(self, lead_id: str) -> tuple[Scorecard, ...]:
        """All cards about a candidate, drafts too, in the order in which they were begun."""
        return self._all(col(ScorecardRow.lead_id) == lead_id)

    def of_interview(self, interview_id: str) -> tuple[Scorecard, ...]:
        """All cards of an interview, drafts too."""
        return self._all(col(ScorecardRow.interview_id) == interview_id)

    def get(self, card_id: str) -> Scorecard:
        """One card. Raises BadInput where it is gone."""
        found = self._all(col(ScorecardRow.id) == card_id)
        if not found:
            raise BadInput("This scorecard is no longer there.")
        return found[0]

    def put_back(self, card: Scorecard) -> None:
        """Write a card that is not there, with its own id."""
        values = _columns(card)
        self._connection.execute(insert(ScorecardRow), values)
        self._append("scorecard.add", card, values)

    def change(self, card: Scorecard) -> None:
        """Write what a card says now."""
        values = _columns(card)
        self._connection.execute(
            update(ScorecardRow).where(col(ScorecardRow.id) == card.id).values(**values)
        )
        self._append("scorecard.set", card, values)

    def remove(self, card: Scorecard) -> None:
        """Take a card away."""
        self._append("scorecard.remove", card, None)
        self._connection.execute(delete(ScorecardRow).where(col(ScorecardRow.id) == card.id))

    def _all(self, condition: Any) -> tuple[Scorecard, ...]:
        row, who = ScorecardRow, Interviewer
        query: AnySelect = (
            select(row.__table__, col(who.name).label("interviewer"))  # type: ignore[attr-defined] # SQLModel adds it
            .join(who, col(who.id) == col(row.interviewer_id))
            .where(condition)
            .order_by(col(row.id))
        )
        return tuple(
            Scorecard(
                id=found.id,
                interview_id=found.interview_id,
                lead_id=found.lead_id,
                interviewer_id=found.interviewer_id,
                interviewer=found.interviewer,
                marks=json.loads(found.marks),
                verdict=None if found.verdict is None else ScoreVerdict(found.verdict),
                text=found.text,
                handed_in=from_ms_or_none(found.handed_in),
            )
            for found in self._connection.execute(query)
        )

    def _append(self, kind: str, card: Scorecard, value: object) -> None:
        assert self._log is not None, "scorecards change in a writing transaction"  # noqa: S101
        lead = tables.Lead
        query = select(col(lead.subject)).where(col(lead.id) == card.lead_id)
        subject = self._connection.execute(query).scalar_one()
        self._log.append(kind, card.id, "", subject=subject, value=value)


def _columns(card: Scorecard) -> dict[str, str | int | None]:
    return {
        "id": card.id,
        "interview_id": card.interview_id,
        "lead_id": card.lead_id,
        "interviewer_id": card.interviewer_id,
        "marks": json.dumps(card.marks, sort_keys=True),
        "verdict": None if card.verdict is None else card.verdict.value,
        "text": card.text,
        "handed_in": to_ms_or_none(card.handed_in),
    }
