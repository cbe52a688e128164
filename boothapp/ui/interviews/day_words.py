"""What happens just now, in words: who is late, who waits, and when a room may be expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from boothapp.domain.day_now import Noteworthy, NoteworthyKind
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.queue import Queued, QueueKind
from boothapp.services.place_search import Offer
from boothapp.ui.interviews.wording import clock

QUEUE_WORDS = {QueueKind.WALK_IN: "Walk-in", QueueKind.STANDBY: "Standby"}
QUEUE_ICONS = {QueueKind.WALK_IN: "user", QueueKind.STANDBY: "megaphone"}

ALERT_ICONS = {
    NoteworthyKind.OVERRUN: "clock-fill",
    NoteworthyKind.GRACE_OVER: "user-minus-bold",
    NoteworthyKind.WAITING: "hand-waving-fill",
    NoteworthyKind.LATE: "hourglass",
    NoteworthyKind.UNFIT: "warning",
}


def alert_words(note: Noteworthy, rooms: Mapping[str, str], now: datetime, zone: tzinfo) -> str:
    """Return what does not go as planned as one sentence; `rooms` are the names by id."""
    who, since = note.interview.candidate, clock(note.since, zone)
    room = rooms.get(note.interview.room_id, "")
    match note.kind:
        case NoteworthyKind.OVERRUN:
            kept = _kept_waiting(note, rooms, zone)
            return f"{who} runs over since {since}{kept}"
        case NoteworthyKind.GRACE_OVER:
            minutes = (now - note.interview.starts) // timedelta(minutes=1)
            return f"{who} has not come for {minutes} min, {room}"
        case NoteworthyKind.WAITING:
            return f"{who} is here and waits since {since}, {room}"
        case NoteworthyKind.LATE:
            return f"{who} is late since {since}, {room}"
        case NoteworthyKind.UNFIT:
            return f"{who} no longer fits, {day_and_time(note.since, zone)}: {note.why}"


def unfit_words(notes: Sequence[Noteworthy], zone: tzinfo) -> str:
    """Return how many interviews no longer fit, with the first of them and why."""
    first, more = notes[0], len(notes) - 1
    count = f"{more + 1} interviews no longer fit" if more else "1 interview no longer fits"
    rest = f"; and {more} more" if more else ""
    when = day_and_time(first.since, zone)
    return f"{count}: {first.interview.candidate}, {when}, {first.why}{rest}"


def day_and_time(instant: datetime, zone: tzinfo) -> str:
    """Return “Fri 17:15”."""
    return f"{instant.astimezone(zone):%a} {clock(instant, zone)}"


def warning_words(note: Noteworthy) -> str:
    """Return what a booking says of itself: why it cannot stay, or whom it has to wait for."""
    if note.kind is NoteworthyKind.UNFIT:
        return f"No longer fits: {note.why}"
    return f"May begin late: {note.interview.candidate} runs over"


def expected_words(offer: Offer | None, zone: tzinfo) -> str:
    """Return when and where somebody in the queue may expect a room."""
    if offer is None:
        return "no place left today"
    return f"about {clock(offer.starts, zone)}, {offer.room.name}"


def since_words(queued: Queued, now: datetime, zone: tzinfo) -> str:
    """Return since when somebody waits: the time, with the day where it was another one."""
    since = queued.since.astimezone(zone)
    day = "" if since.date() == now.astimezone(zone).date() else f"{since:%a} "
    return f"since {day}{clock(queued.since, zone)}"


def _kept_waiting(note: Noteworthy, rooms: Mapping[str, str], zone: tzinfo) -> str:
    if not note.next:
        return ""
    first, more = note.next[0], len(note.next) - 1
    what = _contended(note.interview, first, rooms)
    if first.status is InterviewStatus.ARRIVED:
        said = f"{first.candidate} waits for {what}"
    else:
        said = f"{first.candidate} needs {what} at {clock(first.starts, zone)}"
    return f" — {said}{f', and {more} more' if more else ''}"


def _contended(over: Interview, waits: Interview, rooms: Mapping[str, str]) -> str:
    """What the one that runs over holds, and the other waits for: the room, else somebody."""
    if waits.room_id == over.room_id:
        return rooms.get(over.room_id, "the room")
    names = (who.name for who in waits.panel if who.id in over.panel_ids)
    return next(names, "its interviewer")
