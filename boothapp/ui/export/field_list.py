"""The fields of a lead as a list to tick and to put in order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from boothapp.domain.lead_fields import FIELDS
from boothapp.ui import icons
from boothapp.ui.models.tables import Index
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.scrolls import ringed

_FIELD = Qt.ItemDataRole.UserRole
_LIST_HEIGHT, _ROW, _SIDE = 268, 30, 18
_TICKABLE = 34  # logical px at the left that tick


class _Ticked(QStyledItemDelegate):
    """Paints a box in the theme's colours, and the words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """All rows are equal."""
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        where = QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painting.box(painter, where, fill="accent_soft")
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.box(painter, where, fill="hover")
        box = QRectF(where.left() + 8, where.center().y() - _SIDE / 2, _SIDE, _SIDE)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        fill, outline = ("accent", None) if ticked else ("surface", "border_strong")
        painting.box(painter, box, fill=fill, outline=outline, radius="radius.keycap")
        if ticked:
            icons.paint(painter, "check-bold", "on_accent", box.adjusted(3, 3, -3, -3))
        words = where.adjusted(_TICKABLE, 0, -8, 0)
        painting.words(painter, words, str(index.data()), "body", "text")

    def editorEvent(  # noqa: N802 - Qt's name
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A click on the box ticks; the keys are Qt's own."""
        if not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        if event.type() != QEvent.Type.MouseButtonRelease:
            return False
        left = option.rect.left()
        if event.position().x() > left + _TICKABLE:
            return False
        role = Qt.ItemDataRole.CheckStateRole
        ticked = index.data(role) == Qt.CheckState.Checked.value
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, state.value, role)


class FieldList(QListWidget):
    """The fields, those that were chosen ticked; Space ticks, Alt with an arrow moves."""

    def __init__(self, offered: Sequence[str], chosen: Sequence[str]) -> None:
        super().__init__()
        ringed(self, "Columns of the file: Space chooses, Alt with an arrow moves")
        self.setFixedHeight(_LIST_HEIGHT)
        self.setMouseTracking(True)
        self.setItemDelegate(_Ticked(self))
        first = [name for name in chosen if name in offered]
        for name in [*first, *(name for name in offered if name not in first)]:
            item = QListWidgetItem(FIELDS[name].title, self)
            item.setData(_FIELD, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if name in first else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
        self.setCurrentRow(0)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The fields that are ticked, in their order."""
        items = [self.item(number) for number in range(self.count())]
        ticked = Qt.CheckState.Checked
        return tuple(str(one.data(_FIELD)) for one in items if one.checkState() is ticked)

    def move_current(self, step: int) -> None:
        """Move the current one up or down."""
        at = self.currentRow()
        if 0 <= at + step < self.count():
            item = self.takeItem(at)
            self.insertItem(at + step, item)
            self.setCurrentRow(at + step)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Alt with an arrow moves."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
        else:
            super().keyPressEvent(event)
