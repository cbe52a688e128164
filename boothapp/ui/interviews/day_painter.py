"""How the day looks: the grid, bookings in their status, free places, the past and the present."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from boothapp.domain.clashes import Clash
from boothapp.domain.interviews import Interview, InterviewStatus, RoomDay
from boothapp.ui import icons
from boothapp.ui.interviews.blocks import Block
from boothapp.ui.interviews.geometry import DayGeometry
from boothapp.ui.interviews.wording import STATUS_WORDS, interval, why_not
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

_TEXT_HEIGHT = 34
_TWO_LINES = 36  # below this height a booking shows its first line only


@dataclass(frozen=True, slots=True)
class BlockState:
    """What the moment adds to a block."""

    current: bool = False
    focused: bool = False
    hovered: bool = False
    picking: bool = False
    """Somebody is being placed: free slots are lit, or say why they do not suit."""
    past: bool = False
    """It is over: a free slot is not offered any more, though it can be taken."""
    source: bool = False
    """This booking is the one being moved."""
    clashes: tuple[Clash, ...] = ()


def paint_grid(painter: QPainter, day: DayGeometry) -> None:
    """Paint hours, half hours and the lines between rooms."""
    area = QRectF(0, 0, day.width, day.height)
    painter.fillRect(area, theme.color("surface"))
    half = theme.color("border")
    half.setAlphaF(0.5)
    for hour in day.hours():
        y = day.y(hour) + 0.5
        painter.setPen(QPen(theme.color("border")))
        painter.drawLine(QPointF(0, y), QPointF(day.width, y))
        painter.setPen(QPen(half))
        middle = y + day.hour_height / 2
        if hour != day.ends:
            painter.drawLine(QPointF(0, middle), QPointF(day.width, middle))
    painter.setPen(QPen(theme.color("border")))
    for room in range(1, day.rooms + 1):
        x = day.x(room) - 0.5
        painter.drawLine(QPointF(x, 0), QPointF(x, day.height))


def paint_closed(painter: QPainter, day: DayGeometry, column: int, hours: RoomDay) -> None:
    """Grey the hours at which a room is closed."""
    x, width = day.x(column), day.column_width - 1
    for first, last in ((day.starts, hours.opens), (hours.closes, day.ends)):
        if first < last:
            area = QRectF(x, day.y(first), width, day.y(last) - day.y(first))
            painter.fillRect(area, theme.color("sunken"))


def paint_past(painter: QPainter, day: DayGeometry, now: datetime | None) -> None:
    """Veil what is over, so that the rest of the day stands out."""
    if now is None or now <= day.starts:
        return
    veil = theme.color("background")
    veil.setAlphaF(0.65)
    painter.fillRect(QRectF(0, 0, day.width, day.y(min(now, day.ends))), veil)


def paint_now(painter: QPainter, day: DayGeometry, now: datetime | None) -> None:
    """Draw the line of the present over everything."""
    if now is not None and day.starts <= now <= day.ends:
        painter.setPen(QPen(theme.color("accent"), 2))
        y = day.y(now)
        painter.drawLine(QPointF(0, y), QPointF(day.width, y))


def paint_block(
    painter: QPainter, rect: QRect, block: Block, state: BlockState, zone: tzinfo
) -> None:
    """Paint a booking, or a free slot as far as it shows now."""
    where = QRectF(rect)
    painter.save()
    if block.interview is None:
        _paint_free(painter, where, block, state, zone)
    else:
        _paint_booking(painter, where, block.interview, state, zone)
    painter.restore()
    if state.current and state.focused:
        _outline(painter, where.adjusted(-2, -2, 2, 2), "focus_ring", 2)
    elif state.current and block.interview is not None:
        _outline(painter, where, "border_strong", 1)


def _paint_booking(
    painter: QPainter, rect: QRectF, interview: Interview, state: BlockState, zone: tzinfo
) -> None:
    look = f"interview.{interview.status.value}"
    cancelled = interview.status is InterviewStatus.CANCELLED
    if state.source:
        painter.setOpacity(theme.number("opacity.drag_source"))
    dashed = cancelled or state.source
    painting.box(painter, rect, fill="surface" if cancelled else f"{look}.soft")
    if dashed:
        _outline(painter, rect, f"{look}.ink", 1, Qt.PenStyle.DashLine)
    else:
        painter.setClipRect(rect)
        painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), theme.color(f"{look}.ink"))
    inner = rect.adjusted(12, 4, -8, -4)
    two_lines = rect.height() >= _TWO_LINES
    top = rect.y() + max(0, min(4, (rect.height() - _TEXT_HEIGHT) / 2))
    head = QRectF(inner.x(), top, inner.width(), 18) if two_lines else QRectF(rect)
    head.setLeft(inner.left())
    head.setRight(inner.right())
    ink = f"{look}.on_soft"
    name = head.adjusted(0, 0, -_status(painter, head, interview.status, ink) - 8, 0)
    width = painting.words(painter, name, interview.candidate, "body", ink, weight=600)
    if cancelled:
        middle = name.center().y() + 0.5
        painter.drawLine(QPointF(name.x(), middle), QPointF(name.x() + width, middle))
    if two_lines:
        second = QRectF(inner.x(), head.bottom(), inner.width(), 16)
        times = interval(interview.starts, interview.ends, zone)
        line = f"{times} · {interview.interviewers}" if interview.panel else times
        painting.words(painter, second, line, "caption", ink)


def _status(painter: QPainter, head: QRectF, status: InterviewStatus, ink: str) -> float:
    """Paint icon and word at the right end; the word gives way where the name would not fit."""
    word, side = STATUS_WORDS[status], theme.size("icon.size_s")
    width = painting.text_width(word, "caption") + 1
    if head.width() < width + 110:
        word, width = "", 0.0
    left = head.right() - width - side - (4 if word else 0)
    square = QRectF(left, head.center().y() - side / 2, side, side)
    icons.paint(painter, theme.text(f"icon.interview.{status.value}"), ink, square)
    where = QRectF(head.right() - width, head.y(), width, head.height())
    painting.words(painter, where, word, "caption", ink)
    return head.right() - left


def _paint_free(
    painter: QPainter, rect: QRectF, block: Block, state: BlockState, zone: tzinfo
) -> None:
    times = interval(block.starts, block.ends, zone)
    aimed = state.hovered or (state.current and state.focused)
    if state.picking and state.clashes and (aimed or not state.past):
        _paint_clash(painter, rect, state, times, zone)
    elif state.picking and not state.past:
        look = "interview.free_while_dragging"
        painting.box(painter, rect, fill=f"{look}.soft" if aimed else "surface")
        _outline(painter, rect, f"{look}.ink", 2 if aimed else 1, Qt.PenStyle.DashLine)
        _two_lines(painter, rect, f"Free {times}", "", f"{look}.on_soft")
    elif aimed:
        painting.box(painter, rect, fill="hover")
        _two_lines(painter, rect, f"Free {times}", "", "muted")


def _paint_clash(
    painter: QPainter, rect: QRectF, state: BlockState, times: str, zone: tzinfo
) -> None:
    look = "interview.clash_while_dragging"
    if state.current or state.hovered:
        painting.box(painter, rect, fill=f"{look}.soft", outline=f"{look}.ink", width=2)
        _two_lines(painter, rect, times, why_not(state.clashes[:1], zone), f"{look}.on_soft")
        return
    hatch = theme.color(f"{look}.ink")
    hatch.setAlphaF(0.28)
    painting.box(painter, rect, fill="surface")
    painter.fillRect(rect, QBrush(hatch, Qt.BrushStyle.BDiagPattern))


def _two_lines(painter: QPainter, rect: QRectF, first: str, second: str, ink: str) -> None:
    inner = rect.adjusted(12, 3, -8, -3)
    if rect.height() < _TWO_LINES or not second:
        line = QRectF(inner.x(), rect.y(), inner.width(), min(rect.height(), 26))
        painting.words(painter, line, f"{first}  {second}".rstrip(), "caption", ink, weight=600)
        return
    top = QRectF(inner.x(), inner.y(), inner.width(), inner.height() / 2)
    painting.words(painter, top, first, "caption", ink, weight=600)
    painting.words(painter, top.translated(0, top.height()), second, "caption", ink)


def _outline(
    painter: QPainter,
    rect: QRectF,
    color: str,
    width: int,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color(color), width, style))
    half, radius = width / 2, theme.size("radius.control")
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
