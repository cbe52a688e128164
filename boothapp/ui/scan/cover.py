"""What covers the whole window, for the attendee to look at: nobody else is in sight."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting


class Cover(QWidget):
    """A widget over a window, always as large as it; `turned_back` when nobody needs it any more.

    Subclasses lay out anew in `fit`.
    """

    turned_back = Signal()

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window)
        self.setAccessibleName(name)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._covered = window
        window.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Lie over the window and take its keys."""
        self._fit()
        self.show()
        self.raise_()
        self.setFocus()

    def fit(self, *, compact: bool) -> None:
        """The size changed; `compact` where there is little height."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """The ground."""
        painting.painter_for(self).fillRect(self.rect(), theme.color("surface"))

    def _fit(self) -> None:
        self.setGeometry(self._covered.rect())
        self.fit(compact=self.height() < theme.size("breakpoint.compact_height"))
