"""People in the store, found by what is typed: leads, the organiser's list, and marks."""

from sqlalchemy import ColumnElement, Connection, false, or_, select
from sqlmodel import col

from boothapp.domain.consent import ConsentState, Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.holdings import FoundPerson, NoSuchPerson, reference_of, subject_start
from boothapp.store import tables
from boothapp.store.mapping import AnyRow, AnySelect
from boothapp.store.rosters import Rosters
from boothapp.store.same_person import SamePersons
from boothapp.store.subjects import Subjects

_KINDS = ("id", "email", "url", "payload")
_LIKE = 5  # people that an error names whose details say what was no key
_PAST_HEX = "g"  # sorts after every hexadecimal digit


class People:
    """Finds people within one transaction."""

    def __init__(
        self, connection: Connection, subjects: Subjects, same: SamePersons, rosters: Rosters
    ) -> None:
        self._connection = connection
        self._subjects = subjects
        self._same = same
        self._rosters = rosters

    def find(self, text: str, limit: int) -> tuple[FoundPerson, ...]:
        """Those who answer to `text` exactly, then those with all its words in their details."""
        if not text.strip():
            return ()
        subjects = dict.fromkeys(self._exactly(text))
        for table in (tables.Lead, tables.RosterEntry):
            found = self._mentioning(table, text, limit)
            subjects |= dict.fromkeys(self._same.main(subject) for subject in found)
        return tuple(self.get(subject) for subject in list(subjects)[:limit])

    def resolve(self, key: str) -> str:
        """Whom a badge id, lead id, e-mail or reference names. Raises NoSuchPerson, BadInput."""
        if not key.strip():
            raise BadInput("Say who: a badge id, a lead id, an e-mail or a reference.")
        found = self._exactly(key)
        if not found:
            like = [person.reference for person in self.find(key, _LIKE)]
            raise NoSuchPerson(key, like)
        if len(found) > 1:
            references = ", ".join(reference_of(subject) for subject in found)
            raise BadInput(f"“{key}” is {len(found)} people; give one's reference: {references}.")
        return found[0]

    def get(self, subject: str) -> FoundPerson:
        """A person in one line; of whom nothing is held, the state only."""
        row = self._lead(subject) or self._entry(subject)
        state = select(col(tables.ConsentState.state)).where(
            col(tables.ConsentState.subject) == subject,
            col(tables.ConsentState.purpose) == Purpose.RECRUITING.value,
        )
        return FoundPerson(
            subject=subject,
            reference=reference_of(subject),
            name=(row.name or "") if row else "",
            affiliation=(row.affiliation or "") if row else "",
            email=(row.email or "") if row else "",
            badge_id=row.badge_id if row else None,
            state=ConsentState(self._connection.execute(state).scalar() or ConsentState.UNKNOWN),
            lead_id=row._mapping.get("id") if row else None,
        )

    def _entry(self, subject: str) -> AnyRow | None:
        """Their row of the list, under any of their badges; one with details first."""
        found = [self._rosters.entry(one) for one in self._same.all_of(subject)]
        rows = [row for row in found if row is not None]
        return next((row for row in rows if row.name is not None), next(iter(rows), None))

    def main(self, subject: str) -> str:
        """The subject that stands for the person."""
        return self._same.main(subject)

    def knows(self, subject: str) -> bool:
        """Whether anything at all is kept of a subject, if only a scan or a mark."""
        return any(
            self._connection.execute(
                select(col(column)).where(col(column) == subject).limit(1)
            ).first()
            for column in _SUBJECTS
        )

    def _exactly(self, key: str) -> list[str]:
        """The subjects that a key names, each once."""
        key = key.strip()
        if not key:
            return []
        found = [self._subjects.find([(kind, key)]) for kind in _KINDS]
        # Somebody who was only scanned is not registered: the key's own hash is their subject.
        made = [self._subjects.key_now((kind, key)) for kind in _KINDS]
        found += [subject for subject in made if self.knows(subject)]
        lead, entry = tables.Lead, tables.RosterEntry
        # Who had a ticket before keeps its id in what is held of them, and it names them no more.
        handed = self._subjects.was_handed_on(("id", key))
        badge_id = [false() if handed else col(it.badge_id) == key for it in (lead, entry)]
        for subject, conditions in (
            (lead.subject, (col(lead.id) == key, badge_id[0], _same(lead.email, key))),
            (entry.subject, (badge_id[1], _same(entry.email, key))),
        ):
            query = select(col(subject)).where(or_(*conditions))
            found += self._connection.execute(query).scalars()
        start = subject_start(key)
        if start is not None:
            found += self._beginning(start)
        mains = (self._same.main(subject) for subject in found if subject is not None)
        return list(dict.fromkeys(mains))

    def _beginning(self, start: str) -> list[str]:
        """The subjects that a reference stands for; two only by an unheard-of chance."""
        found: list[str] = []
        for column in _SUBJECTS:
            query = select(col(column)).where(col(column) >= start, col(column) < start + _PAST_HEX)
            rows = self._connection.execute(query.distinct())
            found += [str(row[0]) for row in rows]
        return found

    def _mentioning(
        self, table: type[tables.Lead] | type[tables.RosterEntry], text: str, limit: int
    ) -> list[str]:
        columns = (table.name, table.email, table.affiliation, table.badge_id)
        query = select(col(table.subject)).order_by(col(table.name)).limit(limit)
        for word in text.split():
            query = query.where(
                or_(*(col(column).contains(word, autoescape=True) for column in columns))
            )
        return list(self._connection.execute(query).scalars())

    def _lead(self, subject: str) -> AnyRow | None:
        query: AnySelect = select(tables.Lead.__table__)  # type: ignore[attr-defined] # SQLModel adds it
        return self._connection.execute(query.where(col(tables.Lead.subject) == subject)).first()


_SUBJECTS = (
    tables.ConsentState.subject,
    tables.Scan.subject,
    tables.RosterEntry.subject,
    tables.Lead.subject,
)


def _same(column: object, email: str) -> ColumnElement[bool]:
    return col(column).collate("NOCASE") == email
