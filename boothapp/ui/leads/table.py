"""The leads as a table: rows of one height, hover and selection as one bar, icons with words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from boothapp.domain.lead_rows import LeadRow
from boothapp.ui import icons
from boothapp.ui.models.leads import ROW_ROLE, LeadColumn, LeadsModel
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

_WIDTHS = {
    LeadColumn.NAME: 168,
    LeadColumn.RATING: 84,
    LeadColumn.CONSENT: 122,
    LeadColumn.ROLE: 176,
    LeadColumn.INTERVIEW: 92,
    LeadColumn.SEEN: 66,
}
_PADDING, _FIRST = 8, 16
_QUIET = frozenset({LeadColumn.AFFILIATION, LeadColumn.ROLE, LeadColumn.SEEN})


class LeadDelegate(QStyledItemDelegate):
    """Paints a cell; the row's ground is painted by each of its cells."""

    hovered_row = -1

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint ground, content and the line below."""
        cell, column = QRectF(option.rect), LeadColumn(index.column())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "hover" if index.row() == self.hovered_row else "surface"
        painter.fillRect(cell, theme.color("accent_soft" if selected else ground))
        if selected and column is LeadColumn.NAME:
            bar = QRectF(cell.x(), cell.y(), 3, cell.height())
            painter.fillRect(bar, theme.color("accent"))
        below = QRectF(cell.x(), cell.bottom() - 1, cell.width(), 1)
        painter.fillRect(below, theme.color("border"))
        left = _FIRST if column is LeadColumn.NAME else _PADDING
        inner = cell.adjusted(left, 0, -_PADDING, -1)
        self._content(painter, inner, column, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.box(painter, cell, outline="focus_ring", width=2)
        painter.restore()

    def _content(
        self,
        painter: QPainter,
        inner: QRectF,
        column: LeadColumn,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: LeadRow = index.data(ROW_ROLE)
        text = str(index.data())
        if column is LeadColumn.RATING and row.rating is not None:
            _rating(painter, inner, row.rating.value, text)
        elif column is LeadColumn.CONSENT:
            _chip(painter, inner, text, valid=bool(row.purposes))
        else:
            ink = "text_secondary" if column in _QUIET else "muted" if text == "–" else "text"
            weight = 500 if column is LeadColumn.NAME else None
            painting.words(painter, inner, text, "body", ink, weight=weight)


def _rating(painter: QPainter, inner: QRectF, rating: str, word: str) -> None:
    side = theme.size("icon.size_s")
    spot = QRectF(inner.x(), inner.center().y() - side / 2, side, side)
    icons.paint(painter, theme.text(f"rating.icon_{rating}"), f"rating.{rating}", spot)
    painting.words(painter, inner.adjusted(side + 5, 0, 0, 0), word, "body", f"rating.{rating}")


def _chip(painter: QPainter, inner: QRectF, word: str, *, valid: bool) -> None:
    tone = "verdict.may_share" if valid else "verdict.declined"
    side, height = theme.size("icon.size_s"), theme.size("height.chip")
    width = min(inner.width(), painting.text_width(word, "caption", 500) + side + 23)
    chip = QRectF(inner.x(), inner.center().y() - height / 2, width, height)
    painting.box(painter, chip, fill=f"{tone}.soft", radius="radius.chip")
    spot = QRectF(chip.x() + 7, chip.center().y() - side / 2, side, side)
    icon = "check-circle-fill" if valid else "minus-circle-fill"
    icons.paint(painter, icon, f"{tone}.ink", spot)
    where = chip.adjusted(side + 12, 0, -6, 0)
    painting.words(painter, where, word, "caption", f"{tone}.on_soft", weight=500)


class LeadTable(QTableView):
    """One row is current; `opened` on Enter or a double click, letters go to the page's keys."""

    opened = Signal()

    def __init__(self, model: LeadsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = LeadDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self.setObjectName("leads")
        self.setAccessibleName("Leads")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(self.opened)
        self._shape()

    def _shape(self) -> None:
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(theme.size("height.row"))
        head = self.horizontalHeader()
        head.setFixedHeight(theme.size("height.table_header"))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setFont(theme.font("caption", 500))
        head.setMinimumSectionSize(48)
        head.setSectionResizeMode(LeadColumn.AFFILIATION, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.sortByColumn(LeadColumn.SEEN, Qt.SortOrder.DescendingOrder)

    def set_compact(self, *, compact: bool) -> None:
        """Leave out what the narrow window has no room for; the panel beside shows it."""
        for column in (LeadColumn.ROLE, LeadColumn.SEEN):
            self.setColumnHidden(column, compact)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Letters are keys of the page, not a search in the first column."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tint the whole row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the tint off."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._cells.hovered_row:
            self._cells.hovered_row = row
            self.viewport().update()
