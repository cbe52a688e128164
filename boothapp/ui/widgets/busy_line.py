"""A line that says what is being done, once it takes longer than a moment."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from boothapp.ui.speaking import announce
from boothapp.ui.theme import theme
from boothapp.ui.widgets.labels import Label


class BusyLine(QWidget):
    """Words and a bar that moves; without words nothing is seen, and the place is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label(font="caption", tone="secondary")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        self.setFixedHeight(theme.size("height.control_s"))
        self._soon = QTimer(self, singleShot=True, interval=theme.size("motion.loading_after"))
        self._soon.timeout.connect(self._show)
        self._say("")

    def show_words(self, words: str) -> None:
        """Say what is being done from a moment on; empty: nothing is any more."""
        self._soon.stop()
        self._coming = words
        self._say("")
        if words:
            self._soon.start()

    def _show(self) -> None:
        self._say(self._coming)
        announce(self, self._coming)

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        for part in (self.words, self.bar):
            part.setVisible(bool(words))
