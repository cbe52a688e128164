"""The demo: an invented event in a throw-away store, on its fourth afternoon.

Its clock starts at 14:32 on Thursday 9 July 2026 in Seoul and runs from there, so that whoever
looks around meets a booth in the middle of its day, whatever the laptop's clock says.
"""

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from operator import itemgetter
from pathlib import Path
from zoneinfo import ZoneInfo

from boothapp import paths
from boothapp.demo.people import Attendee, attendees
from boothapp.demo.video import cached_video
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.event import BoothInfo, EventInfo, Qualifier, Role, Room
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.interviews import Interview, InterviewStatus, SlotTaken
from boothapp.domain.ledger import Method
from boothapp.domain.people import NoticeShown, Rating, ScanSource
from boothapp.domain.requests import Outcome, RequestKind
from boothapp.labels import BadgeText
from boothapp.services.bundle import Services
from boothapp.services.setup import Plan, create_store

PEOPLE = 400
_SEED = 214
_ZONE = "Asia/Seoul"
_NOW = datetime(2026, 7, 9, 14, 32, 7, tzinfo=ZoneInfo(_ZONE))
_FIRST, _LAST = date(2026, 7, 6), date(2026, 7, 10)
_STAFF = ("Sofia Marchetti", "Kwame Mensah", "Yuki Tanabe")
_INTERVIEWERS = ("Tomasz Zieliński", "Elif Yıldız", "Kwame Mensah")
_ROLES = ("Research scientist, speech", "Research engineer", "Applied scientist", "Intern 2027")
_QUALIFIERS = (
    ("Earliest start", ("Now", "Autumn", "2027")),
    ("Needs help with a visa", ("Yes", "No", "Not said")),
    ("Would move to Zürich", ("Yes", "No", "Not said")),
)
_TAGS = ("Speech", "Efficient attention", "Intern 2027", "Vision", "RL", "Systems")
_NOTES = (
    "Sparse attention for speech with little data. Would like to meet the Zürich team.",
    "Asked about publishing policy; send the list of last year's papers.",
    "Looking for a summer internship, graduates in 2027.",
    "Strong systems background, maintains an open-source data loader.",
    "Wants to compare notes on evaluation; follow up next week.",
)
_VISITS = tuple((hour, minute) for hour in range(9, 14) for minute in (4, 21, 47))
_BOOKED = (
    ("Namsan", 10, 0),
    ("Hangang", 10, 30),
    ("Bukchon", 9, 45),
    ("Namsan", 11, 30),
    ("Hangang", 12, 0),
    ("Bukchon", 11, 15),
    ("Namsan", 13, 0),
    ("Hangang", 13, 30),
    ("Namsan", 14, 30),
    ("Bukchon", 14, 15),
    ("Hangang", 15, 0),
    ("Namsan", 15, 30),
    ("Bukchon", 15, 45),
    ("Hangang", 16, 0),
    ("Namsan", 16, 30),
    ("Bukchon", 17, 15),
)
_MISSED = (time(11, 30), time(15, 45))
_HEADER = (
    "Badge ID",
    "Name",
    "E-mail",
    "Affiliation",
    "Attendee type",
    "Career stage",
    "Interests",
    "Links",
    "Poster title",
    "Poster starts",
    "Poster ends",
    "Share with sponsors",
)


class DemoClock:
    """Stands where it is set while the past is made up; then runs on from there."""

    def __init__(self) -> None:
        self._set_to = _NOW
        self._since: datetime | None = None

    def __call__(self) -> datetime:
        """The demo's time now, in UTC."""
        run = datetime.now(UTC) - self._since if self._since is not None else timedelta()
        return (self._set_to + run).astimezone(UTC)

    def set_to(self, moment: datetime) -> None:
        """Stand at `moment`."""
        self._set_to, self._since = moment, None

    def run_on(self) -> None:
        """Start running from where it stands."""
        self._since = datetime.now(UTC)


# Not on the organiser's list: the badge itself says who this is.
_VISITOR = Attendee(
    badge_id="",
    name="Haruto Nakamura",
    email="haruto.nakamura@kamogawa-university.example",
    affiliation="Kamogawa University",
    attendee_type="student",
    career_stage="",
    opted_in=False,
)
_FILMED = 6


@dataclass(frozen=True, slots=True)
class Demo:
    """The open store and the people on its roster (all invented)."""

    services: Services
    people: tuple[Attendee, ...]

    def film(self, cancelled: Callable[[], bool]) -> Path:
        """The film that stands in for a camera; made on first use, then kept in the cache.

        Raises Cancelled when `cancelled` says, while it is made, that nobody wants it any more.
        """
        badges = [_badge(person) for person in self.people[:1]]
        badges += [BadgeText(_vcard(_VISITOR), _VISITOR.name, _VISITOR.affiliation)]
        badges += [_badge(person) for person in self.people[-_FILMED:]]
        event = self.services.settings.get().event.name
        return cached_video(paths.cache() / "demo", badges, event, cancelled)


