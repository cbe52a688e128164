"""The pictures in which nothing was read, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from boothapp.ui import icons
from boothapp.ui.models.tables import Index
from boothapp.ui.scan.pictures import Looked
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.scrolls import ringed

_DONE = Qt.ItemDataRole.UserRole
_REASON = Qt.ItemDataRole.UserRole + 1
_ROW, _WIDTH, _MARK = 44, 220, 16


class UnreadList(QListWidget):
    """One row for each picture; one that was taken care of is ticked."""

    def __init__(self, unread: Sequence[Looked]) -> None:
        super().__init__()
        ringed(self, "Pictures in which nothing was read")
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setFixedWidth(_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for looked in unread:
            item = QListWidgetItem(looked.picture.name, self)
            item.setData(_REASON, looked.reason[:1].upper() + looked.reason[1:])
            item.setToolTip(looked.line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, looked.line)

    def mark_done(self, row: int) -> None:
        """Tick the picture: its code was typed or read."""
        item = self.item(row)
        item.setData(_DONE, True)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}: done")

    def is_done(self, row: int) -> bool:
        """Whether it was ticked."""
        return bool(self.item(row).data(_DONE))

    def next_open(self, after: int) -> int | None:
        """The next picture that is not ticked, from `after` on and then from the first."""
        rows = [*range(after + 1, self.count()), *range(min(after + 1, self.count()))]
        return next((row for row in rows if not self.is_done(row)), None)


class _Delegate(QStyledItemDelegate):
    """Paints name and reason, one above the other."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """All rows are equal."""
        return QSize(_WIDTH - 20, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        where = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painting.box(painter, where, fill="accent_soft")
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painting.box(painter, where, fill="hover")
        done = bool(index.data(_DONE))
        room = where.adjusted(10, 4, -10 - (_MARK + 6 if done else 0), -4)
        upper = QRectF(room.left(), room.top(), room.width(), room.height() / 2)
        lower = upper.translated(0, room.height() / 2)
        painting.words(painter, upper, str(index.data()), "body", "text")
        reason = "Done" if done else str(index.data(_REASON))
        painting.words(painter, lower, reason, "caption", "text_secondary")
        if done:
            mark = QRectF(where.right() - 10 - _MARK, where.center().y() - _MARK / 2, _MARK, _MARK)
            icons.paint(painter, "check-bold", "verdict.may_share.ink", mark)
