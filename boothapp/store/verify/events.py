"""What each consent event says of itself: how it came about, by whom, under which notice."""

import json
from contextlib import suppress
from datetime import date

from sqlalchemy import Connection

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.ledger import Method, Proof, Reason
from boothapp.domain.notices import reference
from boothapp.store.verify.findings import said_in
from boothapp.store.verify.record import Record

_LIST_EVENTS = frozenset({ConsentEvent.ROSTER_YES, ConsentEvent.ROSTER_NO})
# A list is taken in within one transaction: nothing else is recorded in between.
_WHILE_TAKEN_IN = frozenset({*(f"consent.{event}" for event in _LIST_EVENTS), "roster.rows"})
_OF_NOTICE = ("notice", "notice_id", "version", "language", "sha256")
_OWN_ANSWER = frozenset({Method.SPOKEN, Method.SCREEN, Method.MAIL})
_METHODS = {
    ConsentEvent.GIVEN: _OWN_ANSWER,
    ConsentEvent.DEFERRED: _OWN_ANSWER,
    # Also at the desk of whoever answers requests, or done again after a restore.
    ConsentEvent.DECLINED: _OWN_ANSWER | {Method.REQUEST},
    ConsentEvent.WITHDRAWN: _OWN_ANSWER | {Method.REQUEST},
    ConsentEvent.ROSTER_YES: {Method.LIST},
    ConsentEvent.ROSTER_NO: {Method.LIST},
    ConsentEvent.EXPIRED: {Method.RETENTION, Method.LIST},
}
_MISTAKES = frozenset({Reason.WRONG_KEY, Reason.WRONG_PERSON})
_HALF = "does not say what every such event says: how, by whom, under which notice, until when"
_WITHOUT_LIST = "speaks for an organiser's list that was not taken in then"


class Proofs:
    """Hears the log, and judges each consent event by what stood before it."""

    def __init__(self) -> None:
        self._notices: dict[str, dict[str, str | int]] = {}
        self._whole = False
        self._list: tuple[int, str] | None = None

    @classmethod
    def under(cls, connection: Connection) -> "Proofs":
        """With the notices that are kept."""
        proofs = cls()
        proofs._notices = _notices(connection)
        return proofs

    def hear(self, record: Record) -> None:
        """The next record, after what is wrong in it was asked."""
        if record.kind == "roster.import":
            self._list = (record.at, record.staff_id)
        elif record.kind not in _WHILE_TAKEN_IN:
            self._list = None
        if record.kind == "store.proof":
            said = said_in(record.value)
            # Written when BoothApp first opened the store with the trigger that lets whole events
            # in only. What stands before it came under older rules, which asked for less.
            self._whole = self._whole or (isinstance(said, dict) and "schema" in said)

    def wrong_in(self, event: Record) -> str:
        """What is wrong with a consent event by itself; empty when nothing is."""
        try:
            what = ConsentEvent(event.kind.removeprefix("consent."))
            purpose = Purpose(event.field)
        except ValueError:
            return "is no consent event that there is"
        if event.subject is None or event.entity != event.subject:
            return "names no person"
        if what in _LIST_EVENTS and purpose is not Purpose.RECRUITING:
            return "lets the organiser's list speak for more than recruiting contact"
        if event.value is None:
            return "lost its proof: it was blanked"
        try:
            said: dict[str, object] = json.loads(event.value)
            proof = Proof.read(event.value)
        except (ValueError, TypeError, AttributeError):
            return "has a proof that cannot be read"
        if proof.facts() != said:
            return "has a proof that says what no proof may say"
        named = {name: said[name] for name in _OF_NOTICE if name in said}
        shown = self._notices.get(proof.sha256, {})
        if any(shown.get(name) != value for name, value in named.items()):
            return "names a notice that was not kept"
        return self._lacking_in(event, what, proof, len(named))

    def _lacking_in(self, event: Record, what: ConsentEvent, proof: Proof, named: int) -> str:
        """What an event should say and does not; `named` facts of the notice it says."""
        if not self._whole:
            return _HALF if what is ConsentEvent.GIVEN and not _as_always(event, proof) else ""
        if what in _LIST_EVENTS and self._list != (event.at, event.staff_id):
            return _WITHOUT_LIST
        by_somebody = event.staff_id != "" or what is ConsentEvent.EXPIRED
        mistaken = proof.reason in _MISTAKES
        if what is ConsentEvent.MISTAKE:
            how = mistaken
        else:
            # A grant that a restore ends because its yes was a mistake says that reason.
            how = proof.method in _METHODS[what] or (what is ConsentEvent.EXPIRED and mistaken)
        shown = named == len(_OF_NOTICE) or (
            named == 0 and what not in (ConsentEvent.GIVEN, ConsentEvent.DEFERRED)
        )
        until = proof.until is not None or what is not ConsentEvent.GIVEN
        return "" if by_somebody and how and shown and until else _HALF


def _as_always(event: Record, proof: Proof) -> bool:
    """Whether a yes says what a yes said from the first version on, before it said all."""
    own = proof.method in _OWN_ANSWER
    return own and event.staff_id != "" and proof.notice != "" and proof.sha256 != ""


def _notices(connection: Connection) -> dict[str, dict[str, str | int]]:
    """What a proof may say of a notice, by the hash of its text."""
    query = "SELECT id, version, language, day, sha256, body FROM notice"
    found = {}
    for row in connection.exec_driver_sql(query):
        with suppress(ValueError, TypeError, KeyError):  # its text was changed: facts.py names it
            name = json.loads(row.body)["language"]["name"]
            found[row.sha256] = {
                "notice": reference(row.version, date.fromisoformat(row.day), name),
                "notice_id": row.id,
                "version": row.version,
                "language": row.language,
                "sha256": row.sha256,
            }
    return found
