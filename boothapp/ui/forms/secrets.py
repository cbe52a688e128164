"""Lines for what nobody may read over a shoulder: a PIN, a passphrase, the recovery key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.errors import BadInput
from boothapp.ui.forms.field import Field

Checks = Mapping[str, Callable[[str], object]]
NO_CHECKS: Checks = MappingProxyType({})
_AGAIN = "again"


class SecretFields(QWidget):
    """One line for each name of `asked`, which maps names to labels.

    A line named "again" has to repeat the one before it; `checks` raise BadInput for what cannot
    be right in a line.
    """

    def __init__(
        self, asked: Mapping[str, str], checks: Checks = NO_CHECKS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._checks = checks
        self.edits = {name: _secret() for name in asked}
        self.fields = {name: Field(asked[name], edit) for name, edit in self.edits.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field in self.fields.values():
            column.addWidget(field)

    @property
    def first(self) -> QLineEdit:
        """The line that is typed into first."""
        return next(iter(self.edits.values()))

    def typed(self) -> dict[str, str] | None:
        """What was typed; None where something is wrong with it: the first fault is said."""
        typed = {name: edit.text() for name, edit in self.edits.items()}
        before = ""
        for name, text in typed.items():
            fault = self._fault(name, text, before)
            if fault:
                self.complain(fault, name)
                return None
            before = text
        self._forgive()
        return typed

    def complain(self, sentence: str, name: str = "") -> None:
        """Say why it did not do (at the first line, or the named one), and have it typed again."""
        name = name or next(iter(self.edits))
        self._forgive()
        self.fields[name].complain(sentence)
        self.edits[name].selectAll()
        self.edits[name].setFocus()

    def _forgive(self) -> None:
        for field in self.fields.values():
            field.complain("")

    def _fault(self, name: str, text: str, before: str) -> str:
        """What is wrong in one line; empty where nothing is."""
        if not text:
            return "Type it."
        if name == _AGAIN and text != before:
            return "The two differ. Type the same twice."
        try:
            self._checks.get(name, str)(text)
        except BadInput as error:
            return str(error)
        return ""


def _secret() -> QLineEdit:
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit
