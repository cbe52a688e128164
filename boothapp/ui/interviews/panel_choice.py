"""Who holds an interview: a button that names them and opens the list to tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QWidget

from boothapp.domain.needs import Interviewer
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.menu import Menu

_NOBODY = "Nobody yet"


class PanelChoice(Button):
    """`picked` carries the ids of those who are ticked, each time one is."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_NOBODY, icon="users", size="s", drops=True, parent=parent)
        self._interviewers: tuple[Interviewer, ...] = ()
        self._panel: tuple[str, ...] = ()
        self._names = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def show_interviewers(self, interviewers: Sequence[Interviewer]) -> None:
        """Offer other interviewers."""
        self._interviewers = tuple(interviewers)

    def show_panel(self, panel: tuple[str, ...], names: str) -> None:
        """Show who holds it: their ids, and their names in words."""
        self._panel = panel
        self.setText(names or _NOBODY)
        self.setAccessibleName(f"Interviewers: {names or _NOBODY}")
        known = {who.id: who.name for who in self._interviewers}
        whole = ", ".join(known[one] for one in panel if one in known)
        self.setToolTip(f"Who holds the interview: {whole or names or _NOBODY}")

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two long names are cut; the tooltip has all of them."""
        return QSize(80, self.sizeHint().height())

    def menu_of_names(self) -> Menu:
        """The list to tick, one line per interviewer; those who hold it are ticked."""
        menu = Menu(self)
        for who in self._interviewers:
            action = QAction(who.name, menu, checkable=True)
            action.setChecked(who.id in self._panel)
            action.toggled.connect(lambda checked, who=who.id: self._tick(who, checked))
            menu.addAction(action)
        return menu

    def _open(self) -> None:
        self.menu_of_names().drop()

    def _tick(self, who: str, checked: bool) -> None:
        rest = tuple(one for one in self._panel if one != who)
        self.picked.emit((*rest, who) if checked else rest)
