"""What calendars were told of interviews: the log knows each state, name and address of then.

Nothing is kept for this alone: what is deleted or erased is blank in the log too.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import col

from boothapp.domain.interviews import Interview, InterviewStatus, Panelist
from boothapp.domain.told import Told
from boothapp.store import tables
from boothapp.store.instants import from_ms
from boothapp.store.interview_tables import Interviewer, Room
from boothapp.store.mapping import AnyRow, AnySelect


class Telling:
    """Reads within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def told(self, interview: Interview) -> tuple[Told, ...]:
        """Every state that was sent, the newest first; none where it never was."""
        if interview.invited is None:
            return ()
        first: dict[int, AnyRow] = {}
        for row in self._said(interview.id, "interview"):
            invited = json.loads(row.value).get("invited")  # absent before 0005
            if invited is not None:
                first.setdefault(invited, row)  # later ones are changes since
        found: list[Told] = []
        for row in first.values():
            found.insert(0, self._then(interview, row, found[0].panel if found else {}))
        return tuple(found)

    def now(self, interview: Interview) -> Told:
        """What would be sent now: to interviewers in use, and to others who were invited."""
        told = self.told(interview)
        invited = told[0].panel if told else {}
        who = Interviewer
        query: AnySelect = select(col(who.id), col(who.email), col(who.active))
        found = {row.id: row for row in self._connection.execute(query)}
        return Told(
            state=interview,
            room=self._one(select(col(Room.name)).where(col(Room.id) == interview.room_id)),
            candidate=self._candidate(interview),
            panel={
                one: found[one].email if found[one].active or invited.get(one) else ""
                for one in interview.panel_ids
            },
        )

    def _then(self, interview: Interview, row: AnyRow, invited: Mapping[str, str]) -> Told:
        """The state in a record of the log; `invited` are those of the one that was sent before."""
        said = json.loads(row.value)
        panel = json.loads(said["panel"])
        query: AnySelect = select(col(Interviewer.id), col(Interviewer.name))
        names = {found.id: found.name for found in self._connection.execute(query)}
        room = self._as_of(row.seq, "room", said["room_id"]).get("name")
        lead = self._as_of(row.seq, "lead", interview.lead_id).get("email")
        return Told(
            state=replace(
                interview,
                room_id=said["room_id"],
                panel=tuple(Panelist(one, names.get(one, "")) for one in panel),
                starts=from_ms(said["starts"]),
                ends=from_ms(said["ends"]),
                status=InterviewStatus(said["status"]),
                sequence=said["sequence"],
                invited=said["invited"],
                organizer=said["organizer"] or interview.organizer,
            ),
            room=room or self._one(select(col(Room.name)).where(col(Room.id) == said["room_id"])),
            candidate=self._candidate(interview) if lead is None else lead,
            panel={
                one: who.get("email", "") if who.get("active", 1) or invited.get(one) else ""
                for one in panel
                for who in (self._as_of(row.seq, "interviewer", one),)
            },
        )

    def _candidate(self, interview: Interview) -> str:
        lead = tables.Lead
        return self._one(select(col(lead.email)).where(col(lead.id) == interview.lead_id))

    def _one(self, query: AnySelect) -> str:
        return str(self._connection.execute(query).scalar_one())

    def _as_of(self, seq: int, kind: str, entity: str) -> dict[str, Any]:
        """What the log says that a row was, before the record `seq`."""
        found: dict[str, Any] = {}
        for row in self._said(entity, kind):
            if row.seq < seq:
                value = json.loads(row.value)
                # A lead's fields change one by one, a setting's all together.
                found |= {row.field: value} if row.field else value
        return found

    def _said(self, entity: str, kind: str) -> list[AnyRow]:
        change = tables.Change
        query: AnySelect = (
            select(col(change.seq), col(change.field), col(change.value))
            .where(
                col(change.entity) == entity,
                col(change.kind).in_((f"{kind}.add", f"{kind}.set")),
                col(change.value).is_not(None),
            )
            .order_by(col(change.seq))
        )
        return list(self._connection.execute(query))