def make_demo(folder: Path, progress: Callable[[str], None] | None = None) -> Demo:
    """Make the demo event in `folder`, a file that left beside it; its key is in memory only."""
    tell = progress or (lambda _text: None)
    clock = DemoClock()
    clock.set_to(datetime.combine(_FIRST, time(8), ZoneInfo(_ZONE)))
    tell("Making the event")
    services = create_store(folder, _plan(), in_memory_key=True, clock=clock).services
    _set_up(services)
    days = services.settings.get().event.days
    people = attendees(PEOPLE, days, _SEED)
    tell(f"Taking in a list of {len(people)} people")
    services.roster.import_file(write_roster(folder / "roster.csv", people))
    tell("Making up the last days")
    _past(services, clock, people, folder)
    clock.set_to(_NOW)
    clock.run_on()
    return Demo(services, people)


def _badge(person: Attendee) -> BadgeText:
    return BadgeText(person.badge_id, person.name, person.affiliation)


def _vcard(person: Attendee) -> str:
    given, _, family = person.name.rpartition(" ")
    lines = ("BEGIN:VCARD", "VERSION:3.0", f"N:{family};{given};;;", f"FN:{person.name}")
    return "\n".join(
        (*lines, f"ORG:{person.affiliation}", f"EMAIL:{person.email}", "END:VCARD", "")
    )


def write_roster(path: Path, people: tuple[Attendee, ...]) -> Path:
    """The list as the organiser would mail it."""
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(_HEADER)
        writer.writerows(_row(person) for person in people)
    return path


def _plan() -> Plan:
    return Plan(
        event=EventInfo(
            name="Learning Systems 2026, Seoul", timezone=_ZONE, first_day=_FIRST, last_day=_LAST
        ),
        booth=BoothInfo(
            sponsor="Northlight",
            booth="booth 214",
            privacy_contact="privacy@northlight.example",
            retention_days=205,
        ),
        rooms=[
            Room(name="Namsan", seats=4),
            Room(name="Hangang", seats=4),
            Room(name="Bukchon", seats=6, slot_minutes=45),
        ],
        staff=_STAFF[0],
    )


def _set_up(services: Services) -> None:
    settings = services.settings
    for name in _STAFF:
        settings.add_staff(name)
    for name in _INTERVIEWERS:
        settings.add_interviewer(name)
    for title in _ROLES:
        settings.save_role(Role("", title))
    for question, choices in _QUALIFIERS:
        settings.save_qualifier(Qualifier("", question, choices))


def _row(person: Attendee) -> tuple[str, ...]:
    def clock_time(moment: datetime | None) -> str:
        return moment.strftime("%Y-%m-%d %H:%M") if moment is not None else ""

    return (
        person.badge_id,
        person.name,
        person.email,
        person.affiliation,
        person.attendee_type,
        person.career_stage,
        "; ".join(person.interests),
        person.link,
        person.poster,
        clock_time(person.poster_starts),
        clock_time(person.poster_ends),
        "yes" if person.opted_in else "no",
    )


def _past(services: Services, clock: DemoClock, people: tuple[Attendee, ...], folder: Path) -> None:
    """Three days and a half of visits, interviews and privacy work, each at its time."""
    chance = random.Random(_SEED)  # noqa: S311 - invented people, not secrets
    unasked = [person for person in people[60:] if not person.opted_in]
    steps: list[tuple[datetime, Callable[[], object]]] = [
        (_at(3, 8, 30), lambda: _book(services)),
        (_NOW - timedelta(hours=1), lambda: _privacy(services, people, folder)),
        (_NOW - timedelta(minutes=30), lambda: _pass_the_day(services)),
    ]
    visits = [_at(day, hour, minute) for day in range(4) for hour, minute in _VISITS]
    for number, (moment, person) in enumerate(zip(visits, people[2:], strict=False)):
        staff = _STAFF[number % len(_STAFF)]
        steps.append((moment, partial(_visit, services, staff, person, chance)))
    for minutes, person in zip((11, 4), unasked, strict=False):
        scan = partial(services.capture.scan, person.badge_id, ScanSource.CAMERA)
        steps.append((_NOW - timedelta(minutes=minutes), scan))
    for moment, step in sorted(steps, key=itemgetter(0)):
        clock.set_to(moment)
        services.duty.switch(_STAFF[0])
        step()


