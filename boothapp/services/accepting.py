"""Booking a proposal, as far as it can still be had, and taking that back; in one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from boothapp.domain.clashes import CandidateTimes, Wanted, clashes
from boothapp.domain.errors import BadInput, NoSuchLead
from boothapp.domain.event import EventInfo
from boothapp.domain.interviews import Interview, InterviewDay, InterviewStatus, Panelist
from boothapp.domain.needs import seated, seats_to_fill
from boothapp.services.planned import booking
from boothapp.services.proposals import Accepted, Proposal, Proposed, Refused
from boothapp.services.room_days import candidate_times, need_of_lead, read_day
from boothapp.services.tick_grid import FINEST
from boothapp.services.timetable_problem import Asked, usual_minutes
from boothapp.services.unbooking import take_off
from boothapp.store.records import Records


class Accepting:
    """What became of the event since the proposal, and the changes that are still possible.

    Everything is looked at before anything is written: whoever cannot move keeps the old place,
    which no other can have then.
    """

    def __init__(self, records: Records, event: EventInfo, now: datetime) -> None:
        self._records = records
        self._event = event
        self._now = now
        self._days: dict[date, InterviewDay] = {}
        self._times: dict[str, CandidateTimes] = {}

    def accept(self, proposal: Proposal) -> Accepted:
        """Book and move what can be had; the rest is left as it is and named with the reason."""
        places, refused = self._possible(proposal.places, proposal.translation.asked)
        moved = [self._records.interviews.get(one.id) for one in places if one.booked is not None]
        # First all leave, so that two can change places.
        for before in moved:
            self._records.interviews.change(replace(before, status=InterviewStatus.CANCELLED))
        known = {before.id: before for before in moved}
        done = [self._write(place, known.get(place.id)) for place in places]
        booked = tuple(one for one in done if one.id not in known)
        pairs = tuple((known[one.id], one) for one in done if one.id in known)
        return Accepted(booked, pairs, tuple(refused))

    def _possible(
        self, wanted: Sequence[Proposed], asked: Mapping[str, Asked]
    ) -> tuple[list[Proposed], list[Refused]]:
        """The places that can be had all together, and the others.

        Who stays may be in the way of another, so one refusal can bring the next.
        """
        refused = list(self._outdated(wanted, asked))
        while True:
            gone = {one.place.id for one in refused}
            places = [place for place in wanted if place.id not in gone]
            fresh = list(self._clashing(places))
            if not fresh:
                return places, refused
            refused += fresh

    def _outdated(
        self, places: Sequence[Proposed], asked: Mapping[str, Asked]
    ) -> Iterator[Refused]:
        for place in places:
            try:
                why = self._why_outdated(place) or self._why_unsuited(place, asked)
            except NoSuchLead:  # nothing says their name any more
                yield Refused(replace(place, name="Somebody"), reason="they are no lead any more")
                continue
            except BadInput as gone:  # the interview is gone, or the event has other days by now
                why = str(gone).rstrip(".")
            if why:
                yield Refused(place, reason=why)

    def _why_outdated(self, place: Proposed) -> str:
        self._times[place.lead_id] = candidate_times(self._records, place.lead_id)
        known = {who.id for who in self._day(self._event.day_of(place.starts)).interviewers}
        missing = [who.name for who in place.panel if who.id not in known]
        if place.starts < self._now:
            return "that time has begun already"
        if missing:
            return f"{missing[0]} holds no interviews any more"
        if place.booked is not None:
            now = self._records.interviews.get(place.booked.id)
            return "" if _as_proposed(now, place.booked) else "the interview was changed meanwhile"
        if any(one.occupies for one in self._records.interviews.of_lead(place.lead_id)):
            return "they have an interview meanwhile"
        return ""

    def _why_unsuited(self, place: Proposed, asked: Mapping[str, Asked]) -> str:
        """What is needed by now and was not when the place was found; a mover keeps its length."""
        need = need_of_lead(self._records, place.lead_id)
        before = asked.get(place.id) if place.booked is not None else None
        if before is not None and before.need == need:  # a repair leaves what people decided
            return ""
        day = self._day(self._event.day_of(place.starts))
        kinds = {column.room.id: column.room.kind for column in day.rooms}
        if place.room.id in kinds and not need.suits(kinds[place.room.id]):
            return f"a room of the kind “{need.room_kind}” is needed by now"
        panel = tuple(who.id for who in place.panel)
        wanted = seats_to_fill(need, day.interviewers)
        if place.booked is not None and panel == place.booked.panel_ids:
            return ""
        if len(wanted) != len(panel) or seated(wanted, panel) is None:
            return "other people should hold it by now"
        minutes = need.minutes or usual_minutes((day,))
        over = place.ends - place.starts - timedelta(minutes=minutes)
        if place.booked is None and not timedelta() <= over < FINEST:
            return f"it should last {minutes} minutes by now"
        return ""

    def _clashing(self, places: Sequence[Proposed]) -> Iterator[Refused]:
        """Those of the places that cannot be had while the others are."""
        leaving = {place.id for place in places}
        days: dict[date, InterviewDay] = {}
        for place in places:
            day = self._event.day_of(place.starts)
            there = days.get(day) or self._day(day).without_bookings(leaving)
            one = self._interview(place)
            found = clashes(there, Wanted.of(one), self._times[one.lead_id], self._event.zone)
            if found:
                yield Refused(place, clashes=found)
            days[day] = there if found else there.with_booking(one)

    def _interview(self, place: Proposed) -> Interview:
        panel = tuple(Panelist(who.id, who.name) for who in place.panel)
        there, before = self._records.interviews.find(place.id), place.booked
        if there is not None:  # it moves, or its booking was taken back once
            return replace(
                there,
                room_id=place.room.id,
                panel=panel,
                starts=place.starts,
                ends=place.ends,
                status=before.status if before else InterviewStatus.PLANNED,
                arrived=before.arrived if before else None,
                began=None,
                ended=None,
            )
        when, room_id = (place.starts, place.ends), place.room.id
        return booking(self._records, place.lead_id, room_id, when, panel, place.id)

    def _write(self, place: Proposed, before: Interview | None) -> Interview:
        """Book or move; `before` is the interview as it was until now, where it moves."""
        one = self._interview(place)
        before = before or self._records.interviews.find(place.id)
        if before is None:
            self._records.interviews.add(one)
            return one
        return self._records.interviews.rewrite(before, one)

    def take_back(self, accepted: Accepted) -> tuple[Interview, ...]:
        """Undo `accept`; answers with the interviews that went on since, which stay as they are.

        Raises SlotTaken where an old place was given away.
        """
        left: list[Interview] = []
        for made in accepted.booked:
            now = self._records.interviews.find(made.id)
            if now is not None and _as_it_was(now, made):
                take_off(self._records, now)
            elif now is not None and now.status is not InterviewStatus.CANCELLED:
                left.append(now)
        back = []
        for before, made in accepted.moved:
            now = self._records.interviews.find(made.id)
            if now is not None and _as_it_was(now, made):
                back.append((now, before))
            elif now is not None:
                left.append(now)
        for now, _ in back:
            self._records.interviews.change(replace(now, status=InterviewStatus.CANCELLED))
        for now, before in back:
            again = replace(
                now,
                room_id=before.room_id,
                panel=before.panel,
                starts=before.starts,
                ends=before.ends,
            )
            self._records.interviews.rewrite(now, again)
        return tuple(left)

    def _day(self, day: date) -> InterviewDay:
        """A day as it was before anything was written."""
        if day not in self._days:
            self._days[day] = read_day(self._records, self._event, day)
        return self._days[day]


def _as_it_was(now: Interview, then: Interview) -> bool:
    """Whether nobody has moved it, changed its panel or said what became of it."""
    return (now.room_id, now.starts, now.ends, now.panel_ids, now.status) == (
        *(then.room_id, then.starts, then.ends, then.panel_ids, then.status),
    )


def _as_proposed(now: Interview, then: Interview) -> bool:
    """Whether the interview is still the one that the proposal moves."""
    return (now.room_id, now.starts, now.ends, now.panel_ids, now.status, now.arrived) == (
        *(then.room_id, then.starts, then.ends, then.panel_ids, then.status, then.arrived),
    )
