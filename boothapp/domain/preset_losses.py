"""What of a lead a file for a receiver does not say: no preset loses anything unsaid."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from boothapp.domain.consent import Purpose
from boothapp.domain.lead_fields import allowed, social_link, website
from boothapp.domain.presets import Preset

KEPT_HERE = (
    "lead_id",
    "reference",
    "badge_id",
    "consent",
    "consent_since",
    "marketing",
    "first_seen",
    "last_seen",
    "visits",
    "captured_by",
)
"""What the booth notes of every lead by itself: one sentence says which of it stays here."""
_IN_PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": ("first_name", "last_name"),
        "interview": ("interview_starts", "interview_room"),
    }
)
"""Fields that may be written in parts, which are all of them together."""
_OUT_OF_LINKS = MappingProxyType({"social_link": social_link, "website": website})
_PARTS = {part for parts in _IN_PARTS.values() for part in parts} | set(_OUT_OF_LINKS)


class Losses:
    """The fields whose values a receiver does not get, and which of them a lead has."""

    def __init__(self, preset: Preset, purpose: Purpose) -> None:
        given = allowed(purpose)
        dropped = [name for name in preset.drops if name in given]
        self.fields = tuple(dict.fromkeys([*dropped, *left_out(preset, given)]))
        self._out_of_links = [
            make for name, make in _OUT_OF_LINKS.items() if name in written(preset)
        ]

    def of(self, values: Sequence[Any]) -> Iterator[str]:
        """The fields that a lead loses; `values` are those of `fields`."""
        for name, value in zip(self.fields, values, strict=True):
            if value and (name != "links" or self._has_further(value)):
                yield name

    def _has_further(self, links: str) -> bool:
        """Whether there are more links than those that go out as social link and website."""
        each = links.split("; ")
        return bool(set(each) - {make(each) for make in self._out_of_links})


def written(preset: Preset) -> frozenset[str]:
    """The fields that go into the columns of a preset."""
    return frozenset(name for column in preset.columns for name in column.fields)


def left_out(preset: Preset, given: Collection[str]) -> list[str]:
    """Of the fields `given`, those of the lead itself that have no column and no place in `drops`;
    none of a plain format, whose fields were chosen."""
    if not preset.columns:
        return []
    said = written(preset) | set(preset.drops)
    found = []
    for name in given:
        if name in said or name in _PARTS or name in KEPT_HERE:
            continue
        missing = [part for part in _IN_PARTS.get(name, ()) if part not in said]
        some = len(missing) < len(_IN_PARTS.get(name, ()))
        found += missing if some else [name]
    return found


def kept_here(preset: Preset, purpose: Purpose) -> list[str]:
    """Of KEPT_HERE what the purpose gives and the preset does not write."""
    if not preset.columns:
        return []
    given, said = allowed(purpose), written(preset) | set(preset.drops)
    return [name for name in KEPT_HERE if name in given and name not in said]


def writes_some_links(preset: Preset) -> bool:
    """Whether one link or two go out, and the others do not."""
    return not written(preset).isdisjoint(_OUT_OF_LINKS)
