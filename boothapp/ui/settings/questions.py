"""Questions before something about keys and PINs is done: for a secret, or for a yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from boothapp.domain.lock import ProofNeeded
from boothapp.ui.context import Context
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.dialogs.secrets_dialog import SecretsDialog
from boothapp.ui.forms.secrets import NO_CHECKS, Checks

Typed = Mapping[str, str]
T = TypeVar("T")


class Questions:
    """Opens its dialogs over `parent`'s window; what they order is done on the database thread."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._context, self._parent = context, parent
        self.dialog: QDialog | None = None

    def make_sure(
        self,
        title: str,
        text: str,
        asked: str,
        ok: str,
        order: Callable[[str], T],
        then: Callable[[T], object],
    ) -> None:
        """Do `order` after a question: for a secret where the service wants one, else for a yes."""

        def ask(proof: bool) -> None:
            if proof:
                self._ask_secret(title, text, asked, ok, order, then)
                return
            dialog = ConfirmDialog(title, text, ok, self._parent.window())
            dialog.accepted.connect(lambda: self._context.tasks.run(lambda: order(""), then))
            self.show(dialog)

        self._context.tasks.run(self._context.services.security.asks_proof, ask)

    def prove(
        self,
        title: str,
        text: str,
        asked: str,
        ok: str,
        order: Callable[[str], T],
        then: Callable[[T], object],
    ) -> None:
        """Do `order`, with a proof where the service wants one."""

        def ask(error: Exception) -> None:
            if isinstance(error, ProofNeeded):
                self._ask_secret(title, text, asked, ok, order, then)
            else:
                self._context.toasts.error(str(error))

        self._context.tasks.run(lambda: order(""), then, ask)

    def _ask_secret(
        self,
        title: str,
        text: str,
        asked: str,
        ok: str,
        order: Callable[[str], T],
        then: Callable[[T], object],
    ) -> None:
        dialog = self.secrets(title, text, {"secret": asked}, ok)

        def done(answer: T) -> None:
            dialog.accept()
            then(answer)

        dialog.entered.connect(
            lambda typed: self._context.tasks.run(
                lambda: order(typed["secret"]), done, lambda error: dialog.complain(str(error))
            )
        )

    def ask(
        self,
        title: str,
        text: str,
        asked: Typed,
        ok: str,
        order: Callable[[Typed], object],
        said: str,
        checks: Checks = NO_CHECKS,
    ) -> None:
        """Ask for what `order` needs, as often as it is refused, then say `said`."""
        dialog = self.secrets(title, text, asked, ok, checks)

        def done(_: object) -> None:
            dialog.accept()
            self._context.toasts.show(said, kind="done")

        dialog.entered.connect(
            lambda typed: self._context.tasks.run(
                lambda: order(typed), done, lambda error: dialog.complain(str(error))
            )
        )

    def secrets(
        self,
        title: str,
        text: str,
        asked: Typed,
        ok: str,
        checks: Checks = NO_CHECKS,
    ) -> SecretsDialog:
        """Show a question; the caller listens to its `entered`."""
        dialog = SecretsDialog(title, text, asked, ok, self._parent.window(), checks=checks)
        self.show(dialog)
        return dialog

    def show(self, dialog: QDialog) -> None:
        """Open a dialog that goes when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()
