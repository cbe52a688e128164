"""What a door sign says about its room: pure values, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from boothapp.domain.interviews import TO_COME, Interview, InterviewDay, InterviewStatus, RoomDay
from boothapp.ui.interviews.wording import bare_clock, clock, interval, zone_name


class SignState(StrEnum):
    """How the room stands."""

    FREE = "free"
    TAKEN = "taken"
    RESERVED = "reserved"
    SHUT = "shut"


@dataclass(frozen=True, slots=True)
class Sign:
    """All that stands on it. `share` is how much of the present interview is over, 0 to 1."""

    room: str
    clock: str
    state: SignState
    word: str
    until: str
    who: str = ""
    next: str = ""
    share: float | None = None

    @property
    def spoken(self) -> str:
        """All of it as one text."""
        parts = (self.room, f"{self.word} {self.until}".strip(), self.who, self.next, self.clock)
        return ". ".join(filter(None, parts))


def sign_of(
    day: InterviewDay | None,
    room_id: str,
    room: str,
    now: datetime,
    zone: ZoneInfo,
    *,
    names: bool,
) -> Sign:
    """Return the sign of a room; without `names` candidates are their initials."""
    time = f"{bare_clock(now, zone)} {zone_name(now, zone)}"
    columns = day.rooms if day is not None else ()
    column = next((one for one in columns if one.room.id == room_id), None)
    if column is None:
        return Sign(room, time, SignState.SHUT, "Closed", "No interviews today")
    present = _present(column, now)
    state, word, until = _state(column, present, now, zone)
    return Sign(
        room=room,
        clock=time,
        state=state,
        word=word,
        until=until,
        who=shown_name(present.candidate, names=names) if present else "",
        next=_next(column, present, now, zone, names=names),
        share=_share(present, now) if present and state is SignState.TAKEN else None,
    )


def shown_name(name: str, *, names: bool) -> str:
    """Return a name, or “L. H.” for who passes by; an address gives its first letter only."""
    if names:
        return name
    parts = [part for part in name.partition("@")[0].split() if part[:1].isalnum()]
    chosen = parts if len(parts) < 2 else (parts[0], parts[-1])
    return " ".join(f"{part[0].upper()}." for part in chosen)


def _present(column: RoomDay, now: datetime) -> Interview | None:
    """Who is in the room, however long ago it should have ended; else whose time it is."""
    running = [one for one in column.interviews if one.status is InterviewStatus.RUNNING]
    due = [
        one for one in column.interviews if one.status in TO_COME and one.starts <= now < one.ends
    ]
    return next(iter((*running, *due)), None)


def _state(
    column: RoomDay, present: Interview | None, now: datetime, zone: ZoneInfo
) -> tuple[SignState, str, str]:
    if present is not None and present.status is InterviewStatus.RUNNING:
        over = present.ends <= now
        until = "over time, since" if over else "until"
        return SignState.TAKEN, "In use", f"{until} {clock(present.ends, zone)}"
    if present is not None:
        return SignState.RESERVED, "Reserved", interval(present.starts, present.ends, zone)
    blocked = next((one for one in column.blocked if one.starts <= now < one.ends), None)
    if blocked is not None:
        return SignState.SHUT, "Not available", f"until {clock(blocked.ends, zone)}"
    if now < column.opens:
        return SignState.SHUT, "Closed", f"until {clock(column.opens, zone)}"
    if now >= column.closes:
        return SignState.SHUT, "Closed", "for today"
    ahead = [one.starts for one in column.interviews if one.status in TO_COME and one.starts > now]
    ahead += [span.starts for span in column.blocked if span.starts > now]
    return SignState.FREE, "Free", f"until {clock(min([column.closes, *ahead]), zone)}"


def _next(
    column: RoomDay, present: Interview | None, now: datetime, zone: ZoneInfo, *, names: bool
) -> str:
    ahead = [
        one
        for one in column.interviews
        if one.status in TO_COME and one is not present and one.ends > now
    ]
    if not ahead:
        return "Nothing more today" if now < column.closes else ""
    first = min(ahead, key=lambda one: one.starts)
    who = shown_name(first.candidate, names=names)
    return f"Next: {interval(first.starts, first.ends, zone)} · {who}"


def _share(present: Interview, now: datetime) -> float:
    began = min(present.began or present.starts, now)
    length = (present.ends - began).total_seconds()
    return 1.0 if length <= 0 else min(1.0, (now - began).total_seconds() / length)
