"""The person beside the table: read when chosen, and what is ordered about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar
from urllib.parse import quote

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from boothapp.domain.errors import NoSuchLead
from boothapp.domain.lead_history import NoteVersion
from boothapp.domain.people import LeadDetail, Note, Rating
from boothapp.domain.receipts import Receipt
from boothapp.services.bundle import Services
from boothapp.ui import opening
from boothapp.ui.candidates.orders import CandidateOrders
from boothapp.ui.context import Context
from boothapp.ui.dialogs.bulk_dialogs import StepDialog
from boothapp.ui.dialogs.details_dialog import DetailsDialog
from boothapp.ui.dialogs.note_history import NoteHistoryDialog
from boothapp.ui.leads.duplicate_desk import DuplicateDesk
from boothapp.ui.leads.files import LeadFiles
from boothapp.ui.leads.orders import LeadOrders
from boothapp.ui.leads.panel import PersonPanel, PersonView
from boothapp.ui.privacy.person_menu import person_menu
from boothapp.ui.scan.turned_receipt import TurnedReceipt
from boothapp.ui.scorecards.wording import read_scores

T = TypeVar("T")


class PersonDesk(QObject):
    """Shows leads by their numbers in its `panel`."""

    lost = Signal()
    """The lead went away between the table and the look at it."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._services, self._page = context, context.services, page
        self._wanted: int | None = None
        self._view: PersonView | None = None
        self._receipt: TurnedReceipt | None = None
        self.panel = PersonPanel()
        self.orders, self.candidates = LeadOrders(context), CandidateOrders(context, page)
        self.files = LeadFiles(context, self.panel.files)
        self.duplicates = DuplicateDesk(context, page, self.panel.same)
        self._connect()

    def _connect(self) -> None:
        panel = self.panel
        panel.rating_picked.connect(self.rate)
        panel.role_picked.connect(lambda role: self._order(self.orders.set_role, role))
        panel.tag_added.connect(lambda tag: self._order(self.orders.add_tag, tag))
        panel.tag_removed.connect(lambda tag: self._order(self.orders.remove_tag, tag))
        panel.note_removed.connect(lambda note: self._order(self.orders.remove_note, note))
        panel.notes.save_wanted.connect(self._save_note)
        panel.interview_wanted.connect(self.book)
        panel.edit_wanted.connect(self._edit)
        panel.remove_wanted.connect(self.remove)
        panel.rights_wanted.connect(self.open_rights)
        panel.note_history_wanted.connect(self._show_versions)
        panel.link_opened.connect(lambda link: opening.open_page(link, self._context.toasts))
        panel.write_wanted.connect(self.write)
        panel.receipt_wanted.connect(self._show_receipt)
        follow_up = panel.follow_up
        follow_up.owner_picked.connect(lambda staff: self._order(self.orders.assign, staff))
        follow_up.step_wanted.connect(self._ask_step)
        follow_up.step_done.connect(lambda: self._plan_step("", None))
        follow_up.graduation_typed.connect(
            lambda text: self._order(self.orders.set_graduation, text)
        )
        self.candidates.serve(panel.interview, lambda: panel.lead)

    def show(self, number: int) -> None:
        """Read a lead and show it, unless another one is wanted by then."""
        self._wanted = number
        self._context.tasks.background(
            lambda _progress: _read_person(self._services, number),
            on_success=partial(self._show, number),
            on_error=partial(self._lose, number),
        )

    def _show(self, number: int, view: PersonView) -> None:
        if number == self._wanted:
            self._view = view
            self.panel.show_person(view)
            self.files.show(view.lead, view.files)
            self.duplicates.look(view.lead.id)

    def _lose(self, number: int, error: Exception) -> None:
        if number == self._wanted:
            self.lost.emit()
            if not isinstance(error, NoSuchLead):
                self._context.toasts.error(str(error))

    def rate(self, rating: Rating | None) -> None:
        """Rate who is shown."""
        self._order(self.orders.rate, rating)

    def remove(self) -> None:
        """Delete who is shown."""
        if self.panel.lead is not None:
            self.orders.remove(self.panel.lead)

    def book(self) -> None:
        """Go and find a place for an interview."""
        if self.panel.lead is not None:
            self._context.navigate("interviews", self.panel.lead.id)

    def open_rights(self) -> None:
        """Offer what the person may ask for."""
        if self.panel.lead is not None:
            person_menu(self._context, self.panel.lead.subject, self.panel.rights).drop()

    def _order(self, order: Callable[[LeadDetail, T], object], value: T) -> None:
        if self.panel.lead is not None:
            order(self.panel.lead, value)

    def _save_note(self, text: str, replaced: Note | None) -> None:
        lead = self.panel.lead
        if lead is not None:
            kept = partial(self.panel.notes.stored, lead.id)
            self.orders.save_note(lead, text, replaced, kept)

    def write(self) -> None:
        """Begin a mail to who is shown."""
        lead = self.panel.lead
        if lead is not None and lead.person.email:
            opening.open_mail(f"mailto:{quote(lead.person.email)}", self._context.toasts)

    def _plan_step(self, step: str, day: date | None) -> None:
        if self.panel.lead is not None:
            self.orders.plan_step(self.panel.lead, step, day)

    def _ask_step(self) -> None:
        lead = self.panel.lead
        if lead is None or self._view is None:
            return
        dialog = StepDialog(1, self._view.today, lead.next_step, lead.next_step_on, self._page)
        dialog.chosen.connect(lambda step, day: self.orders.plan_step(lead, step, day))
        dialog.open()

    def _show_versions(self, note: Note) -> None:
        desk = self._services.desk
        view = self._view

        def show(versions: tuple[NoteVersion, ...]) -> None:
            if view is not None:
                NoteHistoryDialog(versions, view.today, view.zone, self._page).open()

        self._context.tasks.background(lambda _progress: desk.versions(note.id), show)

    def _show_receipt(self) -> None:
        """Turn the screen: what is held, until when, how to withdraw."""
        lead = self.panel.lead
        if lead is None:
            return

        def show(receipt: Receipt) -> None:
            if self._receipt is None:
                self._receipt = TurnedReceipt(self._page.window(), self._context.frame)
                self._receipt.turned_back.connect(self._page.setFocus)
            self._receipt.turn(receipt)

        receipts = self._services.receipts
        self._context.tasks.run(lambda: receipts.receipt(lead.id), show)

    def _edit(self) -> None:
        lead = self.panel.lead
        if lead is None:
            return
        dialog = DetailsDialog(lead.person, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_with.connect(partial(self.orders.edit_details, lead))
        dialog.open()


def _read_person(services: Services, number: int) -> PersonView:
    """Read one lead. Raises NoSuchLead."""
    found = services.desk.ids([number])
    if not found:
        raise NoSuchLead(str(number))
    (lead_id,) = found
    settings = services.settings.get()
    today = settings.event.local(services.now()).date()
    return PersonView(
        services.leads.detail(lead_id),
        settings,
        services.leads.tags(),
        today,
        services.attachments.of_lead(lead_id),
        services.desk.corrections(lead_id),
        read_scores(services, lead_id),
    )
