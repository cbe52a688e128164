"""The views of leads that are always there, by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from boothapp.domain.lead_filter import EVERYBODY, LeadFilter
from boothapp.domain.people import Rating


@dataclass(frozen=True, slots=True)
class NamedView:
    """A filter and what people call it."""

    title: str
    filter: LeadFilter


def _rated(*ratings: Rating) -> LeadFilter:
    return LeadFilter(ratings=frozenset(ratings))


BUILT_IN: Mapping[str, NamedView] = MappingProxyType(
    {
        "all": NamedView("All leads", EVERYBODY),
        "hot": NamedView("Hot", _rated(Rating.HOT)),
        "hot-and-warm": NamedView("Hot and warm", _rated(Rating.HOT, Rating.WARM)),
        "warm": NamedView("Warm", _rated(Rating.WARM)),
        "cold": NamedView("Cold", _rated(Rating.COLD)),
    }
)
