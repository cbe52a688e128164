"""What the Scan page has to know before the first scan."""

from __future__ import annotations

from dataclasses import dataclass

from boothapp.domain.event import Settings
from boothapp.domain.notices import Language, Notice
from boothapp.services.bundle import Services


@dataclass(frozen=True, slots=True)
class ScanKnown:
    """Settings, the tags in use, and the notice that is read aloud."""

    settings: Settings
    tags: tuple[str, ...]
    languages: tuple[Language, ...]
    notice: Notice


def read_known(services: Services, language: str) -> ScanKnown:
    """Read it, on the database thread; the notice in `language`."""
    return ScanKnown(
        services.settings.get(),
        services.leads.tags(),
        services.notices.languages(),
        services.notices.notice(language),
    )
