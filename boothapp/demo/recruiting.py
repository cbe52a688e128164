"""The demo's interviews: who holds them and when, what they need, who waits, what was thought."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.event import Criterion
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.needs import Interviewer, Need, Window
from boothapp.domain.queue import QueueKind
from boothapp.domain.scorecards import ScoreVerdict
from boothapp.services.bundle import Services

_INTERVIEWERS = (
    Interviewer(
        name="Tomasz Zieliński",
        email="tomasz.zielinski@northlight.example",
        skills=("NLP", "Speech"),
        languages=("English", "Polish"),
        day_minutes=360,
    ),
    Interviewer(
        name="Elif Yıldız",
        email="elif.yildiz@northlight.example",
        skills=("Vision", "Robotics"),
        languages=("English", "Turkish", "German"),
        row_minutes=150,
        gap_minutes=5,
    ),
    Interviewer(
        name="Kwame Mensah",
        email="kwame.mensah@northlight.example",
        skills=("Systems", "NLP"),
        languages=("English", "French"),
    ),
)
_CRITERIA = (
    ("Depth", "Knows their own field to the ground"),
    ("Craft", "Builds things that others can use"),
    ("Together", "Makes the people around them better"),
)
_ORGANIZER = "interviews@northlight.example"
_PANEL = {"Research scientist, speech": Need(minutes=45, skills=("Speech",))}
_TEXTS = (
    "Explains the trade-offs before being asked. Would start in autumn.",
    "Strong on evaluation, thinner on systems. A second talk with Kwame?",
    "Knows our paper better than we do.",
)


def set_up(services: Services) -> None:
    """Interviewers with skills and limits, blocked times, criteria, what a role usually needs."""
    settings = services.settings
    settings.save_booth(replace(settings.get().booth, organizer=_ORGANIZER))
    staff = {one.name: one.id for one in settings.get().staff}
    for who in _INTERVIEWERS:
        added = settings.add_interviewer(who.name)
        settings.save_interviewer(replace(who, id=added.id, staff_id=staff.get(who.name)))
    for title, hint in _CRITERIA:
        settings.save_criterion(Criterion("", title, hint))
    for role in settings.get().roles:
        if role.title in _PANEL:
            settings.save_role(replace(role, need=_PANEL[role.title]))
    rooms = {room.name: room.id for room in settings.get().rooms}
    press = Availability(
        kind=AvailabilityKind.BLOCKED,
        title="Press interviews, every day",
        room_id=rooms["Seorak"],
        starts=time(9),
        ends=time(12),
    )
    settings.save_availability(press)


def wish(services: Services, friday: date) -> None:
    """Those who wait say when they can and with whom they would like to talk."""
    tomasz, elif_, kwame = (_of(services, who.name) for who in _INTERVIEWERS)
    wishes = (
        Need(all_of=(tomasz,), windows=(Window(None, None, time(18)),)),
        Need(any_of=(tomasz, elif_), minutes=45),
        Need(windows=(Window(None, None, time(17, 30)),)),
        Need(all_of=(elif_,), windows=(Window(None, time(15), None),)),
        Need(all_of=(kwame,), windows=(Window(friday, None, None),)),
    )
    waiting = services.interviews.candidates()
    for candidate, need in zip(waiting, wishes, strict=False):
        services.leads.set_need(candidate.lead_id, need)
    for candidate, kind in zip(
        waiting[len(wishes) :], (QueueKind.WALK_IN, QueueKind.STANDBY), strict=False
    ):
        services.queue.join(candidate.lead_id, kind)


def judge(services: Services) -> None:
    """Kwame Mensah, who works at the booth too, hands in what he thinks of this morning's talks."""
    day = services.day_now.today()
    done = [one for one in day.interviews if one.status is InterviewStatus.DONE] if day else []
    kwame = _of(services, "Kwame Mensah")
    own = [one for one in done if kwame in one.panel_ids]
    before = services.duty.name
    services.duty.switch("Kwame Mensah")
    criteria = services.settings.get().criteria
    for number, (interview, text) in enumerate(zip(own, _TEXTS, strict=False)):
        marks = {one.id: 2 + (number + n) % 3 for n, one in enumerate(criteria)}
        verdict = ScoreVerdict.STRONG_YES if number == 1 else ScoreVerdict.YES
        services.scorecards.save(interview.id, marks, verdict, text, hand_in=True)
    services.duty.switch(before)


def _of(services: Services, name: str) -> str:
    return next(who.id for who in services.settings.get().interviewers if who.name == name)
