"""Interview rooms: the day, who waits, and booking without a clash."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from boothapp.domain.errors import BadInput
from boothapp.domain.event import Room
from boothapp.domain.interviews import (
    NOT_OCCUPYING,
    Candidate,
    Clash,
    Interview,
    InterviewDay,
    InterviewStatus,
    RoomDay,
    Slot,
    SlotTaken,
    clashes,
    overlaps,
)
from boothapp.ids import new_id
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.store.store import Records, Store

MAX_MINUTES = 24 * 60
"""No room is open for longer."""


class InterviewsService:
    """Reads and changes bookings; every change is one durable transaction."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def day(self, day: date) -> InterviewDay:
        """All rooms and their bookings on one day of the event's zone."""
        with self._store.reading() as records:
            return self._day(records, day)

    def candidates(self) -> tuple[Candidate, ...]:
        """Leads without an interview, hottest first."""
        with self._store.reading() as records:
            return records.interviews.candidates()

    def get(self, interview_id: str) -> Interview:
        """One booking. Raises BadInput where it is gone."""
        with self._store.reading() as records:
            return records.interviews.get(interview_id)

    def slots(self, day: date) -> tuple[Slot, ...]:
        """The rooms' slots of a day: each booking as it is, and free ones of each room's length."""
        found = self.day(day)
        return tuple(slot for column in found.rooms for slot in _slots(column))

    def next_free(self, lead_id: str) -> Slot | None:
        """The earliest free slot from now on, in any room, that suits the candidate."""
        now = self._store.clock()
        for day in self._store.event.days:
            ahead = [slot for slot in self.slots(day) if slot.interview is None]
            for slot in sorted(ahead, key=lambda slot: slot.starts):
                if slot.starts < now:
                    continue
                if not self.check(lead_id, slot.room.id, slot.starts):
                    return slot
        return None

    def check(
        self,
        lead_id: str,
        room_id: str,
        starts: datetime,
        minutes: int | None = None,
        interviewer_id: str | None = None,
        moving: str | None = None,
    ) -> tuple[Clash, ...]:
        """Every reason against a booking; `moving` is the booking that would leave its place."""
        with self._store.reading() as records:
            planned = self._planned(records, lead_id, room_id, starts, minutes, interviewer_id)
            return self._clashes(records, replace(planned, id=moving or planned.id))

    def book(
        self,
        lead_id: str,
        room_id: str,
        starts: datetime,
        minutes: int | None = None,
        interviewer_id: str | None = None,
    ) -> Interview:
        """Book a place. `starts` is aware; the length is the room's slot unless `minutes` says so.

        Raises SlotTaken with every reason, NoSuchLead, BadInput.
        """
        with self._store.writing(self._duty.staff_id) as records:
            planned = self._planned(records, lead_id, room_id, starts, minutes, interviewer_id)
            self._refuse_clashes(records, planned)
            records.interviews.add(planned, records.leads.row(lead_id).subject)
        self._changed(planned)
        return planned

    def unbook(self, interview_id: str) -> Interview:
        """Take back a booking that was just made; answers with it. Raises BadInput."""
        with self._store.writing(self._duty.staff_id) as records:
            before = records.interviews.get(interview_id)
            records.interviews.remove(interview_id, records.leads.row(before.lead_id).subject)
        self._changed(before)
        return before

    def move(
        self, interview_id: str, room_id: str, starts: datetime, minutes: int | None = None
    ) -> Interview:
        """Move a booking, its length kept unless `minutes` is given; answers with it as it was."""
        with self._store.writing(self._duty.staff_id) as records:
            before = records.interviews.get(interview_id)
            length = before.ends - before.starts if minutes is None else timedelta(minutes=minutes)
            moved = starts.astimezone(UTC)
            self._rewrite(
                records, replace(before, room_id=room_id, starts=moved, ends=moved + length)
            )
        self._changed(before)
        return before

    def assign(self, interview_id: str, interviewer_id: str | None) -> str | None:
        """Say who holds the interview; answers with who did. Raises SlotTaken."""
        with self._store.writing(self._duty.staff_id) as records:
            before = records.interviews.get(interview_id)
            names = {who.id: who.name for who in records.setup.settings().interviewers}
            name = names.get(interviewer_id or "", "")
            self._rewrite(records, replace(before, interviewer_id=interviewer_id, interviewer=name))
        self._changed(before)
        return before.interviewer_id

    def set_status(self, interview_id: str, status: InterviewStatus) -> InterviewStatus:
        """Mark arrived, running, done, no-show, cancelled, or planned again.

        Answers with the status before. Raises SlotTaken when a freed place was given away.
        """
        with self._store.writing(self._duty.staff_id) as records:
            before = records.interviews.get(interview_id)
            changed = replace(before, status=status)
            if before.status in NOT_OCCUPYING and status not in NOT_OCCUPYING:
                self._refuse_clashes(records, changed)
            records.interviews.change(changed, records.leads.row(before.lead_id).subject)
        self._changed(before)
        return before.status

    def _rewrite(self, records: Records, interview: Interview) -> None:
        if interview.status not in NOT_OCCUPYING:
            self._refuse_clashes(records, interview)
        records.interviews.change(interview, records.leads.row(interview.lead_id).subject)

    def _planned(
        self,
        records: Records,
        lead_id: str,
        room_id: str,
        starts: datetime,
        minutes: int | None,
        interviewer_id: str | None,
    ) -> Interview:
        lead = records.leads.row(lead_id)
        room = _room(records, room_id)
        names = {who.id: who.name for who in records.setup.settings().interviewers}
        if interviewer_id is not None and interviewer_id not in names:
            raise BadInput("This interviewer is not known here.")
        if starts.tzinfo is None:
            raise BadInput("The time of an interview needs a zone.")
        if minutes is not None and minutes > MAX_MINUTES:
            raise BadInput(f"An interview lasts at most {MAX_MINUTES} minutes.")
        starts = starts.astimezone(UTC)
        length = timedelta(minutes=room.slot_minutes if minutes is None else minutes)
        return Interview(
            id=new_id(),
            room_id=room_id,
            lead_id=lead_id,
            candidate=lead.name or lead.email or "This candidate",
            affiliation=lead.affiliation,
            rating=records.leads.rating(lead.rating),
            interviewer_id=interviewer_id,
            interviewer=names.get(interviewer_id or "", ""),
            starts=starts,
            ends=starts + length,
            status=InterviewStatus.PLANNED,
        )

    def _refuse_clashes(self, records: Records, interview: Interview) -> None:
        found = self._clashes(records, interview)
        if found:
            raise SlotTaken(found)

    def _clashes(self, records: Records, interview: Interview) -> tuple[Clash, ...]:
        room = _room(records, interview.room_id)
        opens, closes = self._hours(room, self._event_day(interview.starts))
        around = records.interviews.between(interview.starts, interview.ends)
        return clashes(
            room=room,
            opens=opens,
            closes=closes,
            lead_id=interview.lead_id,
            interviewer_id=interview.interviewer_id,
            starts=interview.starts,
            ends=interview.ends,
            others=tuple(other for other in around if other.id != interview.id),
            busy=records.lead_views.detail(interview.lead_id).person.busy,
        )

    def _day(self, records: Records, day: date) -> InterviewDay:
        settings = records.setup.settings()
        midnight = datetime.combine(day, time(), settings.event.zone)
        next_midnight = datetime.combine(day + timedelta(days=1), time(), settings.event.zone)
        bookings = records.interviews.between(midnight, next_midnight)
        columns = tuple(
            RoomDay(
                room,
                *self._hours(room, day),
                tuple(booking for booking in bookings if booking.room_id == room.id),
            )
            for room in settings.rooms
        )
        return InterviewDay(day, columns, settings.interviewers)

    def _event_day(self, starts: datetime) -> date:
        """The day of an instant. Raises BadInput where it is no day of the event."""
        event = self._store.event
        day = event.local(starts).date()
        if not event.first_day <= day <= event.last_day:
            raise BadInput(f"{day} is no day of the event ({event.first_day} to {event.last_day}).")
        return day

    def _hours(self, room: Room, day: date) -> tuple[datetime, datetime]:
        """A room's opening hours on a day, as UTC instants.

        UTC, because two times in one zone subtract as wall clocks, wrongly across a clock change.
        """
        zone = self._store.event.zone
        opens, closes = (datetime.combine(day, hour, zone) for hour in (room.opens, room.closes))
        return opens.astimezone(UTC), closes.astimezone(UTC)

    def _changed(self, interview: Interview) -> None:
        self._events.publish(Changed("interview", interview.id))


def _room(records: Records, room_id: str) -> Room:
    room = next((room for room in records.setup.rooms() if room.id == room_id), None)
    if room is None:
        raise BadInput("This room is not known here.")
    return room


def _slots(column: RoomDay) -> Iterator[Slot]:
    """The free slots lie on the room's grid; a booking off the grid hides those it touches."""
    holding = [booking for booking in column.interviews if booking.status not in NOT_OCCUPYING]
    found = [Slot(column.room, booking.starts, booking.ends, booking) for booking in holding]
    step = timedelta(minutes=column.room.slot_minutes)
    starts = column.opens
    while starts + step <= column.closes:
        if not any(overlaps(starts, starts + step, booking) for booking in holding):
            found.append(Slot(column.room, starts, starts + step, None))
        starts += step
    yield from sorted(found, key=lambda slot: slot.starts)
