"""What moves and why, why somebody has no place, and the one change that would free most."""

from datetime import datetime

from boothapp.domain.event import EventInfo
from boothapp.domain.interviews import HERE, Interview
from boothapp.scheduling import Change, ChangeKind, Obstacle
from boothapp.services.proposals import Proposal, Proposed, Unplaced

_WHY = {
    Obstacle.WINDOW: "the time in which they can come is too short",
    Obstacle.NOBODY: "nobody who could hold it is available when they can come",
    Obstacle.NO_ROOM: "no room that suits is open when they can come",
    Obstacle.PEOPLE_TAKEN: "those who could hold it hold other interviews",
    Obstacle.CAPS: "those who are free may hold no more, by their limit for a day or in a row",
    Obstacle.ROOMS_TAKEN: "every room that suits is taken",
    Obstacle.FREE: "there is a place: book it by hand",
}


def why(unplaced: Unplaced) -> str:
    """The plain reason, without a full stop."""
    return _WHY[unplaced.why.obstacle]


def move(place: Proposed, proposal: Proposal, event: EventInfo) -> str:
    """From where to where: "Thu 17:15, Bukchon → Fri 09:30, Namsan", and who holds it then."""
    booked = place.booked
    if booked is None:
        return f"{_when(place.starts, event)}, {place.room.name}"
    was, now = _when(booked.starts, event), _when(place.starts, event)
    room = proposal.names.get(booked.room_id, "")
    if booked.room_id == place.room.id:
        said = f"{was} → {now}" if was != now else f"{now}, {room}"
    else:
        said = f"{was}, {room} → {now}, {place.room.name}"
    panel = [who.name for who in place.panel]
    if {who.id for who in place.panel} != set(booked.panel_ids):
        said += f", with {' and '.join(panel)}"
    return said


def why_moves(place: Proposed | Unplaced) -> str:
    """Why it cannot stay, or that it makes room; without a full stop."""
    return "; ".join(place.cannot_stay) or "makes room for another"


def told(booked: Interview | None) -> str:
    """What to think of before an interview moves; empty where nobody counts with it yet."""
    if booked is None:
        return ""
    if booked.status in HERE:
        return "Is here already"
    return "Was invited" if booked.invited is not None else ""


def _when(instant: datetime, event: EventInfo) -> str:
    return f"{event.local(instant):%a %H:%M}"


def best_change(unplaced: Unplaced, proposal: Proposal, event: EventInfo) -> str:
    """The change that would let most in, with how many; empty where none alone would help."""
    if not unplaced.why.changes:
        return ""
    return change(unplaced.why.changes[0], proposal, event)


def change(one: Change, proposal: Proposal, event: EventInfo) -> str:
    """A change as an order: "Open Namsan 18:00–19:00 on Thu 9: lets in 3"."""
    found = proposal.translation
    name = _name(one, proposal)
    times = ""
    if one.start is not None:
        starts = event.local(found.grid.starts(one.start))
        ends = event.local(found.grid.starts(one.start) + one.length * found.grid.tick)
        times = f"{starts:%H:%M}–{ends:%H:%M} on {starts:%a} {starts.day}"
    said = {
        ChangeKind.WIDEN_WINDOW: f"Ask {name} whether {times} is possible",
        ChangeKind.OPEN_ROOM: f"Open {name} {times}",
        ChangeKind.MORE_TIME: f"Ask {name} to hold interviews {times}",
        ChangeKind.LIFT_DAY_CAP: f"Let {name} hold more than their limit a day",
        ChangeKind.LIFT_ROW_CAP: f"Let {name} hold more in a row",
        ChangeKind.ANYONE: f"Let anyone interview {name}",
        ChangeKind.SECOND_ROOM: f"Find one more room like {name}",
        ChangeKind.SECOND_PERSON: f"Find one more interviewer like {name}",
        ChangeKind.GIVE_WAY: f"Give them the place of {name}",
    }[one.kind]
    if one.kind is ChangeKind.GIVE_WAY:
        return said
    return f"{said}: lets in {one.lets_in}"


def _name(one: Change, proposal: Proposal) -> str:
    """The room, interviewer or candidate that a change is about."""
    asked = proposal.translation.asked
    if one.who in asked:
        return asked[one.who].name
    return proposal.names.get(one.who, "somebody")
