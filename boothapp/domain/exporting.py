"""Leads that leave: what was asked for, what goes, what is held back, what was written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from boothapp.domain.consent import Purpose
from boothapp.domain.lead_filter import EVERYBODY, LeadFilter
from boothapp.domain.presets import ENDINGS, PLAIN_CSV, Preset

# What a file says of each person, in order: no more than what they were asked for needs. A hiring
# team that gets CVs has to know who it reads about and for which role; news want an address. The
# reference is what a recall names a person by, when nobody here knows their name any more. Times
# are ISO 8601 with the event's offset.
COLUMNS: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.RECRUITING: (
        "lead_id",
        "reference",
        "badge_id",
        "name",
        "email",
        "affiliation",
        "attendee_type",
        "career_stage",
        "rating",
        "role",
        "tags",
        "interests",
        "links",
        "answers",
        "notes",
        "consent",
        "consent_since",
        "first_seen",
        "last_seen",
        "interview",
        "captured_by",
        "owner",
        "next_step",
        "next_step_on",
        "graduates",
    ),
    Purpose.CV: (
        "lead_id",
        "reference",
        "name",
        "email",
        "affiliation",
        "career_stage",
        "role",
        "consent",
        "consent_since",
    ),
    Purpose.MARKETING: ("lead_id", "reference", "name", "email", "consent", "consent_since"),
}

SHORTEST_PASSPHRASE = 8
"""Characters of a file's passphrase: a file that left can be attacked without limit."""


TO_THEMSELVES = "the person"
"""The recipient of what goes to the person it is about: the ledger outlives their name."""


class Leaving(StrEnum):
    """What left."""

    LEADS = "leads"
    ATTACHMENT = "attachment"
    SUBJECT_ACCESS = "subject_access"
    INVITATION = "invitation"
    TIMETABLE = "timetable"
    """A day sheet, or a calendar file of interviews."""


class Withheld(StrEnum):
    """Why a lead does not go into the file."""

    NO_CONSENT = "no_consent"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Which leads, for what, and as which kind of file."""

    purpose: Purpose = Purpose.RECRUITING
    filter: LeadFilter = EVERYBODY
    preset: Preset = PLAIN_CSV
    again: bool = True
    """Whether those go who were in an earlier file for the same receiver."""


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What a request would write now."""

    request: ExportRequest
    going: int
    withheld: Mapping[Withheld, int]
    already_sent: int
    """How many with consent are in an earlier file for this receiver too."""
    header: tuple[str, ...] = ()
    preview: tuple[tuple[str, ...], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Person:
    """A lead by name, to be found again."""

    lead_id: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRecord:
    """One line of the export ledger."""

    id: str
    path: Path
    sha256: str
    rows: int
    withheld: int
    purpose: Purpose
    recipient: str
    written: datetime
    staff: str
    what: Leaving = Leaving.LEADS
    encrypted: bool = False
    """Whether the file is under a passphrase."""
    preset: str = ""
    """The id of the kind of file; empty where that was not written down."""
    appeared: bool = True
    """Whether the file came to be there: a place can be taken at the last moment."""


def part_paths(path: Path, count: int) -> list[Path]:
    """Where the parts of a file go: a single one keeps the name, others get -1, -2 … behind it.

    A `leads.csv.zip` becomes `leads-1.csv.zip`: the file inside is named like it.
    """
    if count <= 1:
        return [path]
    stem, ending = path.stem, path.suffix
    if ending == ".zip" and Path(stem).suffix in ENDINGS.values():
        stem, ending = Path(stem).stem, f"{Path(stem).suffix}{ending}"
    return [path.with_name(f"{stem}-{at}{ending}") for at in range(1, count + 1)]
