"""What stays in sight beside the scrolling day: the rooms above it, the hours left of it."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from boothapp.ui.interviews.blocks import Column
from boothapp.ui.interviews.geometry import DayGeometry
from boothapp.ui.interviews.wording import bare_clock, clocks_change, zone_name
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

HEAD_HEIGHT = 52
_NARROW, _TIGHT = 130, 100  # a column so narrow says how many are booked in place of its seats
_CENTER = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RoomHeads(QWidget):
    """Each room's name, seats and bookings over its column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._day: DayGeometry | None = None
        self._offset = 0
        self.setAccessibleName("Rooms")

    def show_day(self, columns: tuple[Column, ...], day: DayGeometry | None) -> None:
        """Show other rooms, or other numbers."""
        self._columns, self._day = columns, day
        self.update()

    def scroll_to(self, offset: int) -> None:
        """Follow the day sideways."""
        self._offset = offset
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's signature
        """Paint the heads; the number of bookings stands at the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface_alt"))
        if self._day is not None:
            for number, column in enumerate(self._columns):
                x = self._day.x(number) - self._offset
                if x > self.width() or x + self._day.column_width < 0:
                    continue
                self._head(painter, QRectF(x, 0, self._day.column_width, self.height()), column)
        painter.setPen(QPen(theme.color("border")))
        painter.drawLine(
            QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5)
        )

    def _head(self, painter: QPainter, rect: QRectF, column: Column) -> None:
        start, end = (8, -4) if rect.width() < _TIGHT else (14, -12)
        room, inner = column.room_day.room, rect.adjusted(start, 7, end, -7)
        painter.setPen(QPen(theme.color("border")))
        painter.drawLine(QPointF(rect.right() - 0.5, 0), QPointF(rect.right() - 0.5, rect.bottom()))
        booked = f"{column.booked} booked"
        seats = "1 seat" if room.seats == 1 else f"{room.seats} seats"
        name = line = QRectF(inner.x(), inner.y(), inner.width(), 22)
        if rect.width() < _NARROW:  # both beside each other would leave nothing of the name
            seats = booked
        else:
            width = painting.text_width(booked, "caption") + 1
            right = QRectF(inner.right() - width, inner.y(), width, 22)
            painting.words(painter, right, booked, "caption", "muted")
            name = line.adjusted(0, 0, -width - 8, 0)
        painting.words(painter, name, room.name, "body_l", "text", weight=600)
        below = QRectF(inner.x(), line.bottom(), inner.width(), 16)
        painting.words(painter, below, seats, "caption", "muted")


class TimeGutter(QWidget):
    """The hours, the event's zone above them, and the present as a pill."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._day: DayGeometry | None = None
        self._zone: tzinfo | None = None
        self._now: datetime | None = None
        self._offset = 0
        self.setAccessibleName("Hours")

    def show_day(self, day: DayGeometry | None, zone: tzinfo) -> None:
        """Show other hours."""
        self._day, self._zone = day, zone
        self.update()

    def set_now(self, now: datetime | None) -> None:
        """Move the pill."""
        self._now = now
        self.update()

    def scroll_to(self, offset: int) -> None:
        """Follow the day downwards."""
        self._offset = offset
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's signature
        """Paint the hours below the zone's name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.fillRect(0, 0, self.width(), HEAD_HEIGHT, theme.color("surface_alt"))
        if self._day is not None and self._zone is not None:
            painter.setClipRect(0, HEAD_HEIGHT, self.width(), self.height() - HEAD_HEIGHT)
            for hour in self._day.hours():
                self._hour(painter, hour, self._day)
            self._pill(painter, self._day)
            painter.setClipping(False)
            head = QRectF(0, 0, self.width(), HEAD_HEIGHT)
            painting.words(painter, head, self._zone_name(), "caption", "muted", align=_CENTER)
        painter.setPen(QPen(theme.color("border")))
        painter.drawLine(QPointF(0, HEAD_HEIGHT - 0.5), QPointF(self.width(), HEAD_HEIGHT - 0.5))
        painter.drawLine(QPointF(self.width() - 0.5, 0), QPointF(self.width() - 0.5, self.height()))

    def _zone_name(self) -> str:
        return zone_name(self._day.starts, self._zone) if self._day and self._zone else ""

    def _line(self, instant: datetime, day: DayGeometry) -> QRectF:
        y = HEAD_HEIGHT + day.y(instant) - self._offset
        return QRectF(4, y - 11, self.width() - 8, 22)

    def _hour(self, painter: QPainter, hour: datetime, day: DayGeometry) -> None:
        if self._zone is None:
            return
        line = self._line(hour, day).adjusted(0, 0, -4, 0)
        if line.bottom() < HEAD_HEIGHT or line.top() > self.height():
            return
        painting.words(
            painter, line, bare_clock(hour, self._zone), "caption", "muted", align=_RIGHT
        )
        if hour > day.starts and clocks_change(hour, self._zone):
            line.translate(0, 15)  # from here on it is another time, and an hour may come twice
            name = zone_name(hour, self._zone)
            painting.words(painter, line, name, "keycap", "accent", weight=600, align=_RIGHT)

    def _pill(self, painter: QPainter, day: DayGeometry) -> None:
        if self._now is None or self._zone is None or not day.starts <= self._now <= day.ends:
            return
        line = self._line(self._now, day)
        painting.box(painter, line, fill="accent")
        now = bare_clock(self._now, self._zone)
        painting.words(painter, line, now, "caption", "on_accent", weight=600, align=_CENTER)
