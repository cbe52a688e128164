"""The leads as a table: rows of one height, one of them current, any number of them ticked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from boothapp.domain.lead_rows import LeadSort
from boothapp.ui.leads.delegate import LeadDelegate
from boothapp.ui.leads.header import LeadHeader
from boothapp.ui.models.leads import SORTS, LeadColumn, LeadsModel
from boothapp.ui.theme import theme
from boothapp.ui.widgets.tag_tones import TagTones

WIDTHS = {
    LeadColumn.CHECK: 40,
    LeadColumn.NAME: 148,
    LeadColumn.AFFILIATION: 150,
    LeadColumn.RATING: 74,
    LeadColumn.CONSENT: 122,
    LeadColumn.ROLE: 142,
    LeadColumn.INTERVIEW: 126,
    LeadColumn.SEEN: 62,
    LeadColumn.OWNER: 120,
    LeadColumn.NEXT_STEP: 170,
    LeadColumn.TAGS: 140,
    LeadColumn.GRADUATES: 84,
    LeadColumn.EMAIL: 200,
    LeadColumn.MADE: 66,
}
USUAL = tuple(column for column in LeadColumn if column <= LeadColumn.SEEN)
"""The columns that are shown until somebody chooses others."""
_SHARES = {
    LeadColumn.NAME: (0.3, 240),
    LeadColumn.INTERVIEW: (0.2, 210),
    LeadColumn.CONSENT: (0.1, 156),
}
"""Of the width that is left over: how much a column takes, and how wide it gets at most. The rest
is the affiliation's."""
_LEAST_AFFILIATION = 150
_LEFT_OUT_WHEN_NARROW = frozenset({LeadColumn.ROLE, LeadColumn.SEEN, LeadColumn.INTERVIEW})


