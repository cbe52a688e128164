"""Ask for secrets: a PIN, a passphrase, the recovery key; as often as it takes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label

_AGAIN = "again"


class SecretsDialog(QDialog):
    """`entered` carries name → what was typed; the caller closes it, or complains.

    `asked` maps names to labels. A field named "again" has to repeat the one before it.
    """

    entered = Signal(dict)

    def __init__(
        self,
        title: str,
        text: str,
        asked: Mapping[str, str],
        ok: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("BoothApp")
        self.setMinimumWidth(400)
        self.edits = {name: _secret() for name in asked}
        self.fields = {name: Field(asked[name], edit) for name, edit in self.edits.items()}
        self.ok, cancel = Button(ok, kind="primary", key="Enter"), Button("Cancel", key="Esc")
        self.ok.setDefault(True)
        self.ok.clicked.connect(self._enter)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(self.ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Label(title, font="subtitle", wrap=True))
        if text:
            column.addWidget(Label(text, tone="muted", wrap=True))
        for field in self.fields.values():
            column.addWidget(field)
        column.addLayout(foot)

    def complain(self, sentence: str, name: str = "") -> None:
        """Say why it did not do (at the first field, or the named one); ask again."""
        name = name or next(iter(self.edits))
        for field in self.fields.values():
            field.complain("")
        self.fields[name].complain(sentence)
        self.ok.setEnabled(True)
        self.edits[name].selectAll()
        self.edits[name].setFocus()

    def _enter(self) -> None:
        typed = {name: edit.text() for name, edit in self.edits.items()}
        empty = next((name for name, text in typed.items() if not text), "")
        names = list(typed)
        if empty:
            self.complain("Type it.", empty)
        elif _AGAIN in typed and typed[_AGAIN] != typed[names[names.index(_AGAIN) - 1]]:
            self.complain("The two differ. Type the same twice.", _AGAIN)
        else:
            self.ok.setEnabled(False)
            self.entered.emit(typed)


def _secret() -> QLineEdit:
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit
