"""The recovery key, shown this once: read, copied, printed."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.ui import printing
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.read_text import ReadText


class RecoveryKey(QWidget):
    """The key in a field of its own, with Copy and Print…; what goes on from there joins `foot`."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = ReadText("Recovery key", key)
        self.field.setFont(theme.font("subtitle"))
        self.copy, self.paper = Button("Copy", icon="copy"), Button("Print…", icon="file")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(key))
        self.paper.clicked.connect(lambda: printing.print_text(self.page, self))
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        for button in (self.copy, self.paper):
            button.setAutoDefault(True)  # Enter presses the one that has the focus
            self.foot.addWidget(button)
        self.foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.field)
        column.addLayout(self.foot)

    @property
    def key(self) -> str:
        """The key as it is printed."""
        return self.field.toPlainText()

    @property
    def page(self) -> str:
        """What is printed."""
        return (
            "BoothApp: recovery key of a store\n\n"
            f"{self.key}\n\n"
            "It opens the store when its keyring or its passphrase is lost: type it where BoothApp "
            "asks for the passphrase. Keep this page away from the laptop, and destroy it when "
            "the store is deleted."
        )
