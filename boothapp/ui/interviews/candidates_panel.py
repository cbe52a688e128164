"""The left of the Interviews page: who waits for a room, and the booking that is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boothapp.domain.interviews import Candidate
from boothapp.ui.interviews.booking_card import BookingCard
from boothapp.ui.interviews.candidate_delegate import CandidateDelegate
from boothapp.ui.interviews.candidates_model import CandidatesModel
from boothapp.ui.theme import theme
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.key_hints import KeyHints
from boothapp.ui.widgets.labels import ElidedLabel, Label


class CandidateList(QListView):
    """Candidates as cards; a click, Enter or Space takes one up."""

    chosen = Signal(object)

    def __init__(self, model: CandidatesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = CandidateDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self.cards)
        self.setAccessibleName("People waiting for a room")
        self.setMouseTracking(True)
        self.setProperty("ground", "page")  # the cards lie on the page's own ground
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    def show_placing(self, lead_id: str | None) -> None:
        """Paint the person who is being placed as taken up."""
        self.cards.placing = lead_id
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take up the current person with Enter or Space; letters are keys of the page."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))


class CandidatesPanel(QWidget):
    """Head, list, and below them the selected booking."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme.size("width.candidates_panel"))
        self._model = CandidatesModel(self)
        self.list = CandidateList(self._model)
        self.booking = BookingCard()
        self._count = ElidedLabel(font="caption", tone="muted")
        self._stack = QStackedWidget(self)  # a stacked layout shows its first page as a window
        self._stack.addWidget(self.list)
        self._stack.addWidget(
            EmptyState("users", "Nobody is waiting", "Leads without an interview stand here.")
        )
        head = QVBoxLayout()
        head.setContentsMargins(18, 7, 12, 6)
        head.setSpacing(0)
        head.addWidget(Label("Waiting for a room", font="body_l", weight=600))
        head.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Line())
        cards = QVBoxLayout()
        cards.setContentsMargins(14, 6, 14, 6)
        cards.addWidget(self._stack)
        layout.addLayout(cards, 1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(16, 4, 16, 12)
        foot.addWidget(self.booking)
        layout.addWidget(self._foot)
        layout.addWidget(self._keys())
        self._foot.hide()

    def _keys(self) -> QWidget:
        keys = QWidget()
        row = QHBoxLayout(keys)
        row.setContentsMargins(18, 0, 4, 10)
        row.addWidget(KeyHints((("Space", "pick"), ("Enter", "take"), ("Esc", "back"))))
        return keys

    @property
    def current(self) -> Candidate | None:
        """The candidate with the cursor, else the one who should go first."""
        index = self.list.currentIndex()
        if not index.isValid():
            index = self._model.index(0)
        found: Candidate | None = index.data(Qt.ItemDataRole.UserRole)
        return found

    def candidate(self, lead_id: str) -> Candidate | None:
        """Return the candidate of a lead, None if the lead does not wait."""
        found: Candidate | None = self._model.find(lead_id).data(Qt.ItemDataRole.UserRole)
        return found

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Show who waits; the cursor stays on its person."""
        before = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        self._model.show(candidates)
        if before is not None:
            self.list.setCurrentIndex(self._model.find(before.lead_id))
        people = "1 person" if len(candidates) == 1 else f"{len(candidates):,} people"
        self._count.set_text(f"{people}, hottest first")
        self._stack.setCurrentIndex(0 if candidates else 1)

    def show_booking(self, *, shown: bool) -> None:
        """Show the booking card, or give its room to the list."""
        self._foot.setVisible(shown)