class LeadTable(QTableView):
    """One row is current; `opened` on Enter or a double click, letters go to the page's keys."""

    opened = Signal()
    columns_changed = Signal()

    def __init__(self, model: LeadsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leads = model
        self._last_ticked: tuple[int, bool] | None = None  # a number, and whether it was ticked
        self._compact, self._shown = False, USUAL
        self._chosen: set[LeadColumn] = set()  # made wider or narrower by somebody
        self._cells = LeadDelegate(self)
        self.head = LeadHeader(self)
        self.setHorizontalHeader(self.head)
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
        self.doubleClicked.connect(self._open)
        self._shape()

    def _shape(self) -> None:
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(theme.size("height.row"))
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.head.setSectionResizeMode(LeadColumn.CHECK, QHeaderView.ResizeMode.Fixed)
        self.head.setSectionResizeMode(LeadColumn.AFFILIATION, QHeaderView.ResizeMode.Stretch)
        self.show_sort(LeadSort.SEEN, descending=True)
        self.setSortingEnabled(True)
        self.head.sectionResized.connect(self._resized)
        self.head.all_wanted.connect(self._leads.check_all)
        self.head.arranged.connect(self.columns_changed)
        self._leads.checked_changed.connect(self.head.viewport().update)
        self._show_columns()

    def show_sort(self, sort: LeadSort, *, descending: bool) -> None:
        """Show what the table is in order of, without asking for it."""
        column = next((one for one, by in SORTS.items() if by is sort), None)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.head.blockSignals(True)
        self.head.setSortIndicator(-1 if column is None else column, order)
        self.head.blockSignals(False)
        self.head.viewport().update()

    @property
    def columns(self) -> Mapping[str, int | None]:
        """The columns that are shown, left to right, with their widths."""
        places = [self.head.logicalIndex(place) for place in range(self.head.count())]
        chosen = [LeadColumn(place) for place in places if LeadColumn(place) in self._shown]
        return {
            column.name: None if self._is_shared(column) else self.columnWidth(column)
            for column in chosen
            if column is not LeadColumn.CHECK
        }

    def arrange(self, columns: Mapping[str, int | None]) -> None:
        """Show these columns in this order; what this version does not know is left out."""
        known = [LeadColumn[name] for name in columns if name in LeadColumn.__members__]
        if not known:
            return
        self._shown = (LeadColumn.CHECK, *known)
        for place, column in enumerate(known, start=1):
            self.head.moveSection(self.head.visualIndex(column), place)
            width = columns[column.name]
            self._chosen.discard(column)
            if width and column is not LeadColumn.AFFILIATION:
                self.setColumnWidth(column, width)
                if width != WIDTHS[column]:
                    self._chosen.add(column)
        self._show_columns()

    def show_column(self, column: LeadColumn, *, shown: bool) -> None:
        """Show a column, or leave it out."""
        others = tuple(one for one in self._shown if one is not column)
        self._shown = (*others, column) if shown else others
        self._show_columns()
        self.columns_changed.emit()

    def shows(self, column: LeadColumn) -> bool:
        """Whether somebody wants to see a column."""
        return column in self._shown

    def dress(self, tones: TagTones) -> None:
        """Show tags in these colours."""
        self._cells.tones = tones
        self.viewport().update()

    def set_compact(self, *, compact: bool) -> None:
        """Leave out what the narrow window has no room for; the panel beside shows it."""
        self._compact = compact
        self._show_columns()

    def _show_columns(self) -> None:
        for column in LeadColumn:
            narrow = self._compact and column in _LEFT_OUT_WHEN_NARROW
            self.setColumnHidden(column, column not in self._shown or narrow)
        self._share_width()

    def _is_shared(self, column: LeadColumn) -> bool:
        """Whether the window gives the column its width."""
        if column is LeadColumn.AFFILIATION:
            return True
        return column in _SHARES and column not in self._chosen

    def _resized(self, section: int, _before: int, _now: int) -> None:
        if self.head.is_held and LeadColumn(section) is not LeadColumn.AFFILIATION:
            self._chosen.add(LeadColumn(section))

    def _share_width(self) -> None:
        """Names and rooms are read whole where the window has the width."""
        shown = [one for one in LeadColumn if not self.isColumnHidden(one)]
        shared = [one for one in shown if one in _SHARES and self._is_shared(one)]
        fixed = sum(self.columnWidth(one) for one in shown if not self._is_shared(one))
        taken = fixed + sum(WIDTHS[one] for one in shared) + _LEAST_AFFILIATION
        spare = max(0, self.viewport().width() - taken)
        for column in shared:
            share, most = _SHARES[column]
            self.setColumnWidth(column, min(most, WIDTHS[column] + int(spare * share)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width is shared out anew."""
        super().resizeEvent(event)
        self._share_width()

    def _open(self, index: QModelIndex) -> None:
        if index.column() != LeadColumn.CHECK:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Letters are keys of the page, not a search in the first column."""
        row = self.currentIndex().row()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Space and row >= 0:
            self.tick(row)
        elif (
            event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._leads.check_all()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Qt would put the cursor on the first row: then a key would be about somebody unchosen."""
        chosen = self.currentIndex().isValid()
        self.selectionModel().blockSignals(not chosen)
        super().focusInEvent(event)
        if not chosen:
            self.selectionModel().clearCurrentIndex()
        self.selectionModel().blockSignals(False)

    def tick(self, row: int) -> None:
        """Tick a row, or take its tick off."""
        ticked = not self._leads.is_checked(row)
        self._leads.check([row], ticked=ticked)
        self._last_ticked = (self._leads.number(row), ticked)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A box is ticked; with Shift all from the one before. Elsewhere a row becomes current."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or index.column() != LeadColumn.CHECK:
            super().mousePressEvent(event)
            return
        row = index.row()
        number, ticked = self._last_ticked or (None, False)
        last = self._leads.place_of(number)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and last is not None:
            first, end = sorted((last, row))
            self._leads.check(range(first, end + 1), ticked=ticked)
        else:
            self.tick(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Two quick clicks on a box are two clicks."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == LeadColumn.CHECK:
            self.tick(index.row())
        else:
            super().mouseDoubleClickEvent(event)

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
