"""The organiser's list as values: its columns, its rows, and what can be wrong with either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from boothapp.domain.invitations import Invitation
from boothapp.domain.list_signature import ListSignature
from boothapp.domain.names import join_name
from boothapp.domain.people import BusyTime, Person
from boothapp.domain.roster_changes import ListedPerson, RosterChanges
from boothapp.domain.tables import TableForm


class RosterField(StrEnum):
    """What a column of a roster can hold."""

    BADGE_ID = "badge_id"
    EMAIL = "email"
    OPTED_IN = "opted_in"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    NAME = "name"
    AFFILIATION = "affiliation"
    ATTENDEE_TYPE = "attendee_type"
    CAREER_STAGE = "career_stage"
    INTERESTS = "interests"
    LINKS = "links"
    TALK_TITLE = "talk_title"
    TALK_STARTS = "talk_starts"
    TALK_ENDS = "talk_ends"
    TALK_PLACE = "talk_place"
    POSTER_TITLE = "poster_title"
    POSTER_STARTS = "poster_starts"
    POSTER_ENDS = "poster_ends"
    POSTER_PLACE = "poster_place"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One attendee of the list.

    A badge id or an e-mail is always there. A row that did not opt in carries those two and
    nothing else: what nobody may keep is not handed on.
    """

    line: int
    badge_id: str
    email: str
    opted_in: bool
    given_name: str = ""
    family_name: str = ""
    name: str = ""
    affiliation: str = ""
    attendee_type: str = ""
    career_stage: str = ""
    interests: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    busy: tuple[BusyTime, ...] = ()
    token: str = field(default="", repr=False)
    """What only identifies, where the badge id stood in a ticket's code; never kept or shown."""
    token_kind: str = "id"  # noqa: S105 - a word of ours
    """What `token` is: where the badge id is itself an address, a scan of it reads that."""
    instead_of: int = 0
    """The line of an earlier row of the same person, which said yes, and counts no more."""

    @property
    def identifiers(self) -> list[tuple[str, str]]:
        """What the row names its person by, kind and text, the strongest first."""
        found = ((self.token_kind, self.token), ("id", self.badge_id), ("email", self.email))
        return [(kind, text) for kind, text in found if text]

    @property
    def person(self) -> Person:
        """The row as the person it names; given and family name make the name where none stands."""
        return Person(
            name=self.name or join_name(self.given_name, self.family_name),
            email=self.email,
            affiliation=self.affiliation,
            attendee_type=self.attendee_type,
            career_stage=self.career_stage,
            interests=self.interests,
            links=self.links,
            busy=self.busy,
            family_name=self.family_name,
        )


class ProblemCode(StrEnum):
    """What is wrong with a row. Its row stays out, but for those that `row_kept` says."""

    NO_IDENTITY = "no_identity"
    OPT_IN_UNKNOWN = "opt_in_unknown"
    EMAIL_SHAPE = "email_shape"
    TOO_LONG = "too_long"
    CONTROL_CHARACTERS = "control_characters"
    DUPLICATE = "duplicate"
    CELL_COUNT = "cell_count"
    BROKEN_QUOTES = "broken_quotes"
    DAMAGED = "damaged"
    LOST_DIGITS = "lost_digits"
    TURNED_ROUND = "turned_round"
    TWICE = "twice"
    CONTRADICTED = "contradicted"
    DATE = "date"
    HANDED_ON = "handed_on"
    SHOWN_OTHERWISE = "shown_otherwise"
    CELL_FAULT = "cell_fault"
    NO_ID = "no_id"
    CLEANED = "cleaned"
    TIME_IGNORED = "time_ignored"
    LINK_IGNORED = "link_ignored"
    NEW_OWNER = "new_owner"

    @property
    def row_kept(self) -> bool:
        """Whether the row goes in all the same, without what the problem names."""
        return self in _ROW_KEPT


_ROW_KEPT = frozenset(
    {
        *(ProblemCode.CONTRADICTED, ProblemCode.CLEANED, ProblemCode.TIME_IGNORED),
        *(ProblemCode.LINK_IGNORED, ProblemCode.NEW_OWNER),
    }
)

_QUOTED = ("value", "before", "now")  # of a problem: what people wrote

