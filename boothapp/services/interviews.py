"""Interview rooms: the day, who waits, and booking without a clash."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from boothapp.domain.clashes import CandidateTimes, Clash, SlotTaken, Wanted
from boothapp.domain.day_now import as_it_runs, has_begun
from boothapp.domain.errors import BadInput
from boothapp.domain.interviews import (
    Candidate,
    Interview,
    InterviewDay,
    InterviewStatus,
    NotNow,
    Slot,
    marked,
    slots_of,
)
from boothapp.domain.needs import Need
from boothapp.domain.suiting import Panels, all_clashes, whoever_suits
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.planned import check_minutes, known_room, panel_of, planned
from boothapp.services.room_days import candidate_times, need_of_lead, read_day
from boothapp.services.unbooking import take_off
from boothapp.store.records import Records
from boothapp.store.store import Store


class InterviewsService:
    """Reads and changes bookings; every change is one durable transaction."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def day(self, day: date) -> InterviewDay:
        """All rooms and their bookings on one day of the event's zone."""
        with self._store.reading() as records:
            return read_day(records, self._store.event, day)

    def candidates(self) -> tuple[Candidate, ...]:
        """Leads without an interview, hottest first."""
        with self._store.reading() as records:
            return records.candidates.waiting()

    def get(self, interview_id: str) -> Interview:
        """One booking. Raises BadInput where it is gone."""
        with self._store.reading() as records:
            return records.interviews.get(interview_id)

    def of_lead(self, lead_id: str) -> tuple[Interview, ...]:
        """All bookings of a candidate, by start."""
        with self._store.reading() as records:
            return records.interviews.of_lead(lead_id)

    def needs(self, lead_id: str) -> tuple[CandidateTimes, Need]:
        """When a candidate can and cannot, and what their interview needs. Raises NoSuchLead."""
        with self._store.reading() as records:
            return candidate_times(records, lead_id), need_of_lead(records, lead_id)

    def slots(self, day: date) -> tuple[Slot, ...]:
        """The rooms' slots of a day: each booking as it is, and free ones of each room's length.

        One that nobody booked is free until it has begun.
        """
        found, now = self.day(day), self._store.clock()
        slots = (slot for column in found.rooms for slot in slots_of(column))
        return tuple(
            one for one in slots if one.interview or not has_begun(one.starts, one.ends, now)
        )

    def check(
        self,
        lead_id: str,
        room_id: str,
        starts: datetime,
        minutes: int | None = None,
        panel: Sequence[str] | None = (),
        moving: str | None = None,
    ) -> tuple[Clash, ...]:
        """Every reason against a booking; `moving` is the booking that would leave its place.

        `panel` is as in `book`.
        """
        with self._store.reading() as records:
            one = planned(records, lead_id, room_id, starts, minutes, panel or ())
            one = replace(one, id=moving or one.id)
            panels = self._panels(records, one) if panel is None else None
            return self._clashes(records, one, panels)

    def book(
        self,
        lead_id: str,
        room_id: str,
        starts: datetime,
        minutes: int | None = None,
        panel: Sequence[str] | None = (),
        *,
        despite: bool = False,
    ) -> Interview:
        """Book a place. `starts` is aware; the length is what the candidate's need says, else the
        room's slot, unless `minutes` says so. `despite` overrules what is soft of the clashes.

        A `panel` of None is whoever suits and can; that nobody does is a clash.

        Raises SlotTaken with every reason, NoSuchLead, BadInput.
        """
        with self._store.writing(self._duty.staff_id) as records:
            one = planned(records, lead_id, room_id, starts, minutes, panel or ())
            panels = self._panels(records, one) if panel is None else None
            self._refuse_clashes(records, one, panels, despite=despite)
            if panels is not None:
                whoever = whoever_suits(Wanted.of(one), panels).panel
                one = replace(one, panel=panel_of(records, whoever))
            records.interviews.add(one)
        self._changed(one)
        return one

    def unbook(self, interview_id: str) -> Interview:
        """Take back a booking that was just made; answers with it. Raises BadInput.

        One that somebody heard of or judged is cancelled instead, as `take_off` says.
        """
        with self._store.writing(self._duty.staff_id) as records:
            before = records.interviews.get(interview_id)
            take_off(records, before)
        self._changed(before)
        return before

    def move(
        self,
        interview_id: str,
        room_id: str,
        starts: datetime,
        minutes: int | None = None,
        *,
        despite: bool = False,
        since: Interview | None = None,
    ) -> Interview:
        """Move a booking, its length kept unless `minutes` is given; answers with it as it was.

        `since` is the booking as an order that is taken back left it. Raises SlotTaken; BadInput
        for a length or a day that cannot be, for one that was moved again since, and NotNow for one
        that holds no place.
        """
        check_minutes(minutes)
        with self._store.writing(self._duty.staff_id) as records:
            before = records.interviews.get(interview_id)
            if not before.occupies:
                raise NotNow(f"{before.candidate}: this interview holds no place, plan it again.")
            if since is not None and _place(since) != _place(before):
                raise BadInput(f"{before.candidate}: this interview was moved since.")
            length = before.ends - before.starts if minutes is None else timedelta(minutes=minutes)
            moved = starts.astimezone(UTC)
            after = replace(before, room_id=room_id, starts=moved, ends=moved + length)
            self._rewrite(records, before, after, despite=despite)
        self._changed(before)
        return before

    def set_panel(
        self,
        interview_id: str,
        panel: Sequence[str],
        *,
        despite: bool = False,
        since: Sequence[str] | None = None,
    ) -> Interview:
        """Say who holds the interview; answers with it as it was.

        `since` is whom an order that is taken back left on it. Raises SlotTaken, and BadInput, also
        where others are on it since.
        """
        with self._store.writing(self._duty.staff_id) as records:
            before = records.interviews.get(interview_id)
            if since is not None and before.panel_ids != tuple(since):
                raise BadInput(f"{before.candidate}: the interviewers were changed since.")
            seated = panel_of(records, panel, before.panel)
            self._rewrite(records, before, replace(before, panel=seated), despite=despite)
        self._changed(before)
        return before

    def set_status(self, interview_id: str, status: InterviewStatus) -> Interview:
        """Mark arrived, running, done, no-show, cancelled, or planned again, now.

        Answers with the interview as it was. One that is done early ends then: the room is free.
        It gets that time back where it was not over after all, unless it was given away. Raises
        NotNow, and SlotTaken when a freed place was given away.
        """
        with self._store.writing(self._duty.staff_id) as records:
            before = records.interviews.get(interview_id)
            after = marked(before, status, self._store.clock())
            if before.status is InterviewStatus.DONE:
                after = self._at_full_length(records, after)
            if not before.occupies and after.occupies:
                self._refuse_clashes(records, after, despite=True)
            records.interviews.rewrite(before, after)
        self._changed(before)
        return before

    def _at_full_length(self, records: Records, one: Interview) -> Interview:
        whole = replace(one, ends=one.starts + records.interviews.length_before_done(one))
        given_away = any(not clash.is_soft for clash in self._clashes(records, whole))
        return one if given_away else whole

    def restore_status(self, before: Interview, since: InterviewStatus) -> Interview:
        """Undo `set_status` to `since`: what became of a booking is what it was, where it is now.

        Answers with what it was until now. Raises SlotTaken when the place was given away, NotNow
        where something else became of it.
        """
        with self._store.writing(self._duty.staff_id) as records:
            now = records.interviews.get(before.id)
            if now.status is not since:
                was = now.status.value.replace("_", "-")
                raise NotNow(f"{now.candidate}: this interview is {was} by now.")
            after = replace(
                now,
                status=before.status,
                arrived=before.arrived,
                began=before.began,
                ended=before.ended,
                ends=now.starts + (before.ends - before.starts)
                if now.status is InterviewStatus.DONE
                else now.ends,
            )
            self._rewrite(records, now, after, despite=True)
        self._changed(before)
        return now

    def book_again(self, interview: Interview) -> Interview:
        """Redo a booking that was taken back, under its own id. Raises SlotTaken, NoSuchLead."""
        with self._store.writing(self._duty.staff_id) as records:
            self._refuse_clashes(records, interview, despite=True)
            there = records.interviews.find(interview.id)
            if there is None:
                records.interviews.add(interview)
            else:
                again = replace(
                    interview,
                    sequence=there.sequence,
                    invited=there.invited,
                    organizer=there.organizer,
                )
                records.interviews.rewrite(there, again)
            booked = records.interviews.get(interview.id)
        self._changed(booked)
        return booked

    def _rewrite(
        self, records: Records, before: Interview, after: Interview, *, despite: bool
    ) -> None:
        if after.occupies:
            self._refuse_clashes(records, after, despite=despite)
        records.interviews.rewrite(before, after)

    def _refuse_clashes(
        self, records: Records, one: Interview, panels: Panels | None = None, *, despite: bool
    ) -> None:
        found = self._clashes(records, one, panels)
        refusing = tuple(clash for clash in found if not (despite and clash.is_soft))
        if refusing:
            raise SlotTaken(refusing)

    def _clashes(
        self, records: Records, interview: Interview, panels: Panels | None = None
    ) -> tuple[Clash, ...]:
        known_room(records, interview.room_id)
        event, lead_id = self._store.event, interview.lead_id
        day = read_day(records, event, event.day_of(interview.starts))
        times, need = candidate_times(records, lead_id), need_of_lead(records, lead_id)
        now = self._store.clock()
        return all_clashes(day, Wanted.of(interview), times, event.zone, need, now, panels)

    def _panels(self, records: Records, interview: Interview) -> Panels:
        """Who could hold it; what runs over now keeps its people."""
        event = self._store.event
        day = read_day(records, event, event.day_of(interview.starts))
        day = as_it_runs(day, self._store.clock())
        return Panels(day, need_of_lead(records, interview.lead_id), interview.id)

    def _changed(self, interview: Interview) -> None:
        self._events.publish(Changed("interview", interview.id))


def _place(one: Interview) -> tuple[str, datetime, datetime]:
    return one.room_id, one.starts, one.ends
