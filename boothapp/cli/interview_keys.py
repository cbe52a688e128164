"""What the commands about interviews are given, and how they say an interview."""

from datetime import UTC, datetime

from boothapp.cli.common import say
from boothapp.domain.clashes import Clash, ClashKind, SlotTaken
from boothapp.domain.errors import BadInput, NothingToDo
from boothapp.domain.event import EventInfo, Room, Settings
from boothapp.domain.interviews import Interview
from boothapp.services.bundle import Services


def room_named(name: str, rooms: tuple[Room, ...]) -> Room:
    """The room of a name, whatever its case. Raises BadInput."""
    found = next((room for room in rooms if room.name.casefold() == name.casefold()), None)
    if found is None:
        known = ", ".join(room.name for room in rooms) or "none"
        raise BadInput(f"There is no room “{name}”. Rooms: {known}.")
    return found


def panel_named(names: list[str], settings: Settings) -> list[str]:
    """The ids of interviewers of these names, whatever their case. Raises BadInput."""
    known = {who.name.casefold(): who.id for who in settings.interviewers}
    for name in names:
        if name.casefold() not in known:
            there = ", ".join(who.name for who in settings.interviewers) or "none"
            raise BadInput(f"There is no interviewer “{name}”. Interviewers: {there}.")
    return [known[name.casefold()] for name in names]


def instant(text: str, event: EventInfo) -> datetime:
    """An aware instant. Raises BadInput, also for a time that the clock change skips."""
    try:
        found = datetime.fromisoformat(text if ":" in text else "")
    except ValueError:
        raise BadInput(f"“{text}” is no time; write it as 2026-07-09T14:30.") from None
    if found.tzinfo is not None:
        return found.astimezone(UTC)
    local = found.replace(tzinfo=event.zone)
    if local.astimezone(UTC).astimezone(event.zone).replace(tzinfo=None) != found:
        raise BadInput(f"{text} does not exist in {event.timezone}: the clocks change then.")
    return local.astimezone(UTC)


def interview_of(services: Services, key: str) -> Interview:
    """The interview of an id, or the one that a lead has ahead. Raises NothingToDo where they
    have none, BadInput where they have several, NoSuchLead.
    """
    try:
        return services.interviews.get(key)
    except BadInput:
        lead_id = services.leads.find(key)
    own, now = services.interviews.of_lead(lead_id), services.now()
    ahead = [one for one in own if one.stands(now)]
    if not ahead:
        raise NothingToDo(f"“{key}” has no interview ahead.")
    if len(ahead) > 1:
        event = services.settings.get().event
        times = ", ".join(f"{event.local(one.starts):%a %H:%M} ({one.id})" for one in ahead)
        raise BadInput(f"“{key}” has several interviews ahead: {times}. Give the id of one.")
    return ahead[0]


def refuse(taken: SlotTaken, event: EventInfo, done: str) -> None:
    """Say every reason why it was not `done` (“booked”), and how to overrule them if one may."""
    for clash in taken.clashes:
        say(f"Not {done}: {worded(clash, event)}.")
    if taken.is_soft:
        say("Repeat this with --anyway to do it all the same.")


def worded(clash: Clash, event: EventInfo) -> str:
    """A reason with its times on the event's wall clock."""
    starts, ends = event.local(clash.starts), event.local(clash.ends)
    if clash.kind is ClashKind.CLOSED:
        return f"{clash.who} is open from {starts:%H:%M} to {ends:%H:%M}"
    if clash.is_timeless:
        return str(clash)
    return f"{clash} ({starts:%H:%M} to {ends:%H:%M})"


def line(one: Interview, room: str, event: EventInfo) -> str:
    """An interview as a line: who, where, when, with whom."""
    starts, ends = event.local(one.starts), event.local(one.ends)
    with_whom = f", with {', '.join(who.name for who in one.panel)}" if one.panel else ""
    return f"{one.candidate}: {room}, {starts:%Y-%m-%d %H:%M}–{ends:%H:%M}{with_whom}"


def record(
    room: str, starts: datetime, ends: datetime, one: Interview | None, event: EventInfo
) -> dict[str, object]:
    """A place in a room as JSON says it, and the interview that has it."""
    return {
        "room": room,
        "starts": event.local(starts).isoformat(),
        "ends": event.local(ends).isoformat(),
        "free": one is None,
        "interview_id": one.id if one is not None else None,
        "lead_id": one.lead_id if one is not None else None,
        "candidate": one.candidate if one is not None else None,
        "interviewers": [who.name for who in one.panel] if one is not None else [],
        "status": one.status.value if one is not None else None,
    }
