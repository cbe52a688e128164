"""What happened at the demo's booth until now: visits, interviews, and what people asked for."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from operator import itemgetter
from pathlib import Path
from zoneinfo import ZoneInfo

from boothapp.demo import recruiting
from boothapp.demo.clock import FIRST, NOW, ZONE, DemoClock
from boothapp.demo.people import Attendee
from boothapp.domain.clashes import SlotTaken
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.ledger import Method
from boothapp.domain.people import NoticeShown, Rating, ScanSource
from boothapp.domain.qualifiers import Kind, Qualifier
from boothapp.domain.requests import Outcome, RequestKind
from boothapp.services.bundle import Services

_TAGS = ("Speech", "Efficient attention", "Intern 2027", "Vision", "RL", "Systems")
_NOTES = (
    "Sparse attention for speech with little data. Would like to meet the Zürich team.",
    "Asked about publishing policy; send the list of last year's papers.",
    "Looking for a summer internship, graduates in 2027.",
    "Strong systems background, maintains an open-source data loader.",
    "Wants to compare notes on evaluation; follow up next week.",
)
_COLLEAGUES = ("Tomasz, on decoding", "Whoever does evaluation", "The Zürich speech team")
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


def make_up(
    services: Services,
    clock: DemoClock,
    people: tuple[Attendee, ...],
    staff: Sequence[str],
    folder: Path,
    seed: int,
) -> None:
    """Three days and a half of visits, interviews and privacy work, each at its time."""
    chance = random.Random(seed)  # noqa: S311 - invented people, not secrets
    unasked = [person for person in people[60:] if not person.opted_in]
    steps: list[tuple[datetime, Callable[[], object]]] = [
        (_at(3, 8, 30), lambda: _book(services)),
        (NOW - timedelta(hours=1), lambda: _privacy(services, people, folder)),
        (NOW - timedelta(minutes=25), lambda: recruiting.judge(services)),
        (NOW - timedelta(minutes=12), lambda: recruiting.wish(services, _at(4, 9, 0).date())),
    ]
    day = [_at(3, 9, 40) + timedelta(minutes=5 * number) for number in range(59)]
    steps += [(moment, partial(_go_on, services, moment)) for moment in day]
    visits = [_at(day, hour, minute) for day in range(4) for hour, minute in _VISITS]
    for number, (moment, person) in enumerate(zip(visits, people[2:], strict=False)):
        who = staff[number % len(staff)]
        steps.append((moment, partial(_visit, services, who, person, chance)))
    for minutes, person in zip((11, 4), unasked, strict=False):
        scan = partial(services.capture.scan, person.badge_id, ScanSource.CAMERA)
        steps.append((NOW - timedelta(minutes=minutes), scan))
    for moment, step in sorted(steps, key=itemgetter(0)):
        clock.set_to(moment)
        services.duty.switch(staff[0])
        step()


def _at(day: int, hour: int, minute: int) -> datetime:
    """A time on the wall clock of the event's day, counted from 0."""
    return datetime.combine(FIRST + timedelta(days=day), time(hour, minute), ZoneInfo(ZONE))


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
        if qualifier.required or chance.random() < 0.6:
            services.leads.answer(lead_id, qualifier.id, _answer(qualifier, chance))
    if chance.random() < 0.5:
        services.leads.add_note(lead_id, chance.choice(_NOTES))


def _answer(asked: Qualifier, chance: random.Random) -> str:
    if asked.kind is Kind.CHOICES:
        return "\n".join(chance.sample(asked.choices, chance.randint(1, len(asked.choices))))
    if asked.kind is Kind.NUMBER:
        return f"{chance.randint(2, 12) / 2:g}"
    if asked.kind is Kind.DATE:
        return (FIRST + timedelta(days=chance.randint(60, 420))).isoformat()
    return chance.choice(asked.offered or _COLLEAGUES)


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
    today = NOW.date()
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
                    panel=(interviewer.id,),
                )
            except SlotTaken:  # their own poster, or the interviewer is busy then: the next one
                continue
            waiting.remove(candidate)
            break


def _go_on(services: Services, moment: datetime) -> None:
    """Say what becomes of the day's interviews at a moment."""
    for booked in services.interviews.day(NOW.date()).interviews:
        status = _status(booked, moment)
        if status is not booked.status:
            services.interviews.set_status(booked.id, status)


def _status(booked: Interview, moment: datetime) -> InterviewStatus:
    if booked.starts.astimezone(NOW.tzinfo).time() in _MISSED:
        if booked.starts > NOW:
            return InterviewStatus.CANCELLED
        late = moment >= booked.starts + timedelta(minutes=15)
        return InterviewStatus.NO_SHOW if late else InterviewStatus.PLANNED
    if booked.ends <= moment:
        return InterviewStatus.DONE
    if booked.starts <= moment:
        return InterviewStatus.RUNNING
    early = timedelta(minutes=5 if booked.starts <= NOW else 30)
    return InterviewStatus.ARRIVED if booked.starts - moment <= early else InterviewStatus.PLANNED
