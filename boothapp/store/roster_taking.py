"""Takes in those rows of a list that depend on each other, one by one; see `roster_hard`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose, is_valid
from boothapp.domain.ledger import Method, Proof
from boothapp.domain.roster import RosterRow
from boothapp.store.mapping import person_columns
from boothapp.store.records import Records
from boothapp.store.spool import Spooled


class RosterTaking:
    """Writes the rows of one list within one transaction."""

    def __init__(self, records: Records, import_id: str, until: date | None) -> None:
        """`until` is the last day on which the list's yes counts: the one that people are told."""
        self._rosters = records.rosters
        self._subjects = records.subjects
        self._same = records.same
        self._consents = records.consents
        self._import_id = import_id
        self._until = until
        self._several = records.same.are_any  # asked once, not for each of many rows
        self._said_no: frozenset[str] = frozenset()

    def hear_noes(self, said_no: Iterable[str], withdrawn: Iterable[str]) -> None:
        """Before the rows: to whom any row says no, and who hears it without a row of their own.

        Where several rows are one person's, a no in one of them is a no in all.
        """
        self._said_no = frozenset(map(self._main, said_no))
        for subject in withdrawn:
            self._hear_no(subject)
            main = self._main(subject)
            if main != subject:
                self._hear_no(main, moves=False)

    def take_in(self, spooled: Spooled) -> None:
        """Store one row: identity, the organiser's word, then details where they may be kept."""
        row, subject = spooled.row, spooled.subject
        if spooled.shared:
            self._subjects.mark_shared(("email", row.email))
        self._subjects.register(row.identifiers, subject)
        if spooled.token_key:
            self._subjects.register_many([("id", spooled.token_key, subject)])
        main = self._main(subject)
        opted_in = row.opted_in and main not in self._said_no
        self._hear(subject, opted_in=opted_in)
        if main != subject and not opted_in:
            self._hear_no(main, moves=False)
        values: dict[str, Any] = {"import_id": self._import_id, "opted_in": int(opted_in)}
        values |= _details(row, self._consents.state(subject), opted_in=opted_in)
        self._rosters.write(values | {"subject": subject})

    def _main(self, subject: str) -> str:
        return self._same.main(subject) if self._several else subject

    def _hear(self, subject: str, *, opted_in: bool) -> None:
        """Record the organiser's word about a subject, where it is another than before."""
        word = ConsentEvent.ROSTER_YES if opted_in else ConsentEvent.ROSTER_NO
        if self._consents.roster_word(subject) != word.value:
            proof = Proof(method=Method.LIST, until=self._until if opted_in else None)
            self._consents.record(subject, Purpose.RECRUITING, word, proof)

    def _hear_no(self, subject: str, *, moves: bool = True) -> None:
        """The list says no about somebody in another's row; `moves`: it is their newest list."""
        self._hear(subject, opted_in=False)
        entry = self._rosters.entry(subject)
        if entry is not None and (moves or entry.opted_in):
            import_id = self._import_id if moves else entry.import_id
            self._rosters.write({**entry._mapping, "opted_in": 0, "import_id": import_id})


def _details(row: RosterRow, state: ConsentState, *, opted_in: bool) -> dict[str, str | None]:
    columns = person_columns(row.person) | {"badge_id": row.badge_id or None}
    if opted_in and is_valid(state):
        return dict(columns)
    return dict.fromkeys(columns)
