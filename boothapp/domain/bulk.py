"""What was done to many leads at once, and how it is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Columns = Mapping[str, str | None]
"""Columns of a lead that are set, and put back, together."""


@dataclass(frozen=True, slots=True)
class FieldsBefore:
    """What leads had before something was set, by lead id; who already had it is not in it."""

    before: Mapping[str, Columns] = field(repr=False)
    after: Mapping[str, Columns] = field(repr=False)
    """What they had then: who has anything else by now is left alone when it is taken back."""
    subjects: frozenset[str] = field(default=frozenset(), repr=False)
    """Whom it is about."""

    @property
    def lead_ids(self) -> tuple[str, ...]:
        """The leads that changed."""
        return tuple(self.before)

    @property
    def changed(self) -> int:
        """How many leads changed."""
        return len(self.before)


@dataclass(frozen=True, slots=True)
class Tagged:
    """The leads that got a tag, or lost it."""

    tag: str
    lead_ids: tuple[str, ...]
    added: bool
    subjects: frozenset[str] = field(default=frozenset(), repr=False)
    """Whom it is about."""

    @property
    def changed(self) -> int:
        """How many leads changed."""
        return len(self.lead_ids)
