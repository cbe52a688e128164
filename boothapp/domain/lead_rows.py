"""The table of leads: its rows, its order, and what is asked of it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from boothapp.domain.consent import Purpose
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.people import Rating

RANKED_AT_MOST = 1_000
"""Matches that are put in order of how well they match; of more, the table's order says more."""


class LeadSort(StrEnum):
    """What the table is in order of."""

    MATCH = "match"
    """Where the words were found: at the beginning of the name first. As SEEN without words."""
    NAME = "name"
    AFFILIATION = "affiliation"
    RATING = "rating"
    CONSENT = "consent"
    ROLE = "role"
    INTERVIEW = "interview"
    SEEN = "seen"
    MADE = "made"
    OWNER = "owner"
    NEXT_STEP = "next_step"
    GRADUATES = "graduates"


@dataclass(frozen=True, slots=True)
class LeadQuery:
    """Which leads, in which order. What is missing (no role, no day) comes last either way."""

    filter: LeadFilter = field(default_factory=LeadFilter)
    sort: LeadSort = LeadSort.SEEN
    descending: bool = True


class LeadRow(NamedTuple):
    """One line of the leads table.

    A tuple with names: sixty are made while somebody waits, and a frozen dataclass of so many
    fields takes four times as long to make.
    """

    number: int
    """What the table calls the lead; it stays the same while the lead is there."""
    id: str
    badge_id: str | None
    name: str
    affiliation: str
    email: str
    career_stage: str
    rating: Rating | None
    purposes: frozenset[Purpose]
    """The purposes with a valid consent now."""
    waiting: bool
    """Some purpose was left open with "Later"."""
    role: str
    tags: tuple[str, ...]
    interview: datetime | None
    """The start of the interview that counts: the next that stands, else the last one."""
    meeting: InterviewStatus | None
    """Where that interview stands."""
    room: str
    seen: datetime
    """The latest visit."""
    staff: str
    """Who was there then."""
    owner: str
    next_step: str
    next_step_on: date | None
    graduates: str
    """A year, month or day, as ISO 8601 writes it: "2027", "2027-06"."""
    created: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class LeadPage:
    """The first rows of an answer; `whole` where there are no more."""

    rows: tuple[LeadRow, ...]
    whole: bool
