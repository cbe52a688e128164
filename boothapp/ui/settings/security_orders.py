"""What somebody does about keys and PINs: asked for in a dialog, done on the database thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from boothapp.domain.event import Staff
from boothapp.domain.lock import checked_pin
from boothapp.domain.passphrases import SHORTEST_PASSPHRASE, checked_passphrase
from boothapp.ui.context import Context
from boothapp.ui.dialogs.recovery_dialog import RecoveryDialog
from boothapp.ui.settings.questions import Questions, Typed
from boothapp.ui.undoable import Undoable

_CURRENT = "Passphrase or recovery key of now"
_NEW = f"New passphrase, {SHORTEST_PASSPHRASE} characters or more"
_PROOF = "Your PIN, or the passphrase or recovery key of now"
_REPLACING = (
    "The whole store is encrypted anew. It takes seconds, a minute with many files; scans wait "
    "meanwhile. Backups written before keep the old key."
)
_VOID = {
    "passphrase": " The passphrase stays. The recovery key of now opens nothing any more; "
    "the new one is shown once, to be printed.",
    "keyring": " The recovery key of now opens nothing any more; the new one is shown once, "
    "to be printed.",
}


class SecurityOrders:
    """One method for each button; `parent` owns the dialogs."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._context, self._parent = context, parent
        self._security, self._lock = context.services.security, context.services.lock
        self._orders, self._questions = Undoable(context), Questions(context, parent)

    @property
    def dialog(self) -> QDialog | None:
        """What was opened last."""
        return self._questions.dialog

    def do(self, name: str, keeper: str) -> None:
        """What a button of the security card asks for; `keeper` is where the key is."""
        orders: dict[str, Callable[[], None]] = {
            "passphrase": self._change_passphrase,
            "keyring": self._use_keyring,
            "test": self._test_recovery,
            "recovery": self._new_recovery,
            "rekey": lambda: self._replace_key(keeper),
        }
        orders[name]()

    def set_lock_after(self, seconds: int) -> None:
        """Lock after so many seconds."""
        self._orders.do(
            lambda: self._lock.set_lock_after(seconds),
            "When the window locks was changed",
            self._lock.set_lock_after,
        )

    def set_pin(self, who: Staff, *, has_pin: bool) -> None:
        """Give somebody a PIN, or another one."""
        asked = {"current": "PIN until now"} if has_pin else {}
        asked |= {"new": "New PIN, 4 to 12 digits", "again": "The same again"}
        self._questions.ask(
            f"PIN of {who.name}",
            "It opens the locked window; it does not open the store on another computer.",
            asked,
            "Save",
            lambda typed: self._lock.set_pin(who.id, typed["new"], typed.get("current")),
            f"{who.name} has a new PIN",
            {"new": checked_pin},
        )

    def remove_pin(self, who: Staff) -> None:
        """Take a PIN away."""
        self._questions.ask(
            f"Take away the PIN of {who.name}",
            "",
            {"current": "The PIN"},
            "Take it away",
            lambda typed: self._lock.remove_pin(who.id, typed["current"]),
            f"{who.name} has no PIN any more",
        )

    def remove_staff(self, staff_id: str) -> None:
        """Somebody leaves, and their PIN with them."""
        settings, tasks = self._context.services.settings, self._context.tasks

        def removed(who: Staff) -> None:
            self._context.toasts.show(
                "Removed",
                undo=lambda: tasks.run(lambda: settings.add_staff(who.name)),
                kind="done",
            )

        self._questions.prove(
            "Take somebody off the staff",
            "They have a PIN, which goes with them.",
            "Their PIN, or the passphrase or recovery key",
            "Remove",
            lambda secret: settings.remove_staff(staff_id, secret),
            removed,
        )

    def _change_passphrase(self) -> None:
        self._questions.ask(
            "Passphrase of the store",
            "It is asked for at each start, from now on.",
            {"current": _CURRENT, "new": _NEW, "again": "Again"},
            "Change",
            lambda typed: self._security.change_passphrase(typed["current"], typed["new"]),
            "The passphrase was changed",
            {"new": checked_passphrase},
        )

    def _use_keyring(self) -> None:
        self._questions.ask(
            "Keep the key in the keyring",
            "The store then opens for whoever is logged in here; the passphrase opens nothing.",
            {"current": _CURRENT},
            "Use the keyring",
            lambda typed: self._security.use_keyring(typed["current"]),
            "The key lies in the keyring now",
        )

    def _test_recovery(self) -> None:
        def test(typed: Typed) -> bool:
            return self._security.test_recovery_key(typed["key"])

        dialog = self._questions.secrets(
            "Test the recovery key",
            "Type it off the paper: only so you know that the print is right.",
            {"key": "Recovery key"},
            "Test",
        )

        def tell(right: object) -> None:
            if right:
                dialog.accept()
                self._context.toasts.show("It opens this store. Put it back.", kind="done")
            else:
                dialog.complain("This does not open the store. Make a new recovery key.")

        dialog.entered.connect(
            lambda typed: self._context.tasks.run(
                lambda: test(typed), tell, lambda error: dialog.complain(str(error))
            )
        )

    def _new_recovery(self) -> None:
        self._questions.make_sure(
            "New recovery key",
            "It is shown once, to be printed. The one before opens nothing any more.",
            _PROOF,
            "Make it",
            self._security.new_recovery_key,
            self._show_recovery,
        )

    def _replace_key(self, keeper: str) -> None:
        self._questions.make_sure(
            "Replace the key",
            f"{_REPLACING}{_VOID.get(keeper, '')}",
            "Passphrase" if keeper == "passphrase" else _PROOF,
            "Replace",
            self._security.replace_key,
            self._replaced,
        )

    def _replaced(self, recovery: str) -> None:
        self._context.toasts.show("The store is encrypted under a new key.", kind="done")
        if recovery:
            self._show_recovery(recovery)

    def _show_recovery(self, recovery: str) -> None:
        self._questions.show(RecoveryDialog(recovery, self._parent.window()))
