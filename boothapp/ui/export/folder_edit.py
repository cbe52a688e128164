"""The folder of a file: typed, or chosen in a dialog."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from boothapp.ui.forms.controls import Compound
from boothapp.ui.widgets.buttons import Button


class FolderEdit(Compound):
    """`given` when another folder was typed or chosen."""

    given = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = self.edit = QLineEdit()
        self.edit.editingFinished.connect(self.given)
        browse = Button(icon="folder-open")
        browse.setAccessibleName("Choose a folder")
        browse.setToolTip("Choose a folder")
        browse.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.edit, 1)
        row.addWidget(browse)

    def event(self, event: QEvent) -> bool:
        """What is said to be wrong with it, is with what was typed."""
        if event.type() == QEvent.Type.DynamicPropertyChange:
            self.edit.setProperty("error", self.property("error"))
            self.edit.style().polish(self.edit)
        return super().event(event)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Choose a folder", self.edit.text())
        if chosen:
            self.edit.setText(chosen)
            self.edit.setModified(True)
            self.given.emit()
