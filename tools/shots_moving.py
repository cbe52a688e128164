"""Scenes of carrying a booking, by hand or by the search, for tools/shots.py."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from boothapp.domain.interviews import Candidate, InterviewStatus
from boothapp.ui.pages.interviews import InterviewsPage
from tools.shots_interviews import interviews_page

if TYPE_CHECKING:
    from tools.shots import Stage


def _busy_candidate(page: InterviewsPage) -> Candidate:
    """Somebody who waits and has a poster or a talk on the day that is shown."""
    model = page.panel.list.model()
    found: list[Candidate] = [
        model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())
    ]
    content = page.view.content
    assert content is not None  # noqa: S101 - the demo has rooms
    day = [one for one in found if any(content.starts < b.ends < content.ends for b in one.busy)]
    return (day or found)[0]


def _dragging(stage: Stage, *, clash: bool) -> None:
    """A person is dragged from the list over the day, and held there."""
    page = interviews_page(stage)
    who = _busy_candidate(page)
    people, view = page.panel.list, page.view
    row = next(
        index
        for index in (people.model().index(n, 0) for n in range(people.model().rowCount()))
        if index.data(Qt.ItemDataRole.UserRole) == who
    )
    people.scrollTo(row)
    start = people.visualRect(row).center()
    QTest.mousePress(people.viewport(), Qt.MouseButton.LeftButton, pos=start)
    held = Qt.MouseButton.LeftButton
    content, room = view.content, page.model.columns[0].room_day
    assert content is not None  # noqa: S101 - the demo has rooms
    busy = who.busy[0].starts if who.busy else room.opens
    at = QPoint(
        content.column_width * 2 // 3,
        content.y(busy + timedelta(minutes=20) if clash else room.closes - timedelta(minutes=20)),
    )
    for where in (start + QPoint(30, 0), start + QPoint(60, 0)):
        _drag_to(people.viewport(), where, held)
    stage.settle(200)
    where = at - view.content_point(QPoint())
    _drag_to(
        people.viewport(), people.viewport().mapFromGlobal(view.viewport().mapToGlobal(where)), held
    )


def _drag_to(widget: QWidget, where: QPoint, held: Qt.MouseButton) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(where),
        QPointF(widget.mapToGlobal(where)),
        Qt.MouseButton.NoButton,
        held,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def dragging(stage: Stage) -> None:
    """Somebody is dragged over a free place."""
    _dragging(stage, clash=False)


def dragging_clash(stage: Stage) -> None:
    """Somebody is dragged over their own poster."""
    _dragging(stage, clash=True)


def move_mode(stage: Stage) -> None:
    """A booking is carried with the arrows."""
    page = interviews_page(stage)
    planned = next(
        page.model.find_interview(block.interview.id)
        for column in page.model.columns
        for block in column.blocks
        if block.interview and block.interview.status is InterviewStatus.PLANNED
    )
    page.view.setFocus()
    page.view.setCurrentIndex(planned)
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    stage.settle(200)
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    QTest.keyClick(page.view, Qt.Key.Key_Down)


def filling(stage: Stage) -> None:
    """A proposal beside the present plan, at the end of its search."""
    page = interviews_page(stage)
    page.filling.start(None)
    for _ in range(80):
        stage.settle(250)
        if page.filling.page.isVisible() and not page.filling.page.stop.isVisible():
            return


def _lose_one(stage: Stage) -> InterviewsPage:
    """Elif Yıldız leaves, and her interviews no longer fit."""
    page = interviews_page(stage)
    settings = stage.demo.services.settings
    for who in settings.get().interviewers:
        if who.name.startswith("Elif"):
            settings.remove_interviewer(who.id)
    stage.settle(600)
    return page


def unfit(stage: Stage) -> None:
    """What no longer fits is said above the day and marked in it."""
    _lose_one(stage)


def repairing(stage: Stage) -> None:
    """New places for what no longer fits."""
    _lose_one(stage).filling.repair(None)
    stage.settle(2500)


SCENES = {
    "interviews_drag": dragging,
    "interviews_clash": dragging_clash,
    "interviews_keys": move_mode,
    "interviews_fill": filling,
    "interviews_unfit": unfit,
    "interviews_repair": repairing,
}
