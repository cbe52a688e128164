"""Why somebody has no place, and the one change that would free most, in plain English."""

from boothapp.domain.event import EventInfo
from boothapp.scheduling import Change, ChangeKind, Obstacle
from boothapp.services.proposals import Proposal, Unplaced

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