def _at(day: int, hour: int, minute: int) -> datetime:
    """A time on the wall clock of the event's day, counted from 0."""
    return datetime.combine(_FIRST + timedelta(days=day), time(hour, minute), ZoneInfo(_ZONE))


def _visit(services: Services, staff: str, person: Attendee, chance: random.Random) -> None:
    services.duty.switch(staff)
    card = services.capture.scan(person.badge_id, ScanSource.CAMERA)
    if card.lead is None:
        answers = {Purpose.RECRUITING: ConsentEvent.DECLINED}
        services.capture.answer(card, answers, notice=NoticeShown())
        return
    lead_id = card.lead.id
    if chance.random() < 0.4:
        news = ConsentEvent.GIVEN if chance.random() < 0.5 else ConsentEvent.DECLINED
        answers = {Purpose.CV: ConsentEvent.GIVEN, Purpose.MARKETING: news}
        services.capture.answer(card, answers, notice=NoticeShown())
    services.leads.rate(lead_id, chance.choice((Rating.HOT, Rating.WARM, Rating.WARM, Rating.COLD)))
    roles = services.settings.get().roles
    services.leads.set_role(lead_id, chance.choice(roles).id)
    for tag in chance.sample(_TAGS, chance.randint(0, 2)):
        services.leads.add_tag(lead_id, tag)
    for qualifier in services.settings.get().qualifiers:
        services.leads.answer(lead_id, qualifier.id, chance.choice(qualifier.choices))
    if chance.random() < 0.5:
        services.leads.add_note(lead_id, chance.choice(_NOTES))


def _privacy(services: Services, people: tuple[Attendee, ...], folder: Path) -> None:
    """Somebody asked, a CV was left, somebody took a yes back, and a list of leads had left."""
    leads = services.leads.table()
    asking = services.leads.detail(next(row.id for row in leads if Purpose.CV in row.purposes))
    cv = folder / "CV.txt"
    cv.write_text(f"{asking.person.name}\nInvented for the demo.\n", encoding="utf-8")
    services.attachments.add(asking.id, cv, Purpose.CV)
    cv.unlink()
    exports = folder.parent / "exports"
    exports.mkdir(exist_ok=True)
    file = exports / "Northlight leads.csv"
    services.exporting.write(ExportRequest(), file, "Hiring team, Zürich")
    today = _NOW.date()
    services.requests.open(
        RequestKind.ACCESS,
        asking.person.name,
        received=today - timedelta(days=2),
        subject=asking.subject,
        details="By mail: what do you hold about me?",
    )
    services.requests.open(
        RequestKind.ERASURE,
        "somebody@kestrel-institute.example",
        received=today - timedelta(days=34),
        details="Wrote after last year's dinner; not found here.",
    )
    answered = services.requests.open(
        RequestKind.CORRECTION, people[0].name, received=today - timedelta(days=1)
    )
    services.requests.close(answered.id, Outcome.DONE)
    last = services.leads.detail(leads[-1].id)
    services.notices.told(last.subject, method=Method.MAIL)
    unbooked = services.interviews.candidates()[-1]
    services.people.withdraw(services.leads.detail(unbooked.lead_id).subject)


def _book(services: Services) -> None:
    """Book warm and hot leads for the fourth day."""
    settings = services.settings.get()
    waiting = [who for who in services.interviews.candidates() if who.rating is not None]
    rooms = {room.name: room for room in settings.rooms}
    for number, (room, hour, minute) in enumerate(_BOOKED):
        interviewer = settings.interviewers[number % len(settings.interviewers)]
        for candidate in waiting:
            try:
                services.interviews.book(
                    candidate.lead_id,
                    rooms[room].id,
                    _at(3, hour, minute),
                    interviewer_id=interviewer.id,
                )
            except SlotTaken:  # their own poster, or the interviewer is busy then: the next one
                continue
            waiting.remove(candidate)
            break


def _pass_the_day(services: Services) -> None:
    """Say what became of the interviews until now."""
    for room in services.interviews.day(_NOW.date()).rooms:
        for interview in room.interviews:
            services.interviews.set_status(interview.id, _status(interview))


def _status(booked: Interview) -> InterviewStatus:
    if booked.starts.astimezone(_NOW.tzinfo).time() in _MISSED:
        return InterviewStatus.NO_SHOW if booked.ends <= _NOW else InterviewStatus.CANCELLED
    if booked.ends <= _NOW:
        return InterviewStatus.DONE
    if booked.starts <= _NOW:
        return InterviewStatus.RUNNING
    soon = booked.starts - _NOW < timedelta(minutes=30)
    return InterviewStatus.ARRIVED if soon else InterviewStatus.PLANNED
