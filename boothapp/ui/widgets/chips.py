"""Chips: a short word in a soft box, with a picture or a cross to take it away."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting


class Chip(QAbstractButton):
    """`tone` is "" for a neutral chip, else a verdict ("ask") or the colour of a tag ("tag.red"):
    soft fill, its text colour.

    A removable chip emits `removed` on its cross and on Delete or Backspace; any chip is a button.
    """

    removed = Signal()

    def __init__(
        self,
        text: str,
        *,
        tone: str = "",
        icon: str = "",
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._picture, self._removable = tone, icon, removable
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription("Delete takes it away" if removable else "")
        policy = Qt.FocusPolicy.StrongFocus if removable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def tone(self) -> str:
        """Its colour."""
        return self._tone

    def set_tone(self, tone: str) -> None:
        """Another colour."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Picture, word and cross."""
        width = painting.text_width(self.text(), "caption", 500) + 2 * theme.size("space.s")
        extra = theme.size("icon.size_s") + 6
        width += extra * (bool(self._picture) + self._removable)
        return QSize(round(width) + 1, theme.size("height.chip"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A chip may be cut; its tooltip then has the word."""
        return QSize(min(60, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint box, picture, word and cross."""
        painter = painting.painter_for(self)
        where = QRectF(self.rect())
        tone = self._tone if self._tone.startswith("tag.") else f"verdict.{self._tone}"
        fill = f"{tone}.soft" if self._tone else "chip"
        ink = f"{tone}.on_soft" if self._tone else "text_secondary"
        ring = "focus_ring" if self.hasFocus() else None
        painting.box(painter, where, fill=fill, outline=ring, width=2, radius="radius.chip")
        side, left = theme.size("icon.size_s"), float(theme.size("space.s"))
        if self._picture:
            top = (where.height() - side) / 2
            icons.paint(painter, self._picture, ink, QRectF(left, top, side, side))
            left += side + 6
        right = self._cross().left() - 6 if self._removable else where.right() - 8
        room = QRectF(left, 0, right - left + 1, where.height())
        painting.words(painter, room, self.text(), "caption", ink, weight=500)
        self.setToolTip(self.text() if self.width() < self.sizeHint().width() else "")
        if self._removable:
            icons.paint(painter, "x", ink, self._cross())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on the cross takes the chip away."""
        hit = self._removable and self._cross().adjusted(-5, -5, 8, 5).contains(event.position())
        super().mouseReleaseEvent(event)
        if hit:
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Delete takes the chip away."""
        if self._removable and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _cross(self) -> QRectF:
        side = 12
        return QRectF(self.width() - side - 7, (self.height() - side) / 2, side, side)
