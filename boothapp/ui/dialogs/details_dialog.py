"""Correct what is held about a person: name, e-mail, affiliation, career stage, interests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from boothapp.domain.people import Person
from boothapp.ui.context import Context
from boothapp.ui.forms.field import Field, make_room
from boothapp.ui.forms.interests import InterestsField
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.state_line import StateLine

_LONGEST = 300  # characters; longer is a paste gone wrong


class DetailsDialog(QDialog):
    """`accepted_with` carries the Person as corrected, only if something changed.

    `typed` is what was typed before, where it was refused: `wrong` says why.
    """

    accepted_with = Signal(object)

    def __init__(
        self,
        person: Person,
        parent: QWidget | None = None,
        *,
        typed: Person | None = None,
        wrong: str = "",
    ) -> None:
        super().__init__(parent)
        self._person, shown = person, typed or person
        self.setWindowTitle("Correct the details")
        self.setMinimumWidth(440)
        self.name, self.email = QLineEdit(shown.name), QLineEdit(shown.email)
        self.affiliation = QLineEdit(shown.affiliation)
        self.stage = QLineEdit(shown.career_stage)
        self.interests = InterestsField()
        self.interests.show_names(shown.interests)
        self.problem = StateLine(ink="error", font="body", parent=self)
        self.name_field = Field("Name", self.name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(Label("Correct the details", font="subtitle"))
        layout.addWidget(self.problem)
        layout.addWidget(self.name_field)
        layout.addWidget(Field("E-mail", self.email))
        layout.addWidget(Field("Affiliation", self.affiliation))
        layout.addWidget(Field("Career stage", self.stage))
        layout.addWidget(Field("Interests", self.interests))
        for edit in (self.name, self.email, self.affiliation, self.stage):
            edit.setMaxLength(_LONGEST)
        save = Button("Save", kind="primary")
        save.setDefault(True)
        save.clicked.connect(self.save)
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(save)
        layout.addLayout(foot)
        self.problem.show_state(wrong, "warning-circle-fill", "verdict.error.ink")
        self.resize(self.minimumWidth(), self.sizeHint().height())
        make_room(self)
        self.interests.changed.connect(lambda: QTimer.singleShot(0, self, lambda: make_room(self)))

    def save(self) -> None:
        """Hand the details over, unless nothing would be left of the person."""
        person = replace(
            self._person,
            name=self.name.text().strip(),
            email=self.email.text().strip(),
            affiliation=self.affiliation.text().strip(),
            career_stage=self.stage.text().strip(),
            interests=self.interests.value,
        )
        if person.is_empty:
            self.name_field.complain("Give a name, an e-mail or an affiliation.")
            return
        self.accept()
        if person != self._person:
            self.accepted_with.emit(person)


def open_details(
    context: Context,
    person: Person,
    parent: QWidget,
    corrected: Callable[[Person], object],
    *,
    typed: Person | None = None,
    wrong: str = "",
) -> DetailsDialog:
    """Open the dialog, with the list of interests as soon as it is read; see DetailsDialog."""
    dialog = DetailsDialog(person, parent, typed=typed, wrong=wrong)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted_with.connect(corrected)
    dialog.open()

    def offer(names: Sequence[str]) -> None:
        if isValid(dialog):  # it may be closed by now
            dialog.interests.offer(names)

    context.tasks.run(context.services.interests.names, offer)
    return dialog
