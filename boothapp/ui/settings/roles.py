"""Open positions: a line each, which opens to what interviews for it usually need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.event import Role, Room
from boothapp.domain.need_words import words
from boothapp.domain.needs import Interviewer, Need
from boothapp.ui.forms.field import Field
from boothapp.ui.forms.need import NeedForm
from boothapp.ui.settings.folding import FoldingList
from boothapp.ui.widgets.labels import SectionHeading


@dataclass(frozen=True, slots=True)
class RolesKnown:
    """What the card shows, and what a need can name."""

    roles: tuple[Role, ...] = ()
    interviewers: tuple[Interviewer, ...] = ()
    rooms: tuple[Room, ...] = ()


class RoleForm(QWidget):
    """Edits a Role; `edited` comes when a field is left with another valid whole."""

    edited = Signal(object)

    def __init__(self, role: Role, need: NeedForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = role
        self._taken: frozenset[str] = frozenset()
        self.title, self.need = QLineEdit(role.title), need
        self.title_field = Field("Title", self.title)
        self.need.show_need(role.need)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self.title_field)
        column.addWidget(SectionHeading("What its interviews usually need"))
        column.addWidget(self.need)
        self.title.editingFinished.connect(self._leave)
        self.need.edited.connect(lambda _: self._leave())

    def show_role(self, role: Role, taken: Iterable[str]) -> None:
        """Show a role as stored now; `taken` are the titles of the others."""
        self._taken = frozenset(taken)
        if role != self._known:
            self._known = role
            self.title.setText(role.title)
            self.need.show_need(role.need)

    def value(self) -> Role | None:
        """Return the role, or None after saying beside the fields what is wrong."""
        title, need = " ".join(self.title.text().split()), self.need.value()
        wrong = "" if title else "Give a title."
        if title in self._taken:
            wrong = f"There is a role “{title}” already."
        self.title_field.complain(wrong)
        if wrong or need is None:
            return None
        return Role(self._known.id, title, None if need.is_empty else need)

    def _leave(self) -> None:
        role = self.value()
        if role is not None and role != self._known:
            self._known = role
            self.edited.emit(role)


class RolesCard(FoldingList):
    """`edited` carries a Role with its title and need."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        text = "The open positions, and what an interview for each usually needs."
        super().__init__("roles", "Roles", text, new="New role", parent=parent)
        self._known = RolesKnown()

    def show_roles(self, known: RolesKnown) -> None:
        """Show the positions; an open line keeps its cursor."""
        self._known = known
        names = {who.id: who.name for who in known.interviewers}
        self.show_lines(
            [
                (role.id, role.title, " · ".join(words(role.need or Need(), names)))
                for role in known.roles
            ]
        )
        for role in known.roles:
            body = self.lines[role.id].body
            if isinstance(body, RoleForm):
                body.need.show_choices(known.interviewers, known.rooms)
                body.show_role(role, self._others(role.id))

    def body_of(self, line_id: str) -> RoleForm:
        """The form of one role."""
        role = next(one for one in self._known.roles if one.id == line_id)
        form = RoleForm(role, NeedForm(self._known.interviewers, self._known.rooms))
        form.show_role(role, self._others(line_id))
        form.edited.connect(self.edited)
        return form

    def _others(self, role_id: str) -> list[str]:
        return [role.title for role in self._known.roles if role.id != role_id]