_PROBLEM_WORDS: Mapping[ProblemCode, str] = {
    ProblemCode.NO_IDENTITY: "neither a badge id nor an e-mail",
    ProblemCode.OPT_IN_UNKNOWN: "“{value}” is neither a yes nor a no",
    ProblemCode.EMAIL_SHAPE: "“{value}” is not an e-mail address",
    ProblemCode.TOO_LONG: "longer than {limit} characters",
    ProblemCode.CONTROL_CHARACTERS: "invisible characters in “{value}”",
    ProblemCode.DUPLICATE: "“{value}” is already on {place} {first}",
    ProblemCode.CELL_COUNT: "{found} cells, the header has {expected}",
    ProblemCode.BROKEN_QUOTES: "a quotation mark is missing or out of place, up to line {until}",
    ProblemCode.DAMAGED: "a letter is damaged and cannot be read as {encoding}",
    ProblemCode.LOST_DIGITS: (
        "“{value}” is a number that a spreadsheet shortened; make the column text in it"
    ),
    ProblemCode.DATE: (
        "“{value}” is a date that a spreadsheet made of it; make the column text in it"
    ),
    ProblemCode.SHOWN_OTHERWISE: (
        "Excel shows this cell otherwise than “{value}”: format the column as text and write there "
        "what is shown"
    ),
    ProblemCode.CELL_FAULT: (
        "Excel has no result of the formula in this cell: write there what it should be, as text"
    ),
    ProblemCode.NO_ID: "“{value}” is a value and no text: nobody’s badge has it as its id",
    ProblemCode.HANDED_ON: (
        "“{value}” was {before} on an earlier list and is {now} here: was the ticket handed on? "
        "The row is left out unless you say that it was; ask who has it now"
    ),
    ProblemCode.NEW_OWNER: "“{value}” was {before} on an earlier list, and is {now} from now on",
    ProblemCode.TURNED_ROUND: (
        "“{value}” stands under a name that says who did not agree: say what it means"
    ),
    ProblemCode.TWICE: "“{name}” stands there twice",
    ProblemCode.CONTRADICTED: (
        "“{value}” says yes on {place} {first} and no here: it counts as a no"
    ),
    ProblemCode.CLEANED: "invisible characters were left out",
    ProblemCode.TIME_IGNORED: "the time “{value}” cannot be read and was left out",
    ProblemCode.LINK_IGNORED: "“{value}” is not a web address and was left out",
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one row: where it is (of a text its first line), column and facts.

    `values` are made fit for the screen: short, and without invisible characters.
    """

    line: int
    column: str | None
    code: ProblemCode
    values: Mapping[str, str | int] = field(default_factory=dict)
    place: str = "Line"
    """What the file's kind calls a row: see FileKind.place."""
    no_counts: bool = False
    """Whether the row says no beyond doubt, and of whom: then it is heard all the same."""

    @property
    def row_kept(self) -> bool:
        """Whether the row goes in all the same."""
        return self.no_counts or self.code.row_kept

    @property
    def where(self) -> str:
        """The row as people find it."""
        return f"{self.place} {self.line}"

    @property
    def words(self) -> str:
        """What is wrong, without where, quoting the cell: for the screen only."""
        return self._worded({})

    def __str__(self) -> str:
        """What is wrong and where. What is printed may be kept by others, so no cell is quoted."""
        where = self.where + (f", {self.column}" if self.column else "")
        return f"{where}: {self._worded(dict.fromkeys(_QUOTED, '…'))}"

    def _worded(self, other: Mapping[str, str]) -> str:
        if self.code is ProblemCode.OPT_IN_UNKNOWN and not self.values["value"]:
            return "the cell is empty; yes or no is needed"
        facts = {"place": self.place.lower(), **self.values, **other}
        words = _PROBLEM_WORDS[self.code].format_map(facts)
        return f"{words}; the no in this row counts all the same" if self.no_counts else words


@dataclass(frozen=True, slots=True)
class EndedByList:
    """Somebody whom an earlier list let be held, and to whom this one says no."""

    name: str
    badge_id: str
    is_lead: bool
    cancellations: tuple[Invitation, ...] = field(default=(), repr=False)
    """Interviews that go with the lead and that calendars know of; in memory only."""
    subject: str = field(default="", repr=False)

    def __str__(self) -> str:
        """Who it is, and what would go with the no."""
        what = "the lead" if self.is_lead else "the details"
        return f"{self.who}: the list says no now, {what} would be deleted"

    @property
    def who(self) -> str:
        """Name and badge id, as far as they are known."""
        return ", ".join(part for part in (self.name, self.badge_id) if part) or "Somebody"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReport:
    """What an import did, or (`dry_run`) would do."""

    rows: int
    opted_in: int
    problems: tuple[RowProblem, ...]
    """The first of them."""
    problem_count: int
    left_out: int
    """Rows that a problem keeps out."""
    changes: RosterChanges
    form: TableForm
    """How the file was read."""
    ended: tuple[EndedByList, ...] = ()
    """Whose details go, or went, because the list says no now."""
    handed_on: int = 0
    hands_on: bool = False
    """How many tickets were somebody else's, and whether they go to the new owners; else out."""
    dry_run: bool = False
    signature: ListSignature = field(default_factory=ListSignature)

    @property
    def sharing(self) -> int:
        """Rows that say yes, without those whose no stands: of them details are kept."""
        return self.opted_in - self.changes.stay_out

    @property
    def missing(self) -> tuple[ListedPerson, ...]:
        """People of an earlier list who are not on this one, those with a name; they are kept."""
        return self.changes.people.get("missing", ())

    @property
    def cancellations(self) -> tuple[Invitation, ...]:
        """What calendars have to be told, for everybody of `ended`."""
        return tuple(one for who in self.ended for one in who.cancellations)

    @property
    def others_ended(self) -> int:
        """How many of `ended` are not leads: the list's details of them go."""
        return len(self.ended) - len(self.leads_ended)

    @property
    def leads_ended(self) -> tuple[EndedByList, ...]:
        """Those of `ended` who are leads: what was noted about them goes as well."""
        return tuple(who for who in self.ended if who.is_lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterImport:
    """A list that was taken in."""

    id: str
    at: datetime
    file: str
    rows: int
    opted_in: int
    staff: str
    signed_by: str = ""
    """The organiser's key that signed it; empty where none did."""
