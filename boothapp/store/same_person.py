"""Badges of one person: each merged subject leads to the one that holds the lead.

The ledger of every subject stays its own. What is asked by a badge is answered for the person, so
everything that makes a subject of an identifier goes through `main`.
"""

from sqlalchemy import Connection

from boothapp.domain.consent import VALID_STATES, Purpose
from boothapp.store.changes import ChangeLog
from boothapp.store.proving import Sum

KIND = "same"
"""What stands for the kind of an identifier where these rows are summed up."""

_VALID = ", ".join(f"'{state.value}'" for state in sorted(VALID_STATES))
_MAIN = "SELECT main FROM same_person WHERE subject = ?"
_OTHERS = "SELECT subject FROM same_person WHERE main = ? ORDER BY subject"
_GRANTED = f"""
SELECT 1 FROM consent_state WHERE subject = ? AND purpose = '{Purpose.RECRUITING.value}'
AND state IN ({_VALID})
"""  # noqa: S608 - fixed words of our own


class SamePersons:
    """Reads and changes whose badges are one person's, within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None) -> None:
        self._connection = connection
        self._log = log
        self.moved = Sum()
        """What this transaction changed, for the log to prove."""

    def main(self, subject: str) -> str:
        """The subject that stands for the person."""
        found = self._connection.exec_driver_sql(_MAIN, (subject,)).scalar()
        return subject if found is None else str(found)

    @property
    def are_any(self) -> bool:
        """Whether anybody has several badges."""
        found = self._connection.exec_driver_sql("SELECT 1 FROM same_person LIMIT 1")
        return found.first() is not None

    def others(self, subject: str) -> tuple[str, ...]:
        """The merged subjects that lead to this one."""
        return tuple(self._connection.exec_driver_sql(_OTHERS, (subject,)).scalars())

    def all_of(self, subject: str) -> tuple[str, ...]:
        """Every subject of the person, the one that stands for them first."""
        main = self.main(subject)
        return (main, *self.others(main))

    def merge(self, subject: str, main: str) -> tuple[str, ...]:
        """Let a subject, and those that led to it, lead to `main`; answers with those."""
        led = self.others(subject)
        for one in led:
            self._move(one, subject, main)
        self._record("merge", subject, main)
        self._connection.exec_driver_sql("INSERT INTO same_person VALUES (?, ?)", (subject, main))
        self.moved = self.moved.with_row(subject, KIND, main)
        return led

    def part(self, subject: str, led: tuple[str, ...] = ()) -> None:
        """Take a merging back; `led` are those that led to the subject before."""
        main = self.main(subject)
        self._record("part", subject, "")
        self._connection.exec_driver_sql("DELETE FROM same_person WHERE subject = ?", (subject,))
        self.moved = self.moved.without_row(subject, KIND, main)
        for one in led:
            if self.main(one) == main:
                self._move(one, main, subject)

    def _move(self, subject: str, before: str, main: str) -> None:
        self._record("merge", subject, main)
        self._connection.exec_driver_sql(
            "UPDATE same_person SET main = ? WHERE subject = ?", (main, subject)
        )
        self.moved = self.moved.without_row(subject, KIND, before).with_row(subject, KIND, main)

    def _record(self, verb: str, subject: str, main: str) -> None:
        assert self._log is not None, "badges are merged in a writing transaction"  # noqa: S101
        granted = self._connection.exec_driver_sql(_GRANTED, (subject,)).first() is not None
        value = {"main": main} if main and granted else None
        self._log.append(f"person.{verb}", subject, subject=subject, value=value)
