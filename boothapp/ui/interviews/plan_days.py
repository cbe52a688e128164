"""The day as it would be with a proposal, and what is new in it."""

from __future__ import annotations

from boothapp.domain.interviews import Interview, InterviewDay, InterviewStatus, Panelist
from boothapp.services.proposals import Proposal, Proposed

NEW, MOVED, MOVES, NO_PLACE = "New", "Moved", "Moves", "No place"


def with_proposal(day: InterviewDay, proposal: Proposal) -> InterviewDay:
    """Return the day with the places of a proposal in it; what moves has left its place."""
    leaving = {place.booked.id for place in proposal.places if place.booked is not None}
    leaving |= {one.booked.id for one in proposal.unplaced if one.booked is not None}
    after = day.without_bookings(leaving)
    hours = {column.room.id: (column.opens, column.closes) for column in day.rooms}
    for place in proposal.places:
        opens, closes = hours.get(place.room.id, (place.ends, place.ends))
        if opens <= place.starts < closes:
            after = after.with_booking(_booked(place))
    return after


def marks(proposal: Proposal) -> dict[str, str]:
    """Return a word for each place of a proposal, by the interview's id in `with_proposal`."""
    return {_id(place): MOVED if place.booked is not None else NEW for place in proposal.places}


def leaving(proposal: Proposal) -> dict[str, str]:
    """Return a word for each booking that leaves its place in the present plan, by its id."""
    found = {place.booked.id: MOVES for place in proposal.places if place.booked is not None}
    return found | {one.booked.id: NO_PLACE for one in proposal.unplaced if one.booked is not None}


def _id(place: Proposed) -> str:
    return place.booked.id if place.booked is not None else place.lead_id


def _booked(place: Proposed) -> Interview:
    return Interview(
        id=_id(place),
        room_id=place.room.id,
        lead_id=place.lead_id,
        candidate=place.name,
        affiliation="",
        rating=place.rating,
        panel=tuple(Panelist(who.id, who.name) for who in place.panel),
        starts=place.starts,
        ends=place.ends,
        status=InterviewStatus.PLANNED,
    )
