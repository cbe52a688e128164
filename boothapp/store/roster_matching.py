"""Whom the rows of a prepared list are, and what they would change: a look, nothing is written.

Most rows name somebody of their own, by a badge id that nobody else has: these are plain, and are
written in bulk. The others (a shared e-mail, a new badge of somebody known, several badges of one
person) depend on each other and are taken in one by one, in the file's order.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select
from sqlmodel import col

from boothapp.domain.consent import (
    ConsentState,
    Purpose,
    Verdict,
    verdict_of,
)
from boothapp.domain.roster_changes import (
    LISTED,
    ListedPerson,
    RosterChanges,
)
from boothapp.store import proving, roster_hard, tables
from boothapp.store.roster_handed import hand_on
from boothapp.store.roster_rows import keys_now, whom
from boothapp.store.roster_tally import Tally
from boothapp.store.same_person import SamePersons
from boothapp.store.spool import CHUNK, Spool, Spooled

Tick = Callable[[], None]
"""Called between chunks; raises what is to stop the work."""

_STATES = f"""
SELECT subject, state, roster FROM consent_state
WHERE purpose = '{Purpose.RECRUITING.value}' AND subject IN (SELECT value FROM json_each(?))
"""
_KEYS = "SELECT key, subject FROM identity WHERE key IN (SELECT value FROM json_each(?))"
_ENTRIES = f"""
SELECT subject, opted_in, {", ".join(proving.DETAILS)} FROM roster_entry
WHERE subject IN (SELECT value FROM json_each(?))
"""
_LEADS = f"""
SELECT subject, id, origin, {", ".join(proving.DETAILS)} FROM lead
WHERE subject IN (SELECT value FROM json_each(?))
"""
# What a list says is proven at the moment of its import; a later record of a row is another's word.
_WRITTEN_SINCE = """
SELECT DISTINCT entry.subject FROM roster_import AS list
JOIN change ON change.entity = list.id AND change.kind = 'roster.rows' AND change.at <> list.at
JOIN json_each(change.value) AS part
JOIN roster_entry AS entry ON entry.subject = part.key AND entry.import_id = list.id
"""


class Stamp(NamedTuple):
    """Where in the log identities were registered and consents heard last, and how many lists."""

    identity: int
    lists: int
    consent: int


class RosterMatching:
    """Looks at one spool through one transaction."""

    def __init__(self, connection: Connection, same: SamePersons) -> None:
        self._connection = connection
        self._same = same

    def stamp(self) -> Stamp:
        """What the matching of a list rests on: it stands while this is the same."""
        return Stamp(
            self._last("entity = 'identity'"),
            self._imports(),
            self._last("kind GLOB 'consent.*'"),
        )

    def _imports(self) -> int:
        query = "SELECT count(*) FROM roster_import"
        return int(self._connection.exec_driver_sql(query).scalar() or 0)

    def _last(self, where: str) -> int:
        query = f"SELECT max(seq) FROM change WHERE {where}"
        return int(self._connection.exec_driver_sql(query).scalar() or 0)

    def match(self, spool: Spool, tick: Tick) -> None:
        """Find each row's subject, and which rows are plain."""
        spool.change("DROP INDEX IF EXISTS by_subject")
        for chunk in spool.in_file_order():
            tick()
            rows: Sequence[Spooled] = chunk
            while rows:  # once more for each owner that a ticket had before
                rows = self._match(spool, rows)
        spool.change("CREATE INDEX by_subject ON entry (subject, n, plain)")
        spool.change("CREATE INDEX IF NOT EXISTS by_email ON entry (email_key)")
        _no_longer_plain(spool, "email_key")
        self.settle(spool)
        _no_longer_plain(spool, "subject")
        spool.change(
            "UPDATE entry SET plain = 0 WHERE subject IN (SELECT value FROM json_each(?))",
            (json.dumps(list(self._merged())),),
        )
        spool.change(
            "UPDATE entry SET plain = 0 WHERE subject IN"
            " (SELECT other FROM entry WHERE plain = 0 AND other IS NOT NULL)"
        )

    def _match(self, spool: Spool, rows: Sequence[Spooled]) -> list[Spooled]:
        """Write down whom rows name; answers those that are another owner's now, with new keys."""
        before, (rows, known) = rows, keys_now(rows, self.identities)
        spool.change_keys([row for row, was in zip(rows, before, strict=True) if row is not was])
        matched = whom(rows, known, self._held)
        owners = [subject if by_badge else None for subject, _, by_badge, _ in matched]
        spool.change_many(
            "UPDATE entry SET subject = ?, other = ?, by_badge = ?, plain = ? WHERE n = ?",
            [(*found, row.n) for row, found in zip(rows, matched, strict=True)],
        )
        taken = hand_on(spool, rows, owners, known, self._held)
        spool.change_keys(taken)
        return taken

    def settle(self, spool: Spool) -> None:
        """Again whom the rows name that are not plain, as consents were heard since."""
        roster_hard.settle(spool, self._listed)

    def _listed(self, subjects: Sequence[str]) -> dict[str, bool]:
        states = self.states(subjects)
        return {
            subject: verdict_of(states.get(subject, _NEVER)[0], has_lead=False) is Verdict.DECLINED
            for subject in self.entries(subjects)
        }

    def _held(self, subjects: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Those whom a list named before, as it did; else as the lead of their own yes."""
        entries = self.entries(subjects)
        unnamed = [subject for subject, entry in entries.items() if entry["name"] is None]
        return entries | (self.leads(unnamed) if unnamed else {})

    def identities(self, keys: Sequence[str]) -> dict[str, str | None]:
        """Those of the keyed hashes that are known, with whom they name."""
        return dict(self._rows(_KEYS, keys))

    def states(self, subjects: Sequence[str]) -> dict[str, tuple[ConsentState, str | None]]:
        """State and the list's last word of those subjects who have any."""
        rows = self._rows(_STATES, subjects)
        return {subject: (ConsentState(state), word) for subject, state, word in rows}

    def entries(self, subjects: Sequence[str]) -> dict[str, dict[str, Any]]:
        """The rows of earlier lists by subject: `opted_in` and the details."""
        names = ("opted_in", *proving.DETAILS)
        return {
            row[0]: dict(zip(names, row[1:], strict=True)) for row in self._rows(_ENTRIES, subjects)
        }

    def lead_subjects(self) -> list[str]:
        """Who is a lead."""
        found = self._connection.exec_driver_sql("SELECT subject FROM lead ORDER BY subject")
        return [str(subject) for subject in found.scalars()]

    def written_since(self) -> frozenset[str]:
        """Whose row of the list was written again after its import: it may be corrected by hand."""
        return frozenset(self._connection.exec_driver_sql(_WRITTEN_SINCE).scalars())

    def leads(self, subjects: Sequence[str]) -> dict[str, dict[str, Any]]:
        """The leads of subjects: `subject`, `id`, `origin` and the details."""
        names = ("subject", "id", "origin", *proving.DETAILS)
        found = (dict(zip(names, row, strict=True)) for row in self._rows(_LEADS, subjects))
        return {lead["subject"]: lead for lead in found}

    def changes(self, spool: Spool, tick: Tick, *, first_list: bool) -> RosterChanges:
        """Compare a matched list with what earlier ones said."""
        several = self._same.are_any
        tally = Tally(frozenset() if first_list else self.written_since())
        for chunk in spool.by_subject():
            tick()
            subjects = [row.subject for row in chunk]
            entries = {} if first_list else self.entries(subjects)
            mains = {subject: self._same.main(subject) for subject in subjects if several}
            people = list({*subjects, *mains.values()})
            states, leads = self.states(people), self.leads(people) if entries else {}
            for row in chunk:
                main = mains.get(row.subject, row.subject)
                state, _ = states.get(main, _NEVER)
                tally.count(row, state, entries.get(row.subject), leads.get(main))
        if not first_list:
            self._count_withdrawn(spool, tally)
            for who in self._missing(spool, tick):
                tally.miss(who)
        return tally.result(first_list=first_list)

    def ended(self, spool: Spool, tick: Tick) -> Iterator[tuple[str, str]]:
        """Whom the list takes back that are held by an earlier list's word alone, and their badge.

        The person's main subject, each once.
        """
        seen: set[str] = set()
        for said_no in self._noes(spool, tick):
            mains = {subject: self._same.main(subject) for subject in said_no}
            states = self.states(list(mains.values()))
            for subject, main in mains.items():
                state, _ = states.get(main, _NEVER)
                if state is ConsentState.ROSTER_YES and main not in seen:
                    seen.add(main)
                    yield main, said_no[subject]

    def _noes(self, spool: Spool, tick: Tick) -> Iterator[dict[str, str]]:
        """Who hears a no of this list, with the badge id of the row that says it."""
        for chunk in spool.by_subject():
            tick()
            yield {row.subject: row.badge_id for row in chunk if not row.opted_in}
        yield from _batched(roster_hard.withdrawn(spool))

    def _count_withdrawn(self, spool: Spool, tally: "Tally") -> None:
        for badges in _batched(roster_hard.withdrawn(spool)):
            entries = self.entries(list(badges))
            mains = {subject: self._same.main(subject) for subject in badges}
            states = self.states(list(mains.values()))
            for subject, main in mains.items():
                state, _ = states.get(main, _NEVER)
                tally.count_no(state, entries[subject], badges[subject])

    def not_on(self, import_id: str) -> tuple[int, int, tuple[ListedPerson, ...]]:
        """Who of earlier lists is not on this one: how many, how many of them are only marks, and
        the first of the others by their names; those without one come last."""
        entry = tables.RosterEntry
        absent = col(entry.import_id) != import_id
        counted = select(func.count(), func.count(func.coalesce(entry.name, entry.badge_id)))
        total, known = self._connection.execute(counted.where(absent)).one()
        query = (
            select(col(entry.name), col(entry.badge_id))
            .where(absent, func.coalesce(entry.name, entry.badge_id).is_not(None))
            .order_by(col(entry.name).is_(None), col(entry.name), col(entry.badge_id))
            .limit(LISTED)
        )
        rows = self._connection.execute(query)
        named = tuple(ListedPerson(row.name or "", row.badge_id or "") for row in rows)
        return total, total - known, named

    def _missing(self, spool: Spool, tick: Tick) -> Iterator[ListedPerson]:
        last = ""
        query = (
            "SELECT subject, name, badge_id FROM roster_entry WHERE subject > ?"
            f" ORDER BY subject LIMIT {CHUNK}"
        )
        withdrawn = {subject for subject, _ in roster_hard.withdrawn(spool)}
        while rows := self._connection.exec_driver_sql(query, (last,)).all():
            tick()
            there = withdrawn | spool.with_subject([row.subject for row in rows])
            for row in rows:
                if row.subject not in there:
                    yield ListedPerson(row.name or "", row.badge_id or "")
            last = rows[-1].subject

    def _merged(self) -> set[str]:
        rows = self._connection.exec_driver_sql("SELECT subject, main FROM same_person")
        return {subject for row in rows for subject in (row.subject, row.main)}

    def _rows(self, query: str, values: Sequence[str]) -> list[Any]:
        cursor: Any = self._connection.connection.cursor()
        return list(cursor.execute(query, (json.dumps(values),)).fetchall())


_NEVER: tuple[ConsentState, str | None] = (ConsentState.UNKNOWN, None)


def _batched(pairs: Iterator[tuple[str, str]]) -> Iterator[dict[str, str]]:
    while found := dict(islice(pairs, CHUNK)):
        yield found


def _no_longer_plain(spool: Spool, column: str) -> None:
    """Rows that have the same in a column depend on each other."""
    spool.change(
        f"UPDATE entry SET plain = 0 WHERE {column} IN (SELECT {column} FROM entry"
        f" WHERE {column} IS NOT NULL GROUP BY {column} HAVING count(*) > 1)"
    )
