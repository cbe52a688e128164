"""What the attendee reads on the turned screen: it scrolls where the window is too small for it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_STEPS = {Qt.Key.Key_Down: 0.2, Qt.Key.Key_Up: -0.2, Qt.Key.Key_PageDown: 0.9}
_STEPS |= {Qt.Key.Key_PageUp: -0.9, Qt.Key.Key_Space: 0.9}


class Reading(QScrollArea):
    """Holds `content` at its whole width; `moved` when other parts of it may be in sight."""

    moved = Signal()

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(content)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self.verticalScrollBar().rangeChanged.connect(self.moved)

    @property
    def overflows(self) -> bool:
        """Whether not all of it is in sight at once."""
        layout = self._content.layout()
        if layout is None:
            return False
        layout.activate()
        width = self.viewport().width()
        wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        return max(wanted, layout.totalMinimumSize().height()) > self.viewport().height()

    def sees(self, part: QWidget) -> bool:
        """Whether all of this part of the content is in sight."""
        top = part.mapTo(self._content, QPoint(0, 0)).y() - self.verticalScrollBar().value()
        return top >= 0 and top + part.height() <= self.viewport().height()

    def bring(self, part: QWidget) -> None:
        """Scroll so far that this part of the content is in sight."""
        self.ensureWidgetVisible(part, 0, 0)

    def leaf(self, key: Qt.Key) -> bool:
        """Scroll if the key says so."""
        step = _STEPS.get(key)
        if step is None:
            return False
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(step * self.viewport().height()))
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """More or less of it is in sight."""
        super().resizeEvent(event)
        self.moved.emit()
