"""Ask who will hold a copy, before anything else is asked about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label

_LONGEST = 300  # characters; longer is a paste gone wrong


class RecipientDialog(QDialog):
    """`given` carries the recipient, who is never nobody."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Save a copy")
        self.setMinimumWidth(440)
        self.recipient = QLineEdit()
        self.recipient.setMaxLength(_LONGEST)
        self.field = Field(
            "Recipient", self.recipient, hint="Who will hold this copy: a person or a system."
        )
        self.save, self.cancel = Button("Save…", kind="primary"), Button("Cancel", key="Esc")
        self.save.setDefault(True)
        self.save.clicked.connect(self._give)
        self.cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Label("Who will hold the copy?", font="subtitle"))
        text = "The copy goes on record with its recipient, so that it can be called back."
        column.addWidget(Label(text, tone="muted", wrap=True))
        column.addWidget(self.field)
        column.addLayout(foot)

    def _give(self) -> None:
        recipient = " ".join(self.recipient.text().split())
        if not recipient:
            self.field.complain("Say who will hold it.")
            self.recipient.setFocus()
            return
        self.accept()
        self.given.emit(recipient)
