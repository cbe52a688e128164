"""Scenes of the booking card and what opens from it, for tools/shots.py."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QScrollArea

from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.scorecards import ScoreVerdict
from boothapp.services.bundle import Services
from boothapp.ui.candidates.busy_import import BusyImportDialog
from boothapp.ui.invitations.day_sheets import DaySheetsDialog
from boothapp.ui.pages.interviews import InterviewsPage
from boothapp.ui.pages.leads import LeadsPage

if TYPE_CHECKING:
    from tools.shots import Stage


def _fill(services: Services) -> None:
    """Who is on duty is on the panel of the interview that is running."""
    settings, duty = services.settings, services.duty.name
    people = settings.get().interviewers
    me = next((one for one in people if one.name == duty), None)
    me = me or settings.add_interviewer(duty)
    running = _one(services, InterviewStatus.RUNNING)
    if me.id not in running.panel_ids:
        services.interviews.set_panel(running.id, (*running.panel_ids, me.id), despite=True)


def _one(services: Services, status: InterviewStatus) -> Interview:
    event = services.settings.get().event
    day = services.interviews.day(event.local(services.now()).date())
    return next(one for one in day.interviews if one.status is status)


def _page(stage: Stage, status: InterviewStatus | None) -> InterviewsPage:
    services = stage.demo.services
    _fill(services)
    stage.body.navigate("interviews")
    stage.settle(600)
    page = cast("InterviewsPage", stage.body.pages["interviews"])
    page.placing.let_go()
    stage.settle(200)
    if status is not None:
        index = page.model.find_interview(_one(services, status).id)
        page.view.setFocus()
        page.view.setCurrentIndex(index)
        stage.settle(400)
    return page


def waiting(stage: Stage) -> None:
    """Who waits, with what their interviews need."""
    _page(stage, None)


def booking(stage: Stage) -> None:
    """A booking that is running."""
    _page(stage, InterviewStatus.RUNNING)


def planned(stage: Stage) -> None:
    """A booking that is planned."""
    _page(stage, InterviewStatus.PLANNED)


def invite(stage: Stage) -> None:
    """Who is written to."""
    _page(stage, InterviewStatus.PLANNED).cards.invite()
    stage.settle(400)


def invited(stage: Stage) -> None:
    """The mails that were written."""
    services = stage.demo.services
    page = _page(stage, InterviewStatus.PLANNED)
    page.cards.invite()
    stage.settle(400)
    dialog = page.cards.dialog
    folder = Path(tempfile.mkdtemp()) / "Invitations"
    dialog.folder.show_folder(folder)  # type: ignore[union-attr] # the InvitationsDialog
    dialog.write_all()  # type: ignore[union-attr]
    stage.settle(600)
    assert services.invitations.due()  # noqa: S101 - others are due


def menu(stage: Stage) -> None:
    """The page's menu."""
    page = _page(stage, None)
    page.desk.left.more.click()
    stage.settle(300)


def judge(stage: Stage) -> None:
    """One's own card, others' to come."""
    page = _page(stage, InterviewStatus.RUNNING)
    page.cards.judge()
    stage.settle(400)


def judged(stage: Stage) -> None:
    """Read only, for who is not on the panel."""
    _page(stage, InterviewStatus.PLANNED).cards.judge()
    stage.settle(400)


def handed_in(stage: Stage) -> None:
    """One's own card is in, another's too."""
    services = stage.demo.services
    page = _page(stage, InterviewStatus.RUNNING)
    one = _one(services, InterviewStatus.RUNNING)
    criteria = services.settings.get().criteria
    duty = services.duty.name
    others = (
        (duty, ScoreVerdict.YES, 3),
        (one.panel[0].name, ScoreVerdict.STRONG_YES, 4),
    )
    for name, verdict, mark in others:
        services.duty.switch(name)
        if not any(seat.is_mine and seat.handed_in for seat in services.scorecards.seats(one.id)):
            marks = {asked.id: mark for asked in criteria[:2]}
            words = "Knew where the bound is loose before being asked."
            services.scorecards.save(one.id, marks, verdict, words, hand_in=True)
    services.duty.switch(duty)
    stage.settle(400)
    page.cards.judge()
    stage.settle(400)


def busy(stage: Stage) -> None:
    """Own talks and posters, one being added."""
    page = _page(stage, None)
    waiting = stage.demo.services.interviews.candidates()
    who = next(one for one in waiting if one.busy)
    page.cards.candidates.open_busy(who.lead_id)
    stage.settle(400)
    page.cards.candidates.dialog.begin()  # type: ignore[union-attr] # the BusyDialog
    stage.settle(200)


def need(stage: Stage) -> None:
    """What an interview needs."""
    page = _page(stage, None)
    page.cards.candidates.open_need(stage.demo.services.interviews.candidates()[0].lead_id)
    stage.settle(400)


def busy_import(stage: Stage) -> None:
    """Busy times of several people, some rows not understood."""
    page = _page(stage, None)
    leads = [row for row in stage.demo.services.leads.table() if row.badge_id][:2]
    day = stage.demo.services.now().date()
    rows = [
        "badge id,start,end,title,kind,place",
        f"{leads[0].badge_id},{day} 15:00,16:00,Sparse attention,talk,Hall A",
        f"{leads[1].badge_id},{day} 16:30,17:30,Poster 1187,poster,Hall C",
        f"nobody@x.example,{day} 15:00,16:00,Else,talk,Hall B",
        f"{leads[1].badge_id},soon,16:00,When,talk,",
        f",{day} 15:00,16:00,Who,talk,",
    ]
    path = Path(tempfile.mkdtemp()) / "posters.csv"
    path.write_text("\n".join(rows), "utf-8")
    dialog = BusyImportDialog(stage.body.context, page.window())  # type: ignore[arg-type]
    dialog.open()
    stage.settle(300)
    dialog.open_file(path)
    stage.settle(500)


def day_sheets(stage: Stage) -> None:
    """Sheets for rooms."""
    page = _page(stage, None)
    DaySheetsDialog(stage.body.context, page.window()).open()  # type: ignore[arg-type]
    stage.settle(400)


def lead_panel(stage: Stage) -> None:
    """The lead of a judged interview."""
    services = stage.demo.services
    _fill(services)
    stage.body.navigate("leads", _one(services, InterviewStatus.RUNNING).lead_id)
    stage.settle(700)
    page = cast("LeadsPage", stage.body.pages["leads"])
    scroll = page.panel.findChild(QScrollArea)
    assert scroll is not None  # noqa: S101 - the panel scrolls
    scroll.ensureWidgetVisible(page.panel.interview)


def erased_invited(stage: Stage) -> None:
    """Somebody was erased whose interview stands in calendars."""
    from boothapp.ui.privacy.person_menu import open_erase

    services = stage.demo.services
    _fill(services)
    one = next(due for due in services.invitations.due() if due.invited is None)
    services.invitations.write([one.id], Path(tempfile.mkdtemp()) / "Invitations")
    subject = services.leads.detail(one.lead_id).subject
    dialog = open_erase(stage.body.context, subject, stage.window)  # type: ignore[arg-type]
    stage.settle(500)
    dialog.erase.click()
    stage.settle(900)


SCENES: dict[str, Callable[[Stage], None]] = {
    f"card_{name.__name__}": name
    for name in (
        *(waiting, booking, planned, menu, invite, invited, judge, judged, handed_in),
        *(need, busy, busy_import, day_sheets, lead_panel, erased_invited),
    )
}
