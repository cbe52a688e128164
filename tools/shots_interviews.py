"""Scenes of the day of interviews: what happens just now, the queue, and the door."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from boothapp.domain.clashes import SlotTaken
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.people import ScanSource
from boothapp.domain.queue import QueueKind
from boothapp.ui.interviews.desk_loader import CHECK_IN
from boothapp.ui.pages.interviews import InterviewsPage

if TYPE_CHECKING:
    from tools.shots import Stage


def interviews_page(stage: Stage) -> InterviewsPage:
    """Show the page with nobody being carried."""
    stage.body.navigate("interviews")
    stage.settle(400)
    page = cast("InterviewsPage", stage.body.pages["interviews"])
    page.placing.let_go()
    return page


def _today(stage: Stage) -> list[Interview]:
    day = stage.demo.services.day_now.today()
    return list(day.interviews) if day is not None else []


def _of(stage: Stage, *statuses: InterviewStatus) -> list[Interview]:
    return sorted(
        (one for one in _today(stage) if one.status in statuses), key=lambda one: one.starts
    )


def alerts(stage: Stage) -> None:
    """One runs over, the next one waits, somebody has not come."""
    page = interviews_page(stage)
    services = stage.demo.services
    now = services.now()
    running = _of(stage, InterviewStatus.RUNNING)[0]
    minutes = int((now - running.starts) / timedelta(minutes=1)) // 5 * 5
    services.interviews.move(running.id, running.room_id, running.starts, minutes, despite=True)
    for one in _of(stage, InterviewStatus.PLANNED)[:2]:
        services.interviews.set_status(one.id, InterviewStatus.ARRIVED)
    late = _of(stage, InterviewStatus.PLANNED)[0]
    before = now - timedelta(minutes=12)
    services.interviews.set_panel(late.id, (), despite=True)
    for room in services.settings.get().rooms:
        with suppress(SlotTaken):
            services.interviews.move(late.id, room.id, before, 15, despite=True)
            break
    waits = _of(stage, InterviewStatus.PLANNED)[-1]
    services.interviews.set_panel(waits.id, (), despite=True)
    ends = services.interviews.get(running.id).ends
    services.interviews.move(waits.id, running.room_id, ends, 30, despite=True)
    page.desk.reload()
    stage.settle(400)


def queue(stage: Stage) -> None:
    """Two are in line."""
    page = interviews_page(stage)
    services = stage.demo.services
    for number, who in enumerate(services.interviews.candidates()[:3]):
        kind = QueueKind.STANDBY if number == 1 else QueueKind.WALK_IN
        services.queue.join(who.lead_id, kind)
    page.desk.left.show_queue()
    stage.settle(400)


def queue_empty(stage: Stage) -> None:
    """Nobody is in line."""
    page = interviews_page(stage)
    for entry in stage.demo.services.queue.line():
        stage.demo.services.queue.put(entry.candidate.lead_id, None)
    page.desk.left.show_queue()
    stage.settle(400)


def freed(stage: Stage) -> None:
    """A cancelled one leaves a place for who is first in line."""
    queue(stage)
    page = interviews_page(stage)
    page.orders.set_status(_of(stage, InterviewStatus.PLANNED)[0], InterviewStatus.CANCELLED)
    stage.settle(600)


def check_in(stage: Stage) -> None:
    """A badge is scanned at the door."""
    page = interviews_page(stage)
    services = stage.demo.services
    services.settings.set_preference(CHECK_IN, "on")
    stage.settle(400)
    here = _of(stage, InterviewStatus.PLANNED)[-1]
    page.desk.freed.places.clear()
    badge = next(row.badge_id for row in services.leads.table() if row.id == here.lead_id)
    scan = page.door_scan
    assert scan is not None  # noqa: S101 - just switched on
    scan(str(badge), ScanSource.SCANNER)
    stage.settle(600)


def signs(stage: Stage) -> None:
    """The signs of all rooms."""
    page = interviews_page(stage)
    for room in stage.demo.services.settings.get().rooms:
        page.desk.door.open_sign(room)
    stage.settle(600)


SCENES = {
    "interviews_alerts": alerts,
    "interviews_queue": queue,
    "interviews_freed": freed,
    "interviews_queue_empty": queue_empty,
    "interviews_check_in": check_in,
    "interviews_signs": signs,
}
