"""What stands in each room's column of the day, and where: pure values, no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from boothapp.domain.availability import Span
from boothapp.domain.event import Room
from boothapp.domain.interviews import (
    NOT_OCCUPYING,
    Candidate,
    Interview,
    InterviewDay,
    RoomDay,
    Slot,
)
from boothapp.domain.people import LeadDetail, Rating


@dataclass(frozen=True, slots=True)
class Block:
    """A booking (`interview`) or a free slot (None) in one room; times are aware."""

    room: Room
    starts: datetime
    ends: datetime
    interview: Interview | None = None
    blocked: Span | None = None
    """Why the room cannot be had, where that is what it says."""

    @property
    def is_free(self) -> bool:
        """Whether a person can be put here."""
        return self.interview is None and self.blocked is None

    @property
    def is_gone(self) -> bool:
        """Whether the booking no longer holds its place: cancelled, or nobody came."""
        return self.interview is not None and self.interview.status in NOT_OCCUPYING

    def overlaps(self, other: Block) -> bool:
        """Whether both want some of the same time."""
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and its share of the column's width: the `lane`-th of `lanes` parts."""

    block: Block
    lane: int = 0
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """One room's day: its hours, and its blocks by time."""

    room_day: RoomDay
    blocks: tuple[Block, ...]

    @property
    def booked(self) -> int:
        """How many bookings hold a place."""
        return sum(block.interview is not None and not block.is_gone for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Picked:
    """Somebody who is being put into a slot; `moving` is the interview that changes its place."""

    lead_id: str
    name: str
    moving: Interview | None = None
    panel: tuple[str, ...] | None = None
    """Who would hold the interview; None is whoever suits and can."""
    affiliation: str = ""
    rating: Rating | None = None
    length: int | None = None
    """The minutes that the candidate's need asks for."""

    @classmethod
    def up(cls, interview: Interview) -> Picked:
        """A booking that is taken up."""
        return cls(
            lead_id=interview.lead_id,
            name=interview.candidate,
            moving=interview,
            panel=interview.panel_ids,
            affiliation=interview.affiliation,
            rating=interview.rating,
        )

    @classmethod
    def waiting(cls, who: Candidate) -> Picked:
        """Somebody of the list."""
        return cls(who.lead_id, who.name, affiliation=who.affiliation, rating=who.rating)

    @classmethod
    def lead(cls, lead: LeadDetail) -> Picked:
        """A lead of another page."""
        affiliation = lead.person.affiliation
        return cls(lead.id, lead.called, affiliation=affiliation, rating=lead.rating)

    @property
    def minutes(self) -> int | None:
        """How long the interview is; None is the room's own slot length."""
        if self.moving is None:
            return self.length
        return round((self.moving.ends - self.moving.starts) / timedelta(minutes=1))


def columns(day: InterviewDay, slots: Iterable[Slot]) -> tuple[Column, ...]:
    """Return each room's bookings and free slots, by start."""
    free: dict[str, list[Block]] = {}
    for slot in slots:
        if slot.interview is None:
            free.setdefault(slot.room.id, []).append(Block(slot.room, slot.starts, slot.ends))
    return tuple(_column(room_day, free.get(room_day.room.id, [])) for room_day in day.rooms)


def _column(room_day: RoomDay, free: list[Block]) -> Column:
    booked = [
        Block(room_day.room, interview.starts, interview.ends, interview)
        for interview in room_day.interviews
    ]
    booked += [
        Block(room_day.room, span.starts, span.ends, blocked=span) for span in room_day.blocked
    ]
    blocks = sorted(booked + free, key=lambda block: (block.starts, block.is_free, block.ends))
    return Column(room_day, tuple(blocks))


def placed(blocks: Iterable[Block], lit: Iterable[Block] = ()) -> tuple[Placed, ...]:
    """Share the column's width where a booking that is gone lies over a living one, or over a
    place that is lit. Free slots take no part: they are not painted.
    """
    shown = tuple(blocks)
    if not any(block.is_gone for block in shown):
        return tuple(Placed(block) for block in shown)
    blocks = (*shown, *lit)
    seen = [n >= len(shown) or block.interview is not None for n, block in enumerate(blocks)]
    beside = [
        [
            n
            for n, other in enumerate(blocks)
            if seen[n] and other is not one and one.overlaps(other)
        ]
        for one in blocks
    ]
    lanes: dict[int, int] = {}
    for number in sorted(range(len(blocks)), key=lambda number: blocks[number].is_gone):
        taken = {lanes[other] for other in beside[number] if other in lanes}
        lanes[number] = next(lane for lane in range(len(lanes) + 1) if lane not in taken)
    return tuple(
        Placed(block, lanes[n], 1 + max([lanes[n], *(lanes[other] for other in beside[n])]))
        for n, block in enumerate(shown)
    )


def span(columns: Iterable[Column], zone: tzinfo) -> tuple[datetime, datetime] | None:
    """Return the full hours of `zone` around everything of the day, as UTC; None without rooms."""
    columns = tuple(columns)
    if not columns:
        return None
    starts = [column.room_day.opens for column in columns]
    ends = [column.room_day.closes for column in columns]
    for column in columns:
        starts += [block.starts for block in column.blocks]
        ends += [block.ends for block in column.blocks]
    first, last = min(starts).astimezone(zone), max(ends).astimezone(zone)
    before = timedelta(minutes=first.minute, seconds=first.second)
    after = timedelta(minutes=-last.minute % 60, seconds=-last.second)
    return first.astimezone(UTC) - before, last.astimezone(UTC) + after
