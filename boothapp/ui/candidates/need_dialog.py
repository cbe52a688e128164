"""What one candidate's interview needs: the form, and what the role's usual need adds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from boothapp.domain.event import Role, Room
from boothapp.domain.needs import Interviewer, Need
from boothapp.domain.people import LeadDetail
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.forms.need import NeedForm
from boothapp.ui.interviews.candidate_words import names_of, need_line
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label


class NeedEditor(Protocol):
    """A widget that edits a Need, as forms.need.NeedForm does."""

    def value(self) -> Need | None:
        """Return the need, or None after saying beside the fields what is wrong."""

    def show_need(self, need: Need) -> None:
        """Show another one."""


class MakeForm(Protocol):
    """Makes such a widget."""

    def __call__(
        self, interviewers: Sequence[Interviewer], rooms: Sequence[Room], days: Sequence[date], /
    ) -> NeedEditor:
        """Over what can be chosen."""


def need_form(
    interviewers: Sequence[Interviewer], rooms: Sequence[Room], days: Sequence[date], /
) -> NeedEditor:
    """Make the form that Settings uses for roles, asking for the candidate's own times too."""
    return NeedForm(interviewers, rooms, days)


class NeedDialog(PlainDialog):
    """`saved` carries the Need, None where nothing is asked for."""

    saved = Signal(object)

    def __init__(
        self,
        form: NeedEditor,
        lead: LeadDetail,
        role: Role | None,
        interviewers: Sequence[Interviewer],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("What the interview needs", 640, parent)
        self.form = form
        self.headline.setText(f"Interview with {lead.person.name or lead.person.email}")
        text = "Who has to be there, how long it takes, and when they can. Empty asks for nothing."
        self.body.addWidget(Label(text, tone="muted", wrap=True))
        if role is not None and role.need is not None:
            usual = need_line(role.need, names_of(interviewers))
            words = f"Where nothing is said here, the role’s usual need holds: {usual}."
            self.body.addWidget(Label(words, tone="muted", wrap=True))
        self.form.show_need(lead.need or Need())
        self.body.addWidget(cast("QWidget", form))
        self.body.addStretch()
        self.clear, self.save = Button("Ask for nothing"), Button("Save", kind="primary")
        self.clear.clicked.connect(lambda: self.form.show_need(Need()))
        self.save.clicked.connect(self.keep)
        self.leave.setText("Cancel")
        self.leave.setAccessibleName("Cancel")
        self.foot.insertWidget(0, self.clear)
        self.foot.addWidget(self.save)
        self.fit()
        self.focus_first()

    def keep(self) -> None:
        """Hand the need over."""
        need = self.form.value()
        if need is not None:
            self.accept()
            self.saved.emit(None if need.is_empty else need)
