"""The verdict band: readable from two metres, there at once, never only a colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting


class VerdictBand(QWidget):
    """Icon, word and reason at the left; the visit and the time at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._word, self._reason, self._aside = "", "", "", ("", "")
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def tone(self) -> str:
        """Which verdict is shown: "may_share", "ask", "declined", "already_lead" …"""
        return self._tone

    @property
    def word(self) -> str:
        """What is read from two metres."""
        return self._word

    @property
    def reason(self) -> str:
        """The sentence below the word."""
        return self._reason

    def show_verdict(
        self, tone: str, reason: str, visit: str, time: str, *, word: str = ""
    ) -> None:
        """`tone` is a verdict of the tokens; "error" is "unreadable". `word` goes for its own."""
        self._tone, self._reason, self._aside = tone, reason, (visit, time)
        self._word = word or theme.text(f"verdict.{tone}.word")
        words = f"{self._word}. {reason}. {visit}, {time}"
        self.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.setToolTip("")
        self.update()

    def set_compact(self, compact: bool) -> None:
        """The lower form for a small window."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The token's height."""
        suffix = "_compact" if self._compact else ""
        return QSize(320, theme.size(f"height.verdict_band{suffix}"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint the band with the card's round upper corners."""
        if not self._tone:
            return
        painter = painting.painter_for(self)
        self._paint_ground(painter)
        suffix = "_compact" if self._compact else ""
        side = theme.size(f"icon.size_verdict{suffix}")
        left = 21.0 if self._compact else 22.0
        picture = theme.text(f"verdict.{self._tone}.icon")
        ink = f"verdict.{self._tone}.on_solid"
        spot = QRectF(left, (self.height() - side) / 2, side, side)
        icons.paint(painter, picture, ink, spot)
        aside = self._paint_aside(painter, ink)
        self._paint_words(painter, ink, QRectF(spot.right() + 16, 0, 0, 0), aside)

    def _paint_ground(self, painter: QPainter) -> None:
        radius = theme.size("radius.band") - 1
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, radius), radius, radius)
        painter.setClipRect(self.rect())
        painter.fillPath(path, theme.color(f"verdict.{self._tone}.solid"))

    def _paint_aside(self, painter: QPainter, ink: str) -> float:
        """Visit and time; answers where their room begins."""
        font = "body" if self._compact else "body_l"
        line = theme.line_height(font)
        width = max(painting.text_width(text, font, 500) for text in self._aside) + 1
        left = self.width() - width - (16 if self._compact else 24)
        top = self.height() / 2 - line
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for index, text in enumerate(self._aside):
            where = QRectF(left, top + index * line, width, line)
            painting.words(painter, where, text, font, ink, weight=500, align=right)
        return left

    def _paint_words(self, painter: QPainter, ink: str, start: QRectF, end: float) -> None:
        font = "verdict_compact" if self._compact else "verdict"
        below = "body" if self._compact else "body_l"
        high, low = theme.line_height(font), theme.line_height(below)
        top = (self.height() - high - low) / 2 - 1
        room = end - start.left() - 16
        where = QRectF(start.left(), top, room, high)
        painting.words(painter, where, self._word, font, ink)
        where = QRectF(start.left(), top + high, room, low)
        painting.words(painter, where, self._reason, below, ink, weight=500)
        if painting.text_width(self._reason, below, 500) > room:
            self.setToolTip(self._reason)
