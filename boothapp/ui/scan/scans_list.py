"""The list of last scans: two lines each, who waits on top, with a button to call them."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from boothapp.ui import icons
from boothapp.ui.scan.lines import ScanLine
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.toasts import Toasts

LINE_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class ScanLinesModel(QAbstractListModel):
    """The lines as Qt's views read them; each is spoken in full to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[ScanLine] = []

    def show_lines(self, lines: Sequence[ScanLine]) -> None:
        """Show these; nothing happens when they are the same."""
        if list(lines) != self._lines:
            self.beginResetModel()
            self._lines = list(lines)
            self.endResetModel()

    def line(self, index: Index) -> ScanLine:
        """The line at `index`."""
        return self._lines[index.row()]

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many lines."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A line, or its words."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.title}\n{line.detail}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            word = line.word or theme.text(f"verdict.{line.tone}.word")
            call = f". {line.call} with Enter" if line.call else ""
            return f"{line.time}, {word}: {line.title}. {line.detail}{call}"
        return None


class ScanLineDelegate(QStyledItemDelegate):
    """Paints a line; its button is drawn and clicked here. `called` carries the line."""

    called = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compact = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name and call
        """The token's height."""
        return QSize(200, theme.size("scan.line_compact" if self.compact else "height.row_scan"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Time, verdict, who, what, and the button."""
        line: ScanLine = index.data(LINE_ROLE)
        where = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.current:
            painter.fillRect(where, theme.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(where, theme.color("hover"))
        ground = QRectF(where.left(), where.bottom() - 1, where.width(), 1)
        painter.fillRect(ground, theme.color("border"))
        self._paint_words(painter, where, line)
        if line.call:
            self._paint_call(painter, self.call_box(where, line), line)
        if state & QStyle.StateFlag.State_HasFocus:
            painting.box(painter, where, outline="focus_ring", width=2)
        painter.restore()

    def editorEvent(  # noqa: N802 - Qt's name
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A click on the button calls the person."""
        line: ScanLine = index.data(LINE_ROLE)
        if (
            line.call
            and event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and self.call_box(QRectF(option.rect), line).contains(event.position())
        ):
            self.called.emit(line)
            return True
        return super().editorEvent(event, model, option, index)

    def call_box(self, where: QRectF, line: ScanLine) -> QRectF:
        """Where the button is."""
        width = painting.text_width(line.call, "body", 500) + 20
        height = theme.size("height.control_s")
        top = where.center().y() - height / 2
        return QRectF(where.right() - 12 - width, top, width, height)

    def _paint_words(self, painter: QPainter, where: QRectF, line: ScanLine) -> None:
        left = where.left() + (12 if self.compact else 17)
        middle = where.center().y()
        time = QRectF(left, where.top(), 42, where.height())
        painting.words(
            painter, time, line.time, "body", "text_secondary" if line.current else "muted"
        )
        spot = QRectF(left + (47 if self.compact else 54), middle - 9, 18, 18)
        picture = theme.text(f"verdict.{line.tone}.icon")
        icons.paint(painter, picture, f"verdict.{line.tone}.ink", spot)
        right = self.call_box(where, line).left() - 8 if line.call else where.right() - 12
        text = spot.right() + (9 if self.compact else 15)
        first = QRectF(text, middle - 17, right - text, 17)
        second = QRectF(text, middle, right - text, 16)
        painting.words(painter, first, line.title, "body", "text", weight=500)
        painting.words(painter, second, line.detail, "caption", "muted")

    def _paint_call(self, painter: QPainter, where: QRectF, line: ScanLine) -> None:
        painting.box(painter, where, fill="surface", outline="border_strong")
        center = Qt.AlignmentFlag.AlignCenter
        painting.words(painter, where, line.call, "body", "text", weight=500, align=center)


class ScansList(QListView):
    """`called` when a waiting person's turn comes, `opened` for any other line."""

    called = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Last scans")
        self.lines = ScanLinesModel(self)
        self._painter = ScanLineDelegate(self)
        self.setModel(self.lines)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._toasts: Toasts | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)  # once all lies still
        self._soon.timeout.connect(self._make_room)
        self._painter.called.connect(self.called)
        self.doubleClicked.connect(self._activate)

    def set_compact(self, compact: bool) -> None:
        """The other height of lines."""
        self._painter.compact = compact
        self.scheduleDelayedItemsLayout()

    def keep_clear_of(self, toasts: Toasts) -> None:
        """End above the notices: whoever waits in the last lines is called while they are there."""
        self._toasts = toasts
        toasts.placed.connect(self._soon.start)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Notices may be there before the first scan is listed."""
        super().showEvent(event)
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """They lie over more or less of it."""
        super().resizeEvent(event)
        self._soon.start()

    def _make_room(self) -> None:
        where = QRect(self.mapTo(self.window(), QPoint()), self.size())
        depth = self._toasts.depth_over(where) if self._toasts is not None else 0
        if self.isVisible() and depth != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, depth)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter acts on the line; letters are the page's, not a search in the list."""
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self._activate(index)
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _activate(self, index: QModelIndex) -> None:
        line = self.lines.line(index)
        (self.called if line.call else self.opened).emit(line)
