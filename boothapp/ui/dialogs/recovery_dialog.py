"""The recovery key, shown this once: to be copied or printed, and kept away from the laptop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.ui import printing
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label


class RecoveryDialog(QDialog):
    """Closes only by its button: what is not kept now is nowhere."""

    def __init__(self, recovery_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = recovery_key
        self.setWindowTitle("Recovery key")
        self.setMinimumWidth(460)
        words = Label(recovery_key, font="subtitle", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName("Recovery key")
        copy, paper = Button("Copy", icon="copy"), Button("Print…", icon="file")
        done = Button("I have kept it", kind="primary")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(recovery_key))
        paper.clicked.connect(lambda: printing.print_text(self.page, self))
        done.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(copy)
        foot.addWidget(paper)
        foot.addStretch()
        foot.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Label("Keep this recovery key", font="subtitle"))
        column.addWidget(
            Label(
                "It opens the store when the keyring or the passphrase is lost. It is shown this "
                "once; the one before it opens nothing any more. Do not keep it on this laptop.",
                tone="muted",
                wrap=True,
            )
        )
        column.addWidget(words)
        column.addLayout(foot)

    @property
    def page(self) -> str:
        """What is printed."""
        return (
            "BoothApp: recovery key of a store\n\n"
            f"{self._key}\n\n"
            "It opens the store when its keyring or its passphrase is lost: type it where BoothApp "
            "asks for the passphrase. Keep this page away from the laptop, and destroy it when "
            "the store is deleted."
        )

    def reject(self) -> None:
        """Escape does not throw the key away."""
