"""What an organiser's badges and lists are known by: public keys, and patterns of their own."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select
from sqlmodel import col

from boothapp.domain.badge_patterns import BadgePattern
from boothapp.domain.organiser_keys import OrganiserKey
from boothapp.signatures import fingerprint
from boothapp.store.mapping import AnyRow
from boothapp.store.organiser_tables import BadgePattern as PatternRow
from boothapp.store.organiser_tables import OrganiserKey as KeyRow
from boothapp.store.setup import Setup


class Organisers:
    """Reads and changes them within one transaction."""

    def __init__(self, connection: Connection, setup: Setup) -> None:
        self._connection = connection
        self._setup = setup
        self._in_use: tuple[BadgePattern, ...] | None = None  # asked for every text of a scan

    def public_keys(self, *, active: bool = True) -> tuple[OrganiserKey, ...]:
        """The keys that count, in their order; without `active` those that count no more."""
        query = (
            select(col(KeyRow.id), col(KeyRow.name), col(KeyRow.public_key))
            .where(col(KeyRow.active) == int(active))
            .order_by(col(KeyRow.ordinal), col(KeyRow.id))
        )
        return tuple(_key(row) for row in self._connection.execute(query))

    def save_key(self, key: OrganiserKey) -> OrganiserKey:
        """Add a key, or let the one with its id count (again)."""
        values = {"name": key.name, "public_key": key.public}
        return replace(key, id=self._setup.put(KeyRow, key.id, values, ordered=True))

    def patterns(self, *, active: bool = True) -> tuple[BadgePattern, ...]:
        """The patterns in use, in their order; without `active` those that are not."""
        if not active:
            return self._patterns(active=False)
        if self._in_use is None:
            self._in_use = self._patterns(active=True)
        return self._in_use

    def _patterns(self, *, active: bool) -> tuple[BadgePattern, ...]:
        query = (
            select(col(PatternRow.id), col(PatternRow.name), col(PatternRow.pattern))
            .where(col(PatternRow.active) == int(active))
            .order_by(col(PatternRow.ordinal), col(PatternRow.id))
        )
        rows = self._connection.execute(query)
        return tuple(BadgePattern(row.id, row.name, row.pattern) for row in rows)

    def save_pattern(self, pattern: BadgePattern) -> BadgePattern:
        """Add a pattern, or change the one with its id and take it into use (again)."""
        self._in_use = None
        values = {"name": pattern.name, "pattern": pattern.pattern}
        return replace(pattern, id=self._setup.put(PatternRow, pattern.id, values, ordered=True))

    def retire_key(self, key_id: str) -> None:
        """Let a key count no more."""
        self._setup.retire("organiser_key", key_id)

    def retire_pattern(self, pattern_id: str) -> None:
        """Take a pattern out of use."""
        self._in_use = None
        self._setup.retire("badge_pattern", pattern_id)

    def reorder_patterns(self, ids: Sequence[str]) -> None:
        """Let the patterns be tried in this order."""
        self._in_use = None
        self._setup.reorder("badge_pattern", ids)


def _key(row: AnyRow) -> OrganiserKey:
    key = OrganiserKey(row.id, row.name, row.public_key, "")
    return replace(key, fingerprint=fingerprint(key.raw))
