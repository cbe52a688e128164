"""The line above the day that says who is being placed, what is wrong with a place, and how on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHideEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.needs import Interviewer
from boothapp.ui.interviews.blocks import Picked
from boothapp.ui.speaking import announce
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import ElidedLabel

_HEIGHT = 52  # with or without a clash, so that nothing below jumps
_ANYONE = "Interviewer: whoever suits"
_NOBODY = "Interviewer: nobody yet"


class _Reasons(ElidedLabel):
    """Reasons in a row: those that do not fit are counted, none is cut in the middle."""

    def _elide(self) -> None:
        metrics = QFontMetricsF(self.font())
        parts, text = self._whole.split("; "), self._whole
        for kept in range(len(parts) - 1, 0, -1):
            if metrics.horizontalAdvance(text) <= self.width():
                break
            text = f"{'; '.join(parts[:kept])}; and {len(parts) - kept} more"
        self._show(metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() + 0.5))


class PlacingBar(QWidget):
    """Shown only while somebody or some place is taken up."""

    let_go = Signal()
    panel_picked = Signal(object)
    """A tuple of interviewers' ids; None is whoever suits and can."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._announced = ""
        self._text = ElidedLabel(weight=600, tone="accent")
        self._why = _Reasons(tone="error")
        self._who = Select("Interviewer for this person", icon="user")
        self._who.setFixedWidth(220)
        self._who.activated.connect(
            lambda number: self.panel_picked.emit(self._who.itemData(number))
        )
        back = Button("Put back", kind="ghost", key="Esc")
        back.clicked.connect(self.let_go)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(12)
        self.setFixedHeight(_HEIGHT)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._why)
        row.addLayout(words, 1)
        row.addWidget(self._who)
        row.addWidget(back)
        self.hide()

    @property
    def said(self) -> str:
        """What the bar says, clash included."""
        return " ".join(filter(None, (self._text.whole, self._why.whole)))

    def show_interviewers(self, interviewers: Sequence[Interviewer]) -> None:
        """Offer other interviewers."""
        self._who.clear()
        self._who.addItem(_ANYONE, None)
        self._who.addItem(_NOBODY, ())
        for interviewer in interviewers:
            self._who.addItem(interviewer.name, (interviewer.id,))

    def show_picked(self, picked: Picked) -> None:
        """Say who is being placed; the page shows the bar."""
        verb = "Move" if picked.moving else "Book"
        self._text.set_text(f"{verb} {picked.name}: choose a free place")
        self._who.setCurrentIndex(max(0, self._who.findData(picked.panel)))
        self._who.setVisible(picked.moving is None)
        self._announce()

    def show_wanted(self, place: str) -> None:
        """Say which place waits for somebody."""
        self._text.set_text(f"{place}: choose who comes")
        self._who.hide()
        self.explain("")
        self._announce()

    def explain(self, clash: str) -> None:
        """Say why the place under the cursor cannot be had; empty for one that can."""
        self._why.set_text(clash and f"Clash: {clash}")
        self._why.setVisible(bool(clash))

    def _announce(self) -> None:
        """Say it to a screen reader, once: the bar takes no focus."""
        if self._text.whole != self._announced:
            self._announced = self._text.whole
            announce(self, self.said)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """The same person taken up again is said again."""
        super().hideEvent(event)
        self._announced = ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A soft ground that ties the line to the lit places."""
        painting.painter_for(self).fillRect(self.rect(), theme.color("accent_soft"))
