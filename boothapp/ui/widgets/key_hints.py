"""A quiet row that says which keys work here."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

_GAP, _BETWEEN = 6, 16


class KeyHints(QWidget):
    """Pairs of keys ("1+2+3" are three caps) and a word; those that do not fit are left out."""

    def __init__(self, hints: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = tuple(hints)
        spoken = ", ".join(f"{keys.replace('+', ' ')}: {word}" for keys, word in hints)
        self.setAccessibleName(f"Keys: {spoken}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All of them."""
        width = sum(_width(hint) for hint in self._hints) + _BETWEEN * (len(self._hints) - 1)
        return QSize(round(width) + 1, theme.size("height.keycap") + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """None of them."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint from the left as many as fit."""
        painter = painting.painter_for(self)
        left, middle = 0.0, self.height() / 2
        for keys, word in self._hints:
            if left + _width((keys, word)) > self.width() + 1:
                return
            caps = painting.keycap_width(keys)
            painting.keycaps(painter, left + caps, middle, keys)
            room = QRectF(left + caps + _GAP, 0, self.width(), self.height())
            painting.words(painter, room, word, "caption", "muted")
            left += _width((keys, word)) + _BETWEEN


def _width(hint: tuple[str, str]) -> float:
    return painting.keycap_width(hint[0]) + _GAP + painting.text_width(hint[1], "caption")
