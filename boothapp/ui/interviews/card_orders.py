"""What is asked of the selected booking and of who waits, carried out for the Interviews page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QDialog, QWidget

from boothapp.domain.interviews import Candidate, Interview, InterviewStatus
from boothapp.services.bundle import Services
from boothapp.ui.candidates.busy_import import BusyImportDialog
from boothapp.ui.candidates.orders import CandidateOrders
from boothapp.ui.context import Context
from boothapp.ui.interviews.actions import InterviewActions
from boothapp.ui.interviews.booking_words import STATUS_KEYS
from boothapp.ui.interviews.candidates_panel import CandidatesPanel
from boothapp.ui.invitations.day_sheets import DaySheetsDialog
from boothapp.ui.invitations.dialog import InvitationsDialog
from boothapp.ui.invitations.wording import invitation_state
from boothapp.ui.refresher import Refresher
from boothapp.ui.scorecards.dialog import ScorecardDialog
from boothapp.ui.scorecards.wording import ScoresSeen, read_scores
from boothapp.ui.widgets.menu import Menu
from boothapp.ui.widgets.shortcuts import bind


class CardOrders(QObject):
    """`selected` answers with the booking under the cursor."""

    def __init__(
        self,
        context: Context,
        page: QWidget,
        panel: CandidatesPanel,
        actions: InterviewActions,
        selected: Callable[[], Interview | None],
    ) -> None:
        super().__init__(page)
        self._context, self._page, self._panel = context, page, panel
        self._actions, self._selected = actions, selected
        self.candidates = CandidateOrders(context, page)
        self.dialog: QDialog | None = None
        card = panel.booking
        card.status_wanted.connect(self.set_status)
        card.panel_wanted.connect(self._set_panel)
        card.lead_wanted.connect(self._open_lead)
        card.judge_wanted.connect(self.judge)
        card.invite_wanted.connect(self.invite)
        card.shown.connect(self._read_more)
        panel.list.menu_wanted.connect(self._drop_for)
        Refresher(card, context.bridge, frozenset({"scorecard", "settings"}), self._read_again)
        self._bind_keys()

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "J": self.judge,
            "I": self.invite,
            "E": self._open_need,
            **{key: partial(self.set_status, status) for status, key in STATUS_KEYS.items()},
        }
        bind(self._page, keys)

    def set_status(self, status: InterviewStatus) -> None:
        """Mark what became of the selected booking."""
        interview = self._selected()
        if interview is not None and interview.status is not status:
            self._actions.set_status(interview, status)

    def _set_panel(self, panel: tuple[str, ...]) -> None:
        interview = self._selected()
        if interview is not None and interview.panel_ids != panel:
            self._actions.set_panel(interview, panel)

    def judge(self) -> None:
        """Open the scorecard of the selected booking."""
        interview = self._selected()
        if interview is not None and interview.panel:
            self._open(ScorecardDialog(self._context, interview, self._page.window()))

    def invite(self) -> None:
        """Write the invitation to the selected booking, or what it has to say now."""
        interview = self._selected()
        state = invitation_state(interview) if interview is not None else None
        if interview is not None and state is not None and state.action:
            self._open(InvitationsDialog(self._context, (interview,), self._page.window()))

    def _open_lead(self) -> None:
        interview = self._selected()
        if interview is not None:
            self._context.navigate("leads", interview.lead_id)

    def _open_need(self) -> None:
        person = self._person()
        if person is not None:
            self.candidates.open_need(person[0])

    def _person(self) -> tuple[str, str] | None:
        """Return id and name: who waits, while the keys go to the list; else who is booked."""
        interview, waiting = self._selected(), self._panel.selected
        if interview is not None and not self._panel.list.hasFocus():
            return interview.lead_id, interview.candidate
        return (waiting.lead_id, waiting.name) if waiting is not None else None

    def _read_more(self, interview: Interview) -> None:
        self._context.tasks.run(
            lambda: _read(self._context.services, interview.lead_id),
            on_success=partial(self._show_more, interview),
            on_error=lambda _: None,  # the lead went meanwhile: so does the card
        )

    def _show_more(self, interview: Interview, known: tuple[str, ScoresSeen]) -> None:
        shown = self._panel.booking.interview
        if shown is not None and shown.id == interview.id:
            self._panel.booking.show_more(*known)

    def _read_again(self) -> None:
        if self._panel.booking.interview is not None:
            self._read_more(self._panel.booking.interview)

    def drop_menu(self, day: Callable[[], Menu]) -> None:
        """Open the page's menu: what `day` makes of the day itself, and what leaves the laptop."""
        self._context.tasks.run(
            self._context.services.invitations.due, lambda due: self._drop_menu(day(), due)
        )

    def _drop_menu(self, menu: Menu, due: tuple[Interview, ...]) -> None:
        window = self._page.window()
        menu.addSeparator()
        invite = menu.addAction(f"Invitations ({len(due)} due)…")
        invite.setEnabled(bool(due))
        invite.triggered.connect(lambda: self._open(InvitationsDialog(self._context, due, window)))
        menu.addAction("Day sheets and calendars…").triggered.connect(
            lambda: self._open(DaySheetsDialog(self._context, window))
        )
        menu.addAction("Import busy times…").triggered.connect(
            lambda: self._open(BusyImportDialog(self._context, window))
        )
        person = self._person()
        if person is not None:
            menu.addSeparator()
            self._add_candidate(menu, person[0], f"{person[1].replace('&', '&&')}: ")
        menu.drop()

    def _drop_for(self, candidate: Candidate, where: QPoint) -> None:
        menu = Menu(self._panel.list)
        self._add_candidate(menu, candidate.lead_id)
        menu.popup(where)

    def _add_candidate(self, menu: Menu, lead_id: str, before: str = "") -> None:
        for words, order in (
            ("Needs… (E)", self.candidates.open_need),
            ("Own talks and posters…", self.candidates.open_busy),
            ("Open lead", partial(self._context.navigate, "leads")),
        ):
            text = f"{before}{words[0].lower()}{words[1:]}" if before else words
            menu.addAction(text).triggered.connect(partial(order, lead_id))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _read(services: Services, lead_id: str) -> tuple[str, ScoresSeen]:
    """Read the role's name and the cards; on the database thread."""
    role_id = services.leads.detail(lead_id).role_id
    roles = {role.id: role.title for role in services.settings.get().roles}
    return roles.get(role_id or "", ""), read_scores(services, lead_id)
