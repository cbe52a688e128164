"""Pseudonyms: a person is known in facts and in the log by a keyed hash only.

The key is made with the store and never changes, so that the same badge is the same subject on
every day of the event; it lies inside the encrypted database.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from boothapp.store.tables import Identity

SECRET = "subject"  # noqa: S105 - the name under which the secret lies

Identifier = tuple[str, str]
"""A kind ("id", "email", "url", "payload") and the identifier itself."""


class Subjects:
    """Finds and makes subjects within one transaction."""

    def __init__(self, connection: Connection, secret: bytes) -> None:
        self._connection = connection
        self._secret = secret

    def find(self, identifiers: Sequence[Identifier]) -> str | None:
        """The known subject of the first identifier that names one person, in their order."""
        for identifier in identifiers:
            query = select(col(Identity.subject)).where(col(Identity.key) == self.key(identifier))
            found = self._connection.execute(query).scalar()
            if found is not None:
                return str(found)
        return None

    def knows(self, identifier: Identifier) -> bool:
        """Whether exactly this identifier was met before."""
        query = select(col(Identity.key)).where(col(Identity.key) == self.key(identifier))
        return self._connection.execute(query).first() is not None

    def subject(self, identifiers: Sequence[Identifier]) -> str:
        """The subject: known by one of the identifiers, else made of the first."""
        return self.find(identifiers) or self.key(identifiers[0])

    def register(self, identifiers: Sequence[Identifier], subject: str) -> None:
        """Remember that these identifiers are this person; the first word stands."""
        for identifier in identifiers:
            self._connection.execute(
                insert(Identity).prefix_with("OR IGNORE"),
                {"key": self.key(identifier), "kind": identifier[0], "subject": subject},
            )

    def adopt(self, hashed: tuple[str, str], subject: str) -> str | None:
        """Remember a keyed hash and its kind from another copy of this store as this person's.

        Answers whom it leads to: somebody else where it is known as theirs here, None where it
        names nobody any more.
        """
        key, kind = hashed
        row = {"key": key, "kind": kind, "subject": subject}
        self._connection.execute(insert(Identity).prefix_with("OR IGNORE"), row)
        query = select(col(Identity.subject)).where(col(Identity.key) == key)
        return self._connection.execute(query).scalar()

    def mark_shared(self, identifier: Identifier) -> None:
        """Two people share this identifier, so from now on it names neither."""
        key = self.key(identifier)
        self._connection.execute(
            insert(Identity).prefix_with("OR IGNORE"),
            {"key": key, "kind": identifier[0], "subject": None},
        )
        self._connection.execute(
            update(Identity).where(col(Identity.key) == key).values(subject=None)
        )

    def key(self, identifier: Identifier) -> str:
        """The keyed hash of an identifier, in hex."""
        kind, text = identifier
        plain = f"{kind}:{_normalised(kind, text)}".encode()
        return hmac.new(self._secret, plain, hashlib.sha256).hexdigest()


def _normalised(kind: str, text: str) -> str:
    """One spelling for one identifier. Badge ids keep their case: some are case-sensitive codes."""
    text = unicodedata.normalize("NFC", text).strip()
    return text.casefold() if kind == "email" else text
