"""A passphrase for the file: asked for twice, because nobody can look it up later."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.checks import CheckBox

_HINT = (
    "7-Zip, Keka and WinZip open it; the openers that come with Windows and macOS do not. "
    "Tell the passphrase by another way than the file goes."
)


class Protection(QWidget):
    """A check, and two fields while it is set; `toggled` when the file becomes another kind."""

    toggled = Signal(bool)

    def __init__(self, shortest: int, parent: QWidget | None = None) -> None:
        """`shortest` is how many characters a passphrase has at least."""
        super().__init__(parent)
        self._shortest = shortest
        self.check = CheckBox("Protect the file with a passphrase")
        self.first, self.again = _secret(), _secret()
        self.first_field = Field("Passphrase", self.first, hint=_HINT)
        self.again_field = Field("The same passphrase again", self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.check, self.first_field, self.again_field):
            column.addWidget(widget)
        self._show_fields(shown=False)
        self.check.toggled.connect(lambda on: self._show_fields(shown=on))
        self.check.toggled.connect(self.toggled)
        for edit in (self.first, self.again):
            edit.textEdited.connect(self._forgive)

    @property
    def on(self) -> bool:
        """Whether the file is to be protected."""
        return self.check.isChecked()

    @property
    def passphrase(self) -> str:
        """What the file is locked with; empty for none."""
        return self.first.text() if self.on else ""

    def wrong(self) -> QLineEdit | None:
        """The field that something is wrong with, after saying what; None where all is well."""
        self._forgive()
        if not self.on:
            return None
        if len(self.first.text()) < self._shortest:
            self.first_field.complain(f"At least {self._shortest} characters.")
            return self.first
        if self.first.text() != self.again.text():
            self.again_field.complain("The two differ. Type the same twice.")
            return self.again
        return None

    def forget(self) -> None:
        """Let go of what was typed."""
        self.first.clear()
        self.again.clear()

    def _show_fields(self, *, shown: bool) -> None:
        self.first_field.setVisible(shown)
        self.again_field.setVisible(shown)
        if not shown:
            self.forget()
            self._forgive()

    def _forgive(self) -> None:
        self.first_field.complain("")
        self.again_field.complain("")


def _secret() -> QLineEdit:
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit
