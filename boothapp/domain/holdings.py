"""Everything held about one person, and what is left to say once it is gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from boothapp.domain.attachments import Attachment
from boothapp.domain.backups import BackupRecord
from boothapp.domain.consent import ConsentState, Purpose, Spoken, fold, is_valid
from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import Leaving
from boothapp.domain.interviews import Interview
from boothapp.domain.invitations import Freed, Invitation
from boothapp.domain.ledger import ConsentRecord, Method, Reason
from boothapp.domain.mail import Mail
from boothapp.domain.people import ConsentView, LeadDetail, Person, Visit
from boothapp.domain.requests import Request
from boothapp.domain.scorecards import Scorecard
from boothapp.domain.scrubbed import Scrubbed

_REFERENCE_DIGITS = 12
_GROUP = 4


def reference_of(subject: str) -> str:
    """What a person may be told to name their record by: "3F9A-1C22-B7E0"."""
    digits = subject[:_REFERENCE_DIGITS].upper()
    return "-".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def subject_start(reference: str) -> str | None:
    """How the subject of a typed reference begins; None where the text is no reference.

    Case, dashes and spaces do not matter.
    """
    digits = "".join(reference.split()).replace("-", "").lower()
    is_one = len(digits) == _REFERENCE_DIGITS and set(digits) <= set("0123456789abcdef")
    return digits if is_one else None


def was_held(history: Sequence[ConsentRecord], seq: int) -> bool:
    """Whether details could be held when the log ended at `seq`: the grant was valid then.

    `history` is all of a person's consent events in their order.
    """
    spoken = [
        Spoken(event=record.event, staff="", day="")  # the store saw to who may take back what
        for record in history
        if record.purpose is Purpose.RECRUITING and record.seq <= seq
    ]
    return is_valid(fold(spoken))


class NoSuchPerson(BadInput):
    """Nobody is known here by this badge id, lead id, e-mail or reference.

    `like` are the references of people whose details say it: a name is no key, for two may have it.
    """

    def __init__(self, key: str, like: Sequence[str] = ()) -> None:
        said = f"Nobody is known here by the key “{key}”."
        if like:
            said += f" It stands in what is held about {', '.join(like)}: give one of these."
        else:
            said += (
                " Give a badge id as it is printed, a lead id, an e-mail or a reference; by name "
                "people are found on the Privacy page."
            )
        super().__init__(said)
        self.key = key


_NOT_YET = Scrubbed(complete=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPerson:
    """One person that a search met. Of somebody who said no there is a mark and no name."""

    subject: str
    reference: str
    name: str = ""
    affiliation: str = ""
    email: str = ""
    badge_id: str | None = None
    state: ConsentState = ConsentState.UNKNOWN
    """Where they stand for recruiting contact."""
    lead_id: str | None = None


class Where(StrEnum):
    """Where somebody is named outside their own record."""

    EMAIL = "email"
    """Another record has the same e-mail: it may be the same person."""
    WORDS = "words"
    """A note, answer or label of somebody else, or earlier words of one."""
    REQUEST = "request"
    """An open request that is not known to be theirs."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One record that names somebody else than whom it is about. An erasure leaves it."""

    where: Where
    person: FoundPerson | None = None
    """Whose record it is; None where it is a request."""
    request: Request | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecalledFile:
    """A file that left the store with this person in it: whoever holds it has to be told."""

    export_id: str
    path: Path
    sha256: str
    day: date
    recipient: str
    purpose: Purpose
    what: Leaving


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One value in the history of a person's details. `staff` is empty for BoothApp itself."""

    at: datetime
    staff: str
    kind: str
    """What was done, as the log says it, e.g. "lead.set"."""
    field: str
    """Which detail: its name, or a question's text; empty where the whole was written."""
    value: str
    """In words; where it is several values, one on a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterDetails:
    """What the organiser's list says of somebody, and of which day it is."""

    person: Person | None
    """None where only that they are on the list is kept."""
    badge_id: str | None
    opted_in: bool
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """When and how somebody was told where their details came from (GDPR Art. 14)."""

    at: datetime
    method: Method


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAsShown:
    """A notice that this person was shown, with all its words."""

    reference: str
    sha256: str
    language: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Everything held about one person. Times are aware UTC."""

    subject: str
    reference: str
    lead: LeadDetail | None
    roster: RosterDetails | None
    consent: tuple[ConsentView, ...]
    history: tuple[ConsentRecord, ...]
    notices: tuple[NoticeAsShown, ...]
    interviews: tuple[Interview, ...]
    scorecards: tuple[Scorecard, ...]
    attachments: tuple[Attachment, ...]
    changes: tuple[FieldChange, ...]
    visits: tuple[Visit, ...]
    """Every scan of them, also those that are one visit elsewhere: each is a fact that is held."""
    requests: tuple[Request, ...]
    """Their open requests."""
    told: Told | None
    files: tuple[RecalledFile, ...]
    backups: tuple[BackupRecord, ...]
    kept_until: date | None
    """The last day their details are kept; None where none are held."""
    names: Mapping[str, str]
    """What the ids of roles, questions, rooms, interviewers and criteria stand for."""
    merged: tuple[str, ...] = ()
    """The references of their other badges, which were merged into this one."""
    other_rows: tuple[RosterDetails, ...] = ()
    """What the organiser's list says of those."""

    @property
    def person(self) -> Person:
        """Their details, from the lead or the organiser's list; empty where none are held."""
        if self.lead is not None:
            return self.lead.person
        listed = self.roster.person if self.roster is not None else None
        return listed or Person()

    @property
    def was_erased(self) -> bool:
        """Whether the person was erased and nothing of them came since."""
        erased = any(said.reason == Reason.ERASURE for said in self.history)
        return self.is_mark_only and erased

    @property
    def is_mark_only(self) -> bool:
        """Nothing is held but what keeps us from asking again."""
        return self.person.is_empty and not self.requests


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What stays to be said after a withdrawal or an erasure: who else still holds something.

    Nothing in it names the person but the reference, and what calendars have to be told.
    """

    reference: str
    at: datetime
    files: tuple[RecalledFile, ...]
    backups: tuple[BackupRecord, ...]
    scrubbed: Scrubbed = _NOT_YET
    cancellations: tuple[Invitation, ...] = field(default=(), repr=False)
    """Interviews ahead that calendars know of: they have to be told. Only these name the person,
    by the address to write to; they are in memory until they are written or let go."""
    freed: tuple[Freed, ...] = ()
    """Interviews ahead that went and of which those cancellations do not tell everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Ended):
    """A withdrawal that was recorded."""

    purposes: tuple[Purpose, ...]
    """Those whose grant ended."""
    other_files: int = 0
    """Files that left with the person for what they still agree to."""

    @property
    def ends_all(self) -> bool:
        """Whether nothing is held any more: without recruiting contact nothing may be."""
        return Purpose.RECRUITING in self.purposes


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased(Ended):
    """An erasure that was done."""

    requests: int
    """Open requests of the person that were closed with it."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the person is given afterwards: a page (HTML), or a mail without an address."""

    page: str
    mail: Mail
