"""The window itself: on screen at once, before anything slow is imported."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow

_SIZE = (1440, 900)
_LEAST = (900, 600)


class MainWindow(QMainWindow):
    """Empty until a Body is put into it as its central widget.

    `painted` comes once: the window is on screen, so what is slow may begin. `closed` comes once,
    when it was closed.
    """

    painted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._was_painted = False
        self.setWindowTitle("BoothApp")
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of the first time."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Say so; who holds the store lets it go."""
        super().closeEvent(event)
        self.closed.emit()
