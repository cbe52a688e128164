"""The head of a step."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from boothapp.ui.widgets import painting


class StepHead(QWidget):
    """A number in a soft disc, and what the step asks."""

    def __init__(self, number: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._text, self._aside = str(number), text, ""
        self.setAccessibleName(f"Step {number}: {text}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_aside(self, text: str) -> None:
        """Say something at the right."""
        self._aside = text
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Disc, gap and words."""
        return QSize(30 + round(painting.text_width(self._text, "heading")) + 2, 22)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint both."""
        painter = painting.painter_for(self)
        disc, center = QRectF(0, 1, 20, 20), Qt.AlignmentFlag.AlignCenter
        painting.box(painter, disc, fill="accent_soft", radius="radius.pill")
        painting.words(
            painter, disc, self._number, "caption", "on_accent_soft", weight=600, align=center
        )
        words = QRectF(28, 0, self.width() - 28, self.height())
        painting.words(painter, words, self._text, "heading", "text")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painting.words(painter, words, self._aside, "caption", "muted", align=right)
