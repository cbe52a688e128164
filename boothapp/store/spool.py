"""The rows of a list while it is prepared: in a file of its own, under a key that nobody keeps.

A hundred thousand people do not fit into a small memory, and plain they may not lie on a disk. The
file is deleted when it is closed; what a killed run leaves is noise, and is swept away at the next
start.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlcipher3.dbapi2 as driver

from boothapp.domain.roster import ProblemCode, RosterRow, RowProblem
from boothapp.files import UNFINISHED
from boothapp.store.faults import named_faults
from boothapp.store.mapping import person_columns, person_of
from boothapp.store.spool_files import BEGINS

CHUNK = 1_000
_CACHE_KIB = 8 * 1024
# The lock is held to the end: by it the next start knows what a killed run left.
_PRAGMAS = (
    *("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY"),
    "locking_mode = EXCLUSIVE",
)
_SCHEMA = """
CREATE TABLE entry (
    n INTEGER PRIMARY KEY, line INTEGER NOT NULL, opted_in INTEGER NOT NULL,
    badge_key TEXT, email_key TEXT, token_key TEXT,
    badge_id TEXT NOT NULL, email TEXT NOT NULL, details TEXT,
    subject TEXT, other TEXT, by_badge INTEGER NOT NULL DEFAULT 0,
    shared INTEGER NOT NULL DEFAULT 0, plain INTEGER NOT NULL DEFAULT 1,
    by_address INTEGER NOT NULL, handed TEXT
) STRICT
"""
_LISTED = "CREATE TABLE listed (subject TEXT PRIMARY KEY, declined INTEGER NOT NULL) STRICT"
_PROBLEMS = "CREATE TABLE problem (n INTEGER PRIMARY KEY, facts TEXT NOT NULL) STRICT"
_COLUMNS = (
    "n, line, opted_in, badge_key, email_key, token_key, badge_id, email, details,"
    " subject, shared, plain, by_address, handed"
)


@dataclass(frozen=True, slots=True)
class Spooled:
    """One row: its keyed hashes, and the subject it was matched with."""

    n: int
    line: int
    opted_in: bool
    badge_key: str | None
    email_key: str | None
    token_key: str | None
    badge_id: str
    email: str
    details: str | None
    subject: str
    shared: bool
    """Whether others have its e-mail too, so that it names nobody from now on."""
    plain: bool
    by_address: bool
    """Whether its badge id is an address: that is no ticket's, and is not handed on."""
    handed: str | None
    """The keys that are handed on with it, as JSON: they name others until it is written."""

    @property
    def columns(self) -> dict[str, str]:
        """The personal columns as the store has them, without the badge id."""
        found: dict[str, str] = json.loads(self.details or "{}")
        return found

    @property
    def row(self) -> RosterRow:
        """The row as it was read."""
        if self.details is None:
            return RosterRow(self.line, self.badge_id, self.email, opted_in=self.opted_in)
        person = person_of(self.columns)
        return RosterRow(
            self.line,
            self.badge_id,
            self.email,
            opted_in=True,
            family_name=person.family_name,
            name=person.name,
            affiliation=person.affiliation,
            attendee_type=person.attendee_type,
            career_stage=person.career_stage,
            interests=person.interests,
            links=person.links,
            busy=person.busy,
        )


