"""A notice that calendars have to be told of interviews that went with a no."""

from __future__ import annotations

from collections.abc import Sequence

from boothapp.domain.invitations import Invitation
from boothapp.ui.context import Context


def offer_cancellations(context: Context, cancellations: Sequence[Invitation]) -> None:
    """Say in a notice that calendars have to be told; its button opens the dialog.

    It lies over the main window, whichever is in front when it is said, and stays until somebody
    answers it: nobody can be told once the addresses are forgotten.
    """
    if not cancellations:
        return
    # Not with the Scan page: few who say no had an interview.
    from boothapp.ui.dialogs.cancellations_dialog import CancellationsDialog
    from boothapp.ui.invitations.cancelling import stand_words

    def open_dialog() -> None:
        CancellationsDialog(context, cancellations, context.toasts.window).open()

    stand = stand_words(cancellations)
    answer = ("Tell them…", open_dialog)
    context.toasts.show(f"{stand} in calendars", action=answer, kind="wait", nameless=True)
