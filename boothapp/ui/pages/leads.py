"""Leads: a table of everybody who agreed, searched while typing, and the person beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from boothapp.domain.errors import NoSuchLead
from boothapp.domain.event import Settings
from boothapp.domain.lead_rows import LeadRow
from boothapp.domain.people import LeadDetail, Note, Rating
from boothapp.services.bundle import Services
from boothapp.ui.candidates.orders import CandidateOrders
from boothapp.ui.context import Context
from boothapp.ui.dialogs.details_dialog import DetailsDialog
from boothapp.ui.leads.files import LeadFiles
from boothapp.ui.leads.orders import LeadOrders
from boothapp.ui.leads.panel import PersonPanel, PersonView
from boothapp.ui.leads.table import LeadTable
from boothapp.ui.models.leads import LeadsModel
from boothapp.ui.privacy.person_menu import person_menu
from boothapp.ui.refresher import Refresher
from boothapp.ui.scorecards.wording import read_scores
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.fields import SearchField
from boothapp.ui.widgets.key_hints import KeyHints
from boothapp.ui.widgets.labels import ElidedLabel, Label
from boothapp.ui.widgets.shortcuts import bind

T = TypeVar("T")
_SHOWS = frozenset({"lead", "consent", "scan", "interview", "scorecard", "roster", "settings"})
_ALL = "all"
_FILTERS = ((_ALL, "All"), ("hot", "Hot"), ("warm", "Warm"), ("cold", "Cold"))


@dataclass(frozen=True, slots=True)
class _Found:
    """One answer to one question for leads."""

    rows: tuple[LeadRow, ...]
    today: int
    all: int
    settings: Settings


class LeadsPage(QWidget):
    """Filter, sort, choose; then rate, tag, note and book with single keys."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._services = context, context.services
        self._question = 0  # counts the questions, so that an older answer is dropped
        self._wanted: str | None = None  # to be chosen once the rows are there
        self._today = date.min
        self._found: _Found | None = None
        self.orders, self.candidates = LeadOrders(context), CandidateOrders(context, self)
        self.model = LeadsModel(UTC, self._today, self)
        self.table, self.panel = LeadTable(self.model), PersonPanel()
        self.files = LeadFiles(context, self.panel.files)
        self.filter = SearchField("Filter these leads", key="/")
        self.rating = Segmented(_FILTERS, name="Show")
        self._counts, self._foot = ElidedLabel(tone="muted"), ElidedLabel(tone="muted")
        self._build()
        self._connect()
        self._bind_keys()
        self.setFocusProxy(self.table)

    def open_with(self, argument: str) -> None:
        """Show a lead by its id, or search for what follows a question mark."""
        if argument.startswith("?"):
            self.filter.setText(argument[1:])
            return
        self._wanted = argument
        self.filter.clear()
        self.rating.set_value(_ALL)
        self.reload()

    def reload(self) -> None:
        """Ask for the rows again."""
        self._question += 1
        question, text = self._question, self.filter.text()
        value = self.rating.value
        ratings = frozenset[Rating]() if value in {None, _ALL} else frozenset({Rating(value)})
        self._context.tasks.run(
            lambda: _ask(self._services, text, ratings),
            on_success=lambda found: self._show(found, question),
        )

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(self._head())
        left.addWidget(Line())
        self._stack = QStackedWidget(self)  # a stacked layout shows its first page as a window
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nobody_yet())
        text = "Nobody matches. Fewer letters or another rating find more."
        self._stack.addWidget(EmptyState("magnifying-glass", "No lead found", text))
        left.addWidget(self._stack, 1)
        left.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 7, 16, 7)
        foot.addWidget(self._foot, 1)
        foot.addWidget(KeyHints((("1+2+3", "rate"), ("T", "tag"), ("W", "note"), ("B", "book"))))
        left.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(Line(upright=True))
        layout.addWidget(self.panel)

    def _head(self) -> QHBoxLayout:
        self.filter.setMinimumWidth(150)
        self.filter.setMaximumWidth(260)
        self.rating.set_value(_ALL)
        head = QHBoxLayout()
        head.setContentsMargins(20, 11, 16, 11)
        head.setSpacing(12)
        head.addWidget(Label("Leads", font="title"))
        head.addWidget(self._counts, 1)
        head.addWidget(self.rating)
        head.addWidget(self.filter, 1)
        return head

    def _nobody_yet(self) -> EmptyState:
        button = Button("Scan a badge", kind="primary", icon="frame-corners", key="F1")
        button.clicked.connect(lambda: self._context.navigate("scan", ""))
        text = "Everybody whose badge is scanned and who agrees stands here."
        return EmptyState("address-book", "No leads yet", text, button=button)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self.reload)
        self.filter.returnPressed.connect(self._enter_table)
        self.rating.picked.connect(self.reload)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.opened.connect(self.panel.notes.field.setFocus)
        Refresher(self, self._context.bridge, _SHOWS, self.reload)
        self._context.frame.compact_changed.connect(self._set_compact)
        self._set_compact(self._context.frame.compact)
        panel = self.panel
        panel.rating_picked.connect(self._rate)
        panel.role_picked.connect(lambda role: self._order(self.orders.set_role, role))
        panel.tag_added.connect(lambda tag: self._order(self.orders.add_tag, tag))
        panel.tag_removed.connect(lambda tag: self._order(self.orders.remove_tag, tag))
        panel.note_removed.connect(lambda note: self._order(self.orders.remove_note, note))
        panel.notes.save_wanted.connect(self._save_note)
        panel.interview_wanted.connect(self._book)
        panel.edit_wanted.connect(self._edit)
        panel.remove_wanted.connect(self._remove)
        panel.rights_wanted.connect(self._open_rights)
        self.candidates.serve(panel.interview, lambda: panel.lead)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "1": partial(self._rate, Rating.COLD),
            "2": partial(self._rate, Rating.WARM),
            "3": partial(self._rate, Rating.HOT),
            "T": self.panel.tags.line.setFocus,
            "W": self.panel.notes.field.setFocus,
            "B": self._book,
            "E": self.panel.interview.need_wanted.emit,
            "X": self._open_rights,
            "Del": self._remove,
            "/": self.filter.setFocus,
        }
        bind(self, keys)

    def _show(self, found: _Found, question: int) -> None:
        if question != self._question:
            return
        event = found.settings.event
        self._today = event.local(self._services.now()).date()
        chosen = self._wanted or (self.panel.lead.id if self.panel.lead else None)
        self._wanted = None
        self.model.show(found.rows, event.zone, self._today)
        self._found = found
        self._show_counts()
        self._foot.set_text("1 lead" if len(found.rows) == 1 else f"{len(found.rows):,} leads")
        filtered = bool(self.filter.text()) or self.rating.value != _ALL
        self._stack.setCurrentIndex(0 if found.rows else 2 if filtered else 1)
        self._choose_lead(chosen)

    def _show_counts(self) -> None:
        found = self._found
        if found is None:
            return
        long = f"{found.today:,} today, {found.all:,} at this event"
        self._counts.set_text(f"{found.all:,}" if self._context.frame.compact else long)

    def _choose_lead(self, lead_id: str | None) -> None:
        """Bring the cursor back to the person; the panel is read anew in any case."""
        row = self.model.row_of(lead_id) if lead_id else None
        if row is None:
            self.panel.show_nobody()
            return
        index = self.model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        if self.table.currentIndex().row() == row:
            self._choose(index)
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _choose(self, current: QModelIndex) -> None:
        if not current.isValid():
            return
        lead_id = self.model.lead(current.row()).id
        self._context.tasks.run(
            lambda: _read_person(self._services, lead_id),
            on_success=partial(self._show_person, lead_id),
            on_error=self._lose,
        )

    def _show_person(self, lead_id: str, view: PersonView) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self.model.lead(index.row()).id == lead_id:
            self.panel.show_person(view)
            self.files.show(view.lead, view.files)

    def _lose(self, error: Exception) -> None:
        """The lead went away between the table and the look at it."""
        self.panel.show_nobody()
        if not isinstance(error, NoSuchLead):
            self._context.toasts.error(str(error))

    def _enter_table(self) -> None:
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self.table.setFocus()

    def _set_compact(self, compact: bool) -> None:
        self.table.set_compact(compact=compact)
        self._show_counts()
        self.filter.setPlaceholderText("Filter" if compact else "Filter these leads")

    def _order(self, order: Callable[[LeadDetail, T], object], value: T) -> None:
        if self.panel.lead is not None:
            order(self.panel.lead, value)

    def _rate(self, rating: Rating | None) -> None:
        self._order(self.orders.rate, rating)

    def _save_note(self, text: str, replaced: Note | None) -> None:
        lead = self.panel.lead
        if lead is not None:
            kept = partial(self.panel.notes.stored, lead.id)
            self.orders.save_note(lead, text, replaced, kept)

    def _book(self) -> None:
        if self.panel.lead is not None:
            self._context.navigate("interviews", self.panel.lead.id)

    def _edit(self) -> None:
        lead = self.panel.lead
        if lead is None:
            return
        dialog = DetailsDialog(lead.person, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_with.connect(partial(self.orders.edit_details, lead))
        dialog.open()

    def _open_rights(self) -> None:
        if self.panel.lead is not None:
            person_menu(self._context, self.panel.lead.subject, self.panel.rights).drop()

    def _remove(self) -> None:
        if self.panel.lead is not None:
            self.orders.remove(self.panel.lead)


def _ask(services: Services, text: str, ratings: frozenset[Rating]) -> _Found:
    """Read rows and counts; on the database thread."""
    today, everybody = services.leads.counts()
    rows = services.leads.table(text, ratings)
    return _Found(rows, today, everybody, services.settings.get())


def _read_person(services: Services, lead_id: str) -> PersonView:
    """Read one lead; on the database thread. Raises NoSuchLead."""
    settings = services.settings.get()
    today = settings.event.local(services.now()).date()
    return PersonView(
        services.leads.detail(lead_id),
        settings,
        services.leads.tags(),
        today,
        services.attachments.of_lead(lead_id),
        read_scores(services, lead_id),
    )
