"""Paints a day in two layers: what stands still is kept as a picture, the rest is drawn over it.

So a pointer that drags costs one picture and one outline a move, however many bookings there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from boothapp.ui.interviews.blocks import Block, Column, Placed
from boothapp.ui.interviews.booking_painter import (
    BookingLook,
    BookingPictures,
    has_words_at,
    outline,
)
from boothapp.ui.interviews.cursor import Cell
from boothapp.ui.interviews.day_painter import (
    has_free_words,
    own_area,
    paint_blocked,
    paint_closed,
    paint_columns,
    paint_free,
    paint_grid,
    paint_lit,
    paint_now,
    paint_own_times,
    paint_own_word,
    paint_past,
    paint_target,
)
from boothapp.ui.interviews.day_rule import DayRule, OwnTime
from boothapp.ui.interviews.geometry import DayGeometry
from boothapp.ui.theme import theme

_STAYS = 0.5  # opacity


@dataclass(frozen=True, slots=True)
class StandingScene:
    """What stays while the pointer moves."""

    geometry: DayGeometry
    columns: tuple[Column, ...]
    placed: tuple[tuple[Placed, ...], ...]
    zone: ZoneInfo
    now: datetime | None
    rule: DayRule | None
    lit: tuple[Block, ...]
    who: str
    """Who would hold the interview."""
    source: str | None
    """The interview that is being moved."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """A word in place of the status, by interview: what a proposal would do with it."""
    warned: Mapping[str, str] = field(default_factory=dict)
    """A picture beside the status, by interview: it may begin late, or no longer fits."""
    compared: bool = False
    """One of two plans beside each other."""


@dataclass(frozen=True, slots=True)
class MovingScene:
    """What changes with every move of the pointer or the cursor."""

    current: Cell | None
    focused: bool
    hovered: Cell | None
    aim: tuple[int, Block] | None
    """The column and place that is aimed at."""
    clash: bool


class DayLayers:
    """Keeps the lower layer until it is spoilt, or the day is scrolled or resized."""

    def __init__(self) -> None:
        self._pictures = BookingPictures()
        self._picture = QPixmap()
        self._standing: StandingScene | None = None
        self._key: tuple[float, ...] = ()
        self._gaps: list[tuple[float, float]] = []

    def paint(
        self,
        painter: QPainter,
        size: QSize,
        offset: QPoint,
        standing: StandingScene,
        moving: MovingScene,
    ) -> None:
        """Paint the part of the day that begins at `offset`."""
        ratio = painter.device().devicePixelRatioF()
        key = (size.width(), size.height(), offset.x(), offset.y(), ratio, theme.is_dark)
        if standing is not self._standing or key != self._key:
            if self._standing is None or standing.columns is not self._standing.columns:
                self._pictures.keep_only(
                    {one for column in standing.columns for one in column.room_day.interviews}
                )
            self._standing, self._key = standing, key
            self._picture = self._render(size, ratio, offset, standing)
        painter.drawPixmap(QPointF(), self._picture)
        painter.translate(-offset)
        self._paint_moving(painter, standing, moving)

    def _render(self, size: QSize, ratio: float, offset: QPoint, scene: StandingScene) -> QPixmap:
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(QPoint(), size), theme.color("surface"))
        painter.translate(-offset)
        seen, day = QRect(offset, size), scene.geometry
        self._paint_ground(painter, scene, seen)
        self._gaps = []
        first, last = (day.column(x) for x in (seen.left(), seen.right()))
        for column in range(first or 0, day.rooms if last is None else last + 1):
            self._paint_bookings(painter, scene, column, seen)
        painter.end()
        return picture

    def _paint_ground(self, painter: QPainter, scene: StandingScene, seen: QRect) -> None:
        day = scene.geometry
        paint_grid(painter, day, seen)
        for number, column in enumerate(scene.columns):
            paint_closed(painter, day, number, column.room_day)
            paint_blocked(painter, day, number, column.room_day)
        paint_past(painter, day, scene.now)
        paint_columns(painter, day, seen)
        own = scene.rule.own_times() if scene.rule else ()
        paint_own_times(painter, day, own)
        numbers = {column.room_day.room.id: n for n, column in enumerate(scene.columns)}
        for place in scene.lit:
            if place.room.id in numbers:
                rect = self._lit_rect(scene, numbers[place.room.id], place)
                paint_lit(painter, rect, place, scene.zone, scene.who)
        for one in own:
            self._paint_own_word(painter, scene, one)

    def _lit_rect(self, scene: StandingScene, column: int, place: Block) -> QRect:
        """Leave room for a cancelled booking that lies over the place."""
        over = (
            item.lanes
            for item in scene.placed[column]
            if item.block.is_gone and item.block.overlaps(place)
        )
        return scene.geometry.rect(column, Placed(place, 0, max(over, default=1)))

    def _paint_own_word(self, painter: QPainter, scene: StandingScene, own: OwnTime) -> None:
        """Put the words where no booking covers them, from the right."""
        area = own_area(scene.geometry, own)
        if area is None or area.height() < 26 or scene.rule is None:
            return
        day = scene.geometry
        for number in reversed(range(day.rooms)):
            where = QRectF(day.x(number) + 12, area.y() + 4, day.column_width - 24, 22)
            rects = (day.rect(number, item) for item in self._bookings(scene, number))
            if not any(QRectF(rect).intersects(where) for rect in rects):
                paint_own_word(painter, where, own, scene.rule.picked.name, scene.zone)
                return

    def _bookings(self, scene: StandingScene, column: int) -> list[Placed]:
        return [item for item in scene.placed[column] if not item.block.is_free]

    def _paint_bookings(
        self,
        painter: QPainter,
        scene: StandingScene,
        column: int,
        seen: QRect,
    ) -> None:
        day, now = scene.geometry, scene.now
        line = day.y(now) if now is not None and day.starts <= now <= day.ends else None
        from_, until = day.instant(seen.top()), day.instant(seen.bottom())
        for item in scene.placed[column]:
            block, interview = item.block, item.block.interview
            if interview is None or block.ends < from_ or block.starts > until:
                continue
            rect = day.rect(column, item)
            source, warned = interview.id == scene.source, scene.warned.get(interview.id, "")
            mark = scene.marks.get(interview.id, "")
            size, zone = rect.size(), scene.zone
            look = BookingLook(interview, size, zone, source, mark, warned, scene.compared)
            # What stays as it is steps back behind what a proposal would change.
            painter.setOpacity(_STAYS if scene.marks and not mark else 1.0)
            self._pictures.draw(painter, QPointF(rect.topLeft()), look)
            painter.setOpacity(1.0)
            crossed = line is not None and rect.top() <= line <= rect.bottom()
            if line is not None and crossed and has_words_at(look, line - rect.top()):
                self._gaps.append((rect.left(), rect.right() + 1))

    def _paint_moving(
        self, painter: QPainter, standing: StandingScene, moving: MovingScene
    ) -> None:
        day, picking, now = standing.geometry, standing.rule is not None, standing.now
        gaps = list(self._gaps)
        if not picking:
            for cell in {moving.hovered, moving.current if moving.focused else None} - {None}:
                rect = self._paint_free(painter, standing, cell)
                if rect is not None and now is not None and has_free_words(rect, day.y(now)):
                    gaps.append((rect.left(), rect.right() + 1))
        if now is not None and day.starts <= now <= day.ends:
            paint_now(painter, day, now, gaps)
        if moving.aim is not None:
            column, place = moving.aim
            rect = day.place(column, place.starts, place.ends)
            paint_target(painter, rect, place, standing.zone, clash=moving.clash)
        elif moving.current is not None and not picking:
            self._paint_cursor(painter, standing, moving.current, focused=moving.focused)

    def _paint_free(
        self, painter: QPainter, standing: StandingScene, cell: Cell | None
    ) -> QRect | None:
        item = _item(standing, cell)
        if cell is None or item is None or not item.block.is_free:
            return None
        rect = standing.geometry.rect(cell[0], item)
        paint_free(painter, rect, item.block, standing.zone)
        return rect

    def _paint_cursor(
        self, painter: QPainter, standing: StandingScene, cell: Cell, *, focused: bool
    ) -> None:
        item = _item(standing, cell)
        if item is None:
            return
        rect = QRectF(standing.geometry.rect(cell[0], item))
        if focused:
            outline(painter, rect.adjusted(-2, -2, 2, 2), "focus_ring", 2)
        elif not item.block.is_free:
            outline(painter, rect, "border_strong", 1, Qt.PenStyle.SolidLine)


def _item(standing: StandingScene, cell: Cell | None) -> Placed | None:
    if cell is None or cell[0] >= len(standing.placed):
        return None
    items = standing.placed[cell[0]]
    return items[cell[1]] if cell[1] < len(items) else None
