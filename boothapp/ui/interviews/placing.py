"""Bringing a person and a place together: pick one, then the other; Escape lets go of both.

The same for the pointer and for the keys: both pick, aim at places, and drop.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QObject, QTimer, Signal

from boothapp.domain.clashes import CandidateTimes, Clash
from boothapp.domain.interviews import Interview, InterviewDay
from boothapp.domain.needs import Need
from boothapp.services.bundle import Services
from boothapp.ui.interviews.blocks import Block, Column, Picked
from boothapp.ui.interviews.day_rule import DayRule, nearest_free
from boothapp.ui.tasks import Tasks

_ASK_AFTER = 120  # ms that an aim stands still before the store is asked about it


@dataclass(frozen=True, slots=True)
class Placement:
    """A person and a place that belong together now: to be booked, or moved."""

    picked: Picked
    place: Block

    @property
    def stays(self) -> bool:
        """Whether it was put down where it was taken up."""
        before, place = self.picked.moving, self.place
        return before is not None and (before.room_id, before.starts, before.ends) == (
            place.room.id,
            place.starts,
            place.ends,
        )


class Placing(QObject):
    """Holds what was picked first, where it would go, and says when both are there.

    `changed` comes when a pick, the wanted place or what is known of the day changes; `aimed` when
    only the place aimed at does. `ready` carries a Placement, `refused` one that clashes.
    """

    changed = Signal()
    aimed = Signal()
    ready = Signal(object)
    refused = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._tasks = services, tasks
        self._names: dict[str, str] = {}
        self._now: datetime | None = None
        self._needs: tuple[CandidateTimes, Need] | None = None  # None: not read yet
        self._day: InterviewDay | None = None
        self._zone: tzinfo = UTC
        self._question = 0  # counts the picks, so that an answer about an older one is dropped
        self._timer = QTimer(self, singleShot=True, interval=_ASK_AFTER)
        self._timer.timeout.connect(self._ask_store)
        self.picked: Picked | None = None
        self.wanted: Block | None = None
        self.aim: Block | None = None
        self.rule: DayRule | None = None
        self.lit: tuple[Block, ...] = ()
        self.dragged = False
        """The pointer holds it: what it is dropped on is where the button is released."""
        self.edge = 0
        """Which edge is dragged: 1 the lower, -1 the upper one, 0 the whole booking."""

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """What stands in the way of the place that is aimed at."""
        return self.rule.clashes(self.aim) if self.rule and self.aim else ()

    @property
    def who(self) -> str:
        """Who can hold the interview in the free places, where that was said."""
        panel = (self.picked.panel or ()) if self.picked else ()
        names = [self._names[who] for who in panel if who in self._names]
        return f"{' and '.join(names)} can" if names else ""

    @property
    def nearest(self) -> Block | None:
        """The free place nearest to the one aimed at."""
        return nearest_free(self.aim, self.lit) if self.aim else None

    def pick(self, picked: Picked, *, dragged: bool = False, edge: int = 0) -> None:
        """Take up a person; if a place waits for somebody, that is the person's place."""
        if self.wanted is not None and not dragged:
            self.ready.emit(Placement(picked, self.wanted))
            return
        self.picked, self.wanted, self.dragged, self.edge = picked, None, dragged, edge
        self.aim, self._needs = None, None
        self._question += 1
        question = self._question
        self._tasks.run(
            lambda: self._services.interviews.needs(picked.lead_id),
            on_success=lambda needs: self._learn_needs(*needs, question),
            on_error=lambda _error: self._learn_needs(CandidateTimes(), Need(), question),
        )
        self.changed.emit()

    def pick_up(self, interview: Interview, *, dragged: bool = False, edge: int = 0) -> None:
        """Take up a booking to move it, or one of its edges."""
        self.wanted = None
        self.pick(Picked.up(interview), dragged=dragged, edge=edge)

    def choose(self, place: Block) -> None:
        """Take a free place for who is picked next."""
        self.wanted = place
        self.changed.emit()

    def aim_at(self, place: Block | None) -> None:
        """Say where it would go now; None is nowhere."""
        if self.picked is None or place == self.aim:
            return
        self.aim = place
        if place is not None:
            self._timer.start()
        self.aimed.emit()

    def drop(self) -> None:
        """Leave it where it is aimed at; nothing happens over a clash but that it is said."""
        if self.picked is None or self.aim is None:
            return
        placement = Placement(self.picked, self.aim)
        (self.refused if self.clashes else self.ready).emit(placement)

    def set_panel(self, panel: tuple[str, ...] | None) -> None:
        """Say who will hold the interview of the picked person; None is whoever suits."""
        if self.picked is not None:
            self.picked = replace(self.picked, panel=panel)
            self._renew_rule()

    def let_go(self) -> None:
        """Put everything back."""
        if self.picked is None and self.wanted is None:
            return
        self.picked, self.wanted, self.aim, self.rule = None, None, None, None
        self.lit, self.dragged, self.edge = (), False, 0
        self._question += 1
        self._timer.stop()
        self.changed.emit()

    def show_day(
        self, day: InterviewDay, columns: tuple[Column, ...], now: datetime, zone: tzinfo
    ) -> None:
        """Other rooms are shown now: another day, or something changed."""
        self._day, self._now, self._zone = day, now, zone
        self._names = {who.id: who.name for who in day.interviewers}
        free = {block for column in columns for block in column.blocks if block.is_free}
        if self.wanted is not None and self.wanted not in free:
            self.wanted = None
        if self.picked is not None:
            self._renew_rule()

    def _learn_needs(self, times: CandidateTimes, need: Need, question: int) -> None:
        if question == self._question and self.picked is not None:
            self._needs = times, need
            if self.picked.moving is None:
                self.picked = replace(self.picked, length=need.minutes)
            self._renew_rule()

    def _renew_rule(self) -> None:
        needs, day, now = self._needs, self._day, self._now
        if self.picked and needs is not None and day is not None and now is not None:
            self.rule = DayRule(day, self.picked, *needs, self._zone, now)
            self.lit = () if self.edge else self.rule.lit()
        self.changed.emit()

    def _ask_store(self) -> None:
        """Have the store's own word about the place: it may know more than is shown here."""
        picked, place, rule = self.picked, self.aim, self.rule
        if picked is None or place is None or rule is None:
            return
        minutes = round((place.ends - place.starts).total_seconds() / 60)
        moving = picked.moving.id if picked.moving else None
        self._tasks.run(
            lambda: self._services.interviews.check(
                picked.lead_id,
                place.room.id,
                place.starts,
                minutes,
                picked.panel,
                moving,
            ),
            on_success=lambda found: self._hear_store(rule, place, found),
            on_error=lambda _error: None,  # said when it is dropped there
        )

    def _hear_store(self, rule: DayRule, place: Block, found: tuple[Clash, ...]) -> None:
        if rule is self.rule and found != rule.clashes(place):
            rule.learn(place, found)
            if place in self.lit and found:
                self.lit = tuple(one for one in self.lit if one != place)
                self.changed.emit()
            if place == self.aim:
                self.aimed.emit()
