"""The quiet foot of a turned screen: which keys staff may press."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting


class StaffKeys(QWidget):
    """Tells staff which keys work; `keys` are pairs of a key and what it does."""

    def __init__(self, *keys: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setFixedHeight(theme.size("turned.staff"))
        self.setAccessibleName("Staff: " + ", ".join(f"{key} {word}" for key, word in keys))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint ground, line, keys and words in the middle."""
        painter = painting.painter_for(self)
        painter.fillRect(self.rect(), theme.color("surface_alt"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("border"))
        widths = [
            painting.keycap_width(key) + 6 + painting.text_width(word, "caption") + 20
            for key, word in self._keys
        ]
        lead = painting.text_width("Staff:", "caption") + 20
        left = (self.width() - lead - sum(widths)) / 2
        self._say(painter, left, "Staff:")
        left += lead
        for (key, word), width in zip(self._keys, widths, strict=True):
            cap = painting.keycap_width(key)
            painting.keycaps(painter, left + cap, self.height() / 2, key)
            self._say(painter, left + cap + 6, word)
            left += width

    def _say(self, painter: QPainter, left: float, word: str) -> None:
        room = QRectF(left, 0, 200, self.height())
        painting.words(painter, room, word, "caption", "muted")
