"""The recovery key after it was made anew: to be copied or printed, and kept elsewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from boothapp.ui.dialogs.no_default import NoDefaultDialog
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.recovery_key import RecoveryKey


class RecoveryDialog(NoDefaultDialog):
    """Closes only by its button: what is not kept now is nowhere."""

    def __init__(self, recovery_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Recovery key")
        self.setMinimumWidth(460)
        self.recovery = RecoveryKey(recovery_key)
        self.kept = Button("I have kept it", kind="primary")
        self.kept.clicked.connect(self.accept)
        self.recovery.foot.addWidget(self.kept)
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
        column.addWidget(self.recovery)

    def reject(self) -> None:
        """Escape does not throw the key away."""
