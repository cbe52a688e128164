"""Who works at the booth, each with a badge of the staff if wanted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from boothapp.domain.event import Staff
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.settings.lists import NameList
from boothapp.ui.undoable import Undoable
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.menu import Menu

_TEXT = "Who works at the booth. A badge of the staff switches who is on duty when it is scanned."
_KINDS = "For the printer (*.pdf);;Picture (*.png)"


class StaffCard(NameList):
    """`badge_wanted` and `badge_removed` carry the staff member's id."""

    badge_wanted = Signal(str)
    badge_removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("staff", "Staff", _TEXT, new="New staff member", parent=parent)
        self._with_badge: frozenset[str] = frozenset()

    def show_staff(self, staff: Sequence[Staff], with_badge: Collection[str]) -> None:
        """Show who works here, and who has a badge."""
        self._with_badge = frozenset(with_badge)
        self.show_lines(
            [(who.id, who.name, "Has a badge" if who.id in with_badge else "") for who in staff]
        )

    def button_of(self, line_id: str, text: str) -> QWidget | None:
        """The button of a line that makes a badge, or takes it away."""
        button = Button("Badge", kind="ghost", size="s", drops=True, tone="text_secondary")
        button.setAccessibleName(f"Badge of {text}")
        button.clicked.connect(lambda: self._offer(button, line_id))
        return button

    def _offer(self, button: Button, staff_id: str) -> None:
        menu = Menu(button)
        has = staff_id in self._with_badge
        make = menu.addAction("Make another badge…" if has else "Make a badge…")
        make.triggered.connect(lambda: self.badge_wanted.emit(staff_id))
        remove = menu.addAction("Let the badge not count any more")
        remove.setEnabled(has)
        remove.triggered.connect(lambda: self.badge_removed.emit(staff_id))
        menu.drop()


class StaffBadgeOrders(QObject):
    """Makes badges of the staff and takes them away, each with Undo."""

    def __init__(
        self, context: Context, card: StaffCard, page: QWidget, refused: Callable[[], object]
    ) -> None:
        super().__init__(page)
        self._page, self._refused = page, refused
        self._service, self._orders = context.services.staff_badges, Undoable(context)
        card.badge_wanted.connect(self._choose)
        card.badge_removed.connect(self._remove)

    def make(self, staff_id: str, path: Path) -> None:
        """Write a new badge."""
        self._orders.do(
            lambda: self._service.make(staff_id, path),
            lambda made: f"The badge of {made.name} is in {made.path.name}",
            lambda made: self._service.put_back(staff_id, made.before),
            refused=self._refused,
        )

    def _choose(self, staff_id: str) -> None:
        title = "Save the badge of the staff"
        path = opening.file_to_save(self._page, title, "staff-badge.pdf", _KINDS)
        if path is not None:
            self.make(staff_id, path)

    def _remove(self, staff_id: str) -> None:
        self._orders.do(
            lambda: self._service.remove(staff_id),
            "The badge does not count any more",
            lambda digest: self._service.put_back(staff_id, digest),
            refused=self._refused,
        )
