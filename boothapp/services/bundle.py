"""All services over one open store, wired together in one place."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from boothapp.services.duty import DutyService
from boothapp.services.events import EventBus
from boothapp.services.pin_check import PinCheck
from boothapp.store.store import Store

if TYPE_CHECKING:  # what only some pages need is imported when it is first wanted
    from boothapp.services.application import ApplicationService
    from boothapp.services.attachments import AttachmentService
    from boothapp.services.backups import BackupService
    from boothapp.services.badge_formats import BadgeFormatService
    from boothapp.services.bulk import BulkService
    from boothapp.services.busy_times import BusyTimesService
    from boothapp.services.capture import CaptureService
    from boothapp.services.dashboard import DashboardService
    from boothapp.services.day_now import DayNowService
    from boothapp.services.desk import DeskService
    from boothapp.services.exporting import ExportService
    from boothapp.services.fitting import FittingService
    from boothapp.services.interests import InterestService
    from boothapp.services.interviews import InterviewsService
    from boothapp.services.invitations import InvitationService
    from boothapp.services.leads import LeadsService
    from boothapp.services.ledger import LedgerService
    from boothapp.services.lock import LockService
    from boothapp.services.merging import MergingService
    from boothapp.services.notices import NoticeService
    from boothapp.services.offers import OffersService
    from boothapp.services.organiser import OrganiserService
    from boothapp.services.organiser_keys import OrganiserKeyService
    from boothapp.services.people import PeopleService
    from boothapp.services.planning import PlanningService
    from boothapp.services.posters import PosterService
    from boothapp.services.queue import QueueService
    from boothapp.services.receipts import ReceiptService
    from boothapp.services.requests import RequestService
    from boothapp.services.retention import RetentionService
    from boothapp.services.roster import RosterService
    from boothapp.services.scanner_reading import ScannerReading
    from boothapp.services.scanners import ScannerService
    from boothapp.services.scorecards import ScorecardsService
    from boothapp.services.security import SecurityService
    from boothapp.services.settings import SettingsService
    from boothapp.services.staff_badges import StaffBadgeService
    from boothapp.services.tags import TagService
    from boothapp.services.timetables import TimetableService


@dataclass(frozen=True)
class Services:
    """What the window and the command line call. `close` lets go of the store."""

    store: Store
    events: EventBus
    duty: DutyService
    pins: PinCheck

    @classmethod
    def over(cls, store: Store, staff: str) -> "Services":
        """The services over an open store, with `staff` on duty."""
        events = EventBus()
        pins = PinCheck(store)
        return cls(store, events, DutyService(store, events, staff, pins), pins)

    @cached_property
    def capture(self) -> "CaptureService":
        """What a scan means, and what comes of it."""
        from boothapp.services.capture import CaptureService

        return CaptureService(self.store, self.events, self.duty, self._scanner_reading)

    @cached_property
    def scanners(self) -> "ScannerService":
        """How the scanners are set up, and their test."""
        from boothapp.services.scanners import ScannerService

        return ScannerService(self.store, self.events, self.duty, self._scanner_reading)

    @cached_property
    def _scanner_reading(self) -> "ScannerReading":
        from boothapp.services.scanner_reading import ScannerReading

        return ScannerReading()

    @cached_property
    def leads(self) -> "LeadsService":
        """One lead: rated, noted, changed, removed."""
        from boothapp.services.leads import LeadsService

        return LeadsService(self.store, self.events, self.duty)

    @cached_property
    def interviews(self) -> "InterviewsService":
        """Rooms, slots and bookings."""
        from boothapp.services.interviews import InterviewsService

        return InterviewsService(self.store, self.events, self.duty)

    @cached_property
    def day_now(self) -> "DayNowService":
        """How the day's interviews stand."""
        from boothapp.services.day_now import DayNowService

        return DayNowService(self.store, self.interviews)

    @cached_property
    def fitting(self) -> "FittingService":
        """Which slots suit a candidate."""
        from boothapp.services.fitting import FittingService

        return FittingService(self.store)

    @cached_property
    def offers(self) -> "OffersService":
        """What can be offered to a candidate."""
        from boothapp.services.offers import OffersService

        return OffersService(self.store)

    @cached_property
    def queue(self) -> "QueueService":
        """Who waits for a free slot."""
        from boothapp.services.queue import QueueService

        return QueueService(self.store, self.events, self.duty)

    @cached_property
    def invitations(self) -> "InvitationService":
        """Calendar files for candidates."""
        from boothapp.services.invitations import InvitationService

        return InvitationService(self.store, self.events, self.duty, self.retention)

    @cached_property
    def scorecards(self) -> "ScorecardsService":
        """What interviewers judged."""
        from boothapp.services.scorecards import ScorecardsService

        return ScorecardsService(self.store, self.events, self.duty)

    @cached_property
    def roster(self) -> "RosterService":
        """The organiser's list of attendees."""
        from boothapp.services.roster import RosterService

        return RosterService(self.store, self.events, self.duty)

    @cached_property
    def organiser_keys(self) -> "OrganiserKeyService":
        """By whose keys signed badges and lists count."""
        from boothapp.services.organiser_keys import OrganiserKeyService

        return OrganiserKeyService(self.store, self.events, self.duty)

    @cached_property
    def badge_formats(self) -> "BadgeFormatService":
        """What codes can be read, and an organiser's own patterns."""
        from boothapp.services.badge_formats import BadgeFormatService

        return BadgeFormatService(self.store, self.events, self.duty)

    @cached_property
    def exporting(self) -> "ExportService":
        """Leads handed over as files."""
        from boothapp.services.exporting import ExportService

        return ExportService(self.store, self.events, self.duty, self.retention)

    @cached_property
    def settings(self) -> "SettingsService":
        """What the booth is set up with."""
        from boothapp.services.settings import SettingsService

        return SettingsService(self.store, self.events, self.duty, self.security)

    @cached_property
    def notices(self) -> "NoticeService":
        """What people are told before they agree."""
        from boothapp.services.notices import NoticeService

        return NoticeService(self.store, self.events, self.duty)

    @cached_property
    def ledger(self) -> "LedgerService":
        """The chained log of consents."""
        from boothapp.services.ledger import LedgerService

        return LedgerService(self.store)

    @cached_property
    def attachments(self) -> "AttachmentService":
        """Files that belong to a lead."""
        from boothapp.services.attachments import AttachmentService

        return AttachmentService(self.store, self.events, self.duty, self.retention)

    @cached_property
    def organiser(self) -> "OrganiserService":
        """What the organiser is told of interviews."""
        from boothapp.services.organiser import OrganiserService

        return OrganiserService(self.store)

    @cached_property
    def receipts(self) -> "ReceiptService":
        """What a person takes home about a consent."""
        from boothapp.services.receipts import ReceiptService

        return ReceiptService(self.store)

    @cached_property
    def people(self) -> "PeopleService":
        """A person's rights: see, change, end."""
        from boothapp.services.people import PeopleService

        return PeopleService(self.store, self.events, self.duty, self._scanner_reading)

    @cached_property
    def requests(self) -> "RequestService":
        """Requests of people about their data."""
        from boothapp.services.requests import RequestService

        return RequestService(self.store, self.events, self.duty)

    @cached_property
    def retention(self) -> "RetentionService":
        """What is kept how long."""
        from boothapp.services.retention import RetentionService

        return RetentionService(self.store, self.events, self.duty)

    @cached_property
    def security(self) -> "SecurityService":
        """Passphrase, recovery key and codes."""
        from boothapp.services.security import SecurityService

        return SecurityService(self.store, self.events, self.duty, self.pins)

    @cached_property
    def lock(self) -> "LockService":
        """The window's lock."""
        from boothapp.services.lock import LockService

        return LockService(self.store, self.events, self.duty, self.pins, self.security)

    @cached_property
    def staff_badges(self) -> "StaffBadgeService":
        """Badges of the staff, which switch who is on duty."""
        from boothapp.services.staff_badges import StaffBadgeService

        return StaffBadgeService(self.store, self.events, self.duty)

    @cached_property
    def backups(self) -> "BackupService":
        """Copies of the store."""
        from boothapp.services.backups import BackupService

        return BackupService(self.store, self.events, self.duty)

    @cached_property
    def busy_times(self) -> "BusyTimesService":
        """When candidates have something else to do."""
        from boothapp.services.busy_times import BusyTimesService

        return BusyTimesService(self.store, self.events, self.duty)

    @cached_property
    def desk(self) -> "DeskService":
        """The table of leads and its views."""
        from boothapp.services.desk import DeskService

        return DeskService(self.store, self.events, self.duty)

    @cached_property
    def bulk(self) -> "BulkService":
        """The same done to many leads."""
        from boothapp.services.bulk import BulkService

        return BulkService(self.store, self.events, self.duty)

    @cached_property
    def dashboard(self) -> "DashboardService":
        """The figures of a day or of the event."""
        from boothapp.services.dashboard import DashboardService

        return DashboardService(self.store)

    @cached_property
    def tags(self) -> "TagService":
        """The tags that were set up, with their colours."""
        from boothapp.services.tags import TagService

        return TagService(self.store, self.events, self.duty)

    @cached_property
    def interests(self) -> "InterestService":
        """The list of interests that people are filed under."""
        from boothapp.services.interests import InterestService

        return InterestService(self.store, self.events, self.duty)

    @cached_property
    def application(self) -> "ApplicationService":
        """Where candidates apply for a role, as a code."""
        from boothapp.services.application import ApplicationService

        return ApplicationService(self.store)

    @cached_property
    def posters(self) -> "PosterService":
        """Posters of the open positions."""
        from boothapp.services.posters import PosterService

        return PosterService(self.store)

    @cached_property
    def merging(self) -> "MergingService":
        """Leads that may be one person."""
        from boothapp.services.merging import MergingService

        return MergingService(self.store, self.events, self.duty)

    @cached_property
    def planning(self) -> "PlanningService":
        """The automatic timetable."""
        from boothapp.services.planning import PlanningService

        return PlanningService(self.store, self.events, self.duty)

    @cached_property
    def timetables(self) -> "TimetableService":
        """Day sheets and calendar files."""
        from boothapp.services.timetables import TimetableService

        return TimetableService(self.store, self.events, self.duty, self.retention)

    def now(self) -> datetime:
        """The store's aware time now; the demo's is its own."""
        return self.store.clock()

    def written_outside(self) -> bool:
        """Whether another process wrote into the store since the last look."""
        return self.store.written_outside()

    def check(self) -> list[str]:
        """What is wrong with the store, one sentence each; empty when all is well.

        What follows from the rest of it, as the index of the leads does, is mended.
        """
        from boothapp.services.filing import mended

        return self.store.database.check() or mended(self.store)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()
