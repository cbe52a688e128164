"""The day as cells of an item view: where each lies, and where the cursor goes.

A table view, because Qt shows the cells of no other kind with an own layout to screen readers; its
headers stay hidden (they still name the rooms there) and nothing of its layout is used.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from boothapp.ui.interviews.blocks import Block, Placed, placed
from boothapp.ui.interviews.cursor import Cell, Step, first_cell, next_cell
from boothapp.ui.interviews.day_fit import fitted
from boothapp.ui.interviews.day_margins import HEAD_HEIGHT, RoomHeads, TimeGutter
from boothapp.ui.interviews.day_model import DayModel, Index
from boothapp.ui.interviews.geometry import DayGeometry
from boothapp.ui.theme import theme

_Move = QAbstractItemView.CursorAction
_STEPS = {
    _Move.MoveUp: Step.UP,
    _Move.MovePrevious: Step.UP,
    _Move.MoveDown: Step.DOWN,
    _Move.MoveNext: Step.DOWN,
    _Move.MoveLeft: Step.LEFT,
    _Move.MoveRight: Step.RIGHT,
    _Move.MoveHome: Step.FIRST,
    _Move.MovePageUp: Step.FIRST,
    _Move.MoveEnd: Step.LAST,
    _Move.MovePageDown: Step.LAST,
}


class DayCells(QTableView):
    """Rooms as columns over a DayModel, each block where its time is."""

    chosen = Signal(QModelIndex)
    """Enter or Space was pressed on a cell; a mouse press comes as Qt's own `clicked`."""
    current_changed = Signal(QModelIndex)
    """The cursor stands on another cell, or on the same one of another day."""
    laid_out = Signal()
    """Places lie elsewhere in the day now: zoomed, resized, or another day."""
    scrolled = Signal()
    """Another part of the day is in sight."""

    def __init__(self, model: DayModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = model
        self._geometry: DayGeometry | None = None
        self._placed: tuple[tuple[Placed, ...], ...] = ()
        self._now: datetime | None = None
        self._hour: int | None = None  # pixels; None is as the day fits
        self.compared = False  # with another plan beside it: all rooms are to be seen
        self._heads, self._gutter = RoomHeads(self), TimeGutter(self)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName("Interviews of the day")
        self.setModel(model)
        model.modelReset.connect(self._share)
        model.dataChanged.connect(self._share)
        self.horizontalScrollBar().valueChanged.connect(self._heads.scroll_to)
        self.verticalScrollBar().valueChanged.connect(self._gutter.scroll_to)

    @property
    def content(self) -> DayGeometry | None:
        """Where times and rooms lie; None without rooms."""
        return self._geometry

    @property
    def zone(self) -> ZoneInfo:
        """The event's zone: the only one in which times are shown."""
        return self._day.zone

    @property
    def day(self) -> DayModel:
        """What is shown."""
        return self._day

    def show_time(self, instant: datetime) -> None:
        """Scroll so that an instant is in the upper third."""
        if self._geometry is not None:
            above = self.viewport().height() // 3
            self.verticalScrollBar().setValue(self._geometry.y(instant) - above)

    def content_point(self, point: QPoint) -> QPoint:
        """Return where a point of the viewport lies in the whole day."""
        return point + QPoint(self.horizontalOffset(), self.verticalOffset())

    def place_rect(self, place: Block) -> QRect:
        """Return the outline of a place in the viewport, seen or not."""
        column = self._day.column_of(place.room.id)
        if self._geometry is None or column is None:
            return QRect()
        offset = self.content_point(QPoint())
        return self._geometry.place(column, place.starts, place.ends).translated(-offset)

    def set_hour(self, height: int | None, anchor: int | None = None) -> None:
        """Make an hour `height` pixels high, None as the day fits; `anchor` (a y) stays in place.

        Without an anchor the cursor stays, or the middle where the cursor is out of sight.
        """
        if self._geometry is None:
            return
        cursor, seen = self.visualRect(self.currentIndex()), self.viewport().rect()
        kept = anchor if anchor is not None else seen.center().y()
        if anchor is None and cursor.isValid() and seen.contains(cursor.center()):
            kept = cursor.center().y()
        instant = self._geometry.instant(kept + self.verticalOffset())
        self._hour = height
        self._lay_out()
        self.verticalScrollBar().setValue(self._geometry.y(instant) - kept)

    def _share(self) -> None:
        """Share the columns' widths between what lies over each other, then lay it all out."""
        self._placed = tuple(
            placed(
                column.blocks, [one for one in self._day.lit if one.room == column.room_day.room]
            )
            for column in self._day.columns
        )
        self._lay_out()

    def _lay_out(self) -> None:
        hours = self._day.hours
        self._geometry = self._measure(hours) if hours else None
        self._heads.show_day(self._day.columns, self._geometry)
        self._gutter.show_day(self._geometry, self._day.zone)
        self._set_scroll_ranges()
        self.viewport().update()
        self.laid_out.emit()

    def _measure(self, hours: tuple[datetime, datetime]) -> DayGeometry:
        hour = self._hour
        if self._day.picked is not None and self._geometry is not None and not hour:
            hour = self._geometry.hour_height  # nothing jumps under who aims
        rooms, seen = len(self._day.columns), self.viewport().size()
        return fitted(hours, rooms, seen, hour=hour, compared=self.compared)

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Keep room for heads and hours."""
        self.setViewportMargins(theme.size("width.time_gutter"), HEAD_HEIGHT, 0, 0)
        self._set_scroll_ranges()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Everything is painted anew: the present's line and the veil span the whole width."""
        self.viewport().update()
        self.scrolled.emit()

    def _set_scroll_ranges(self) -> None:
        content = self._geometry
        height, width = (content.height, content.width) if content else (0, 0)
        for bar, size, page in (
            (self.verticalScrollBar(), height, self.viewport().height()),
            (self.horizontalScrollBar(), width, self.viewport().width()),
        ):
            bar.setRange(0, max(0, size - page))
            bar.setPageStep(page)
            bar.setSingleStep(24)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the hours and columns to the new size."""
        super().resizeEvent(event)
        outer = self.contentsRect()
        left = theme.size("width.time_gutter")
        self._heads.setGeometry(outer.x() + left, outer.y(), outer.width() - left, HEAD_HEIGHT)
        self._gutter.setGeometry(outer.x(), outer.y(), left, outer.height())
        self._lay_out()

    def visualRect(self, index: Index) -> QRect:  # noqa: N802 - Qt's name
        """Return a cell's outline in the viewport."""
        found = self._placed_at(index)
        if found is None or self._geometry is None:
            return QRect()
        return self._geometry.rect(index.column(), found).translated(-self.content_point(QPoint()))

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 - Qt's name
        """Return the cell at a point; a booking lies above the free slot below it."""
        content = self._geometry
        if content is None:
            return QModelIndex()
        column = (point.x() + self.horizontalOffset()) // content.column_width
        if not 0 <= column < content.rooms:
            return QModelIndex()
        under = [
            self._day.index(row, column)
            for row, item in enumerate(self._placed[column])
            if self.visualRect(self._day.index(row, column)).contains(point)
        ]
        under.sort(key=lambda index: self._is_free(index))
        return under[0] if under else QModelIndex()

    def scrollTo(  # noqa: N802 - Qt's name
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll as little as shows the cell."""
        self.reveal(self.visualRect(index))

    def reveal(self, rect: QRect) -> None:
        """Scroll as little as shows an outline of the viewport's own."""
        seen = self.viewport().rect()
        if not rect.isValid():
            return
        for bar, first, last, end in (
            (self.verticalScrollBar(), rect.top(), rect.bottom(), seen.bottom()),
            (self.horizontalScrollBar(), rect.left(), rect.right(), seen.right()),
        ):
            if first < 0:
                bar.setValue(bar.value() + first - 8)
            elif last > end:
                bar.setValue(bar.value() + min(last - end + 8, max(first, 0)))

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return where a key leads: up and down through a room's day, sideways to its neighbour."""
        current, columns = self.currentIndex(), self._day.columns
        if current.isValid():
            cell: Cell | None = next_cell(
                columns, (current.column(), current.row()), _STEPS[action]
            )
        else:
            cell = first_cell(columns)
        return self._day.index(cell[1], cell[0]) if cell else QModelIndex()

    def horizontalOffset(self) -> int:  # noqa: N802 - Qt's name
        """Return how far the content is scrolled to the left."""
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:  # noqa: N802 - Qt's name
        """Return how far the content is scrolled up."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:  # noqa: N802 - Qt's name
        """Cells that hold nothing are hidden."""
        return self._day.block(index) is None

    def setSelection(  # noqa: N802 - Qt's name
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Select the one cell at a point."""
        index = self.indexAt(rect.center())
        self.selectionModel().select(QItemSelection(index, index), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802 - Qt's name
        """Return the area of the selected cells."""
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Follow the cursor and tell who listens."""
        super().currentChanged(current, previous)
        self.scrollTo(current)
        self.viewport().update()
        self.current_changed.emit(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose a cell with Enter or Space; leave letters to the page's own keys."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
            return
        if event.text().isprintable() and event.text():
            event.ignore()  # no type-ahead search here: letters are keys of the page
            return
        super().keyPressEvent(event)

    def _placed_at(self, index: Index) -> Placed | None:
        if self._day.block(index) is None or index.column() >= len(self._placed):
            return None
        return self._placed[index.column()][index.row()]

    def _is_free(self, index: QModelIndex) -> bool:
        block: Block | None = self._day.block(index)
        return block is not None and block.is_free
