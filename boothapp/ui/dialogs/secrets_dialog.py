"""Ask for secrets: a PIN, a passphrase, the recovery key; as often as it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.errors import BadInput
from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label

Checks = Mapping[str, Callable[[str], object]]
_AGAIN = "again"


class SecretsDialog(QDialog):
    """`entered` carries name → what was typed; the caller accepts it, or complains.

    Until one or the other, nobody closes it: what was ordered is done, whatever is pressed.
    `asked` maps names to labels. A field named "again" has to repeat the one before it; `checks`
    raise BadInput for what cannot be right in a field. The first fault is said at its field.
    """

    entered = Signal(dict)

    def __init__(
        self,
        title: str,
        text: str,
        asked: Mapping[str, str],
        ok: str,
        parent: QWidget | None = None,
        *,
        checks: Checks = MappingProxyType({}),
    ) -> None:
        super().__init__(parent)
        self._checks = checks
        self.setWindowTitle("BoothApp")
        self.setMinimumWidth(400)
        self.edits = {name: _secret() for name in asked}
        self.fields = {name: Field(asked[name], edit) for name, edit in self.edits.items()}
        self._running = False
        self.ok, self.cancel = Button(ok, kind="primary", key="Enter"), Button("Cancel", key="Esc")
        self.ok.setDefault(True)
        self.ok.clicked.connect(self._enter)
        self.cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(self.cancel)
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
        self._run(running=False)
        self.edits[name].selectAll()
        self.edits[name].setFocus()

    def reject(self) -> None:
        """Leave, but not in the middle of it."""
        if not self._running:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """As Escape."""
        event.ignore() if self._running else super().closeEvent(event)

    def accept(self) -> None:
        """It was done."""
        self._run(running=False)
        super().accept()

    def _run(self, *, running: bool) -> None:
        self._running = running
        self.ok.setEnabled(not running)
        self.cancel.setEnabled(not running)

    def _enter(self) -> None:
        typed = {name: edit.text() for name, edit in self.edits.items()}
        before = ""
        for name, text in typed.items():
            fault = self._fault(name, text, before)
            if fault:
                self.complain(fault, name)
                return
            before = text
        self._run(running=True)
        self.entered.emit(typed)

    def _fault(self, name: str, text: str, before: str) -> str:
        """What is wrong in one field; empty where nothing is."""
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
