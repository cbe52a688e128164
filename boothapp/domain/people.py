"""People as the booth sees them: what may be shown of whom, and what was captured."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from boothapp.domain.badge import Badge, Unknown
from boothapp.domain.consent import ConsentState, Purpose, Verdict
from boothapp.domain.keyboards import RIGHT, Typist
from boothapp.domain.ledger import Method
from boothapp.domain.names import join_name
from boothapp.domain.needs import Need
from boothapp.domain.queue import Queued


class Rating(StrEnum):
    """How warm a lead is."""

    COLD = "cold"
    WARM = "warm"
    HOT = "hot"


HOTTEST_FIRST = (Rating.HOT, Rating.WARM, Rating.COLD, None)
"""The order of who waits; None is not rated."""


class ScanSource(StrEnum):
    """How a code came in."""

    CAMERA = "camera"
    SCANNER = "scanner"
    """One that types like a keyboard."""
    SERIAL = "serial"
    """One at a serial port."""
    IMAGE = "image"
    PASTE = "paste"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class BusyTime:
    """A talk or poster of the person's own: when they cannot come. Times are aware."""

    kind: str
    title: str
    starts: datetime
    ends: datetime
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person's details, shown or stored only where they may be."""

    name: str = ""
    email: str = ""
    affiliation: str = ""
    attendee_type: str = ""
    career_stage: str = ""
    interests: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    busy: tuple[BusyTime, ...] = ()
    family_name: str = ""
    """The end of `name`, where a list or a badge gave it by itself; else it has to be guessed."""

    @property
    def called(self) -> str:
        """The name, else the e-mail; empty without both."""
        return self.name or self.email

    @property
    def is_empty(self) -> bool:
        """Nothing a recruiter could use: name, e-mail and affiliation are all missing."""
        return not (self.name or self.email or self.affiliation)

    @classmethod
    def on_badge(cls, badge: Badge) -> "Person":
        """What the badge itself says of its wearer."""
        return cls(
            name=badge.name or join_name(badge.given_name or "", badge.family_name or ""),
            family_name=badge.family_name or "",
            email=badge.email or "",
            affiliation=badge.affiliation or "",
            career_stage=badge.title or "",
            links=(badge.profile_url,) if badge.profile_url else (),
        )

    def filled_from(self, other: "Person | None") -> "Person":
        """This person, with what is missing taken from `other`."""
        if other is None:
            return self
        gaps = {
            field.name: getattr(other, field.name)
            for field in fields(self)
            if not getattr(self, field.name)
        }
        if self.name and self.name != other.name:  # another name's end says nothing of this one
            gaps.pop("family_name", None)
        return replace(self, **gaps)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    """Where a person stands for one purpose, with its proof."""

    purpose: Purpose
    state: ConsentState = ConsentState.UNKNOWN
    since: datetime | None = None
    staff: str = ""
    notice: str = ""
    """Which notice was shown, e.g. "3 of 2026-06-22, English"; empty for the organiser's list."""
    method: Method | None = None
    until: date | None = None
    """The last day on which a valid yes counts now: as they were told, or earlier by the present
    term; None where there is no valid yes."""

    @property
    def list_took_back(self) -> bool:
        """Whether it was the organiser's list that took a yes back, and nobody here said so."""
        return self.state is ConsentState.WITHDRAWN and self.method is Method.LIST


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote about a lead, and when it was last changed (None: never)."""

    id: str
    text: str
    author: str
    written: datetime
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One time the person came by: when they were first scanned, and by whom."""

    at: datetime
    staff: str


SAME_VISIT = timedelta(minutes=10)
"""Who is scanned again within it, by whichever laptop, is still here: a camera meets a badge again
and again, and a colleague scans it once more. Who walked round the hall was away for longer."""


def visits_in(scans: Iterable[Visit]) -> tuple[Visit, ...]:
    """Of one person's scans, in the order of their times, those that began a visit.

    What counts in SQL does it the same way: see the store's export_rows.
    """
    found: list[Visit] = []
    last: datetime | None = None
    for scan in scans:
        if last is None or scan.at - last > SAME_VISIT:
            found.append(scan)
        last = scan.at
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadDetail:
    """Everything held about one lead, for the panel beside it."""

    id: str
    subject: str
    badge_id: str | None
    person: Person
    origin: str
    """Where the details came from: "roster", "badge" or "form"."""
    rating: Rating | None
    role_id: str | None
    tags: tuple[str, ...]
    answers: Mapping[str, str]
    """Qualifier id → the answer's text."""
    notes: tuple[Note, ...]
    visits: tuple[Visit, ...]
    consent: tuple[ConsentView, ...]
    created: datetime
    created_by: str
    interview: datetime | None
    """The start of the next planned interview."""
    need: Need | None = None
    """What their own interview needs; the role's usual one is not in it."""
    queued: Queued | None = None
    owner_id: str | None = None
    """Who follows up, of the staff."""
    next_step: str = ""
    next_step_on: date | None = None
    graduates: str = ""
    """A year, month or day, as ISO 8601 writes it: "2027", "2027-06"."""

    @property
    def called(self) -> str:
        """What to call them in a sentence."""
        return self.person.called or "This lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictCard:
    """The answer to one scan: all that the Scan page shows.

    It is the only place where an unanswered person's badge lives; it is never written down.
    """

    scan_id: str
    """Empty where nothing was written: the badge is forged."""
    scanned_at: datetime
    source: ScanSource
    verdict: Verdict
    subject: str | None = None
    badge: Badge | None = None
    """What the code says; shown only through `person`, and not at all to who declined."""
    unknown: Unknown | None = None
    person: Person | None = None
    """What may be shown: from the lead, the roster, or (while asking) from the badge itself."""
    consent: tuple[ConsentView, ...] = ()
    roster_says: bool | None = None
    roster_day: date | None = None
    """The day of the organiser's list that says so."""
    visits: int = 1
    to_tell: bool = False
    """Their details came from the list, and they were not told so yet (GDPR Art. 14)."""
    lead: LeadDetail | None = None
    stored_now: bool = False
    """This very scan made the lead; Undo takes it back."""
    typist: Typist = RIGHT
    """How the laptop wrote the keys of the scanner that typed the code."""
    unproven: bool = False
    """The id may have come out of the scanner otherwise: a test of the scanner would tell."""

    def state(self, purpose: Purpose) -> ConsentState:
        """The state for `purpose`; unknown where nothing was ever said."""
        found = (view.state for view in self.consent if view.purpose is purpose)
        return next(found, ConsentState.UNKNOWN)

    @property
    def badge_id(self) -> str | None:
        """The identifier the code resolved to, if it carries one."""
        if self.lead is not None and self.lead.badge_id:
            return self.lead.badge_id
        return self.badge.badge_id if self.badge is not None else None

    @property
    def needs_details(self) -> bool:
        """After a yes there would be nothing to store yet: ask name, e-mail, affiliation."""
        shown = self.person or Person()
        return shown.is_empty and (self.badge is None or Person.on_badge(self.badge).is_empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRow:
    """One line of "last scans". `name` is empty where it may not be known."""

    scan_id: str
    at: datetime
    verdict: Verdict
    format: str
    subject: str | None
    name: str
    affiliation: str
    lead_id: str | None
    staff: str
    waiting: bool
    """Of today, and nothing came of it yet: Outcome.WAITING, as the Dashboard counts it."""
    state: ConsentState
    gone: bool = False
    """The person was a lead and is none any more."""


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """Which notice the person was shown, in which language, and how ("spoken" or "screen")."""

    language: str = "en"
    method: str = "spoken"
