"""The window that prints badges, on a stage."""

from boothapp.ui.dialogs.badges_dialog import BadgesDialog
from tests.ui.conftest import Stage


def open_badges(stage: Stage) -> BadgesDialog:
    """It is shown, and nothing is chosen yet."""
    dialog = BadgesDialog(stage.context, stage.window)
    stage.qtbot.addWidget(dialog)
    dialog.show()
    stage.settle()
    return dialog
