"""How the day looks: the grid, bookings in their status, free places, the past and the present."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from boothapp.domain.interviews import Clash, Interview, InterviewStatus
from boothapp.ui import icons
from boothapp.ui.interviews.blocks import Block
from boothapp.ui.interviews.geometry import DayGeometry
from boothapp.ui.interviews.wording import STATUS_WORDS, interval, why_not
from boothapp.ui.theme import theme

_TWO_LINES = 36  # below this height a booking shows its first line only
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class BlockState:
    """What the moment adds to a block."""

    current: bool = False
    focused: bool = False
    hovered: bool = False
    picking: bool = False
    """Somebody is being placed: free slots are lit, or say why they do not suit."""
    source: bool = False
    """This booking is the one being moved."""
    clashes: tuple[Clash, ...] = ()


def paint_grid(painter: QPainter, day: DayGeometry) -> None:
    """Paint hours, half hours and the lines between rooms."""
    area = QRectF(0, 0, day.width, day.height)
    painter.fillRect(area, theme.color("surface"))
    half = QColor(theme.color("border"))
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


def paint_past(painter: QPainter, day: DayGeometry, now: datetime | None) -> None:
    """Veil what is over, so that the rest of the day stands out."""
    if now is None or now <= day.starts:
        return
    veil = QColor(theme.color("background"))
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
    painter.save()
    painter.setClipRect(rect.adjusted(-4, -4, 4, 4))
    if block.interview is None:
        _paint_free(painter, QRectF(rect), block, state, zone)
    else:
        _paint_booking(painter, QRectF(rect), block.interview, state, zone)
    if state.current and state.focused:
        _outline(painter, QRectF(rect).adjusted(-2, -2, 2, 2), theme.color("focus_ring"), 2)
    elif state.current and block.interview is not None:
        _outline(painter, QRectF(rect), theme.color("border_strong"), 1)
    painter.restore()


def _paint_booking(
    painter: QPainter, rect: QRectF, interview: Interview, state: BlockState, zone: tzinfo
) -> None:
    look = f"interview.{interview.status.value}"
    cancelled = interview.status is InterviewStatus.CANCELLED
    if state.source:
        painter.setOpacity(theme.number("opacity.drag_source"))
    fill = theme.color("surface" if cancelled else f"{look}.soft")
    ink, text = theme.color(f"{look}.ink"), theme.color(f"{look}.on_soft")
    style = Qt.PenStyle.DashLine if cancelled or state.source else Qt.PenStyle.NoPen
    _box(painter, rect, fill, QPen(ink, 1, style))
    painter.setClipRect(rect)
    if not cancelled:
        painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), ink)
    inner = rect.adjusted(12, 4, -8, -4)
    head = QRectF(inner.x(), inner.y(), inner.width(), 20)
    if rect.height() < _TWO_LINES:
        head = QRectF(inner.x(), rect.y(), inner.width(), rect.height())
    taken = _status(painter, head, interview.status, text)
    name = theme.font("body", 600)
    name.setStrikeOut(cancelled)
    _text(painter, head.adjusted(0, 0, -taken - 8, 0), interview.candidate, name, text)
    if rect.height() >= _TWO_LINES:
        second = QRectF(inner.x(), head.bottom(), inner.width(), 18)
        times = interval(interview.starts, interview.ends, zone)
        line = f"{times} · {interview.interviewer}" if interview.interviewer else times
        _text(painter, second, line, theme.font("caption"), text)


def _status(painter: QPainter, head: QRectF, status: InterviewStatus, color: QColor) -> int:
    """Paint icon and word at the right end; the word gives way where the name would not fit."""
    word, font, size = STATUS_WORDS[status], theme.font("caption"), theme.size("icon.size_s")
    width = QFontMetrics(font).horizontalAdvance(word)
    if head.width() < width + 90:
        word, width = "", 0
    icon = theme.text(f"icon.interview.{status.value}")
    x = head.right() - width - size - (4 if word else 0)
    square = QRectF(x, head.center().y() - size / 2, size, size)
    icons.paint(painter, icon, f"interview.{status.value}.on_soft", square)
    if word:
        _text(
            painter,
            QRectF(head.right() - width, head.y(), width + 1, head.height()),
            word,
            font,
            color,
        )
    return round(head.right() - x)


def _paint_free(
    painter: QPainter, rect: QRectF, block: Block, state: BlockState, zone: tzinfo
) -> None:
    times = interval(block.starts, block.ends, zone)
    if not state.picking:
        if state.hovered or (state.current and state.focused):
            _box(painter, rect, theme.color("hover"), QPen(Qt.PenStyle.NoPen))
            _lines(painter, rect, f"Free {times}", "", theme.color("muted"))
        return
    if state.clashes:
        _paint_clash(painter, rect, state, times, zone)
        return
    soft = theme.color("interview.free_while_dragging.soft")
    ink = theme.color("interview.free_while_dragging.ink")
    fill = theme.color("surface") if not (state.hovered or state.current) else soft
    _box(painter, rect, fill, QPen(ink, 2 if state.current else 1, Qt.PenStyle.DashLine))
    _lines(painter, rect, f"Free {times}", "", theme.color("interview.free_while_dragging.on_soft"))


def _paint_clash(
    painter: QPainter, rect: QRectF, state: BlockState, times: str, zone: tzinfo
) -> None:
    ink = theme.color("interview.clash_while_dragging.ink")
    hatch = QColor(ink)
    hatch.setAlphaF(0.28)
    _box(painter, rect, theme.color("surface"), QPen(Qt.PenStyle.NoPen))
    painter.fillRect(rect, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
    if state.current or state.hovered:
        soft = theme.color("interview.clash_while_dragging.soft")
        _box(painter, rect, soft, QPen(ink, 2))
        words = theme.color("interview.clash_while_dragging.on_soft")
        _lines(painter, rect, times, why_not(state.clashes[:1], zone), words)


def _lines(painter: QPainter, rect: QRectF, first: str, second: str, color: QColor) -> None:
    inner = rect.adjusted(12, 3, -8, -3)
    if rect.height() < _TWO_LINES or not second:
        text = f"{first}  {second}" if second else first
        _text(
            painter,
            QRectF(inner.x(), rect.y(), inner.width(), min(rect.height(), 26)),
            text,
            theme.font("caption", 600),
            color,
        )
        return
    half = inner.height() / 2
    top = QRectF(inner.x(), inner.y(), inner.width(), half)
    _text(painter, top, first, theme.font("caption", 600), color)
    _text(painter, top.translated(0, half), second, theme.font("caption"), color)


def _box(painter: QPainter, rect: QRectF, fill: QColor, pen: QPen) -> None:
    radius = theme.size("radius.control")
    painter.setPen(pen)
    painter.setBrush(fill)
    inset = pen.widthF() / 2 if pen.style() != Qt.PenStyle.NoPen else 0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def _outline(painter: QPainter, rect: QRectF, color: QColor, width: int) -> None:
    painter.setOpacity(1)
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, width))
    radius = theme.size("radius.control") + 1
    painter.drawRoundedRect(rect, radius, radius)


def _text(painter: QPainter, rect: QRectF, text: str, font: QFont, color: QColor) -> None:
    painter.setFont(font)
    painter.setPen(color)
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, _LEFT, elided)
