"""Ask for secrets: a PIN, a passphrase, the recovery key; as often as it takes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.ui.forms.secrets import NO_CHECKS, Checks, SecretFields
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label


class SecretsDialog(QDialog):
    """`entered` carries name → what was typed; the caller accepts it, or complains.

    Until one or the other, nobody closes it: what was ordered is done, whatever is pressed.
    `asked` and `checks` as for SecretFields.
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
        checks: Checks = NO_CHECKS,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("BoothApp")
        self.setMinimumWidth(400)
        self._secrets = SecretFields(asked, checks)
        self.edits, self.fields = self._secrets.edits, self._secrets.fields
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
        column.addWidget(self._secrets)
        column.addLayout(foot)

    def complain(self, sentence: str, name: str = "") -> None:
        """Say why it did not do (at the first field, or the named one); ask again."""
        self._run(running=False)
        self._secrets.complain(sentence, name)

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
        typed = self._secrets.typed()
        if typed is not None:
            self._run(running=True)
            self.entered.emit(typed)
