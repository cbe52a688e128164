"""Interviews went with a no: calendars that know of them are told while it is known to whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from boothapp.domain.invitations import Invitation
from boothapp.ui.context import Context
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.invitations.cancelling import Cancelling, stand_words


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


def offer_cancellations(context: Context, cancellations: Sequence[Invitation]) -> None:
    """Say in a notice that calendars have to be told; its button opens the dialog.

    It lies over the main window, whichever is in front when it is said, and stays until somebody
    answers it: nobody can be told once the addresses are forgotten.
    """
    if not cancellations:
        return

    def open_dialog() -> None:
        CancellationsDialog(context, cancellations, context.toasts.window).open()

    stand = stand_words(cancellations)
    answer = ("Tell them…", open_dialog)
    context.toasts.show(f"{stand} in calendars", action=answer, kind="wait", nameless=True)
