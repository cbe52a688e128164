"""The strip below the band: where the person stands for each purpose, and Ask for the open ones."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.consent import Purpose, is_valid
from boothapp.domain.people import VerdictCard
from boothapp.ui.scan import wording
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import ElidedLabel

_LONG_NAMES = 640  # logical px that the long names need side by side, with Ask beside each
_KEYS = {Purpose.RECRUITING: "", Purpose.CV: "C", Purpose.MARKETING: "M"}


class PurposeCell(QWidget):
    """One purpose; `asked` when somebody wants to hear or change the answer."""

    asked = Signal(object)

    def __init__(self, purpose: Purpose, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.purpose = purpose
        self._mark = Picture("question-fill", "verdict.ask.ink", 18)
        self._name = ElidedLabel(wording.PURPOSE_LONG[purpose], weight=600)
        self._state = ElidedLabel(font="caption", tone="muted")
        self.button = Button("Ask", key=_KEYS[purpose], size="s")
        self.button.clicked.connect(lambda: self.asked.emit(purpose))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self._name)
        words.addWidget(self._state)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        row.addWidget(self.button)

    def show_state(self, card: VerdictCard, zone: ZoneInfo) -> None:
        """Say where the person stands."""
        view = next((view for view in card.consent if view.purpose is self.purpose), None)
        state = card.state(self.purpose)
        tone = wording.STATE_TONE.get(state, "ask")
        self._mark.show_picture(theme.text(f"verdict.{tone}.icon"), f"verdict.{tone}.ink")
        words = wording.state_words(view, card.scanned_at, zone)
        self._state.set_text(words)
        word = "Change" if is_valid(state) else "Ask"
        self.button.kind = "ghost" if is_valid(state) else "plain"
        self.button.picture = "pencil-simple" if is_valid(state) else ""
        self.button.setText("" if is_valid(state) else word)
        self.button.setToolTip(f"{word} the answer" if is_valid(state) else "")
        self.button.setAccessibleName(f"{word}: {wording.PURPOSE_LONG[self.purpose]}, {words}")
        self.button.show_key("" if is_valid(state) else _KEYS[self.purpose])

    def set_compact(self, compact: bool) -> None:
        """One line, the short name."""
        names = wording.PURPOSE_SHORT if compact else wording.PURPOSE_LONG
        self._name.set_text(names[self.purpose])
        self._state.setVisible(not compact)
        layout = self.layout()
        if layout is not None:
            side = 12 if compact else 16
            layout.setContentsMargins(side, 0, 8 if compact else 12, 0)
            layout.setSpacing(8 if compact else 10)


class PurposeStrip(QWidget):
    """All purposes side by side."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 1)
        row.setSpacing(0)
        self._compact = self._short = False
        self.cells = {purpose: PurposeCell(purpose) for purpose in Purpose}
        for purpose, cell in self.cells.items():
            if purpose is not Purpose.RECRUITING:
                row.addWidget(Line(upright=True))
            cell.asked.connect(self.asked)
            row.addWidget(cell)
        self.set_compact(compact=False)

    def show_card(self, card: VerdictCard, zone: ZoneInfo) -> None:
        """Say where the person stands for each purpose."""
        for cell in self.cells.values():
            cell.show_state(card, zone)

    def set_compact(self, compact: bool) -> None:
        """The lower form for a small window, with the short names."""
        self._compact = compact
        self._dress(short=compact or self.width() < _LONG_NAMES)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The short names where the long ones would be cut, in a window that is no small one."""
        super().resizeEvent(event)
        short = self._compact or self.width() < _LONG_NAMES
        if short != self._short:
            self._dress(short=short)

    def _dress(self, *, short: bool) -> None:
        self._short = short
        self.setFixedHeight(theme.size("scan.purposes_compact" if short else "scan.purposes"))
        for cell in self.cells.values():
            cell.set_compact(short)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint ground and line."""
        painter = painting.painter_for(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(QRectF(self.rect()), theme.color("surface_alt"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border"))
