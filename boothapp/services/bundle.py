"""All services over one open store, wired together in one place."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from boothapp.services.attachments import AttachmentService
from boothapp.services.backups import BackupService
from boothapp.services.capture import CaptureService
from boothapp.services.day_now import DayNowService
from boothapp.services.duty import DutyService
from boothapp.services.events import EventBus
from boothapp.services.exporting import ExportService
from boothapp.services.fitting import FittingService
from boothapp.services.interviews import InterviewsService
from boothapp.services.invitations import InvitationService
from boothapp.services.leads import LeadsService
from boothapp.services.ledger import LedgerService
from boothapp.services.lock import LockService
from boothapp.services.notices import NoticeService
from boothapp.services.offers import OffersService
from boothapp.services.organiser import OrganiserService
from boothapp.services.people import PeopleService
from boothapp.services.pin_check import PinCheck
from boothapp.services.queue import QueueService
from boothapp.services.receipts import ReceiptService
from boothapp.services.requests import RequestService
from boothapp.services.retention import RetentionService
from boothapp.services.roster import RosterService
from boothapp.services.scorecards import ScorecardsService
from boothapp.services.security import SecurityService
from boothapp.services.settings import SettingsService
from boothapp.store.store import Store

if TYPE_CHECKING:  # what only some pages need is imported when it is first wanted
    from boothapp.services.application import ApplicationService
    from boothapp.services.bulk import BulkService
    from boothapp.services.busy_times import BusyTimesService
    from boothapp.services.dashboard import DashboardService
    from boothapp.services.desk import DeskService
    from boothapp.services.interests import InterestService
    from boothapp.services.merging import MergingService
    from boothapp.services.planning import PlanningService
    from boothapp.services.tags import TagService
    from boothapp.services.timetables import TimetableService


@dataclass(frozen=True)
class Services:
    """What the window and the command line call. `close` lets go of the store."""

    store: Store
    events: EventBus
    duty: DutyService
    capture: CaptureService
    leads: LeadsService
    interviews: InterviewsService
    day_now: DayNowService
    fitting: FittingService
    offers: OffersService
    queue: QueueService
    invitations: InvitationService
    scorecards: ScorecardsService
    roster: RosterService
    exporting: ExportService
    settings: SettingsService
    notices: NoticeService
    ledger: LedgerService
    attachments: AttachmentService
    organiser: OrganiserService
    receipts: ReceiptService
    people: PeopleService
    requests: RequestService
    retention: RetentionService
    security: SecurityService
    lock: LockService
    backups: BackupService

    @classmethod
    def over(cls, store: Store, staff: str) -> "Services":
        """The services over an open store, with `staff` on duty."""
        events = EventBus()
        pins = PinCheck(store)
        duty = DutyService(store, events, staff, pins)
        security = SecurityService(store, events, duty, pins)
        retention = RetentionService(store, events, duty)
        interviews = InterviewsService(store, events, duty)
        return cls(
            store=store,
            events=events,
            duty=duty,
            capture=CaptureService(store, events, duty),
            leads=LeadsService(store, events, duty),
            interviews=interviews,
            day_now=DayNowService(store, interviews),
            fitting=FittingService(store),
            offers=OffersService(store),
            queue=QueueService(store, events, duty),
            invitations=InvitationService(store, events, duty, retention),
            scorecards=ScorecardsService(store, events, duty),
            roster=RosterService(store, events, duty),
            exporting=ExportService(store, events, duty, retention),
            settings=SettingsService(store, events, duty, security),
            notices=NoticeService(store, events, duty),
            ledger=LedgerService(store),
            attachments=AttachmentService(store, events, duty, retention),
            organiser=OrganiserService(store),
            receipts=ReceiptService(store),
            people=PeopleService(store, events, duty),
            requests=RequestService(store, events, duty),
            retention=retention,
            security=security,
            backups=BackupService(store, events, duty),
            lock=LockService(store, events, duty, pins, security),
        )

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
