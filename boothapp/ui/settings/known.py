"""Everything that the Settings page shows, read at once."""

from __future__ import annotations

from dataclasses import dataclass

from boothapp.domain.backups import BackupRecord
from boothapp.domain.event import Settings
from boothapp.domain.roster import RosterImport
from boothapp.domain.roster_mapping import SavedMapping
from boothapp.domain.scanners import ScannerSetup
from boothapp.services.bundle import Services
from boothapp.ui.settings.desk import DeskKnown, read_desk
from boothapp.ui.settings.interviews import InterviewsKnown, read_interviews
from boothapp.ui.settings.notices import NoticesKnown, read_notices
from boothapp.ui.settings.organisers import OrganisersKnown, read_organisers


@dataclass(frozen=True, slots=True)
class SettingsKnown:
    """Everything the page shows, read at once."""

    settings: Settings
    interviews: InterviewsKnown
    desk: DeskKnown
    notices: NoticesKnown
    organisers: OrganisersKnown
    imports: tuple[RosterImport, ...]
    mappings: tuple[SavedMapping, ...]
    keeper: str
    has_recovery: bool
    lock_after: int
    with_pin: frozenset[str]
    with_badge: frozenset[str]
    backup: BackupRecord | None
    scanners: ScannerSetup
    sound: str
    appearance: str


def read_settings(services: Services) -> SettingsKnown:
    """Read everything; on the database thread."""
    settings, keeper = services.settings, services.security.kept_in()
    return SettingsKnown(
        settings=settings.get(),
        interviews=read_interviews(services),
        desk=read_desk(services),
        notices=read_notices(services),
        organisers=read_organisers(services),
        imports=services.roster.imports(),
        mappings=services.roster.mappings.all(),
        keeper=keeper,
        has_recovery=keeper != "memory" and services.security.has_recovery_key(),
        lock_after=services.lock.lock_after(),
        with_pin=services.lock.with_pin(),
        with_badge=services.staff_badges.with_badge(),
        backup=services.backups.latest(),
        scanners=services.scanners.setup(),
        sound=settings.preference("sound", "on"),
        appearance=settings.preference("appearance", "system"),
    )
