"""What can be done for one person at their own wish, as a menu that any page may open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from boothapp.domain.badge import Badge
from boothapp.ui.context import Context
from boothapp.ui.widgets.menu import Menu

if TYPE_CHECKING:  # dialogs are imported when first wanted
    from boothapp.ui.dialogs.erase_dialog import EraseDialog
    from boothapp.ui.dialogs.withdraw_dialog import WithdrawDialog


def person_menu(
    context: Context, subject: str, button: QWidget, *, badge: Badge | None = None
) -> Menu:
    """Return the menu for a person; whoever asks drops it. `badge` as in the dialogs."""
    window, menu = button.window(), Menu(button)
    menu.addAction("Everything held").triggered.connect(
        lambda: context.navigate("privacy", subject)
    )
    menu.addAction("Withdraw…").triggered.connect(
        lambda: open_withdraw(context, subject, window, badge=badge)
    )
    menu.addAction("Erase…").triggered.connect(
        lambda: open_erase(context, subject, window, badge=badge)
    )
    return menu


def open_withdraw(
    context: Context, subject: str, parent: QWidget, *, badge: Badge | None = None
) -> WithdrawDialog:
    """Ask what a person takes back."""
    from boothapp.ui.dialogs.withdraw_dialog import WithdrawDialog

    dialog = WithdrawDialog(context, subject, parent.window(), badge=badge)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def open_erase(
    context: Context, subject: str, parent: QWidget, *, badge: Badge | None = None
) -> EraseDialog:
    """Ask before a person is erased."""
    from boothapp.ui.dialogs.erase_dialog import EraseDialog

    dialog = EraseDialog(context, subject, parent.window(), badge=badge)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
