"""A table to read: no editing, one row height, the keyboard passes through with Tab."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from boothapp.ui.theme import theme
from boothapp.ui.widgets.scrolls import ringed


def text_table(
    model: QAbstractItemModel,
    name: str,
    *,
    row_height: int = 32,
    column_width: int = 130,
    widths: Sequence[int | None] = (),
) -> QTableView:
    """Return a table over `model`; `name` is what a screen reader says. Sizes in logical px.

    `widths` are the least ones of the first columns, which grow to twice of that with what they
    hold; the one that is None takes what is left, or else the last column does.
    """
    table = QTableView()
    table.setModel(model)
    ringed(table, name)
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
    head.setStretchLastSection(None not in widths)  # a table of few columns ends with the card
    for number, width in enumerate(widths):
        if width is None:
            head.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        else:
            table.setColumnWidth(number, width)
    model.modelReset.connect(lambda: _fit(table, widths))
    head.setMinimumHeight(theme.size("height.table_header"))
    head.setFont(theme.font("caption", 500))
    return table


def _fit(table: QTableView, widths: Sequence[int | None]) -> None:
    for number, least in enumerate(widths):
        if least is not None:
            table.setColumnWidth(
                number, max(least, min(table.sizeHintForColumn(number), 2 * least))
            )
