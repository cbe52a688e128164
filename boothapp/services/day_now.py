"""The day itself: who is at the door, who is late, and what runs over."""

from datetime import timedelta

from boothapp.domain.day_now import GRACE, Noteworthy, noteworthy
from boothapp.domain.errors import NothingToDo
from boothapp.domain.interviews import HERE, Interview, InterviewDay, InterviewStatus
from boothapp.services.interviews import InterviewsService
from boothapp.store.store import Store

GRACE_MINUTES = "interviews.grace"
"""The preference that says for how many minutes a room is kept."""


class DayNowService:
    """Looks at today's interviews; what it changes, it asks the interviews' service for."""

    def __init__(self, store: Store, interviews: InterviewsService) -> None:
        self._store = store
        self._interviews = interviews

    def today(self) -> InterviewDay | None:
        """The day as it is now, None on a day that is none of the event."""
        today = self._store.event.local(self._store.clock()).date()
        return self._interviews.day(today) if today in self._store.event.days else None

    def noteworthy(self) -> tuple[Noteworthy, ...]:
        """What does not go as planned just now, the most pressing first."""
        day = self.today()
        return noteworthy(day, self._store.clock(), self.grace()) if day else ()

    def grace(self) -> timedelta:
        """How long a room is kept for somebody who is late."""
        with self._store.reading() as records:
            chosen = records.setup.preference(GRACE_MINUTES)
        return GRACE if chosen is None else timedelta(minutes=int(chosen))

    def expected(self, lead_id: str) -> Interview:
        """The interview of today that somebody at the door comes for: the nearest in time.

        One that is over is none; one that was given up on is, until then. Who is here for one
        already comes for the next only shortly before it: a second scan at the door is no second
        arrival. Raises NothingToDo where they have none ahead today, or have arrived already.
        """
        day, now, soon = self.today(), self._store.clock(), self.grace()
        own = [one for one in day.interviews if one.lead_id == lead_id] if day else []
        planned = [one for one in own if one.status is InterviewStatus.PLANNED and one.ends > now]
        missed = [one for one in own if one.status is InterviewStatus.NO_SHOW and one.ends > now]
        is_here = any(one.status in HERE for one in own)
        if is_here:
            planned = [one for one in planned if one.starts <= now + soon]
        if planned:
            return min(planned, key=lambda one: abs(one.starts - now))
        if is_here:
            raise NothingToDo(f"{own[0].candidate} is here already.")
        if missed:
            return missed[0]
        raise NothingToDo("This person has no interview ahead today.")

    def arrive(self, lead_id: str) -> Interview:
        """Mark that a candidate is at the door; answers with the interview as it was.

        Raises NothingToDo as `expected` does.
        """
        return self._interviews.set_status(self.expected(lead_id).id, InterviewStatus.ARRIVED)
