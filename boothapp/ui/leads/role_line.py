"""The role of the lead in the person panel, and the button that shows where to apply."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boothapp.domain.event import Role
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.fields import Select


class RoleLine(QWidget):
    """`picked` carries a Role or None, `link_wanted` the id of the role whose page is wanted.

    The button is seen once somebody listens, and where the role has a link.
    """

    picked = Signal(object)
    link_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.select = Select("Role", icon="briefcase")
        self.link = Button(icon="qr-code")
        self.link.setAccessibleName("Show application link")
        self.link.setToolTip("Show the application link: turns the screen to the candidate")
        self.link.hide()
        self._roles: tuple[Role, ...] = ()
        self._served = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.select, 1)
        row.addWidget(self.link)
        self.select.activated.connect(
            lambda row: self.picked.emit(self._roles[row - 1] if row else None)
        )
        self.link.clicked.connect(self._want)

    def serve(self) -> None:
        """Somebody turns the screen when it is wanted."""
        self._served = True

    def show_roles(self, roles: Sequence[Role], chosen: str | None) -> None:
        """Show the roles there are, and the one of the lead."""
        self._roles = tuple(roles)
        self.select.clear()
        self.select.addItem("No role")
        for role in roles:
            self.select.addItem(role.title, role.id)
        self.select.setCurrentIndex(max(0, self.select.findData(chosen)) if chosen else 0)
        found = self._chosen
        self.link.setVisible(self._served and found is not None and bool(found.link))

    @property
    def _chosen(self) -> Role | None:
        row = self.select.currentIndex()
        return self._roles[row - 1] if 0 < row <= len(self._roles) else None

    def _want(self) -> None:
        role = self._chosen
        if role is not None and role.link:
            self.link_wanted.emit(role.id)
