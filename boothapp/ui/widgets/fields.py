"""Fields: search with its key, and a choice from a list."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QWidget,
)

from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting


class SearchField(QLineEdit):
    """A line with a magnifying glass, and the key that leads to it while it is empty.

    `down` when the arrow leaves it for what it found, `left` when Escape does: the first one
    empties it.
    """

    down = Signal()
    left = Signal()

    def __init__(self, placeholder: str, *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFont(theme.font("body"))
        caps = round(painting.keycap_width(key)) + 8 if key else 0
        self.setTextMargins(theme.size("icon.size") + 8, 0, caps, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The line, the glass and the key."""
        super().paintEvent(event)
        painter = painting.painter_for(self)
        side, middle = theme.size("icon.size"), self.height() / 2
        spot = QRectF(10, middle - side / 2, side, side)
        icons.paint(painter, "magnifying-glass", "text_secondary", spot)
        if self._key and not self.text() and not self.hasFocus():
            painting.keycaps(painter, self.width() - 9, middle, self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape empties it; where it is empty, Escape leaves it."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.left.emit()
            super().keyPressEvent(event)


class Select(QComboBox):
    """A choice from a list. The wheel does not change it by accident."""

    def __init__(self, name: str, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture, self._height = icon, "height.control"
        self.setAccessibleName(name)
        self.setFont(theme.font("body"))
        view = QListView(self)
        self.setView(view)
        view.setItemDelegate(QStyledItemDelegate(view))  # Qt's own ignores the style sheet's items
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its list wants, as high as a control."""
        return QSize(super().sizeHint().width() + 40, theme.size(self._height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """May be narrow; the text is then cut and told in the tooltip."""
        return QSize(80, theme.size(self._height))

    def set_compact(self, compact: bool) -> None:
        """Lower, for a small window."""
        self._height = "height.control_compact" if compact else "height.control"
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Letters are the page's orders; Qt would search with them and choose something else."""
        if event.text().strip() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the page scroll instead."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint box, picture, text and caret."""
        painter = painting.painter_for(self)
        where = QRectF(self.rect())
        fill = "hover" if self.underMouse() and self.isEnabled() else "surface"
        outline = "border_strong" if self.isEnabled() else "border"
        painting.box(painter, where, fill=fill, outline=outline)
        if self.hasFocus():
            painting.box(painter, where, outline="focus_ring", width=2)
        ink = "text" if self.isEnabled() else "disabled"
        left, side, middle = 12.0, theme.size("icon.size"), where.height() / 2
        if self._picture:
            icons.paint(painter, self._picture, ink, QRectF(left, middle - side / 2, side, side))
            left += side + 7
        caret = QRectF(where.right() - 26, middle - 7, 14, 14)
        icons.paint(painter, "caret-down", ink, caret)
        room = QRectF(left, 0, caret.left() - left - 4, where.height())
        chosen = self.currentIndex() >= 0 and bool(self.currentText())
        text = self.currentText() if chosen else self.placeholderText()
        painter.setFont(self.font())
        painter.setPen(theme.color(ink if chosen else "muted"))
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, painting.VCENTER_LEFT, shown)
        self.setToolTip("" if shown == text else text)
