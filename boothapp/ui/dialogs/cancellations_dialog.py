"""Interviews went with a no: calendars that know of them are told while it is known to whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from boothapp.domain.invitations import Invitation
from boothapp.ui.context import Context
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.invitations.cancelling import Cancelling


class CancellationsDialog(PlainDialog):
    """Holds what is to be written; closing it forgets the addresses, so it asks before."""

    def __init__(
        self,
        context: Context,
        cancellations: Sequence[Invitation],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Interviews in calendars", parent=parent)
        self.cancelling = Cancelling(context, cancellations)
        self.cancelling.grown.connect(self.fit)
        self.body.addWidget(self.cancelling)
        self.cancelling.write.setFocus()

    def reject(self) -> None:
        """Leave; not without a question while nobody was told."""
        if self.cancelling.may_close(super().reject):
            super().reject()
