"""What stands around the leads table: counts, views, and what can be chosen from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from boothapp.domain.event import Settings
from boothapp.domain.lead_views import LeadView
from boothapp.services.bundle import Services


@dataclass(frozen=True, slots=True)
class Known:
    """Read at once."""

    made_today: int
    all: int
    today: date
    settings: Settings
    tags: tuple[str, ...]
    views: tuple[LeadView, ...]
    sizes: Mapping[str, int]
    columns: Mapping[str, int | None] | None


def look(services: Services) -> Known:
    """Read it; beside the window's thread."""
    made_today, everybody = services.leads.counts()
    settings, desk = services.settings.get(), services.desk
    return Known(
        made_today,
        everybody,
        settings.event.local(services.now()).date(),
        settings,
        services.leads.tags(),
        desk.views(),
        desk.sizes(),
        desk.columns(),
    )
