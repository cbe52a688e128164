"""The person who is being placed, as a card over the day, and beside it what is in the way."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from boothapp.domain.people import Rating
from boothapp.ui import icons
from boothapp.ui.interviews.shadowed import Shadowed
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

CARD_HEIGHT = 52
_BUBBLE, _GAP = QSize(198, 70), 8
_TWO_LINES = 36


@dataclass(frozen=True, slots=True)
class GhostWords:
    """What the card says."""

    name: str
    second: str
    rating: Rating | None


class GhostCard(Shadowed):
    """Follows the pointer, or stands in the place that the keys aim at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = GhostWords("", "", None)
        self.clash = False

    def look(self) -> tuple[object, ...]:
        """Return the words."""
        return (self.words,)

    def outline(self) -> str:
        """Return red over a clash."""
        return "verdict.error.ink" if self.clash else "accent"

    def paint_content(self, painter: QPainter, inside: QRectF) -> None:
        """Paint name, heat and the second line, if there is room for it."""
        inner = inside.adjusted(12, 4, -12, -4)
        two = inside.height() >= _TWO_LINES and bool(self.words.second)
        middle = inside.center().y() - (18 if two else 10)
        top = min(middle, inside.top() + 8)
        head = QRectF(inner.x(), top, inner.width(), 20)
        rating, side = self.words.rating, theme.size("icon.size_s")
        if rating is not None:
            square = QRectF(head.right() - side, head.center().y() - side / 2, side, side)
            icon = theme.text(f"rating.icon_{rating.value}")
            icons.paint(painter, icon, f"rating.{rating.value}", square)
            head.setRight(head.right() - side - 6)
        painting.words(painter, head, self.words.name, "body", "text", weight=600)
        if two:
            below = QRectF(inner.x(), head.bottom() - 1, inner.width(), 16)
            painting.words(painter, below, self.words.second, "caption", "text_secondary")


@dataclass(frozen=True, slots=True)
class ClashWords:
    """What the bubble says: the reason, its time, and where there is room."""

    title: str
    detail: str
    nearest: str


class ClashBubble(Shadowed):
    """Says beside the card why a place cannot be had; never under the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ClashWords("", "", "")

    def look(self) -> tuple[object, ...]:
        """Return the words."""
        return (self.words,)

    def outline(self) -> str:
        """Return red."""
        return "verdict.error.ink"

    def put_beside(self, card: QRect, inside: QRect) -> None:
        """Show it left of the card, else right of it, else above, in `inside` (of the parent)."""
        words = self.words
        widths = (
            painting.text_width(words.title, "body", 600),
            painting.text_width(words.detail, "caption"),
            painting.text_width(words.nearest, "caption", 500),
        )
        height = _BUBBLE.height() if words.nearest else _BUBBLE.height() - 18
        size = QSize(max(_BUBBLE.width(), min(300, round(max(widths)) + 54)), height)
        y = card.center().y() - size.height() // 2
        y = max(inside.top() + 4, min(y, inside.bottom() - size.height() - 4))
        x = card.left() - _GAP - size.width()
        if x < inside.left():
            x = card.right() + _GAP
        if x + size.width() > inside.right():  # neither side has the room: above, or below
            x = max(inside.left(), min(card.left(), inside.right() - size.width()))
            above = card.top() - _GAP - size.height()
            y = above if above >= inside.top() else card.bottom() + _GAP
        self.put(QPoint(x, y), size)

    def paint_content(self, painter: QPainter, inside: QRectF) -> None:
        """Paint the sign and three lines."""
        side = theme.size("icon.size")
        square = QRectF(inside.x() + 12, inside.y() + 10, side, side)
        icons.paint(painter, theme.text("icon.interview.clash"), "verdict.error.ink", square)
        line = QRectF(inside.x() + 38, inside.y() + 8, inside.width() - 50, 18)
        painting.words(painter, line, self.words.title, "body", "text", weight=600)
        line.translate(0, 18)
        painting.words(painter, line, self.words.detail, "caption", "text_secondary")
        line.translate(0, 18)
        painting.words(painter, line, self.words.nearest, "caption", "on_accent_soft", weight=500)
