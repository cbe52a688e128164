"""PINs of the staff: salted argon2id hashes, and how often the wrong one was given.

A PIN gates the window, never the store's key. The log says that one was set, and by a digest of its
hash that it is still that one; never what it is.
"""

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from boothapp.store import tables
from boothapp.store.changes import ChangeLog
from boothapp.store.privacy_tables import StaffPin
from boothapp.store.proving import digest_of_pin

# Four digits are guessed in 10,000 tries, so one try must not be cheap: about 0.1 s.
_MEMORY_KIB = 65_536
_PASSES = 2
_LANES = 4
_SALT_BYTES = 16
_HASH_BYTES = 32


@dataclass(frozen=True, slots=True)
class PinState:
    """A PIN's hash, the failures in a row, and until when no try is taken.

    `blocked_until` is in ms since the machine's start, which nobody sets as they set a clock.
    """

    phc: str
    failures: int
    blocked_until: int


class Pins:
    """Reads and changes PINs within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None) -> None:
        self._connection = connection
        self._log = log

    def with_pin(self) -> frozenset[str]:
        """The ids of the staff who have one; nobody who left."""
        query = (
            select(col(StaffPin.staff_id))
            .join(tables.Staff, col(tables.Staff.id) == col(StaffPin.staff_id))
            .where(col(tables.Staff.active) == 1)
        )
        return frozenset(self._connection.execute(query).scalars())

    def named(self, name: str) -> str | None:
        """The id of the staff member of this name, where they have a PIN; the retired too."""
        query = (
            select(col(StaffPin.staff_id))
            .join(tables.Staff, col(tables.Staff.id) == col(StaffPin.staff_id))
            .where(col(tables.Staff.name) == name)
        )
        return self._connection.execute(query).scalar()

    def of(self, staff_id: str) -> PinState | None:
        """The state of somebody's PIN; None where they have none."""
        columns = (StaffPin.phc, StaffPin.failures, StaffPin.blocked_until)
        query = select(*(col(column) for column in columns)).where(
            col(StaffPin.staff_id) == staff_id
        )
        row = self._connection.execute(query).first()
        return None if row is None else PinState(row.phc, row.failures, row.blocked_until)

    def set(self, staff_id: str, phc: str) -> None:
        """Give somebody a PIN, or another one; `phc` is what `hashed` made."""
        replace = insert(StaffPin).prefix_with("OR REPLACE")
        values = {"staff_id": staff_id, "phc": phc, "failures": 0, "blocked_until": 0}
        self._connection.execute(replace, values)
        self._append("pin.set", staff_id, {"phc": digest_of_pin(phc)})

    def remove(self, staff_id: str) -> None:
        """Take somebody's PIN away."""
        self._connection.execute(delete(StaffPin).where(col(StaffPin.staff_id) == staff_id))
        self._append("pin.remove", staff_id)

    def count_failure(self, staff_id: str, failures: int, blocked_until: int) -> None:
        """Write how often the wrong PIN was given, and until when no try is taken."""
        row = update(StaffPin).where(col(StaffPin.staff_id) == staff_id)
        self._connection.execute(row.values(failures=failures, blocked_until=blocked_until))

    def _append(self, kind: str, staff_id: str, value: dict[str, str] | None = None) -> None:
        assert self._log is not None, "PINs change in a writing transaction"  # noqa: S101
        self._log.append(kind, staff_id, value=value)


def hashed(pin: str) -> str:
    """The salted hash of a PIN, with its parameters, as text."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # slow import

    kdf = Argon2id(
        salt=secrets.token_bytes(_SALT_BYTES),
        length=_HASH_BYTES,
        iterations=_PASSES,
        lanes=_LANES,
        memory_cost=_MEMORY_KIB,
    )
    return kdf.derive_phc_encoded(pin.encode())


def matches(pin: str, phc: str) -> bool:
    """Whether this is the PIN that was hashed."""
    from cryptography.exceptions import InvalidKey  # slow import
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        Argon2id.verify_phc_encoded(pin.encode(), phc)
    except InvalidKey:
        return False
    return True
