"""Ask once before something that cannot be undone, or that leaves the laptop."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label


class ConfirmDialog(QDialog):
    """`accepted` when the person says yes. Cancel has the focus: Enter alone does nothing.

    With `instead` the button in its place does what that says, and Esc only leaves.
    """

    def __init__(
        self, title: str, text: str, yes: str, parent: QWidget | None = None, instead: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("BoothApp")
        self.setMinimumWidth(420)
        self.yes = Button(yes, kind="plain" if instead else "primary")
        self.no = Button(instead, kind="primary") if instead else Button("Cancel", key="Esc")
        self.no.setDefault(True)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(self.no)
        foot.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Label(title, font="subtitle", wrap=True))
        column.addWidget(Label(text, wrap=True))
        column.addLayout(foot)
        # Qt takes no more than a guess at the height of words that wrap.
        self.resize(self.minimumWidth(), column.totalHeightForWidth(self.minimumWidth()))
        self.no.setFocus()
