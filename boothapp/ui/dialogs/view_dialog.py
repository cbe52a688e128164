"""A name for what the leads table shows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from boothapp.domain.lead_views import LONGEST_NAME
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label


class ViewDialog(PlainDialog):
    """`named` carries the name; the dialog stays until `accept`, for a name may be taken."""

    named = Signal(str)

    def __init__(self, *, words: bool, parent: QWidget | None = None) -> None:
        """`words`: whether something is typed into the search, which is not kept."""
        super().__init__("Save view", 420, parent)
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST_NAME)
        self.body.addWidget(Field("Name", self.line))
        text = "The filter and the order are kept."
        if words:
            text += " The words that you typed are not: they may be somebody’s name."
        self.body.addWidget(Label(text, font="caption", tone="muted", wrap=True))
        self.save = self.order = Button("Save view", kind="primary", key="Enter")
        self.save.clicked.connect(self._save)
        self.line.returnPressed.connect(self.save.click)
        self.foot.addWidget(self.save)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.focus_first()

    def _save(self) -> None:
        if self.line.text().strip():
            self.named.emit(self.line.text())
        else:
            self.refuse("Give the view a name.")
