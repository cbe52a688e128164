"""Proposals for a timetable: a running search, and what it has found in the event's own terms."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from boothapp.domain.clashes import Clash
from boothapp.domain.event import Room
from boothapp.domain.interviews import Interview, InterviewDay
from boothapp.domain.needs import Interviewer
from boothapp.domain.people import Rating
from boothapp.domain.timetable import Placement, Timetable
from boothapp.ids import new_id
from boothapp.scheduling import PlannerDied, Planning, Progress, Reasons, WhyNot
from boothapp.services.timetable_problem import Translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A place for somebody. Times are aware UTC; `booked` is the interview that would move.

    `id` is the one that the interview has or will have, also when it is booked again after an Undo.
    """

    lead_id: str
    name: str
    rating: Rating | None
    room: Room
    starts: datetime
    ends: datetime
    panel: tuple[Interviewer, ...]
    booked: Interview | None = None
    cannot_stay: tuple[str, ...] = ()
    """Why it moves; empty where it makes room for another."""
    id: str = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Somebody without a place, and why; `booked` is the interview that cannot stay."""

    lead_id: str
    name: str
    rating: Rating | None
    why: WhyNot
    booked: Interview | None = None
    cannot_stay: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What would be booked and moved, and how good it is.

    `value` is what all places are worth, `bound` what no timetable can exceed; `gap` is the part
    of the bound that may be missing, 0 where this is proven to be the best. `stays` counts the
    bookings that a repair leaves where they are.
    """

    places: tuple[Proposed, ...]
    unplaced: tuple[Unplaced, ...]
    days: tuple[date, ...]
    value: float
    bound: float
    gap: float
    seconds: float
    names: Mapping[str, str]
    """What the ids of rooms and interviewers stand for."""
    stays: int = 0
    translation: Translation = field(repr=False, compare=False)

    def without(self, leads: Collection[str]) -> "Proposal":
        """The same for all others: these leads are gone, and their names with them."""
        if not leads:
            return self
        found = self.translation
        asked = {key: one for key, one in found.asked.items() if one.lead_id not in leads}
        return replace(
            self,
            places=tuple(place for place in self.places if place.lead_id not in leads),
            unplaced=tuple(one for one in self.unplaced if one.lead_id not in leads),
            translation=replace(found, asked=asked),
        )

    @property
    def is_best(self) -> bool:
        """Whether no better one exists."""
        return self.gap == 0.0


@dataclass(frozen=True, slots=True)
class Refused:
    """A place that cannot be had any more: what is in the way, else the `reason` in words."""

    place: Proposed
    clashes: tuple[Clash, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was done, for one Undo: the new bookings, and the moved ones as they were and are."""

    booked: tuple[Interview, ...]
    moved: tuple[tuple[Interview, Interview], ...]
    refused: tuple[Refused, ...]
    """What changed too much since the proposal; it is as it was."""

    def without(self, leads: Collection[str]) -> "Accepted":
        """The same for all others: these leads are gone, and their names with them."""
        return Accepted(
            tuple(one for one in self.booked if one.lead_id not in leads),
            tuple(pair for pair in self.moved if pair[0].lead_id not in leads),
            tuple(one for one in self.refused if one.place.lead_id not in leads),
        )


class Plan:
    """A search that runs in a process of its own; close it when it is done with."""

    def __init__(
        self, planning: Planning, translation: Translation, days: tuple[InterviewDay, ...]
    ) -> None:
        self._planning = planning
        self._translation = translation
        self._days = days

    @property
    def running(self) -> bool:
        """Whether something better may still come."""
        return self._planning.running

    @property
    def failed(self) -> str:
        """Why the search ended before its time, empty where it did not; the best stays."""
        error = self._planning.error
        return str(error) if error is not None else ""

    def latest(self, *, reasons: bool = True) -> Proposal:
        """The best so far, at once; without `reasons` nobody is said to have no place."""
        return proposal_of(self._translation, self._days, self._planning.latest(), reasons=reasons)

    def progress(self) -> Iterator[Progress]:
        """The value and bound each time they get better, until the end; waits in between.

        Where the process died it ends as well, and `failed` says why.
        """
        with suppress(PlannerDied):
            yield from self._planning.progress()

    def cancel(self) -> None:
        """End soon; the best so far stays."""
        self._planning.cancel()

    def close(self) -> None:
        """End the process."""
        self._planning.close()


def proposal_of(
    found: Translation,
    days: tuple[InterviewDay, ...],
    progress: Progress,
    *,
    reasons: bool,
    unplaced_in: Timetable | None = None,
) -> Proposal:
    """The places of a timetable in the event's own terms.

    `unplaced_in` is the timetable whose gaps are told, where only a part of it is shown.
    """
    table = progress.timetable
    rooms = {column.room.id: column.room for column in days[0].rooms}
    people = {who.id: who for who in days[0].interviewers}
    whole = unplaced_in or table
    why = Reasons(found.problem, whole, found.grid.length(60)).all() if reasons else {}
    places = [_proposed(found, placement, rooms, people) for placement in table.placements.values()]
    return Proposal(
        places=tuple(sorted(places, key=lambda place: (place.starts, place.room.name))),
        unplaced=tuple(
            Unplaced(one.lead_id, one.name, one.rating, why[key], one.booked, one.why)
            for key, one in found.asked.items()
            if key in why
        ),
        days=tuple(day.day for day in days),
        value=table.value,
        bound=progress.bound,
        gap=progress.gap,
        seconds=progress.seconds,
        names={key: room.name for key, room in rooms.items()}
        | {key: who.name for key, who in people.items()},
        translation=found,
    )


def _proposed(
    found: Translation,
    placement: Placement,
    rooms: Mapping[str, Room],
    people: Mapping[str, Interviewer],
) -> Proposed:
    one = found.asked[placement.request]
    starts = found.grid.starts(placement.start)
    if one.booked is not None:
        ends = starts + (one.booked.ends - one.booked.starts)
    else:
        length = next(r.length for r in found.problem.requests if r.id == placement.request)
        ends = starts + length * found.grid.tick
    return Proposed(
        lead_id=one.lead_id,
        name=one.name,
        rating=one.rating,
        room=rooms[placement.room],
        starts=starts,
        ends=ends,
        panel=tuple(people[who] for who in placement.interviewers),
        booked=one.booked,
        cannot_stay=one.why,
        id=one.booked.id if one.booked is not None else new_id(),
    )
