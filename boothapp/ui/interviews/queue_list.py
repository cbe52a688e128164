"""Who waits for a room without a time of their own: a list of cards, and its empty state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from boothapp.services.queue import QueueEntry
from boothapp.ui import icons
from boothapp.ui.interviews.day_words import QUEUE_ICONS, QUEUE_WORDS, expected_words, since_words
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

Index = QModelIndex | QPersistentModelIndex
_CARD_HEIGHT, _GAP = 74, 8
_TAKES = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_REMOVES = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class QueueModel(QAbstractListModel):
    """One row per entry, the first in line first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[QueueEntry, ...] = ()
        self._now, self._zone = datetime.now(UTC), ZoneInfo("UTC")

    def show(self, entries: Sequence[QueueEntry], now: datetime, zone: ZoneInfo) -> None:
        """Show another line."""
        self.beginResetModel()
        self._entries, self._now, self._zone = tuple(entries), now, zone
        self.endResetModel()

    def find(self, lead_id: str) -> QModelIndex:
        """Return where a lead stands, an invalid index if it is not in line."""
        for row, entry in enumerate(self._entries):
            if entry.candidate.lead_id == lead_id:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Return how many are in line."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return an entry, the name, or all of it in words."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return entry
            case Qt.ItemDataRole.DisplayRole:
                return entry.candidate.name
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                parts = (entry.candidate.name, entry.candidate.affiliation, self.kind(entry))
                return ", ".join(filter(None, (*parts, self.since(entry), self.expected(entry))))
        return None

    def kind(self, entry: QueueEntry) -> str:
        """Return how somebody waits, in a word."""
        return QUEUE_WORDS[entry.queued.kind]

    def since(self, entry: QueueEntry) -> str:
        """Return since when somebody waits."""
        return since_words(entry.queued, self._now, self._zone)

    def expected(self, entry: QueueEntry) -> str:
        """Return when and where they may expect a room."""
        return expected_words(entry.expected, self._zone)


class QueueDelegate(QStyledItemDelegate):
    """Paints an entry: name and kind, since when, and what they may expect."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's
        """Return a card with its share of the gap."""
        return QSize(200, _CARD_HEIGHT + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        card = QRectF(option.rect).adjusted(2, _GAP / 2, -2, -_GAP / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painting.box(painter, card, fill="hover" if hovered else "surface", outline="border")
        if option.state & QStyle.StateFlag.State_Selected:
            painting.box(painter, card, outline="accent")
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.box(painter, card, outline="focus_ring", width=2)
        model, entry = index.model(), index.data(Qt.ItemDataRole.UserRole)
        if isinstance(model, QueueModel):
            _content(painter, card.adjusted(12, 8, -12, -8), model, entry)
        painter.restore()


def _content(painter: QPainter, inner: QRectF, model: QueueModel, entry: QueueEntry) -> None:
    line, side = inner.height() / 3, theme.size("icon.size_s")
    head = QRectF(inner.x(), inner.y(), inner.width(), line)
    kind = model.kind(entry)
    width = painting.text_width(kind, "caption", 500) + 1
    where = QRectF(head.right() - width, head.y(), width, line)
    painting.words(painter, where, kind, "caption", "text_secondary", weight=500)
    spot = QRectF(where.x() - side - 4, head.center().y() - side / 2, side, side)
    icons.paint(painter, QUEUE_ICONS[entry.queued.kind], "text_secondary", spot)
    name = head.adjusted(0, 0, -(width + side + 12), 0)
    painting.words(painter, name, entry.candidate.name or "No name", "body", "text", weight=600)
    since = f"{model.since(entry)} · {entry.candidate.affiliation}".removesuffix(" · ")
    painting.words(painter, head.translated(0, line), since, "caption", "muted")
    third = head.translated(0, 2 * line)
    spot = QRectF(third.x(), third.center().y() - side / 2, side, side)
    icons.paint(painter, "clock" if entry.expected else "prohibit-bold", "text_secondary", spot)
    room = third.adjusted(side + 5, 0, 0, 0)
    painting.words(painter, room, model.expected(entry), "caption", "text_secondary")


class QueueList(QListView):
    """A click, Enter or Space takes somebody up; Delete takes them out of the line."""

    chosen = Signal(object)
    removed = Signal(object)

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(QueueDelegate(self))
        self.setAccessibleName("Queue of walk-ins and standbys")
        self.setMouseTracking(True)
        self.setProperty("ground", "page")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    @property
    def current(self) -> QueueEntry | None:
        """The entry with the cursor, else the first in line."""
        index = self.currentIndex()
        found: QueueEntry | None = (index if index.isValid() else self.model().index(0, 0)).data(
            Qt.ItemDataRole.UserRole
        )
        return found

    def event(self, event: QEvent) -> bool:
        """Delete is about the line while the line has the focus, not about the day's booking."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _REMOVES
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take up, or take out; letters are keys of the page."""
        if event.key() in _TAKES:
            self._choose(self.currentIndex())
        elif event.key() in _REMOVES:
            if self.currentIndex().isValid():
                self.removed.emit(self.currentIndex().data(Qt.ItemDataRole.UserRole))
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))
