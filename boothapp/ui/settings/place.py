"""The card that somebody asked for stays in front while the others are filled in."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


class Place(QObject):
    """Scrolls to a card, and again whenever it moves, until somebody scrolls elsewhere."""

    def __init__(self, scroll: QScrollArea, above: int) -> None:
        super().__init__(scroll)
        self._bar, self._above = scroll.verticalScrollBar(), above
        self._card: QWidget | None = None
        self._at = 0

    def go(self, card: QWidget) -> None:
        """Bring this card to the top."""
        if self._card is not None:
            self._card.removeEventFilter(self)
        self._card = card
        card.installEventFilter(self)
        self._bar.setValue(card.y() - self._above)
        self._at = self._bar.value()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The card moved."""
        if event.type() == QEvent.Type.Move and self._bar.value() == self._at:
            QTimer.singleShot(0, self, self._go_again)  # once the page has its new height
        return False

    def _go_again(self) -> None:
        if self._card is not None and self._bar.value() == self._at:
            self.go(self._card)
