"""Open positions: a line each, which opens to what interviews for it usually need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.errors import BadInput
from boothapp.domain.event import Role, Room
from boothapp.domain.links import checked_link
from boothapp.domain.need_words import words
from boothapp.domain.needs import Interviewer, Need
from boothapp.domain.qualifiers import same_words
from boothapp.ui.forms.controls import show_text
from boothapp.ui.forms.field import Field
from boothapp.ui.forms.need import NeedForm
from boothapp.ui.settings.folding import FoldingList
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label, SectionHeading

_NO_LINK = "A poster takes the roles that have an application link; none has one yet."


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
        self.title, self.link, self.need = QLineEdit(), QLineEdit(), need
        self.link.setPlaceholderText("https://")
        show_text(self.title, role.title)
        show_text(self.link, role.link)
        self.title_field = Field("Title", self.title)
        hint = "Shown to candidates as a code to scan, on the Scan page and beside a lead."
        self.link_field = Field("Application link", self.link, hint=hint)
        self.need.show_need(role.need)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self.title_field)
        column.addWidget(self.link_field)
        column.addWidget(SectionHeading("What its interviews usually need"))
        column.addWidget(self.need)
        for edit in (self.title, self.link):
            edit.editingFinished.connect(self._leave)
        self.need.edited.connect(lambda _: self._leave())

    def show_role(self, role: Role, taken: Iterable[str]) -> None:
        """Show a role as stored now; `taken` are the titles of the others."""
        self._taken = frozenset(same_words(title) for title in taken)
        if role != self._known:
            self._known = role
            show_text(self.title, role.title)
            show_text(self.link, role.link)
            self.need.show_need(role.need)

    def value(self) -> Role | None:
        """Return the role, or None after saying beside the fields what is wrong."""
        title, need = " ".join(self.title.text().split()), self.need.value()
        wrong = "" if title else "Give a title."
        if same_words(title) in self._taken:
            wrong = f"There is a role “{title}” already."
        self.title_field.complain(wrong)
        link, amiss = "", ""
        try:
            link = checked_link(self.link.text())
        except BadInput as error:
            amiss = str(error)
        self.link_field.complain(amiss)
        if wrong or amiss or need is None:
            return None
        return Role(self._known.id, title, None if need.is_empty else need, link)

    def _leave(self) -> None:
        role = self.value()
        if role is not None and role != self._known:
            self._known = role
            self.edited.emit(role)


class RolesCard(FoldingList):
    """`edited` carries a Role with its title and need."""

    edited = Signal(object)
    poster_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        text = (
            "The open positions in their order, where to apply, and what an interview for each "
            "usually needs. A closed one is opened again when it is added under its title."
        )
        super().__init__("roles", "Roles", text, new="New role", movable=True, parent=parent)
        self._known = RolesKnown()
        self.poster = Button("Poster…", icon="presentation")
        self.poster.clicked.connect(self.poster_wanted)
        self.no_poster = Label(_NO_LINK, tone="muted", wrap=True)
        self.no_poster.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.poster)
        row.addWidget(self.no_poster, 1)
        row.addStretch()
        self.column.addLayout(row)

    def show_roles(self, known: RolesKnown) -> None:
        """Show the positions; an open line keeps its cursor."""
        self._known = known
        names = {who.id: who.name for who in known.interviewers}
        linked = any(role.link for role in known.roles)
        self.poster.setEnabled(linked)
        self.no_poster.setVisible(not linked)
        self.show_lines([(role.id, role.title, _quiet(role, names)) for role in known.roles])
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


def _quiet(role: Role, names: Mapping[str, str]) -> str:
    host = urlsplit(role.link).hostname or ""
    return " · ".join((*([host] if host else []), *words(role.need or Need(), names)))
