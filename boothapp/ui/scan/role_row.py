"""Which open position somebody is for, and the button that shows them where to apply."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boothapp.domain.event import Role
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.fields import Select

_NONE = "No role yet"


class RoleRow(QWidget):
    """`picked` carries a role's id or None, `link_wanted` the id of one that has a link."""

    picked = Signal(object)
    link_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.select = Select("Role", icon="briefcase")
        self.select.setFont(theme.font("body_l"))
        self.select.setPlaceholderText(_NONE)
        self.link = Button("Show application link", icon="qr-code", key="A")
        self.link.setToolTip("Turn the screen: where the candidate applies for this role (A)")
        self.link.hide()
        self._roles: tuple[Role, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.select, 1)
        row.addWidget(self.link)
        self.select.activated.connect(self._activated)
        self.select.currentIndexChanged.connect(self._offer_link)
        self.link.clicked.connect(self.show_link)

    def show_roles(self, roles: Sequence[Role]) -> None:
        """The roles there are."""
        self._roles = tuple(roles)
        self.select.clear()
        self.select.addItems([_NONE, *(role.title for role in roles)])

    def show_role(self, role_id: str | None) -> None:
        """The role of somebody."""
        ids = [role.id for role in self._roles]
        self.select.setCurrentIndex(ids.index(role_id) + 1 if role_id in ids else 0)
        self._offer_link()

    def show_link(self) -> None:
        """Ask for the screen to be turned; nothing where the role has no link."""
        role = self._role
        if role is not None and role.link:
            self.link_wanted.emit(role.id)

    def set_compact(self, compact: bool) -> None:
        """Lower and in few words, for a small window."""
        self.select.set_compact(compact)
        self.select.setFont(theme.font("body" if compact else "body_l"))
        self.link.setText("Link" if compact else "Show application link")
        self.link.setAccessibleName("Show application link")
        self.link.grade = "s" if compact else "m"
        self.link.updateGeometry()

    @property
    def _role(self) -> Role | None:
        row = self.select.currentIndex()
        return self._roles[row - 1] if 0 < row <= len(self._roles) else None

    def _offer_link(self) -> None:
        role = self._role
        self.link.setVisible(role is not None and bool(role.link))

    def _activated(self, row: int) -> None:
        self.picked.emit(self._roles[row - 1].id if row > 0 else None)
