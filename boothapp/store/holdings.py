"""What the store holds about one person beside the lead: list, log, notices, files that left."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, func, or_, select
from sqlmodel import col

from boothapp.domain.consent import Purpose
from boothapp.domain.event import EventInfo
from boothapp.domain.exporting import Leaving
from boothapp.domain.holdings import NoticeAsShown, RecalledFile, RosterDetails, Told
from boothapp.domain.ledger import Method
from boothapp.domain.notices import reference
from boothapp.store import interview_tables, privacy_tables, tables
from boothapp.store.instants import from_ms
from boothapp.store.mapping import AnyRow, AnySelect, person_of
from boothapp.store.rosters import Rosters


class Holdings:
    """Reads what is held about a person within one transaction."""

    def __init__(self, connection: Connection, rosters: Rosters) -> None:
        self._connection = connection
        self._rosters = rosters

    def listed(self, subject: str) -> RosterDetails | None:
        """What the organiser's list says of a person."""
        row = self._rosters.entry(subject)
        if row is None:
            return None
        person = person_of(row)
        return RosterDetails(
            person=None if person.is_empty else person,
            badge_id=row.badge_id,
            opted_in=bool(row.opted_in),
            day=date.fromisoformat(row.day),
        )

    def told(self, subjects: Sequence[str]) -> Told | None:
        """When the person was first told where their details came from; None: not yet."""
        change = tables.Change
        query: AnySelect = (
            select(col(change.at), col(change.field))
            .where(col(change.subject).in_(subjects), col(change.kind) == "notice.given")
            .order_by(col(change.seq))
        )
        row = self._connection.execute(query).first()
        return None if row is None else Told(at=from_ms(row.at), method=Method(row.field))

    def notices(self, subjects: Sequence[str]) -> tuple[NoticeAsShown, ...]:
        """Every wording that the person was shown, in full."""
        change, notice = tables.Change, privacy_tables.Notice
        shown = select(func.json_extract(col(change.value), "$.sha256")).where(
            col(change.subject).in_(subjects), col(change.kind).startswith("consent.")
        )
        told = select(col(change.entity)).where(
            col(change.subject).in_(subjects), col(change.kind) == "notice.given"
        )
        query: AnySelect = (
            select(notice.__table__)  # type: ignore[attr-defined] # SQLModel adds it
            .where(or_(col(notice.sha256).in_(shown), col(notice.id).in_(told)))
            .order_by(col(notice.day), col(notice.id))
        )
        return tuple(_notice(row) for row in self._connection.execute(query))

    def files(self, subjects: Sequence[str], event: EventInfo) -> tuple[RecalledFile, ...]:
        """The files that left with this person in them, newest first."""
        export, inside = tables.Export, tables.ExportSubject
        in_it = select(col(inside.subject)).where(
            col(inside.export_id) == col(export.id), col(inside.subject).in_(subjects)
        )
        query: AnySelect = (
            select(export.__table__)  # type: ignore[attr-defined] # SQLModel adds it
            .where(in_it.exists())  # in each file: its people lie together, no file is read whole
            .order_by(col(export.at).desc(), col(export.id).desc())
        )
        return tuple(_recalled(row, event) for row in self._connection.execute(query))

    def names(self) -> dict[str, str]:
        """What ids of roles, questions, rooms, interviewers, staff and criteria stand for."""
        role, question, room = tables.Role, tables.Qualifier, interview_tables.Room
        who, criterion = interview_tables.Interviewer, interview_tables.Criterion
        pairs = (
            (role.id, role.title),
            (question.id, question.question),
            (room.id, room.name),
            (who.id, who.name),
            (criterion.id, criterion.title),
            (tables.Staff.id, tables.Staff.name),
        )
        found: dict[str, str] = {}
        for key, text in pairs:
            rows = self._connection.execute(select(col(key), col(text)))
            found |= {row[0]: row[1] for row in rows}
        return found


def _notice(row: AnyRow) -> NoticeAsShown:
    words = json.loads(row.body)
    language = words["language"]["name"]
    parts = [words.get(name, "") for name in ("attendee_text", "text", "more_text", "from_list")]
    for purpose in words["purposes"].values():
        parts.append(f"{purpose['attendee_label']}: {purpose['attendee_explanation']}")
        parts.append(purpose.get("question", ""))
    parts += [words.get(name, "") for name in ("if_no", "if_open", "contact")]
    return NoticeAsShown(
        reference=reference(row.version, date.fromisoformat(row.day), language),
        sha256=row.sha256,
        language=row.language,
        title=words["title"],
        paragraphs=tuple(part for part in parts if part),
    )


def _recalled(row: AnyRow, event: EventInfo) -> RecalledFile:
    return RecalledFile(
        export_id=row.id,
        path=Path(row.path),
        sha256=row.sha256,
        day=event.local(from_ms(row.at)).date(),
        recipient=row.recipient,
        purpose=Purpose(row.purpose),
        what=Leaving(row.what),
    )
