"""Leads in the store: their fields, tags, answers and notes, each change in the log."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlmodel import col

from boothapp.domain.errors import LeadGone, NoteChanged
from boothapp.domain.needs import Need
from boothapp.domain.people import Note, Person, Rating
from boothapp.domain.qualifiers import same_words
from boothapp.ids import new_id
from boothapp.store import tables, who
from boothapp.store.changes import ChangeLog, Moment
from boothapp.store.instants import from_ms, from_ms_or_none, to_ms
from boothapp.store.mapping import AnyRow, AnySelect, person_columns, person_of
from boothapp.store.need_text import need_of

_MADE = ("created", "created_by", "seen", "seen_by")


class Leads:
    """Reads and changes leads within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None, moment: Moment) -> None:
        self._connection = connection
        self._log = log
        self._moment = moment

    def id_of_subject(self, subject: str) -> str | None:
        """The lead of a person, if there is one."""
        query = select(col(tables.Lead.id)).where(col(tables.Lead.subject) == subject)
        return self._connection.execute(query).scalar()

    def find(self, key: str) -> str:
        """The lead that goes by a badge id, a lead id or an e-mail.

        Raises NoSuchLead, SeveralLeads.
        """
        return who.find(self._connection, key)

    def named(self, name: str) -> str:
        """The lead of a name, whatever its case and accents. Raises NoSuchLead, SeveralLeads."""
        return who.named(self._connection, name)

    def row(self, lead_id: str) -> AnyRow:
        """The bare row with the names of role and staff. Raises LeadGone."""
        lead, staff = tables.Lead, tables.Staff
        query: AnySelect = (
            select(lead.__table__, col(staff.name).label("created_by_name"))  # type: ignore[attr-defined] # SQLModel adds it
            .join(staff, col(staff.id) == col(lead.created_by))
            .where(col(lead.id) == lead_id)
        )
        row = self._connection.execute(query).first()
        if row is None:
            raise LeadGone(lead_id)
        return row

    def need(self, lead_id: str) -> tuple[Need | None, str | None]:
        """What the lead's own interview needs, and the role that says what is usual."""
        row = self.row(lead_id)
        return need_of(row.need), row.role_id

    def add(
        self, *, subject: str, badge_id: str | None, person: Person, origin: str, lead_id: str = ""
    ) -> str:
        """Store a lead and answer its id. The store refuses it without a valid grant."""
        lead_id = lead_id or new_id()
        columns = person_columns(person) | {"badge_id": badge_id}
        self._connection.execute(
            insert(tables.Lead),
            {
                **columns,
                "id": lead_id,
                "subject": subject,
                "origin": origin,
                "created": self._moment.at,
                "created_by": self._moment.staff_id,
                "seen": self._moment.at,
                "seen_by": self._moment.staff_id,
            },
        )
        self._append("lead.add", lead_id, "", subject, {**columns, "origin": origin})
        return lead_id

    def made(self, lead_id: str) -> dict[str, object]:
        """Who stored a lead and who saw it last, and when, for `put_back`."""
        row = self.row(lead_id)
        return {name: row._mapping[name] for name in _MADE}

    def put_back(self, lead_id: str, values: Mapping[str, object]) -> None:
        """Restore columns of a lead that was removed and added again under its id."""
        self._connection.execute(
            update(tables.Lead).where(col(tables.Lead.id) == lead_id).values(**values)
        )

    def visited(self, lead_id: str) -> None:
        """The person came by again, now."""
        self.put_back(lead_id, {"seen": self._moment.at, "seen_by": self._moment.staff_id})

    def set(self, lead_id: str, field: str, value: str | None) -> str | None:
        """Change one column and answer with the value before."""
        row = self.row(lead_id)
        before: str | None = row._mapping[field]
        if before != value:
            self.put_back(lead_id, {field: value})
            self._append("lead.set", lead_id, field, row.subject, value)
        return before

    def subjects(self, lead_ids: Iterable[str]) -> frozenset[str]:
        """Whom leads are about; who is gone is left out."""
        chosen = json.dumps(list(lead_ids))
        query = "SELECT subject FROM lead WHERE id IN (SELECT value FROM json_each(?))"
        return frozenset(self._connection.exec_driver_sql(query, (chosen,)).scalars())

    def person(self, lead_id: str) -> Person:
        """What is held of the person. Raises LeadGone."""
        return person_of(self.row(lead_id))

    def set_person(self, lead_id: str, person: Person) -> Person:
        """Correct the details, each changed field a record of its own; answers those before."""
        before = self.person(lead_id)
        for field, value in person_columns(person).items():
            self.set(lead_id, field, value)
        return before

    def remove(self, lead_id: str) -> None:
        """Delete a lead with all that hangs on it, and blank its values in the log."""
        subject = self.row(lead_id).subject
        self._connection.execute(delete(tables.Lead).where(col(tables.Lead.id) == lead_id))
        self._connection.execute(
            update(tables.Change)
            .where(
                col(tables.Change.subject) == subject,
                col(tables.Change.value).is_not(None),
                ~col(tables.Change.kind).startswith("consent."),
            )
            .values(value=None, salt=None)
        )
        self._append("lead.remove", lead_id, "", subject, None)

    def tags(self, lead_id: str) -> tuple[str, ...]:
        """The labels of a lead, in alphabetical order."""
        query = select(col(tables.LeadTag.tag)).where(col(tables.LeadTag.lead_id) == lead_id)
        rows = self._connection.execute(query.order_by(func.lower(col(tables.LeadTag.tag))))
        return tuple(rows.scalars())

    def existing(self, lead_ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that are leads."""
        known = self._connection.execute(select(col(tables.Lead.id))).scalars()
        return frozenset(lead_ids) & frozenset(known)

    def all_tags(self) -> tuple[str, ...]:
        """Every label in use, the most used first."""
        tag = col(tables.LeadTag.tag)
        query = select(tag).group_by(tag).order_by(func.count().desc(), tag)
        return tuple(self._connection.execute(query).scalars())

    def add_tag(self, lead_id: str, tag: str) -> bool:
        """Label a lead; False where it had the label, however spelled. Raises LeadGone."""
        subject, wanted = self.row(lead_id).subject, same_words(tag)
        if wanted in map(same_words, self.tags(lead_id)):
            return False
        self._connection.execute(insert(tables.LeadTag), {"lead_id": lead_id, "tag": tag})
        self._append("tag.add", lead_id, "tags", subject, tag)
        return True

    def remove_tag(self, lead_id: str, tag: str) -> bool:
        """Take a label off, however spelled; False where it was not there. Raises LeadGone."""
        subject, row = self.row(lead_id).subject, tables.LeadTag
        had = [one for one in self.tags(lead_id) if same_words(one) == same_words(tag)]
        for one in had:
            self._connection.execute(
                delete(row).where(col(row.lead_id) == lead_id, col(row.tag) == one)
            )
            self._append("tag.remove", lead_id, "tags", subject, one)
        return bool(had)

    def answers(self, lead_id: str) -> dict[str, str]:
        """Qualifier id → text."""
        answer = tables.Answer
        query = select(col(answer.qualifier_id), col(answer.text))
        rows = self._connection.execute(query.where(col(answer.lead_id) == lead_id))
        return {row.qualifier_id: row.text for row in rows}

    def set_answer(self, lead_id: str, qualifier_id: str, text: str | None) -> str | None:
        """Answer a question, or take the answer back with None; answers with the text before.

        Raises LeadGone.
        """
        subject, before = self.row(lead_id).subject, self.answers(lead_id).get(qualifier_id)
        if before == text:
            return before
        answer = tables.Answer
        self._connection.execute(
            delete(answer).where(
                col(answer.lead_id) == lead_id, col(answer.qualifier_id) == qualifier_id
            )
        )
        if text is not None:
            values = {"lead_id": lead_id, "qualifier_id": qualifier_id, "text": text}
            self._connection.execute(insert(answer), values)
        self._append("answer.set", lead_id, qualifier_id, subject, text)
        return before

    def notes(self, lead_id: str) -> tuple[Note, ...]:
        """The notes of a lead, oldest first."""
        return self._notes(col(tables.Note.lead_id) == lead_id)

    def note(self, note_id: str) -> tuple[str, Note]:
        """A note and the lead it is about. Raises NoteChanged where it is gone."""
        query = select(col(tables.Note.lead_id)).where(col(tables.Note.id) == note_id)
        lead_id = self._connection.execute(query).scalar()
        if lead_id is None:
            raise NoteChanged("This note is no longer there.")
        return lead_id, self._notes(col(tables.Note.id) == note_id)[0]

    def add_note(self, lead_id: str, text: str) -> Note:
        """Write a note now, by who is on duty."""
        subject, note_id = self.row(lead_id).subject, new_id()
        self._connection.execute(
            insert(tables.Note),
            {
                "id": note_id,
                "lead_id": lead_id,
                "text": text,
                "author_id": self._moment.staff_id,
                "written": self._moment.at,
            },
        )
        self._append("note.add", note_id, "text", subject, text)
        return self.note(note_id)[1]

    def edit_note(self, note_id: str, text: str) -> str:
        """Change a note's text; the log keeps the one before, which is the answer."""
        lead_id, before = self.note(note_id)
        if before.text != text:
            self._connection.execute(
                update(tables.Note)
                .where(col(tables.Note.id) == note_id)
                .values(text=text, changed=self._moment.at)
            )
            self._append("note.set", note_id, "text", self.row(lead_id).subject, text)
        return before.text

    def remove_note(self, note_id: str) -> tuple[str, Note]:
        """Delete a note; answers with it and its lead."""
        lead_id, before = self.note(note_id)
        self._connection.execute(delete(tables.Note).where(col(tables.Note.id) == note_id))
        self._append("note.remove", note_id, "text", self.row(lead_id).subject, None)
        return lead_id, before

    def restore_note(self, lead_id: str, note: Note) -> None:
        """Write a removed note back as it was, with its author and times. Raises NoSuchLead."""
        subject = self.row(lead_id).subject
        author = select(col(tables.Staff.id)).where(col(tables.Staff.name) == note.author)
        self._connection.execute(
            insert(tables.Note),
            {
                "id": note.id,
                "lead_id": lead_id,
                "text": note.text,
                "author_id": self._connection.execute(author).scalar_one(),
                "written": to_ms(note.written),
                "changed": None if note.changed is None else to_ms(note.changed),
            },
        )
        self._append("note.add", note.id, "text", subject, note.text)

    def rating(self, value: str | None) -> Rating | None:
        """A rating column as the domain says it."""
        return None if value is None else Rating(value)

    def _notes(self, condition: Any) -> tuple[Note, ...]:
        note, staff = tables.Note, tables.Staff
        query: AnySelect = (
            select(note.__table__, col(staff.name).label("author"))  # type: ignore[attr-defined] # SQLModel adds it
            .join(staff, col(staff.id) == col(note.author_id))
            .where(condition)
            .order_by(col(note.written), col(note.id))
        )
        return tuple(
            Note(row.id, row.text, row.author, from_ms(row.written), from_ms_or_none(row.changed))
            for row in self._connection.execute(query)
        )

    def _append(
        self, kind: str, entity: str, field: str, subject: str, value: object | None
    ) -> None:
        assert self._log is not None, "leads change in a writing transaction"  # noqa: S101
        self._log.append(kind, entity, field, subject=subject, value=value)
