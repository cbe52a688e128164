"""What several sections share: a scrolled column of cards, and a card with a heading."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from boothapp.ui.theme import theme
from boothapp.ui.widgets.card import Card, Line
from boothapp.ui.widgets.labels import ElidedLabel, Label
from boothapp.ui.widgets.scrolls import ringed
from boothapp.ui.widgets.text_table import text_table

_WIDTH = 920  # logical px: a line longer than this is hard to read


class CardColumn(QScrollArea):
    """Cards below each other, scrolled where they need more height."""

    def __init__(self, cards: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground = QWidget()
        column = QVBoxLayout()
        column.setSpacing(16)
        for card in cards:
            card.setMaximumWidth(_WIDTH)
            column.addWidget(card)
        column.addStretch(1)  # what is left is the ground's, not a card's
        middle = QHBoxLayout(ground)
        middle.setContentsMargins(16, 16, 16, 16)
        middle.addStretch(1)
        middle.addLayout(column, 100)
        middle.addStretch(1)
        self.setWidget(ground)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ringed(self, ", ".join(card.accessibleName() for card in cards))


class TitledCard(Card):
    """A heading with what is said beside it; buttons go to `head`, the rest to `body`."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.said = ElidedLabel(tone="muted")
        self.head = QHBoxLayout()
        self.head.setContentsMargins(16, 10, 12, 10)
        self.head.setSpacing(8)
        self.head.addWidget(Label(title, font="heading"))
        self.head.addWidget(self.said, 1)
        self.body.addLayout(self.head)
        self.body.addWidget(Line())

    def add_text(self, label: QWidget) -> None:
        """Add words with the card's own margin."""
        row = QVBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        row.addWidget(label)
        self.body.addLayout(row)


def table_of(model: QAbstractItemModel, name: str, widths: Sequence[int | None]) -> QTableView:
    """A table to read, with the rows of this page; `widths` as for `text_table`."""
    return text_table(model, name, row_height=36, widths=widths)


def fit_rows(table: QTableView, most: int, least: int = 1) -> None:
    """Give a table the height of its rows, up to `most`; more are scrolled to."""
    model = table.model()
    rows = max(least, min(model.rowCount(), most))
    head = max(table.horizontalHeader().sizeHint().height(), theme.size("height.table_header"))
    frame = 2 * table.frameWidth()
    table.setFixedHeight(head + rows * table.verticalHeader().defaultSectionSize() + frame + 2)
