"""The demo: an invented event in a throw-away store, on its fourth afternoon.

Its clock starts at 14:32 on Thursday 9 July 2026 in Seoul and runs from there, so that whoever
looks around meets a booth in the middle of its day, whatever the laptop's clock says.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from boothapp import paths
from boothapp.demo import recruiting
from boothapp.demo.clock import FIRST, LAST, NOW, ZONE, DemoClock
from boothapp.demo.past import make_up
from boothapp.demo.people import Attendee, attendees
from boothapp.demo.video import cached_video
from boothapp.domain.event import BoothInfo, EventInfo, Role, Room
from boothapp.domain.qualifiers import Kind, Qualifier
from boothapp.labels import BadgeText
from boothapp.services.bundle import Services
from boothapp.services.setup import Plan, create_store

PEOPLE = 400
_SEED = 214
_STAFF = ("Sofia Marchetti", "Kwame Mensah", "Yuki Tanabe")
_JOBS = "https://northlight.example/jobs/"
_ROLES = (
    ("Research scientist, speech", "research-scientist-speech"),
    ("Research engineer", "research-engineer"),
    ("Applied scientist", "applied-scientist"),
    ("Intern 2027", "intern-2027?from=booth"),
)
_QUALIFIERS = (
    Qualifier("", "Earliest start", ("Now", "Autumn", "2027"), required=True),
    Qualifier("", "Needs help with a visa", kind=Kind.YES_NO),
    Qualifier("", "Offices", ("Zürich", "Seoul", "Lagos"), Kind.CHOICES),
    Qualifier("", "Years of practice", kind=Kind.NUMBER),
    Qualifier("", "Thesis handed in by", kind=Kind.DATE),
    Qualifier("", "Wants to work with", kind=Kind.TEXT),
)
_TAGS = {
    "Speech": "teal",
    "Efficient attention": "violet",
    "Intern 2027": "amber",
    "Vision": "blue",
    "RL": "green",
}
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
    clock.set_to(datetime.combine(FIRST, time(8), ZoneInfo(ZONE)))
    tell("Making the event")
    services = create_store(folder, _plan(), in_memory_key=True, clock=clock).services
    _set_up(services)
    days = services.settings.get().event.days
    people = attendees(PEOPLE, days, _SEED)
    tell(f"Taking in a list of {len(people)} people")
    services.roster.import_file(write_roster(folder / "roster.csv", people))
    tell("Making up the last days")
    make_up(services, clock, people, _STAFF, folder, _SEED)
    clock.set_to(NOW)
    services.retention.purge(today=NOW.date())  # the days went by with nobody to confirm them
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
            name="Learning Systems 2026, Seoul", timezone=ZONE, first_day=FIRST, last_day=LAST
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
            Room(name="Seorak", seats=3, slot_minutes=45),
        ],
        staff=_STAFF[0],
    )


def _set_up(services: Services) -> None:
    settings = services.settings
    for name in _STAFF:
        settings.add_staff(name)
    for title, page in _ROLES:
        settings.save_role(Role("", title, link=_JOBS + page))
    for asked in _QUALIFIERS:
        settings.save_qualifier(asked)
    for name, colour in _TAGS.items():
        services.tags.save(replace(services.tags.add(name), colour=colour))
    recruiting.set_up(services)


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
