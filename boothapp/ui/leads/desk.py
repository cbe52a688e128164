"""What the person panel orders of the desk's lists: answers, and the code of a role's link."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from boothapp.ui.context import Context
from boothapp.ui.leads.panel import PersonPanel
from boothapp.ui.scan.turned_link import LinkShowing
from boothapp.ui.undoable import Undoable


class PanelDesk(QObject):
    """Ties answers and the role's link in `panel` to the services; `page` gets the keys back."""

    def __init__(self, context: Context, panel: PersonPanel, page: QWidget) -> None:
        super().__init__(panel)
        self._context, self._panel, self._page = context, panel, page
        self._orders = Undoable(context)
        self.link: LinkShowing | None = None
        panel.answers.serve()
        panel.role.serve()
        panel.answers.answered.connect(self._answer)
        panel.role.link_wanted.connect(self._show_link)

    def _answer(self, question: str, text: str | None) -> None:
        lead, service = self._panel.lead, self._context.services.leads
        if lead is not None:
            name = lead.called
            self._orders.do(
                lambda: service.answer(lead.id, question, text),
                f"{name}: {'answer saved' if text else 'answer taken back'}",
                lambda before: service.restore_answer(lead.id, question, before),
            )

    def _show_link(self, role_id: str) -> None:
        if self.link is None:
            self.link = LinkShowing(self._context, self._page)
        self.link.show(role_id)
