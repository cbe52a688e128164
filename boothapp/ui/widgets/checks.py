"""A check box in the theme's own colours."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

_SIDE, _GAP = 18, 8
_RING = 3  # logical px around the box that the focus takes: on a ticked box it would not be seen


class CheckBox(QCheckBox):
    """A box with a tick, and its words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Box, gap and words."""
        width = _RING + _SIDE + _GAP + painting.text_width(self.text(), "body") + 2
        return QSize(round(width), theme.size("height.control_s"))

    def hitButton(self, pos: object) -> bool:  # noqa: N802 - Qt's name
        """The words can be pressed as well as the box."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint the box, the tick and the words."""
        painter = painting.painter_for(self)
        where = QRectF(_RING, (self.height() - _SIDE) / 2, _SIDE, _SIDE)
        ticked, able = self.isChecked(), self.isEnabled()
        fill = "accent" if ticked and able else "hover" if self.underMouse() and able else "surface"
        outline = None if ticked and able else "border_strong" if able else "border"
        painting.box(painter, where, fill=fill, outline=outline, radius="radius.keycap")
        if ticked:
            inner = where.adjusted(3, 3, -3, -3)
            icons.paint(painter, "check-bold", "on_accent" if able else "disabled", inner)
        if self.hasFocus():
            ring = where.adjusted(-_RING, -_RING, _RING, _RING)
            painting.box(painter, ring, outline="focus_ring", width=2)
        left = where.right() + _GAP
        words = QRectF(left, 0, self.width() - left, self.height())
        painting.words(painter, words, self.text(), "body", "text" if able else "disabled")
