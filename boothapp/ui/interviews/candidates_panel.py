"""The left of the Interviews page: who waits for a room, and the booking that is selected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boothapp.domain.interviews import Candidate
from boothapp.domain.needs import Interviewer
from boothapp.ui.interviews.booking_card import BookingCard
from boothapp.ui.interviews.candidate_delegate import CandidateDelegate
from boothapp.ui.interviews.candidate_words import names_of
from boothapp.ui.interviews.candidates_model import CandidatesModel
from boothapp.ui.theme import theme
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.key_legend import KeyLegend

_LEAST_LIST = 92  # logical px of height: one card is always seen whole
_KEYS = (("Space", "pick up, then arrows to move"), ("Enter", "drop here"), ("Esc", "put back"))
_KEYS_WHILE_CARRYING = (("Arrows", "move"), ("Space", "or Enter: drop here"), ("Esc", "put back"))


class CandidateList(QListView):
    """Candidates as cards; a click, Enter or Space takes one up."""

    chosen = Signal(object)
    menu_wanted = Signal(object, object)
    """The Candidate, and where on the screen the menu opens."""

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
        self.setMinimumHeight(_LEAST_LIST)
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """What can be done for the person under the pointer, or under the cursor."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            below = self.viewport().mapToGlobal(self.visualRect(index).center())
            where = event.globalPos() if by_mouse else below
            self.menu_wanted.emit(index.data(Qt.ItemDataRole.UserRole), where)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))


class CandidatesPanel(QWidget):
    """The list, and below it the selected booking. `counted` says how many wait."""

    counted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme.size("width.candidates_panel"))
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._model = CandidatesModel(self)
        self.list = CandidateList(self._model)
        self.booking = BookingCard()
        self._stack = QStackedWidget(self)  # a stacked layout shows its first page as a window
        self._stack.addWidget(self.list)
        self._stack.addWidget(_nobody())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        cards = QVBoxLayout()
        cards.setContentsMargins(14, 6, 14, 6)
        cards.addWidget(self._stack)
        layout.addLayout(cards, 1)
        self._foot, self._legend = QWidget(), KeyLegend(_KEYS)
        self._keys = _above_line(self._legend)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(16, 4, 16, 12)
        foot.addWidget(self.booking)
        layout.addWidget(self._foot)
        layout.addWidget(self._keys)
        self._foot.hide()

    @property
    def selected(self) -> Candidate | None:
        """The candidate with the cursor."""
        found: Candidate | None = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found

    @property
    def current(self) -> Candidate | None:
        """The candidate with the cursor, else the one who should go first."""
        first: Candidate | None = self._model.index(0).data(Qt.ItemDataRole.UserRole)
        return self.selected or first

    def candidate(self, lead_id: str) -> Candidate | None:
        """Return the candidate of a lead, None if the lead does not wait."""
        found: Candidate | None = self._model.find(lead_id).data(Qt.ItemDataRole.UserRole)
        return found

    def show_candidates(
        self,
        candidates: Sequence[Candidate],
        interviewers: Sequence[Interviewer] = (),
        zone: tzinfo = UTC,
    ) -> None:
        """Show who waits, and who can hold interviews; the cursor stays on its person.

        Where that one left, it goes to the next, in sight: keys are never about somebody whom
        nobody selected and nobody sees selected.
        """
        index = self.list.currentIndex()
        row, before = index.row(), index.data(Qt.ItemDataRole.UserRole)
        self._model.show(candidates, names_of(interviewers), zone)
        self.booking.show_interviewers(tuple(interviewers))
        if before is not None:
            there = self._model.find(before.lead_id)
            beside = self._model.index(min(row, len(candidates) - 1))
            self.list.setCurrentIndex(there if there.isValid() else beside)
            self.list.scrollTo(self.list.currentIndex())
        self.counted.emit(len(candidates))
        self._stack.setCurrentIndex(0 if candidates else 1)

    def show_placing(self, lead_id: str | None) -> None:
        """Show who is taken up, and which keys go on with them; None is nobody."""
        self.list.show_placing(lead_id)
        self._legend.show_hints(_KEYS if lead_id is None else _KEYS_WHILE_CARRYING)

    def show_booking(self, *, shown: bool) -> None:
        """Show the booking card, or give its room to the list."""
        self._foot.setVisible(shown)
        self._keys.setVisible(not shown)  # the card's own buttons say their keys


def _nobody() -> EmptyState:
    state = EmptyState("users", "Nobody is waiting", "Leads without an interview stand here.")
    state.text.setMinimumWidth(0)  # the usual one is wider than this panel
    layout = state.layout()
    if layout is not None:
        layout.setContentsMargins(0, 0, 0, 0)
    return state


def _above_line(legend: KeyLegend) -> QWidget:
    keys = QWidget()
    column = QVBoxLayout(keys)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Line())
    inner = QHBoxLayout()
    inner.setContentsMargins(18, 8, 12, 8)
    inner.addWidget(legend, 1)
    column.addLayout(inner)
    return keys
