"""The list of settings beside the column of cards: one key or click leads to each."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

WIDTH = 176  # logical px: as the rail
_HEIGHT, _APART = 26, 11  # of a line, and between groups: all of it is seen in a window of 700
_FIRST = Qt.ItemDataRole.UserRole


class _Delegate(QStyledItemDelegate):
    """One line, as the rail's items look."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One height for every line, and room for a hairline above the first of a group."""
        return QSize(100, _HEIGHT + (_APART if index.data(_FIRST) else 0))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint ground, bar, ring and name."""
        where, state = QRectF(option.rect).adjusted(1, 1, -1, -1), option.state
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(_FIRST):
            hairline = where.adjusted(12, _APART // 2, -8, 0)
            hairline.setHeight(1)
            painter.fillRect(hairline, theme.color("border"))
            where.setTop(where.top() + _APART)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painting.box(painter, where, fill="accent_soft")
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.box(painter, where, fill="hover")
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painting.box(painter, where, outline="focus_ring", width=2)
        ink = "on_accent_soft" if chosen else "text_secondary"
        room = where.adjusted(12, 0, -8, 0)
        painting.words(painter, room, str(index.data()), "body", ink, weight=600 if chosen else 400)


class Contents(QListWidget):
    """`wanted` carries the name of a card that is to be in sight, `entered` one to be filled in."""

    wanted = Signal(str)
    entered = Signal(str)

    def __init__(
        self,
        cards: Sequence[SettingsCard],
        groups: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`groups` are the names of the cards that a group begins with."""
        super().__init__(parent)
        self.setAccessibleName("Settings")
        self.setProperty("ground", "page")
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setFixedWidth(WIDTH)
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names = [card.name for card in cards]
        for card in cards:
            item = QListWidgetItem(card.accessibleName(), self)
            item.setData(_FIRST, card.name in groups)
        self.setCurrentRow(0)
        self.currentRowChanged.connect(lambda row: self.wanted.emit(self._names[row]))
        self.itemClicked.connect(lambda _: self.wanted.emit(self._names[self.currentRow()]))
        self.itemActivated.connect(lambda _: self.entered.emit(self._names[self.currentRow()]))

    def show_current(self, name: str) -> None:
        """Mark the card that is in sight; says nothing."""
        self.blockSignals(True)
        self.setCurrentRow(self._names.index(name))
        self.blockSignals(False)
        self.viewport().update()
