"""The pointer's way of placing: a person from the list, a booking, or one of its edges.

The pointer is followed here instead of by Qt's own drag and drop: that has a loop of its own, in
which neither the day scrolls nor Escape and the days' buttons work the same on every platform.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from boothapp.domain.interviews import Candidate, Interview
from boothapp.ui.interviews.aiming import Aiming
from boothapp.ui.interviews.blocks import Picked
from boothapp.ui.interviews.day_switch import DaySwitch
from boothapp.ui.interviews.day_view import DayView
from boothapp.ui.interviews.ghosts import Ghosts
from boothapp.ui.interviews.placing import Placing

_EDGE = 6  # logical pixels of a booking's height that are its edge
_HOVER = 500  # ms over a day's button until it is shown
_SCROLL_ZONE, _SCROLL_EVERY, _SCROLL_MOST = 40, 16, 18
_FINE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True)
class _Grip:
    """What the button was pressed on, and where of it."""

    what: Candidate | Interview
    at: QPoint
    held: tuple[float, float]
    edge: int = 0
    offset: timedelta = timedelta()
    """From the booking's start to the pointer."""


class Dragging(QObject):
    """Watches the day and the list of people: what the button does there is a pick or an aim."""

    def __init__(
        self,
        page: QWidget,
        view: DayView,
        people: QAbstractItemView,
        days: DaySwitch,
        placing: Placing,
    ) -> None:
        super().__init__(page)
        self._page, self._view, self._people, self._days = page, view, people, days
        self._placing = placing
        self._aiming = Aiming(view, placing)
        self.ghosts = Ghosts(page, view, placing)
        self._grip: _Grip | None = None
        self._pointer = QPoint()  # on the whole screen
        self._fine = False
        self._eating = False  # until the button is released, also after Escape
        self._hovered_day: object = None
        self._hover = QTimer(self, singleShot=True, interval=_HOVER)
        self._hover.timeout.connect(self._show_hovered_day)
        self._scroll = QTimer(self, interval=_SCROLL_EVERY)
        self._scroll.timeout.connect(self._scroll_on)
        for watched in (view.viewport(), people.viewport()):
            watched.installEventFilter(self)
        placing.changed.connect(self._look)
        view.laid_out.connect(self._aim)
        view.scrolled.connect(self._aim)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow presses and moves; what a drag eats, the views do not see."""
        if event.type() == QEvent.Type.Hide and self._placing.dragged:
            self._placing.let_go()
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            return self._press(watched, event)
        if event.type() == QEvent.Type.MouseMove:
            return self._move(watched, event)
        if event.type() == QEvent.Type.MouseButtonRelease:
            return self._release(event)
        return False

    def _press(self, watched: QObject, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return self._eating
        self._grip, self._eating = None, False
        at, in_day = event.position().toPoint(), watched is self._view.viewport()
        if self._placing.picked is None:
            self._grip = self._grip_of_booking(at) if in_day else self._grip_of_person(at)
            return False
        if in_day:  # carried here since a click: this one drops
            self._aiming.carry(at, fine=bool(event.modifiers() & _FINE))
            self._eating = True
        return in_day

    def _grip_of_person(self, at: QPoint) -> _Grip | None:
        index = self._people.indexAt(at)
        person = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(person, Candidate):
            return None
        return _Grip(
            person, self._people.viewport().mapToGlobal(at), _held(self._people, index, at)
        )

    def _grip_of_booking(self, at: QPoint) -> _Grip | None:
        index, content = self._view.indexAt(at), self._view.content
        block = self._view.day.block(index)
        if block is None or block.interview is None or block.is_gone or content is None:
            return None
        offset = content.instant(self._view.content_point(at).y()) - block.starts
        where = self._view.viewport().mapToGlobal(at)
        held = _held(self._view, index, at)
        return _Grip(block.interview, where, held, self._edge_at(at), offset)

    def _edge_at(self, at: QPoint) -> int:
        """Return 1 on a booking's lower edge, -1 on its upper one, 0 elsewhere."""
        index = self._view.indexAt(at)
        block = self._view.day.block(index)
        if block is None or block.interview is None or block.is_gone:
            return 0
        rect = self._view.visualRect(index)
        edge = min(_EDGE, rect.height() // 4)
        return 1 if rect.bottom() - at.y() < edge else -1 if at.y() - rect.top() < edge else 0

    def _move(self, watched: QObject, event: QMouseEvent) -> bool:
        self._pointer = event.globalPosition().toPoint()
        self._fine = bool(event.modifiers() & _FINE)
        if self._eating:
            self._look_at_days()
            self._aim()
            return True
        if event.buttons() & Qt.MouseButton.LeftButton:
            far = QApplication.startDragDistance()
            if self._grip and (self._pointer - self._grip.at).manhattanLength() >= far:
                self._begin(self._grip)
            return True  # a press that moves selects nothing
        if watched is self._view.viewport():
            self._hover_day(event.position().toPoint())
        return False

    def _hover_day(self, at: QPoint) -> None:
        if self._placing.picked is not None:
            self._aiming.carry(at, fine=self._fine)
            self.ghosts.point(self._in_page())
            return
        self._view.viewport().setCursor(
            Qt.CursorShape.SizeVerCursor if self._edge_at(at) else Qt.CursorShape.ArrowCursor
        )

    def _begin(self, grip: _Grip) -> None:
        self._eating = True
        self._view.setFocus()
        if isinstance(grip.what, Candidate):
            who = grip.what
            picked = Picked(who.lead_id, who.name, None, None, who.affiliation, who.rating)
            self._placing.pick(picked, dragged=True)
        else:
            self._placing.pick_up(grip.what, dragged=True, edge=grip.edge)
        if not grip.edge:
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._scroll.start()
        self._aim()

    def _aim(self) -> None:
        """Aim at what lies under the pointer now: it moved, or the day did."""
        if not self._placing.dragged or self._grip is None:
            return
        at = self._view.viewport().mapFromGlobal(self._pointer)
        self.ghosts.point(self._in_page(), self._grip.held)
        if self._grip.edge:
            self._aiming.stretch(at, fine=self._fine)
        elif not self._view.viewport().rect().contains(at):
            self._placing.aim_at(None)
        elif isinstance(self._grip.what, Candidate):
            self._aiming.carry(at, fine=self._fine)
        else:
            self._aiming.drag(at, self._grip.offset, fine=self._fine)

    def _in_page(self) -> QPoint:
        return self._page.mapFromGlobal(self._pointer)

    def _release(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return self._eating
        eating, self._eating, self._hovered_day = self._eating, False, None
        if self._placing.dragged:
            self._placing.drop()
            self._placing.let_go()
        elif eating and self._placing.picked is not None:
            self._placing.drop()
        return eating

    def _look(self) -> None:
        """The day became another one, or it was dropped or put back."""
        if self._placing.dragged:
            self._aim()
        elif self._scroll.isActive():
            self._grip = None
            self._scroll.stop()
            self._hover.stop()
            self._view.viewport().unsetCursor()

    def _look_at_days(self) -> None:
        day = self._days.day_at(self._pointer)
        if day != self._hovered_day:
            self._hovered_day = day
            self._hover.stop()
            if day is not None:
                self._hover.start()

    def _show_hovered_day(self) -> None:
        if self._placing.dragged and self._hovered_day is not None:
            self._days.picked.emit(self._hovered_day)

    def _scroll_on(self) -> None:
        """Scroll while the pointer is near an edge of the day, the nearer the faster."""
        viewport = self._view.viewport()
        at, seen = viewport.mapFromGlobal(self._pointer), viewport.rect()
        if not seen.adjusted(0, -_SCROLL_ZONE, 0, _SCROLL_ZONE).contains(at):
            return
        for bar, here, end in (
            (self._view.verticalScrollBar(), at.y(), seen.height()),
            (self._view.horizontalScrollBar(), at.x(), seen.width()),
        ):
            depth = max(0, here - (end - _SCROLL_ZONE)) - max(0, _SCROLL_ZONE - here)
            speed = max(-1.0, min(1.0, depth / _SCROLL_ZONE)) * _SCROLL_MOST
            if speed:
                bar.setValue(bar.value() + round(speed))


def _held(view: QAbstractItemView, index: QModelIndex, at: QPoint) -> tuple[float, float]:
    """Return by which part of its card something is held; the name stays readable."""
    rect = view.visualRect(index)
    across = (at.x() - rect.x()) / max(1, rect.width())
    return min(max(across, 0.1), 0.95), 0.6
