"""Ask one person for their PIN, as often as it takes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label


class PinDialog(QDialog):
    """`entered` carries what was typed; the caller closes it, or complains and asks again."""

    entered = Signal(str)

    def __init__(self, title: str, ok: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("PIN")
        self.setMinimumWidth(360)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = Field("PIN", self.pin)
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
        column.addWidget(self.field)
        column.addLayout(foot)

    def complain(self, sentence: str) -> None:
        """Say why it did not do, and let it be typed again."""
        self.field.complain(sentence)
        self.ok.setEnabled(True)
        self.pin.clear()
        self.pin.setFocus()

    def _enter(self) -> None:
        if self.pin.text():
            self.ok.setEnabled(False)
            self.entered.emit(self.pin.text())