class Spool:
    """Holds the rows of one list. Used by one thread at a time; a context manager."""

    def __init__(self, folder: Path, *, hands_on: bool = False) -> None:
        """Make the file in the store's `folder`.

        `hands_on`: tickets with other people than before are theirs, as somebody said who knows.
        """
        self.hands_on = hands_on
        self.path = folder / f"{BEGINS}{secrets.token_hex(6)}{UNFINISHED}"
        with named_faults():
            self.path.touch(0o600, exist_ok=False)
            self._connection = driver.connect(
                self.path, isolation_level=None, check_same_thread=False
            )
            self._connection.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
            for pragma in _PRAGMAS:
                self._connection.execute(f"PRAGMA {pragma}")
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            self._connection.execute(_SCHEMA)
            self._connection.execute(_PROBLEMS)
            self._connection.execute(_LISTED)
        self.rows = 0
        self.place = "Line"
        """What the list's kind calls a row."""
        self.opted_in = 0
        self.problem_count = 0
        self.left_out = 0
        """Rows that a problem keeps out."""
        self.handed_on = 0  # rows whose ticket had another owner
        self._last_left_out = 0

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Delete the rows."""
        self._connection.close()
        self.path.unlink(missing_ok=True)

    def add(self, rows: Sequence[tuple[RosterRow, *tuple[str | None, ...]]]) -> None:
        """Add rows with the keyed hashes of their badge id, e-mail and token."""
        values = [
            (
                *(row.line, int(row.opted_in), *keys, row.badge_id, row.email),
                json.dumps(person_columns(row.person)) if row.opted_in else None,
                int(row.token_kind in ("email", "url")),
            )
            for row, *keys in rows
        ]
        self.rows += len(rows)
        self.opted_in += sum(row.opted_in for row, *_ in rows)
        self.change_many(
            "INSERT INTO entry"
            " (line, opted_in, badge_key, email_key, token_key, badge_id, email, details,"
            " by_address) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        self._drop([row.instead_of for row, *_ in rows if row.instead_of])

    def _drop(self, lines: list[int]) -> None:
        """Rows that said yes before another row of the same person said no."""
        if lines:
            query = "DELETE FROM entry WHERE line IN (SELECT value FROM json_each(?))"
            self.change(query, (json.dumps(lines),))
            self.rows, self.opted_in = self.rows - len(lines), self.opted_in - len(lines)

    def keep_out(self, found: Sequence[tuple[Spooled, RowProblem]]) -> None:
        """Take out rows in which something wrong was found later."""
        if found:
            query = "DELETE FROM entry WHERE n IN (SELECT value FROM json_each(?))"
            self.change(query, (json.dumps([row.n for row, _ in found]),))
            self.rows -= len(found)
            self.opted_in -= sum(row.opted_in for row, _ in found)
            self.add_problems([problem for _, problem in found])

    def add_problems(self, problems: Sequence[RowProblem]) -> None:
        """Add what is wrong with rows, in the file's order."""
        self.problem_count += len(problems)
        for one in problems:
            if not one.row_kept and one.line != self._last_left_out:
                self._last_left_out = one.line
                self.left_out += 1
        facts = (
            (one.line, one.column, one.code, dict(one.values), one.place, one.no_counts)
            for one in problems
        )
        self.change_many(
            "INSERT INTO problem (facts) VALUES (?)", ((json.dumps(each),) for each in facts)
        )

    def problems(self) -> Iterator[RowProblem]:
        """All that is wrong, in the file's order."""
        last = 0
        query = f"SELECT n, facts FROM problem WHERE n > ? ORDER BY n LIMIT {CHUNK}"
        while found := self._all(query, (last,)):
            for last, facts in found:  # noqa: B007 - read after the loop
                line, column, code, *others = json.loads(facts)
                yield RowProblem(line, column, ProblemCode(code), *others)

    def change(self, statement: str, values: Sequence[object] = ()) -> None:
        """Run a statement of ours."""
        with named_faults():
            self._connection.execute(statement, values)

    def change_many(self, statement: str, values: Iterable[Sequence[object]]) -> None:
        """Run a statement of ours for many values."""
        with named_faults():
            self._connection.execute("BEGIN")
            self._connection.executemany(statement, values)
            self._connection.execute("COMMIT")

    def in_file_order(self, *, only_hard: bool = False) -> Iterator[list[Spooled]]:
        """The rows in chunks, as they stand in the file."""
        where = "plain = 0" if only_hard else "1"
        yield from self._chunks(where, "n", -1)

    def by_subject(self, *, only_plain: bool = False) -> Iterator[list[Spooled]]:
        """The rows in chunks, ascending by subject, so that the store writes page after page."""
        if only_plain:
            yield from self._chunks("plain = 1", "subject", "")
            return
        last: tuple[str, int] = ("", -1)
        query = (
            f"SELECT {_COLUMNS} FROM entry WHERE (subject, n) > (?, ?)"
            f" ORDER BY subject, n LIMIT {CHUNK}"
        )
        while found := self._read(query, last):
            yield found
            last = (found[-1].subject, found[-1].n)

    def emails(self) -> Iterator[list[tuple[str, str]]]:
        """The e-mails' hashes of plain rows with their subjects, ascending by hash."""
        last = ""
        query = (
            "SELECT email_key, subject FROM entry WHERE plain = 1 AND email_key > ?"
            f" ORDER BY email_key LIMIT {CHUNK}"
        )
        while found := self._all(query, (last,)):
            yield found
            last = found[-1][0]

    def with_subject(self, subjects: Sequence[str]) -> set[str]:
        """Those of the subjects that rows were matched with."""
        query = "SELECT subject FROM entry WHERE subject IN (SELECT value FROM json_each(?))"
        return {row[0] for row in self._all(query, (json.dumps(subjects),))}

    def others(self) -> Iterator[list[str]]:
        """Whom e-mails name beside the rows' badges, each once, ascending, in chunks."""
        last = ""
        query = f"SELECT DISTINCT other FROM entry WHERE other > ? ORDER BY other LIMIT {CHUNK}"
        while found := self._all(query, (last,)):
            yield [row[0] for row in found]
            last = found[-1][0]

    def change_keys(self, rows: Sequence[Spooled]) -> None:
        """Write down other keys of rows, and which are handed on with them."""
        if rows:
            query = "UPDATE entry SET badge_key = ?, token_key = ?, handed = ? WHERE n = ?"
            self.change_many(query, [(r.badge_key, r.token_key, r.handed, r.n) for r in rows])

    def keys_handed_on(self) -> Iterator[list[str]]:
        """The keys that name nobody any more once the rows are written."""
        query = "SELECT handed FROM entry WHERE handed IS NOT NULL ORDER BY n"
        return (json.loads(row[0]) for row in self._all(query, ()))

    def pairs(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple[str, str]]:
        """The answer of a query of ours for two texts, read to its end at once."""
        return iter(self._all(query, values))

    def _chunks(self, where: str, order: str, last: object) -> Iterator[list[Spooled]]:
        query = (
            f"SELECT {_COLUMNS} FROM entry WHERE {where} AND {order} > ?"
            f" ORDER BY {order} LIMIT {CHUNK}"
        )
        while found := self._read(query, (last,)):
            yield found
            last = getattr(found[-1], order)

    def _read(self, query: str, values: Sequence[object]) -> list[Spooled]:
        return [_spooled(*found) for found in self._all(query, values)]

    def _all(self, query: str, values: Sequence[object]) -> list[Any]:
        with named_faults():
            return list(self._connection.execute(query, values).fetchall())


def _spooled(n: int, line: int, opted_in: int, *others: Any) -> Spooled:
    *texts, shared, plain, by_address, handed = others
    badge_key, email_key, token_key, badge_id, email, details, subject = texts
    keys = (badge_key, email_key, token_key, badge_id, email)
    marks = (bool(shared), bool(plain), bool(by_address))
    return Spooled(n, line, bool(opted_in), *keys, details, subject, *marks, handed)
