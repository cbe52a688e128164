"""What a candidate's interview needs, and their own times: opened from any page, with undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from boothapp.domain.event import Settings
from boothapp.domain.needs import Need
from boothapp.domain.people import BusyTime, LeadDetail
from boothapp.services.bundle import Services
from boothapp.ui.candidates.busy_dialog import BusyDialog
from boothapp.ui.candidates.need_dialog import MakeForm, NeedDialog, need_form
from boothapp.ui.context import Context
from boothapp.ui.leads.interview_section import InterviewSection
from boothapp.ui.undoable import Undoable

_Known = tuple[LeadDetail, Settings]


class CandidateOrders(QObject):
    """Dialogs about one lead, over the window of `page`."""

    make_form: MakeForm = staticmethod(need_form)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._orders = Undoable(context)
        self.dialog: QDialog | None = None

    def serve(self, section: InterviewSection, shown: Callable[[], LeadDetail | None]) -> None:
        """Open what is asked for beside the lead that is `shown`."""

        def about(order: Callable[[str], object]) -> None:
            lead = shown()
            if lead is not None:
                order(lead.id)

        section.need_wanted.connect(lambda: about(self.open_need))
        section.busy_wanted.connect(lambda: about(self.open_busy))

    def open_need(self, lead_id: str) -> None:
        """Say what the interview of a lead needs."""
        self._context.tasks.run(lambda: _read(self._context.services, lead_id), self._show_need)

    def open_busy(self, lead_id: str) -> None:
        """Say when a lead has a talk or a poster of their own."""
        self._context.tasks.run(lambda: _read(self._context.services, lead_id), self._show_busy)

    def _show_need(self, known: _Known) -> None:
        lead, settings = known
        days = settings.event.days
        form = self.make_form(settings.interviewers, settings.rooms, days)
        usual = next((role for role in settings.roles if role.id == lead.role_id), None)
        dialog = NeedDialog(form, lead, usual, settings.interviewers, self._page.window())
        dialog.saved.connect(lambda need: self._save_need(lead, need))
        self._open(dialog)

    def _save_need(self, lead: LeadDetail, need: Need | None) -> None:
        service = self._context.services.leads
        if need != lead.need:
            self._orders.do(
                lambda: service.set_need(lead.id, need),
                f"{lead.called}: what the interview needs was changed",
                lambda before: service.set_need(lead.id, before),
            )

    def _show_busy(self, known: _Known) -> None:
        lead, settings = known
        dialog = BusyDialog(self._context, lead, settings.event, self._page.window())
        dialog.saved.connect(lambda busy: self._save_busy(lead, busy))
        self._open(dialog)

    def _save_busy(self, lead: LeadDetail, busy: tuple[BusyTime, ...]) -> None:
        service = self._context.services.leads
        if set(busy) != set(lead.person.busy):
            self._orders.do(
                lambda: service.set_busy(lead.id, busy),
                f"{lead.called}: own talks and posters were changed",
                lambda before: service.set_busy(lead.id, before),
            )

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _read(services: Services, lead_id: str) -> _Known:
    """Read the lead and what can be chosen; on the database thread. Raises NoSuchLead."""
    return services.leads.detail(lead_id), services.settings.get()
