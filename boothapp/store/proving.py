"""What the log proves of rows that have no record of their own: digests and sums, made one way.

None of them says anything without the rows: a digest of details is salted, and its salt goes with
them; what pseudonyms lead to is summed up, so that one of them cannot be told from the sum.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

ENTRY = (
    "import_id",
    "opted_in",
    "badge_id",
    "name",
    "email",
    "affiliation",
    "attendee_type",
    "career_stage",
    "interests",
    "links",
    "busy",
    "family_name",
)
"""The columns of the organiser's list that a digest is made of, in this order."""
DETAILS = ENTRY[2:]
"""Those of them that are personal."""
SALT_BYTES = 16

_AS_JSON = json.JSONEncoder(ensure_ascii=False).encode
_MODULUS = 2**256
_DIGITS = 32  # of the digest of a row: 128 bits


class Sum(NamedTuple):
    """All rows of `identity` in two numbers, which any one row changes."""

    rows: int = 0
    total: int = 0

    def with_row(self, key: str, kind: str, subject: str | None) -> "Sum":
        """The sum with this row as well."""
        return Sum(self.rows + 1, (self.total + _number(key, kind, subject)) % _MODULUS)

    def without_row(self, key: str, kind: str, subject: str | None) -> "Sum":
        """The sum when this row is gone."""
        return Sum(self.rows - 1, (self.total - _number(key, kind, subject)) % _MODULUS)

    def plus(self, other: "Sum") -> "Sum":
        """Both together."""
        return Sum(self.rows + other.rows, (self.total + other.total) % _MODULUS)

    def facts(self, secret: bytes) -> dict[str, int | str]:
        """What the log keeps, with the fingerprint of the secret that made the keys."""
        return {
            "rows": self.rows,
            "sum": f"{self.total:064x}",
            "secret": fingerprint(secret),
        }


def sum_of(connection: Connection) -> Sum:
    """The sum over the rows of `identity` as they stand."""
    cursor: Any = connection.connection.cursor()
    cursor.execute("SELECT key, kind, subject FROM identity")
    rows = total = 0
    for key, kind, subject in cursor:
        rows, total = rows + 1, total + _number(key, kind, subject)
    return Sum(rows, total % _MODULUS)


def sum_of_same(connection: Connection) -> Sum:
    """The sum over the rows of `same_person` as they stand."""
    found = Sum()
    for row in connection.exec_driver_sql("SELECT subject, main FROM same_person"):
        found = found.with_row(row.subject, "same", row.main)
    return found


def same_facts(same: Sum) -> dict[str, int | str]:
    """What the log keeps of it, beside the sum of the hashes; nothing while there are none."""
    return {} if same == Sum() else {"same_rows": same.rows, "same": f"{same.total:064x}"}


def logged_sum(connection: Connection) -> Sum | None:
    """The sum as the log last said it; None where it never did."""
    said = _logged(connection)
    return None if said is None else Sum(said["rows"], int(said["sum"], 16))


def logged_same(connection: Connection) -> Sum:
    """The same for whose badges are one person's."""
    said = _logged(connection) or {}
    return Sum(said["same_rows"], int(said["same"], 16)) if "same" in said else Sum()


def _logged(connection: Connection) -> dict[str, Any] | None:
    last = "SELECT value FROM change WHERE entity = 'identity' ORDER BY seq DESC LIMIT 1"
    found = connection.exec_driver_sql(last).scalar()
    return None if found is None else dict(json.loads(found))


def fingerprint(secret: bytes) -> str:
    """Tells one secret from another, and nothing of it."""
    return hmac.new(secret, b"BoothApp: fingerprint", hashlib.sha256).hexdigest()


def digest_of_pin(phc: str) -> str:
    """The digest of a PIN's salted hash; when that is gone, nothing can be tried against it."""
    return hashlib.sha256(phc.encode()).hexdigest()


class People:
    """Who is in a file, told one after the other in ascending order."""

    def __init__(self) -> None:
        self.number = 0
        self._made = hashlib.sha256()

    def add(self, subject: str) -> None:
        """The next one."""
        self.number += 1
        self._made.update(subject.encode())

    def digest(self) -> str:
        """The digest of all of them, in hex: as `digest_of_people` of them joined."""
        return self._made.hexdigest()


def digest_of_people(joined: str) -> str:
    """The digest of who is in a file, whose pseudonyms come `joined`, ascending, without a gap."""
    return hashlib.sha256(joined.encode()).hexdigest()


def digest_of_entry(salt: bytes, entry: Mapping[str, Any]) -> str:
    """The digest of a row of the organiser's list, of its columns in ENTRY.

    A family name counts where there is one: rows from before the column have the digest they had.
    """
    *known, family = (entry[name] for name in ENTRY)
    text = _AS_JSON([*known, family] if family else known)
    return hashlib.sha256(salt + text.encode()).hexdigest()[:_DIGITS]


def _number(key: str, kind: str, subject: str | None) -> int:
    row = f"{key} {kind} {subject or ''}"
    return int.from_bytes(hashlib.sha256(row.encode()).digest())
