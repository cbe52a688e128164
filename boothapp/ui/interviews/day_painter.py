"""How the day looks: the grid, closed hours, own times, free places, the past and the present."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from boothapp.domain.interviews import RoomDay
from boothapp.ui import icons
from boothapp.ui.interviews import hatch
from boothapp.ui.interviews.blocks import Block
from boothapp.ui.interviews.booking_painter import TWO_LINES, outline
from boothapp.ui.interviews.day_rule import OwnTime
from boothapp.ui.interviews.geometry import DayGeometry
from boothapp.ui.interviews.wording import clock, interval
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

FREE = "interview.free_while_dragging"
CLASH = "interview.clash_while_dragging"
_BLOCKED_WORDS = 44  # logical pixels: they stand at the top, however long the time is
_CHIP, _FREE_LINE = 22, 26


def paint_grid(painter: QPainter, day: DayGeometry, seen: QRect) -> None:
    """Paint hours and half hours, as far as they are seen."""
    painter.fillRect(seen, theme.color("surface"))
    whole, half = theme.color("border"), theme.color("border")
    half.setAlphaF(0.5)
    for hour in day.hours():
        y = day.y(hour)
        for at, color in ((y, whole), (y + day.hour_height // 2, half)):
            if seen.top() <= at <= min(seen.bottom(), day.y(day.ends)):
                painter.fillRect(QRect(0, at, min(day.width, seen.right() + 1), 1), color)


def paint_columns(painter: QPainter, day: DayGeometry, seen: QRect) -> None:
    """Paint the lines between rooms."""
    for room in range(1, day.rooms + 1):
        line = QRect(day.x(room) - 1, seen.top(), 1, min(seen.height(), day.height))
        painter.fillRect(line, theme.color("border"))


def paint_closed(painter: QPainter, day: DayGeometry, column: int, hours: RoomDay) -> None:
    """Hatch the hours at which a room is closed."""
    x, width, ground = day.x(column), day.column_width - 1, theme.color("surface_alt")
    for first, last in ((day.starts, hours.opens), (hours.closes, day.ends)):
        if first < last:
            area = QRectF(x, day.y(first), width, day.y(last) - day.y(first))
            hatch.fill(painter, area, ground, "border_strong", strength=0.3)


def paint_blocked(painter: QPainter, day: DayGeometry, column: int, hours: RoomDay) -> None:
    """Hatch the times at which a room cannot be had, and say why."""
    for span in hours.blocked:
        first, last = max(span.starts, day.starts), min(span.ends, day.ends)
        if first >= last:
            continue
        rect = day.place(column, first, last)
        where, ground = QRectF(rect), theme.color("surface_alt")
        hatch.fill(painter, where, ground, "border_strong", strength=0.4)
        outline(painter, where, "border_strong", 1)
        head = QRectF(where.x(), where.y(), where.width(), min(where.height(), _BLOCKED_WORDS))
        _two_lines(painter, head, "Blocked", span.title, "text")


def paint_past(painter: QPainter, day: DayGeometry, now: datetime | None) -> None:
    """Veil what is over, so that the rest of the day stands out."""
    if now is None or now <= day.starts:
        return
    veil = theme.color("background")
    veil.setAlphaF(0.65)
    painter.fillRect(QRectF(0, 0, day.width, day.y(min(now, day.ends))), veil)


def paint_own_times(painter: QPainter, day: DayGeometry, own: Iterable[OwnTime]) -> None:
    """Hatch over all rooms when the person who is being placed is elsewhere."""
    ground = theme.color(f"{CLASH}.soft")
    ground.setAlphaF(0.5)
    for one in own:
        area = own_area(day, one)
        if area is None:
            continue
        hatch.fill(painter, area, ground, f"{CLASH}.ink", strength=0.4)
        painter.setPen(QPen(theme.color(f"{CLASH}.ink")))
        for y in (area.top() + 0.5, area.bottom() - 0.5):
            painter.drawLine(QPointF(0, y), QPointF(day.width, y))


def own_area(day: DayGeometry, own: OwnTime) -> QRectF | None:
    """Return the band of an own time, None on another day."""
    first, last = max(own.starts, day.starts), min(own.ends, day.ends)
    if first >= last:
        return None
    return QRectF(0, day.y(first), day.width, day.y(last) - day.y(first))


def paint_own_word(painter: QPainter, where: QRectF, own: OwnTime, name: str, zone: tzinfo) -> None:
    """Say in a band what it is: a chip as long as its text, inside `where`."""
    text = _own_words(own, name, zone)
    if painting.text_width(text, "caption", 500) + 36 > where.width():
        text = _own_words(own, "", zone)
    width = min(where.width(), painting.text_width(text, "caption", 500) + 36)
    chip = QRectF(where.x(), where.y(), width, _CHIP)
    painting.box(painter, chip, fill=f"{CLASH}.soft", radius="radius.chip")
    side = theme.size("icon.size_s")
    square = QRectF(chip.x() + 7, chip.center().y() - side / 2, side, side)
    icons.paint(painter, "presentation", f"{CLASH}.on_soft", square)
    words = chip.adjusted(27, 0, -6, 0)
    painting.words(painter, words, text, "caption", f"{CLASH}.on_soft", weight=500)


def paint_lit(painter: QPainter, rect: QRect, place: Block, zone: tzinfo, who: str) -> None:
    """Light a place that suits, with who holds the interview there."""
    where = QRectF(rect)
    painting.box(painter, where, fill=f"{FREE}.soft")
    outline(painter, where, f"{FREE}.ink", 2, Qt.PenStyle.DashLine)
    times = f"Free {interval(place.starts, place.ends, zone)}"
    _two_lines(painter, where, times, who, f"{FREE}.on_soft")


def paint_free(painter: QPainter, rect: QRect, place: Block, zone: tzinfo) -> None:
    """Paint a free place under the pointer or the cursor while nobody is being placed."""
    where = QRectF(rect)
    painting.box(painter, where, fill="hover")
    _two_lines(painter, where, f"Free {interval(place.starts, place.ends, zone)}", "", "muted")


def has_free_words(rect: QRect, y: int) -> bool:
    """Return whether a line at height `y` would strike out the words of a free place."""
    return rect.top() <= y <= rect.top() + _FREE_LINE


def paint_target(
    painter: QPainter, rect: QRect, place: Block, zone: tzinfo, *, clash: bool
) -> None:
    """Paint where it would go: in the colours of a free place, or of a clash."""
    where, look = QRectF(rect), CLASH if clash else FREE
    painting.box(painter, where, fill=f"{look}.soft", outline=f"{look}.ink", width=2)
    times = interval(place.starts, place.ends, zone)
    line = QRectF(where.x() + 12, where.y() + 2, where.width() - 20, min(where.height() - 3, 18))
    painting.words(painter, line, times, "caption", f"{look}.on_soft", weight=600)


def paint_now(
    painter: QPainter, day: DayGeometry, now: datetime, gaps: list[tuple[float, float]]
) -> None:
    """Draw the line of the present over everything, broken where it would strike out words."""
    painter.setPen(QPen(theme.color("accent"), 2))
    y, x = day.y(now), 0.0
    for left, right in sorted(gaps):
        if left > x:
            painter.drawLine(QPointF(x, y), QPointF(left, y))
        x = max(x, right)
    if x < day.width:
        painter.drawLine(QPointF(x, y), QPointF(day.width, y))


def _own_words(own: OwnTime, name: str, zone: tzinfo) -> str:
    """Return “Haruto’s poster until 17:00”, “Poster until 17:00” without a name."""
    what = f"{name.split(' ')[0]}’s {own.what}" if name else own.what.capitalize()
    return f"{what} until {clock(own.ends, zone)}"


def _two_lines(painter: QPainter, rect: QRectF, first: str, second: str, ink: str) -> None:
    inner = rect.adjusted(12, 3, -8, -3)
    if rect.height() < TWO_LINES + 4 or not second:
        height = rect.height() if rect.height() < TWO_LINES + 4 else _FREE_LINE
        line = QRectF(inner.x(), rect.y(), inner.width(), height)
        both = f"{first} · {second}"
        fits = second and painting.text_width(both, "caption", 600) <= line.width()
        painting.words(painter, line, both if fits else first, "caption", ink, weight=600)
        return
    above = min(6.0, (rect.height() - 34) / 2)
    top = QRectF(inner.x(), rect.y() + above, inner.width(), 17)
    painting.words(painter, top, first, "body", ink, weight=600)
    painting.words(painter, top.translated(0, 16), second, "caption", ink)
