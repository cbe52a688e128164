"""Somebody else takes over: by name, with their PIN where they have one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from boothapp.domain.lock import PinNeeded
from boothapp.ui.context import Context

if TYPE_CHECKING:  # dialogs are imported when first wanted
    from boothapp.ui.dialogs.secrets_dialog import SecretsDialog


class DutySwitch(QObject):
    """Asks for a PIN over `window`; what changes by it is told by the services' events."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    def switch(self, name: str, pin: str = "", dialog: SecretsDialog | None = None) -> None:
        """Let somebody be on duty; `dialog` is where their PIN was typed."""
        duty = self._context.services.duty

        def take_over() -> tuple[str, str]:
            return duty.switch(name, pin), duty.name

        def done(names: tuple[str, str]) -> None:
            before, now = names
            if dialog is not None:
                dialog.accept()
            self._context.toasts.show(f"{now} is on duty now.", undo=lambda: self.switch(before))

        def refused(error: Exception) -> None:
            if dialog is not None:
                dialog.complain(str(error))
            elif isinstance(error, PinNeeded):
                self._ask_pin(name)
            else:
                self._context.toasts.error(str(error))

        self._context.tasks.run(take_over, done, refused)

    def scanned(self, payload: str) -> None:
        """A badge of the staff came in: its holder takes over, on a locked window nobody."""
        if self._context.frame.locked:
            return
        badges, duty = self._context.services.staff_badges, self._context.services.duty

        def found(names: tuple[str, str]) -> None:
            name, now = names
            if name == now:
                self._context.toasts.show(f"{name} is on duty already.")
            else:
                self.switch(name)

        self._context.tasks.run(
            lambda: (badges.whose(payload), duty.name),
            found,
            lambda error: self._context.toasts.error(str(error)),
        )

    def _ask_pin(self, name: str) -> None:
        from boothapp.ui.dialogs.secrets_dialog import SecretsDialog

        dialog = SecretsDialog(f"{name} takes over", "", {"pin": "PIN"}, "Take over", self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.entered.connect(lambda typed: self.switch(name, typed["pin"], dialog))
        dialog.open()
