"""Fill automatically: a proposal beside the present plan, and nothing changes until it is taken."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from boothapp.domain.errors import BadInput, NoSuchLead, NothingToDo
from boothapp.domain.fitting import Fit
from boothapp.domain.interviews import HERE, Interview, InterviewDay
from boothapp.domain.timetable import Timetable
from boothapp.scheduling import Planner, Progress, check, moved, repair
from boothapp.services.accepting import Accepting
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.fitting import fits
from boothapp.services.proposals import Accepted, Plan, Proposal, proposal_of
from boothapp.services.room_days import read_day
from boothapp.services.timetable_problem import Asked, Translation, translate
from boothapp.store.candidates import Wishes
from boothapp.store.records import Records
from boothapp.store.store import Store

SEARCH_SECONDS = 15.0
"""How long somebody waits for a better timetable, unless they say otherwise."""
REPAIR_SECONDS = 1.0
"""How long a repair is searched for; the fewest moves are found in a part of it."""
FILL_AHEAD = timedelta(minutes=30)
"""How long from now a filled place begins at the soonest: who gets it has to hear of it first."""


class PlanningService:
    """Proposes timetables, and books what somebody accepts."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def begin(self, seconds: float) -> Plan:
        """Look for the best places for everybody who waits, for so long at most.

        Booked interviews stay, and no place begins sooner than FILL_AHEAD from now. Raises
        NothingToDo where nobody waits, BadInput where no day or room is left.
        """
        now = self._store.clock()
        soonest = now + FILL_AHEAD
        with self._store.reading() as records:
            days = self._days(records, soonest)
            asked = [Asked.of(one) for one in records.candidates.waiting()]
        if not asked:
            raise NothingToDo("Nobody waits for an interview: there is nothing to plan.")
        found = translate(days, asked, now, self._store.event.zone, soonest)
        return Plan(Planner().start(found.problem, seconds), found, days)

    def repair(self) -> Proposal:
        """New places for the booked interviews that cannot stay, with as few moves as can be, and
        each as near as can be: the day, the time, the room, the people.

        An interview cannot stay where its room, its panel or the candidate cannot be had any more,
        by the hours and times that are set now; against limits somebody may have decided. Of one
        candidate's interviews one moves. Raises NothingToDo where all can stay.
        """
        now = self._store.clock()
        with self._store.reading() as records:
            days = self._days(records, now, booked=True)
            wishes = records.candidates.wishes_ahead(now)
        ahead = fits(days, wishes, now, self._store.event.zone)
        asked_of = [_asked(one, wishes[one.interview.lead_id]) for one in ahead]
        stuck = [one for one in asked_of if one.stuck]
        if not stuck:
            raise NothingToDo(
                "Every interview ahead can stay as it is: there is nothing to repair."
            )
        both = zip(asked_of, ahead, strict=True)
        movable = [one for one, fit in both if not (fit.stuck or fit.against)]
        asked = _one_of_each_lead((*stuck, *movable))
        found = self._translated(days, asked, now)
        settled = {one.key for one in asked if one.booked is not None and _settled(one.booked)}
        table = repair(found.problem, found.before, REPAIR_SECONDS, settled)
        worth = sum(request.value for request in found.problem.requests)
        changed = moved(found.before, table)
        shown = Timetable({key: table.placements[key] for key in sorted(changed)}, table.value)
        proposal = proposal_of(
            found, days, Progress(shown, worth, REPAIR_SECONDS), unplaced_in=table, reasons=True
        )
        waiting = sum(one not in asked for one in stuck)
        stays = len(ahead) - waiting - len(changed) - len(proposal.unplaced)
        return replace(proposal, stays=stays)

    def accept(self, proposal: Proposal) -> Accepted:
        """Book and move all of it in one step; what cannot be had any more is left out and said."""
        with self._store.writing(self._duty.staff_id) as records:
            accepted = self._accepting(records).accept(proposal)
        self._changed()
        return accepted

    def take_back(self, accepted: Accepted) -> tuple[Interview, ...]:
        """Undo `accept`; answers with the interviews that went on since, which stay as they are.

        Raises SlotTaken where a place was given away since; nothing changed.
        """
        with self._store.writing(self._duty.staff_id) as records:
            left = self._accepting(records).take_back(accepted)
        self._changed()
        return left

    def gone(self, leads: Collection[str]) -> frozenset[str]:
        """Those of the leads that are none any more."""
        with self._store.reading() as records:
            return frozenset(lead for lead in leads if not _is_there(records, lead))

    def _accepting(self, records: Records) -> Accepting:
        return Accepting(records, self._store.event, self._store.clock())

    def _days(
        self, records: Records, after: datetime, *, booked: bool = False
    ) -> tuple[InterviewDay, ...]:
        """The days on which a room is open after that; `booked`: or an interview begins."""
        event = self._store.event
        today = event.local(self._store.clock()).date()
        days = tuple(read_day(records, event, day) for day in event.days if day >= today)
        is_open = [any(column.closes > after for column in day.rooms) for day in days]
        if not any(is_open):
            raise BadInput("No room is open any more: there is no place to plan for.")
        return tuple(
            day
            for day, has_room in zip(days, is_open, strict=True)
            if has_room or (booked and any(one.starts >= after for one in day.interviews))
        )

    def _translated(
        self, days: tuple[InterviewDay, ...], asked: Sequence[Asked], now: datetime
    ) -> Translation:
        """The problem of a repair. Who can stay, and on ticks would seem not to, is not moved."""
        while True:
            found = translate(days, asked, now, self._store.event.zone)
            firm = {key: at for key, at in found.before.items() if not found.asked[key].stuck}
            wrong = {one.request for one in check(found.problem, Timetable(firm, 0.0))}
            if not wrong & firm.keys():
                return found
            asked = [one for one in asked if one.key not in wrong or one.stuck]

    def _changed(self) -> None:
        self._events.publish(Changed("interview"))


def _one_of_each_lead(asked: Iterable[Asked]) -> list[Asked]:
    """The first of each lead: two that move at once could come to lie at the same time."""
    found: dict[str, Asked] = {}
    for one in asked:
        found.setdefault(one.lead_id, one)
    return list(found.values())


def _is_there(records: Records, lead_id: str) -> bool:
    try:
        records.leads.row(lead_id)
    except NoSuchLead:
        return False
    return True


def _settled(one: Interview) -> bool:
    """Whether somebody counts with its time: they were invited, or are here."""
    return one.invited is not None or one.status in HERE


def _asked(fit: Fit, wishes: Wishes) -> Asked:
    one = fit.interview
    return Asked(
        key=one.id,
        lead_id=one.lead_id,
        name=one.candidate,
        rating=one.rating,
        need=wishes.need,
        busy=wishes.busy,
        booked=one,
        why=fit.reasons,
    )
