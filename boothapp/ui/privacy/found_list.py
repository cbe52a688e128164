"""Whom a search met: name, where they stand, and the reference they may be told."""

from __future__ import annotations

from collections.abc import Sequence

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

from boothapp.domain.holdings import FoundPerson
from boothapp.ui import icons
from boothapp.ui.privacy.wording import STATE_WORDS
from boothapp.ui.scan.wording import STATE_TONE
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.scrolls import ringed

_PERSON = Qt.ItemDataRole.UserRole
_HEIGHT = 62
_MARK = {"may_share": "check-circle-fill", "declined": "minus-circle-fill", "ask": "question-fill"}


class _Delegate(QStyledItemDelegate):
    """Three short lines for a person."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One height for everybody."""
        return QSize(100, _HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint ground, name, affiliation, and the state with its picture."""
        person: FoundPerson = index.data(_PERSON)
        where = QRectF(option.rect)
        state = option.state
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, theme.color("accent_soft"))
            painter.fillRect(QRectF(where.left(), where.top(), 3, _HEIGHT), theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(where, theme.color("hover"))
        line = QRectF(where.left(), where.bottom() - 1, where.width(), 1)
        painter.fillRect(line, theme.color("border"))
        room = where.adjusted(16, 6, -12, -6)
        third = room.height() / 3
        rows = [room.adjusted(0, third * n, 0, third * (n - 2)) for n in range(3)]
        painting.words(painter, rows[0], title(person), "body", "text", weight=600)
        below = person.affiliation or person.email or "No details are held"
        painting.words(painter, rows[1], below, "caption", "text_secondary")
        tone = STATE_TONE.get(person.state, "ask")
        ink = f"verdict.{tone}.ink"
        spot = QRectF(rows[2].left(), rows[2].center().y() - 7, 14, 14)
        icons.paint(painter, _MARK[tone], ink, spot)
        words = f"{STATE_WORDS[person.state]}, {person.reference}"
        painting.words(painter, rows[2].adjusted(20, 0, 0, 0), words, "caption", "muted")


class FoundList(QListWidget):
    """`chosen` carries the subject of who the cursor is on."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ringed(self, "People found")
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(self.Shape.NoFrame)
        self.currentItemChanged.connect(self._moved)

    @property
    def people(self) -> tuple[FoundPerson, ...]:
        """Who is listed."""
        return tuple(self.item(row).data(_PERSON) for row in range(self.count()))

    def show_people(self, people: Sequence[FoundPerson], subject: str | None) -> None:
        """List these, with the cursor on `subject` where it is among them; says nothing."""
        self.blockSignals(True)
        self.clear()
        for person in people:
            words = f"{title(person)}, {STATE_WORDS[person.state]}, {person.reference}"
            item = QListWidgetItem(self)
            item.setData(_PERSON, person)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            if person.subject == subject:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def _moved(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_PERSON).subject)


def title(person: FoundPerson) -> str:
    """Return the name, or what there is instead of one."""
    return person.name or person.email or "No name is held"
