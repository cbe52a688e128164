"""A table to read: no editing, one row height, the keyboard passes through with Tab."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from boothapp.ui.theme import theme


def text_table(
    model: QAbstractItemModel, name: str, *, row_height: int = 32, column_width: int = 130
) -> QTableView:
    """Return a table over `model`; `name` is what a screen reader says. Sizes in logical px."""
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.setFont(theme.font("body"))
    down, head = table.verticalHeader(), table.horizontalHeader()
    down.hide()
    down.setDefaultSectionSize(row_height)
    head.setDefaultSectionSize(column_width)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setHighlightSections(False)
    head.setStretchLastSection(True)  # a table of few columns ends with the card
    head.setMinimumHeight(theme.size("height.table_header"))
    head.setFont(theme.font("caption", 500))
    return table
