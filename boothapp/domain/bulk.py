"""What was done to many leads at once, and how it is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FieldsBefore:
    """One column of some leads before it was set, by lead id; who already had it is not in it."""

    column: str
    values: Mapping[str, str | None] = field(repr=False)
    now: str | None = None
    """What it was set to: what says something else by then is left alone when it is taken back."""

    @property
    def changed(self) -> int:
        """How many leads changed."""
        return len(self.values)


@dataclass(frozen=True, slots=True)
class Tagged:
    """The leads that got a tag, or lost it."""

    tag: str
    lead_ids: tuple[str, ...]
    added: bool

    @property
    def changed(self) -> int:
        """How many leads changed."""
        return len(self.lead_ids)
