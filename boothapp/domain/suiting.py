"""Whether a place suits what an interview needs: the kind of room, and people who can hold it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, tzinfo

from boothapp.domain.clashes import (
    CandidateTimes,
    Clash,
    ClashKind,
    Wanted,
    clashes,
    interviewer_clashes,
)
from boothapp.domain.day_now import has_begun
from boothapp.domain.interviews import Interview, InterviewDay
from boothapp.domain.needs import Interviewer, Need, seated, seats_to_fill


class Panels:
    """Who can hold an interview at the times of a day; what serves all times is worked out once.

    `leaving` is the booking that would leave its own place.
    """

    def __init__(self, day: InterviewDay, need: Need, leaving: str = "") -> None:
        people = day.interviewers
        self._seats = seats_to_fill(need, people)
        own: dict[str, list[Interview]] = {who.id: [] for who in people}
        for booking in day.interviews:
            if booking.occupies and booking.id != leaving:
                for key in own.keys() & set(booking.panel_ids):
                    own[key].append(booking)
        self._own = own
        able = frozenset[str]().union(*self._seats)
        ranked = sorted(day.people, key=lambda one: (len(own[one.who.id]), one.who.id))
        self._ranked = [one for one in ranked if one.who.id in able]
        self._known: dict[tuple[datetime, datetime], tuple[Interviewer, ...] | None] = {}

    def at(self, starts: datetime, ends: datetime) -> tuple[Interviewer, ...] | None:
        """Who can hold it then, those with the fewest of the day first; None: nobody.

        Without any interviewers it is empty, where nobody is asked for.
        """
        if (starts, ends) not in self._known:
            self._known[starts, ends] = self._look(starts, ends)
        return self._known[starts, ends]

    def _look(self, starts: datetime, ends: datetime) -> tuple[Interviewer, ...] | None:
        free = {
            one.who.id: one.who
            for one in self._ranked
            if not any(interviewer_clashes(one, starts, ends, self._own[one.who.id]))
        }
        found = seated(self._seats, free)
        return None if found is None else tuple(free[who] for who in found)


def whoever_suits(wanted: Wanted, panels: Panels) -> Wanted:
    """The place with who would hold the interview; with nobody where nobody suits and can."""
    found = panels.at(wanted.starts, wanted.ends) or ()
    return replace(wanted, panel=tuple(who.id for who in found))


def all_clashes(
    day: InterviewDay,
    wanted: Wanted,
    candidate: CandidateTimes,
    zone: tzinfo,
    need: Need,
    now: datetime,
    panels: Panels | None = None,
) -> tuple[Clash, ...]:
    """Every reason against a booking, those of its need and of the time now too, the plainest
    first.

    With `panels` whoever suits should hold it, whoever `wanted` names.
    """
    wanted = whoever_suits(wanted, panels) if panels is not None else wanted
    found = [*clashes(day, wanted, candidate, zone), *_of_need(day, wanted, need)]
    if panels is not None and panels.at(wanted.starts, wanted.ends) is None:
        found.append(Clash(ClashKind.NOBODY, "", wanted.starts, wanted.ends))
    if has_begun(wanted.starts, wanted.ends, now) and not _keeps_start(day, wanted):
        found.append(Clash(ClashKind.BEGUN, "", wanted.starts, wanted.ends))
    return tuple(sorted(found, key=lambda clash: clash.is_soft))


def _keeps_start(day: InterviewDay, wanted: Wanted) -> bool:
    """Whether it is an interview that begins when it did: it may be running now."""
    return any(one.id == wanted.leaving and one.starts == wanted.starts for one in day.interviews)


def _of_need(day: InterviewDay, wanted: Wanted, need: Need) -> Iterator[Clash]:
    for column in day.rooms:
        if column.room.id == wanted.room_id and not need.suits(column.room.kind):
            yield Clash(ClashKind.ROOM_KIND, need.room_kind, wanted.starts, wanted.ends)
