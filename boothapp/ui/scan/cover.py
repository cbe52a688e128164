"""What covers the whole window, for the attendee to look at: nobody else is in sight."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from boothapp.ui.context import Frame
from boothapp.ui.scan.reading import Reading
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting


class Cover(QWidget):
    """A widget over a window, always as large as it; `turned_back` when nobody needs it any more.

    While the window is locked it is away, and comes back afterwards. Subclasses lay out anew in
    `fit`.
    """

    turned_back = Signal()

    def __init__(self, window: QWidget, frame: Frame, name: str) -> None:
        super().__init__(window)
        self._frame = frame
        frame.locked_changed.connect(self._step_back)
        self.setAccessibleName(name)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._covered = window
        window.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Lie over the window and take its keys; over a locked one when it is opened."""
        self._frame.when_open(self._lie_over)

    def fit(self, *, compact: bool) -> None:
        """The size changed; `compact` where there is little room for what is shown."""

    @property
    def reading(self) -> Reading | None:
        """The part that scrolls when nothing else helps."""
        return None

    def refit(self) -> None:
        """What is shown changed: as large as there is room for, and from its beginning."""
        self.setGeometry(self._covered.rect())
        layout = self.layout()
        small = self.height() < theme.size("breakpoint.compact_height")
        for compact in (False, True)[small:]:
            self.fit(compact=compact)
            if layout is not None:
                layout.activate()
            if self.reading is None or not self.reading.overflows:
                break

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.refit()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The screen is the attendee's now."""
        super().showEvent(event)
        self._frame.turn(self, turned=True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """It is staff's again."""
        super().hideEvent(event)
        self._frame.turn(self, turned=False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """The ground."""
        painting.painter_for(self).fillRect(self.rect(), theme.color("surface"))

    def _lie_over(self) -> None:
        self.show()
        self.refit()
        self.raise_()
        self.setFocus()

    def _step_back(self, locked: bool) -> None:
        if locked and self.isVisible():
            self.hide()
            self.cover()
