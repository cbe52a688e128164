"""The person beside the table: read when chosen, and what is ordered about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar
from urllib.parse import quote

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from boothapp.domain.errors import NoSuchLead
from boothapp.domain.lead_history import NoteVersion
from boothapp.domain.people import LeadDetail, Note, Rating
from boothapp.domain.receipts import Receipt
from boothapp.services.bundle import Services
from boothapp.ui import opening
from boothapp.ui.candidates.orders import CandidateOrders
from boothapp.ui.context import Context
from boothapp.ui.correcting import correct_details
from boothapp.ui.dialogs.bulk_dialogs import StepDialog
from boothapp.ui.dialogs.note_history import NoteHistoryDialog
from boothapp.ui.leads.desk import PanelDesk
from boothapp.ui.leads.duplicate_desk import DuplicateDesk
from boothapp.ui.leads.files import LeadFiles
from boothapp.ui.leads.note_desk import NoteDesk
from boothapp.ui.leads.orders import LeadOrders
from boothapp.ui.leads.panel import PersonPanel, PersonView
from boothapp.ui.privacy.person_menu import person_menu
from boothapp.ui.scan.turned_receipt import TurnedReceipt
from boothapp.ui.scorecards.wording import read_scores

T = TypeVar("T")


class PersonDesk(QObject):
    """Shows leads by their numbers in its `panel`."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._services, self._page = context, context.services, page
        self.number: int | None = None
        """Who was chosen last, as the table calls them."""
        self._shown: int | None = None
        self._question = 0  # counts the looks, so that an older answer is dropped
        self._later: Callable[[LeadDetail], object] | None = None
        self._view: PersonView | None = None
        self._receipt: TurnedReceipt | None = None
        self.panel = PersonPanel()
        self.orders, self.candidates = LeadOrders(context), CandidateOrders(context, page)
        self.notes = NoteDesk(context, self.panel.notes)
        self.files = LeadFiles(context, self.panel.files)
        self.lists = PanelDesk(context, self.panel, page)
        self.duplicates = DuplicateDesk(context, page, self.panel.same)
        self._connect()

    def _connect(self) -> None:
        panel = self.panel
        panel.rating_picked.connect(lambda rating: self._order(self.orders.rate, rating))
        panel.role_picked.connect(lambda role: self._order(self.orders.set_role, role))
        panel.tag_added.connect(lambda tag: self._order(self.orders.add_tag, tag))
        panel.tag_removed.connect(lambda tag: self._order(self.orders.remove_tag, tag))
        panel.note_removed.connect(lambda note: self._order(self.orders.remove_note, note))
        panel.notes.save_wanted.connect(self._save_note)
        panel.interview_wanted.connect(lambda: self._of_shown(self._book))
        panel.edit_wanted.connect(self._edit)
        panel.remove_wanted.connect(lambda: self._of_shown(self.orders.remove))
        panel.rights_wanted.connect(lambda: self._of_shown(self._open_rights))
        panel.note_history_wanted.connect(self._show_versions)
        panel.link_opened.connect(lambda link: opening.open_page(link, self._context.toasts))
        panel.write_wanted.connect(lambda: self._of_shown(self._write))
        panel.receipt_wanted.connect(self._show_receipt)
        follow_up = panel.follow_up
        follow_up.owner_picked.connect(lambda staff: self._order(self.orders.assign, staff))
        follow_up.step_wanted.connect(self._ask_step)
        follow_up.step_done.connect(lambda: self._plan_step("", None))
        follow_up.graduation_typed.connect(self._set_graduation)
        self.candidates.serve(panel.interview, lambda: panel.lead)

    def show(self, number: int) -> None:
        """Read a lead and show it, unless another one is wanted by then."""
        if number != self.number:
            self._later = None
        self.number = number
        self._question += 1
        question = self._question
        self._context.tasks.background(
            lambda _progress: _read_person(self._services, number),
            on_success=lambda view: self._show(number, view, question),
            on_error=lambda error: self._lose(error, question),
        )

    def show_nobody(self) -> None:
        """Nobody is chosen, or who was chosen is gone."""
        self.number = self._shown = self._later = None
        self._question += 1
        self.panel.show_nobody()

    def _show(self, number: int, view: PersonView, question: int) -> None:
        if question == self._question and number == self.number:
            self._view, self._shown = view, number
            self.panel.show_person(view)
            self.files.show(view.lead, view.files)
            later, self._later = self._later, None
            if later is not None:
                later(view.lead)
            self.duplicates.look(view.lead.id)

    def _lose(self, error: Exception, question: int) -> None:
        if question == self._question:
            self.show_nobody()
            if not isinstance(error, NoSuchLead):
                self._context.toasts.error(str(error))

    def rate(self, rating: Rating | None) -> None:
        """Rate who was chosen."""
        self._with_lead(lambda lead: self.orders.rate(lead, rating))

    def remove(self) -> None:
        """Delete who was chosen."""
        self._with_lead(self.orders.remove)

    def book(self) -> None:
        """Go and find a place for an interview."""
        self._with_lead(self._book)

    def open_rights(self) -> None:
        """Offer what the person may ask for."""
        self._with_lead(self._open_rights)

    def write(self) -> None:
        """Begin a mail to who was chosen."""
        self._with_lead(self._write)

    def ask_need(self) -> None:
        """Ask what an interview with who was chosen needs."""
        self._with_lead(lambda _lead: self.panel.interview.need_wanted.emit())

    def _book(self, lead: LeadDetail) -> None:
        self._context.navigate("interviews", lead.id)

    def _open_rights(self, lead: LeadDetail) -> None:
        person_menu(self._context, lead.subject, self.panel.rights).drop()

    def _write(self, lead: LeadDetail) -> None:
        if lead.person.email:
            opening.open_mail(f"mailto:{quote(lead.person.email)}", self._context.toasts)

    def _of_shown(self, order: Callable[[LeadDetail], object]) -> None:
        """Do it with whom the panel shows: a control is about the name that it stands beside."""
        if self.panel.lead is not None:
            order(self.panel.lead)

    def _with_lead(self, order: Callable[[LeadDetail], object]) -> None:
        """Do it with who was chosen last, as a key in the table means it.

        While they are still being read the panel shows the one before: then it is done once they
        are there, and never to somebody else.
        """
        if self.number is None:
            return
        if self._shown == self.number and self.panel.lead is not None:
            order(self.panel.lead)
        else:
            self._later = order

    def _order(self, order: Callable[[LeadDetail, T], object], value: T) -> None:
        self._of_shown(lambda lead: order(lead, value))

    def _save_note(self, text: str, replaced: Note | None) -> None:
        lead = self.panel.lead
        if lead is not None:
            self.notes.save(lead, text, replaced)

    def _set_graduation(self, text: str) -> None:
        lead = self.panel.lead
        if lead is None:
            return

        def refused(sentence: str) -> None:
            shown = self.panel.lead
            if shown is not None and shown.id == lead.id:
                self.panel.follow_up.complain(sentence, text)
            else:  # the field is somebody else's by now
                self._context.toasts.error(sentence)

        self.orders.set_graduation(lead, text, refused)

    def _plan_step(self, step: str, day: date | None) -> None:
        self._of_shown(lambda lead: self.orders.plan_step(lead, step, day))

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
        correct_details(
            self._context,
            lead.person,
            self._page,
            partial(self._services.leads.edit_details, lead.id),
            f"Details of {lead.called} saved",
            subject=lead.subject,
        )


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
        services.interviews.of_lead(lead_id),
    )
