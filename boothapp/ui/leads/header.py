"""The head of the leads table: names to sort by, and a box that ticks all."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from boothapp.ui.leads.delegate import box
from boothapp.ui.models.leads import SORTS, LeadColumn, LeadsModel
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting


class LeadHeader(QHeaderView):
    """Columns can be moved and made wider; the first one stays where it is."""

    all_wanted = Signal()
    """The box in the head was pressed."""
    arranged = Signal()
    """Somebody moved a column or changed its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName("Columns")
        self.setFixedHeight(theme.size("height.table_header"))
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setMinimumSectionSize(40)
        self.setFont(theme.font("caption", 500))
        self._pressed = False

    @property
    def is_held(self) -> bool:
        """Whether somebody holds the mouse button down on it."""
        return self._pressed

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        """The box paints itself; the sorted column is dark and has an arrow."""
        cell = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(cell, theme.color("background"))
        line = QRectF(cell.x(), cell.bottom() - 1, cell.width(), 1)
        painter.fillRect(line, theme.color("border"))
        model = self.model()
        if logicalIndex == LeadColumn.CHECK and isinstance(model, LeadsModel):
            box(painter, cell, ticked=model.all_checked)
        else:
            self._paint_name(painter, cell, logicalIndex)
        painter.restore()

    def _paint_name(self, painter: QPainter, cell: QRectF, section: int) -> None:
        name = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        ink, weight = ("text", 600) if sorted_by else ("text_secondary", 500)
        inner = cell.adjusted(8, 0, -4, 0)
        painting.words(painter, inner, name, "caption", ink, weight=weight)
        if sorted_by:
            from boothapp.ui import icons

            left = inner.x() + painting.text_width(name, "caption", 600) + 4
            spot = QRectF(min(left, cell.right() - 14), cell.center().y() - 5, 10, 10)
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            icons.paint(painter, "caret-up" if up else "caret-down", "text", spot)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on what cannot be sorted by sorts nothing."""
        section = self.logicalIndexAt(event.position().toPoint())
        if section == LeadColumn.CHECK and event.button() == Qt.MouseButton.LeftButton:
            self.all_wanted.emit()
            return
        clickable = section < 0 or LeadColumn(section) in SORTS
        self.setSectionsClickable(clickable)
        self._pressed = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of a column that was moved or made wider."""
        super().mouseReleaseEvent(event)
        if self._pressed:
            self._pressed = False
            self.arranged.emit()
