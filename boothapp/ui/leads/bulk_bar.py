"""What can be done with the leads that are ticked; shown while any are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boothapp.domain.event import Role, Staff
from boothapp.domain.figure_words import RATING_WORDS
from boothapp.domain.people import HOTTEST_FIRST
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.menu import Menu


class BulkBar(QWidget):
    """A line of orders; each signal carries what the person chose."""

    rated = Signal(object)
    tag_wanted = Signal()
    assigned = Signal(object)
    """A Staff, None for nobody."""
    role_chosen = Signal(object)
    step_wanted = Signal()
    export_wanted = Signal()
    remove_wanted = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._staff: Sequence[Staff] = ()
        self._roles: Sequence[Role] = ()
        self._count = Label(font="heading")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 16, 6)
        row.setSpacing(4)
        row.addWidget(self._count)
        row.addSpacing(8)
        self.rate = self._button(row, "Rate", "fire-fill", self._offer_ratings, drops=True)
        self.tag = self._button(row, "Tag", "tag", self.tag_wanted.emit)
        self.assign = self._button(row, "Assign", "user", self._offer_staff, drops=True)
        self.role = self._button(row, "Role", "briefcase", self._offer_roles, drops=True)
        self.step = self._button(row, "Next step", "calendar-check", self.step_wanted.emit)
        self.export = self._button(row, "Export", "export", self.export_wanted.emit)
        self.remove = self._button(row, "Remove", "trash", self.remove_wanted.emit)
        row.addStretch()
        self.clear = self._button(row, "Untick all", "x", self.cleared.emit)

    @staticmethod
    def _button(
        row: QHBoxLayout, word: str, icon: str, order: Callable[[], object], *, drops: bool = False
    ) -> Button:
        button = Button(word, kind="ghost", icon=icon, size="s", drops=drops)
        button.clicked.connect(lambda: order())
        row.addWidget(button)
        return button

    def show_count(self, count: int) -> None:
        """Say how many are ticked."""
        self._count.setText(f"{count:,} ticked")

    def show_choices(self, staff: Sequence[Staff], roles: Sequence[Role]) -> None:
        """What can be chosen from."""
        self._staff, self._roles = staff, roles

    def set_compact(self, *, compact: bool) -> None:
        """Icons alone where there is no room for words; the tooltip has the word."""
        for button in (self.role, self.step, self.export, self.remove, self.clear):
            word = button.accessibleName()
            button.setText("" if compact else word)
            button.setToolTip(word if compact else "")
            button.updateGeometry()

    def _offer_ratings(self) -> None:
        words = [(RATING_WORDS[one] if one else "Not rated", one) for one in HOTTEST_FIRST]
        self._offer(self.rate, words, self.rated.emit)

    def _offer_staff(self) -> None:
        words = [(member.name, member) for member in self._staff]
        self._offer(self.assign, [*words, ("Nobody", None)], self.assigned.emit)

    def _offer_roles(self) -> None:
        words = [(role.title, role) for role in self._roles]
        self._offer(self.role, [*words, ("No role", None)], self.role_chosen.emit)

    @staticmethod
    def _offer(
        button: Button, words: Sequence[tuple[str, object]], chosen: Callable[[object], object]
    ) -> None:
        menu = Menu(button)
        for word, value in words:
            menu.addAction(word.replace("&", "&&"), partial(chosen, value))
        menu.drop()
