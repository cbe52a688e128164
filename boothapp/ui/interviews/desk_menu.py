"""What else can be done with the day: the queue by mouse, the door's check-in and its signs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from boothapp.domain.queue import QueueKind
from boothapp.ui.interviews.desk_loader import CHECK_IN, SIGN_NAMES, DeskData
from boothapp.ui.widgets.menu import Menu


class DeskMenu(QObject):
    """Builds the menu anew each time it is opened."""

    queue_wanted = Signal(object)
    """The selected person should join the queue, as this QueueKind."""
    sign_wanted = Signal(object)
    """A Room whose sign should be shown."""
    switched = Signal(str, bool)
    """A preference, and whether it should be on."""

    def menu(self, button: QWidget, data: DeskData) -> Menu:
        """Return the menu for how the day stands."""
        menu = Menu(button)
        for words, kind in (
            ("Put in the queue as walk-in\tQ", QueueKind.WALK_IN),
            ("Put in the queue as standby\tShift+Q", QueueKind.STANDBY),
        ):
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, kind=kind: self.queue_wanted.emit(kind))
        menu.addSeparator()
        self._switch(menu, "Door check-in by badge", CHECK_IN, on=data.check_in)
        signs = menu.addMenu("Door sign")
        signs.setEnabled(bool(data.rooms))
        for room in data.rooms:
            action = signs.addAction(room.name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, room=room: self.sign_wanted.emit(room))
        self._switch(menu, "Show names on door signs", SIGN_NAMES, on=data.sign_names)
        return menu

    def _switch(self, menu: Menu, words: str, preference: str, *, on: bool) -> None:
        action = QAction(words, menu, checkable=True)
        action.setChecked(on)
        action.triggered.connect(lambda checked: self.switched.emit(preference, checked))
        menu.addAction(action)
