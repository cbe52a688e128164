"""What is left to compare: PINs and badges of the staff, this device, and what older records did
not say of their rows."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from boothapp.store.proving import digest_of_pin
from boothapp.store.verify.findings import Findings, said_in
from boothapp.store.verify.record import Record

_UNPROVED = "Find out who wrote into the store; the latest backup tells what was there."
# Part of `store.proof` → the table whose rows it speaks of.
_ROWS = {"backups": "backup", "imports": "roster_import"}
_NOT_SAID = ""  # the digest of a PIN that was set before the log said one


class Remaining:
    """Hears the log record by record; `compare` says what does not fit."""

    def __init__(self) -> None:
        self.since: int | None = None
        """The place of the first record under the rules of 0004."""
        self._pins: dict[str, str] = {}
        self._badges: dict[str, Any] = {}
        self._rows: dict[tuple[str, str], dict[str, Any]] = {}
        self._forgotten = 0
        self._device = ""

    def hear(self, record: Record) -> None:
        """The next record."""
        self._device = record.device_id
        if record.kind == "pin.remove":
            self._pins.pop(record.entity, None)
        elif record.kind == "staff_badge.remove":
            self._badges.pop(record.entity, None)
        elif record.kind == "staff_badge.set":
            self._badges[record.entity] = _parts(said_in(record.value)).get("digest")
        elif record.kind in ("pin.set", "retention.purge", "store.proof"):
            said = said_in(record.value)
            self._hear_said(record, _parts(said))

    def compare(self, connection: Connection, findings: Findings, lost: int) -> None:
        """The whole log was heard; `lost` rows of lists that were proven are not there."""
        for sentence in (
            *self._wrong_pins(connection),
            *self._wrong_badges(connection),
            *self._wrong_rows(connection),
            *self._wrong_device(connection),
        ):
            findings.add(f"{sentence} {_UNPROVED}")
        more = lost - self._forgotten  # who was forgotten and listed again leaves some room
        if more > 0:
            findings.add(
                f"{more} rows of the organiser's list are gone, and no purge says so. {_UNPROVED}"
            )

    def _hear_said(self, record: Record, said: dict[str, Any]) -> None:
        if record.kind == "pin.set":
            self._pins[record.entity] = said.get("phc", _NOT_SAID)
        elif record.kind == "retention.purge":
            self._forgotten += _number(said.get("roster"))
        elif "schema" in said and self.since is None:
            self.since = record.seq
            # Before that a purge that was cut off did not say what went.
            self._forgotten = _number(said.get("unlisted"))
            self._pins |= _parts(said.get("pins"))
            for part, table in _ROWS.items():
                for row, columns in _parts(said.get(part)).items():
                    self._rows[table, row] = _parts(columns)

    def _wrong_pins(self, connection: Connection) -> Iterator[str]:
        rows = connection.exec_driver_sql("SELECT staff_id, phc FROM staff_pin")
        held = {row.staff_id: digest_of_pin(row.phc) for row in rows}
        for staff_id in sorted(held.keys() | self._pins.keys()):
            if staff_id not in held:
                yield f"The PIN of staff {staff_id} is gone, and no record says why."
            elif staff_id not in self._pins:
                yield f"No record of the log tells of a PIN of staff {staff_id}."
            elif self._pins[staff_id] not in (_NOT_SAID, held[staff_id]):
                yield f"The PIN of staff {staff_id} is another than the one that was set."

    def _wrong_badges(self, connection: Connection) -> Iterator[str]:
        held = {
            row.staff_id: row.digest
            for row in connection.exec_driver_sql("SELECT staff_id, digest FROM staff_badge")
        }
        for staff_id in sorted(held.keys() | self._badges.keys()):
            if held.get(staff_id) != self._badges.get(staff_id):
                yield f"The badge of staff {staff_id} is another than the log says."

    def _wrong_rows(self, connection: Connection) -> Iterator[str]:
        for table in _ROWS.values():
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}").mappings():
                for name, value in self._rows.get((table, row["id"]), {}).items():
                    if plain(row[name]) != value:
                        yield f"The {name} of {table} {row['id']} differs from the log."

    def _wrong_device(self, connection: Connection) -> Iterator[str]:
        query = "SELECT value FROM meta WHERE key = 'device'"
        if connection.exec_driver_sql(query).scalar() != self._device:
            yield "This store calls its device otherwise than the last record of the log."


def _parts(said: Any) -> dict[str, Any]:
    """What a record says part by part; what was written over it must not stop the check."""
    return said if isinstance(said, dict) else {}


def _number(said: Any) -> int:
    return said if isinstance(said, int) else 0


def plain(value: Any) -> Any:
    """A column as JSON says it."""
    return value.hex() if isinstance(value, bytes) else value
