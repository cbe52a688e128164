"""Views of the leads table saved and taken away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from boothapp.domain.lead_views import LeadView
from boothapp.ui.context import Context
from boothapp.ui.dialogs.view_dialog import ViewDialog
from boothapp.ui.undoable import Undoable


class ViewOrders(QObject):
    """`saved` carries the LeadView as it was saved."""

    saved = Signal(object)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._page, self._desk = page, context.services.desk
        self._tasks = context.tasks
        self._orders = Undoable(context)

    def save(self, view: LeadView) -> None:
        """Ask for a name, then keep filter and order under it."""
        dialog = ViewDialog(words=bool(view.filter.text), parent=self._page)
        dialog.named.connect(lambda name: self._keep(dialog, replace(view, name=name)))
        dialog.open()

    def _keep(self, dialog: ViewDialog, view: LeadView) -> None:
        def done(saved: LeadView) -> None:
            dialog.accept()
            self.saved.emit(saved)

        self._orders.do(
            lambda: self._desk.save_view(view),
            lambda saved: f"View “{saved.name}” saved",
            lambda saved: self._desk.set_view_used(saved.id, used=False),
            then=done,
            instead=lambda error: _said_in(dialog, error),
        )

    def remove(self, view: LeadView) -> None:
        """Take a view away; its leads stay."""
        self._orders.do(
            lambda: self._desk.set_view_used(view.id, used=False),
            f"View “{view.name}” removed",
            lambda _: self._desk.set_view_used(view.id, used=True),
        )


def _said_in(dialog: ViewDialog, error: Exception) -> bool:
    """The dialog says what is wrong, and stays."""
    dialog.refuse(str(error))
    return True
