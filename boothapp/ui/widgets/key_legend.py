"""Which keys work here, one below the other: for a column too narrow for a row of hints."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from boothapp.ui.widgets import painting

_GAP, _LINE = 12, 23


class KeyLegend(QWidget):
    """Pairs of a key and what it does; the words begin below each other."""

    def __init__(self, hints: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_hints(hints)

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Say these keys from now on."""
        self._hints = tuple(hints)
        spoken = ", ".join(f"{key.replace('+', ' ')}: {word}" for key, word in hints)
        self.setAccessibleName(f"Keys: {spoken}")
        self.setToolTip("\n".join(f"{key}: {word}" for key, word in hints))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All of them."""
        words = max(painting.text_width(word, "caption") for _, word in self._hints)
        return QSize(round(self._caps + _GAP + words) + 2, _LINE * len(self._hints))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The keys; words that do not fit are elided."""
        return QSize(round(self._caps) + _GAP, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint a line for each key."""
        painter = painting.painter_for(self)
        left = self._caps + _GAP
        for number, (key, word) in enumerate(self._hints):
            line = QRectF(left, number * _LINE, self.width() - left, _LINE)
            painting.keycaps(painter, painting.keycap_width(key), line.center().y(), key)
            painting.words(painter, line, word, "caption", "text_secondary")

    @property
    def _caps(self) -> float:
        return max(painting.keycap_width(key) for key, _ in self._hints)
