"""A candidate as a card: name and heat, affiliation, and what the interview needs, or the role."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from boothapp.domain.figure_words import RATING_WORDS
from boothapp.domain.interviews import Candidate
from boothapp.domain.people import Rating
from boothapp.ui import icons
from boothapp.ui.interviews.candidates_model import NEED_ROLE, SECOND_ROLE
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

_CARD_HEIGHT, _GAP = 74, 8


class CandidateDelegate(QStyledItemDelegate):
    """Paints candidates; the one who is being placed stands dashed and faint."""

    placing: str | None = None
    """The lead that is being placed."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return a card with its share of the gap."""
        return QSize(200, _CARD_HEIGHT + _GAP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one card."""
        candidate: Candidate = index.data(Qt.ItemDataRole.UserRole)
        card = QRectF(option.rect).adjusted(2, _GAP / 2, -2, -_GAP / 2)
        placing = candidate.lead_id == self.placing
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _frame(painter, card, option.state, placing=placing)
        if placing:
            painter.setOpacity(theme.number("opacity.drag_source"))
        inner = card.adjusted(12, 8, -12, -8)
        _content(painter, inner, candidate, index.data(SECOND_ROLE), index.data(NEED_ROLE))
        painter.restore()


def _frame(painter: QPainter, card: QRectF, state: QStyle.StateFlag, *, placing: bool) -> None:
    hovered = bool(state & QStyle.StateFlag.State_MouseOver) and not placing
    painting.box(painter, card, fill="hover" if hovered else "surface", outline="border")
    if placing:
        radius = theme.size("radius.control")
        painter.setPen(QPen(theme.color("accent"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if state & QStyle.StateFlag.State_HasFocus:
        painting.box(painter, card, outline="focus_ring", width=2)


def _content(painter: QPainter, inner: QRectF, candidate: Candidate, below: str, need: str) -> None:
    line = inner.height() / 3
    head = QRectF(inner.x(), inner.y(), inner.width(), line)
    name = head.adjusted(0, 0, -_heat(painter, head, candidate.rating) - 8, 0)
    painting.words(painter, name, candidate.name or "No name", "body", "text", weight=600)
    second, third = head.translated(0, line), head.translated(0, 2 * line)
    painting.words(painter, second, below, "caption", "muted")
    _last_line(painter, third, need or candidate.role, "clock" if need else "briefcase")


def _last_line(painter: QPainter, line: QRectF, words: str, picture: str) -> None:
    if not words:
        return
    side = theme.size("icon.size_s")
    square = QRectF(line.x(), line.center().y() - side / 2, side, side)
    icons.paint(painter, picture, "text_secondary", square)
    room = line.adjusted(side + 5, 0, 0, 0)
    painting.words(painter, room, words, "caption", "text_secondary")


def _heat(painter: QPainter, head: QRectF, rating: Rating | None) -> float:
    """Paint the rating at the right end; return how wide it is."""
    if rating is None:
        return 0
    word, color, side = RATING_WORDS[rating], f"rating.{rating.value}", theme.size("icon.size_s")
    width = painting.text_width(word, "caption", 500) + 1
    square = QRectF(head.right() - width - side - 4, head.center().y() - side / 2, side, side)
    icons.paint(painter, theme.text(f"rating.icon_{rating.value}"), color, square)
    where = QRectF(head.right() - width, head.y(), width, head.height())
    painting.words(painter, where, word, "caption", color, weight=500)
    return width + side + 4
