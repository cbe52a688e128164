"""Leads that leave: what was asked for, what goes, what is held back, what was written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from boothapp.domain.consent import Purpose
from boothapp.domain.people import Rating

# The columns of the plain CSV, in order. Times are ISO 8601 with the event's offset.
COLUMNS = (
    "lead_id",
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
)

SHORTEST_PASSPHRASE = 8
"""Characters of a file's passphrase: a file that left can be attacked without limit."""


class Leaving(StrEnum):
    """What left."""

    LEADS = "leads"
    ATTACHMENT = "attachment"
    SUBJECT_ACCESS = "subject_access"


class Withheld(StrEnum):
    """Why a lead does not go into the file."""

    NO_CONSENT = "no_consent"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Which leads, for what. Empty `ratings` means all of them, unrated included."""

    purpose: Purpose = Purpose.RECRUITING
    ratings: frozenset[Rating] = frozenset()


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What a request would write now."""

    request: ExportRequest
    going: int
    withheld: Mapping[Withheld, int]
    already_sent: int
    """How many of those going are in an earlier file too."""
    preview: tuple[tuple[str, ...], ...] = field(default=(), repr=False)


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
