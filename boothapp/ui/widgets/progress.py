"""How far something is: a bar, and how much in words beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from boothapp.ui.widgets import painting
from boothapp.ui.widgets.labels import Label

_MOST = "100 %"


class ProgressLine(QWidget):
    """The words are beside the bar: on it, either its filled or its empty part would hide them.

    With the range 0, 0 nobody knows how far it is: the bar only moves.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(name)
        self.percent = Label(font="caption", tone="secondary")
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.percent.setFixedWidth(round(painting.text_width(_MOST, "caption")) + 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.bar, 1)
        row.addWidget(self.percent)

    def setRange(self, least: int, most: int) -> None:  # noqa: N802 - as of a QProgressBar
        """Where it begins and ends."""
        self.bar.setRange(least, most)
        self._say()

    def setValue(self, value: int) -> None:  # noqa: N802 - as of a QProgressBar
        """How far it is now."""
        self.bar.setValue(value)
        self._say()

    def value(self) -> int:
        """How far it is."""
        return self.bar.value()

    def _say(self) -> None:
        least, most = self.bar.minimum(), self.bar.maximum()
        done = max(0, self.bar.value() - least)
        self.percent.setText(f"{done * 100 // (most - least)} %" if most > least else "")
