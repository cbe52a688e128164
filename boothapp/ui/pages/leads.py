"""Leads: a table of everybody who agreed, searched while typing, and the person beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_rows import LeadQuery
from boothapp.domain.lead_views import LeadView
from boothapp.domain.people import Rating
from boothapp.ui.context import Context
from boothapp.ui.leads.bulk_bar import BulkBar
from boothapp.ui.leads.bulk_desk import BulkDesk
from boothapp.ui.leads.cursor import LeadCursor
from boothapp.ui.leads.filter_bar import FilterBar
from boothapp.ui.leads.known import Known, look
from boothapp.ui.leads.loader import LeadLoader
from boothapp.ui.leads.page_head import LeadsHead
from boothapp.ui.leads.person_desk import PersonDesk
from boothapp.ui.leads.question import LeadQuestion
from boothapp.ui.leads.table import LeadTable
from boothapp.ui.leads.view_orders import ViewOrders
from boothapp.ui.leads.view_tabs import ViewTabs
from boothapp.ui.models.leads import LeadsModel
from boothapp.ui.refresher import Refresher
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.key_hints import KeyHints
from boothapp.ui.widgets.labels import ElidedLabel
from boothapp.ui.widgets.shortcuts import bind
from boothapp.ui.widgets.tag_tones import TagTones

_SHOWS = frozenset({"lead", "consent", "scan", "interview", "scorecard", "roster", "settings"})


class LeadsPage(QWidget):
    """Filter, sort, choose; then rate, tag, note and book with single keys."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._services = context, context.services
        self._known: Known | None = None
        self._asked = 0  # counts the questions, so that an older answer is dropped
        self.question = LeadQuestion(self)
        self.model = LeadsModel(UTC, date.min, self)
        self.table = LeadTable(self.model)
        self.person = PersonDesk(context, self)
        self.panel = self.person.panel
        self.bulk = BulkDesk(context, self)
        self.place = LeadCursor(self.table, self.model, self.person)
        seen, wanted = self.place.first_seen, lambda: self.place.wanted
        self.loader = LeadLoader(context, self.model, seen, wanted, self)
        self.views, self.filters, self.bulk_bar = ViewTabs(), FilterBar(), BulkBar()
        self.view_orders = ViewOrders(context, self)
        self.head = LeadsHead(self.table, lambda: context.navigate("scan", "type"))
        self.filter, self._counts = self.head.filter, self.head.counts
        self.columns, self.add = self.head.columns, self.head.add
        self._foot = ElidedLabel(tone="muted")
        self._build()
        self._connect()
        self._bind_keys()

    def open_with(self, argument: str) -> None:
        """Show a lead by its id, the leads of a filter in JSON, or search for what follows "?"."""
        if argument.startswith("?"):
            self.question.refine(LeadFilter(text=argument[1:].strip()))  # among everybody
            return
        if argument.startswith("{"):
            self.question.refine(LeadFilter.from_json(argument))
            return
        self.place.wanted = argument
        self.question.look_at_all()

    def reload(self) -> None:
        """Read again what is shown."""
        self._read_known()
        self.loader.refresh()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(self.head)
        left.addWidget(self.views)
        left.addWidget(Line())
        self._bars = QStackedWidget(self)  # a stacked layout shows its first page as a window
        self._bars.addWidget(self.filters)
        self._bars.addWidget(self.bulk_bar)
        left.addWidget(self._bars)
        left.addWidget(self.bulk.progress)
        left.addWidget(Line())
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nobody_yet())
        text = "Nobody matches. Fewer letters or fewer filters find more."
        self._stack.addWidget(EmptyState("magnifying-glass", "No lead found", text))
        left.addWidget(self._stack, 1)
        left.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 7, 16, 7)
        foot.addStrut(self.person.duplicates.button.sizeHint().height())  # it comes and goes
        foot.addWidget(self._foot, 1)
        foot.addWidget(self.person.duplicates.button)
        hints = (("Space", "tick"), ("1+2+3", "rate"), ("T", "tag"), ("W", "note"), ("B", "book"))
        foot.addWidget(KeyHints(hints))
        left.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(Line(upright=True))
        layout.addWidget(self.panel)

    def _nobody_yet(self) -> EmptyState:
        button = Button("Scan a badge", kind="primary", icon="frame-corners", key="F1")
        button.clicked.connect(lambda: self._context.navigate("scan", ""))
        text = "Everybody whose badge is scanned and who agrees stands here."
        return EmptyState("address-book", "No leads yet", text, button=button)

    def _connect(self) -> None:
        self.question.asked.connect(self.loader.ask)
        self.question.asked.connect(self._show_sort)
        self.filter.down.connect(self.place.enter)
        self.filter.left.connect(self.table.setFocus)
        self.question.refined.connect(self._show_question)
        self.filter.textChanged.connect(self.question.type)
        self.filter.returnPressed.connect(self.place.enter)
        self.views.picked.connect(self.question.look_through)
        self.views.removed.connect(self.view_orders.remove)
        self.views.new_wanted.connect(self._save_view)
        self.filters.changed.connect(self.question.refine)
        self.filters.save_wanted.connect(self._save_view)
        self.view_orders.saved.connect(self._show_saved)
        self.model.sort_wanted.connect(self.question.sort_by)
        self.model.checked_changed.connect(self._show_checked)
        self.loader.begun.connect(self._show_begun)
        self.loader.complete.connect(self._show_complete)
        self.table.opened.connect(self.panel.to_note)
        self.table.columns_changed.connect(self._keep_columns)
        self.bulk.serve(self.bulk_bar, self.model, lambda: (self._known and self._known.tags) or ())
        Refresher(self, self._context.bridge, _SHOWS, self.reload, paints_first=True)
        self._context.frame.compact_changed.connect(self._set_compact)
        self._set_compact(self._context.frame.compact)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "1": partial(self._rate, Rating.COLD),
            "2": partial(self._rate, Rating.WARM),
            "3": partial(self._rate, Rating.HOT),
            "0": partial(self._rate, None),
            "T": self._tag,
            "W": self.panel.to_note,
            "B": self.person.book,
            "E": self.person.ask_need,
            "X": self.person.open_rights,
            "M": self.person.write,
            "D": self.panel.same.compare,
            "Del": self._remove,
            "/": self.filter.setFocus,
            "F": self.filters.open_menu,
            "Ins": self.add.click,
        }
        bind(self, keys)

    def _show_question(self) -> None:
        question = self.question
        if self.filter.text().strip() != question.filter.text:
            self.filter.blockSignals(True)
            self.filter.setText(question.filter.text)
            self.filter.blockSignals(False)
        self._show_filter()

    def _show_sort(self, query: LeadQuery) -> None:
        """While the best match comes first, no column is what the table is in order of."""
        self.table.show_sort(query.sort, descending=query.descending)

    def _save_view(self) -> None:
        self.view_orders.save(self.question.view)

    def _show_saved(self, view: LeadView) -> None:
        self.question.view_id = view.id
        self._read_known()

    def _read_known(self) -> None:
        self._asked += 1
        asked = self._asked
        self._context.tasks.background(
            lambda _progress: look(self._services), lambda known: self._show_known(known, asked)
        )

    def _show_known(self, known: Known, asked: int) -> None:
        if asked != self._asked:
            return  # asked again meanwhile: that answer is newer, whichever comes first
        first, self._known = self._known is None, known
        self.question.views = known.views
        self.model.set_clock(known.settings.event.zone, known.today)
        if first and known.columns:
            self.table.arrange(known.columns)
        self.table.dress(TagTones(known.settings.tags))
        self.bulk_bar.show_choices(known.settings.staff, known.settings.roles)
        self.views.show_views(known.views, known.sizes)
        self._show_filter()
        self._show_counts()

    def _show_filter(self) -> None:
        if self._known is not None:
            self.filters.show_filter(self.question.filter, self._known.settings, self._known.tags)
        self.views.choose(self.question.view_id)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes as one reads; tabs and chips come and go."""
        head = (self.filter, self.columns, self.add, *self.views.controls)
        for one, other in pairwise((*head, *self.filters.controls, self.table)):
            self.setTabOrder(one, other)

    def _show_counts(self) -> None:
        known = self._known
        if known is None:
            return
        long = f"{known.made_today:,} today, {known.all:,} at this event"
        self._counts.set_text(f"{known.all:,}" if self._context.frame.compact else long)

    def _show_begun(self) -> None:
        self.table.scrollToTop()
        self._show_stack()
        self.place.bring_back(self.loader, whole=False)

    def _show_complete(self) -> None:
        self.model.untick_hidden()
        self._show_stack()
        self._show_foot()
        self.place.bring_back(self.loader, whole=True)

    def _show_stack(self) -> None:
        everybody = self.question.filter.is_empty
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1 if everybody else 2)

    def _show_foot(self) -> None:
        shown = self.model.rowCount()
        leads = "1 lead" if shown == 1 else f"{shown:,} leads"
        ticked = self.model.checked_count
        words = f"{leads}, {ticked:,} ticked" if ticked else leads
        self._foot.set_text(words)  # whole: there are other places where the keys can be seen
        self._foot.setMinimumWidth(self._foot.fontMetrics().horizontalAdvance(words) + 2)

    def _show_checked(self) -> None:
        count = self.model.checked_count
        focus = self.focusWidget()
        if focus is not None and self._bars.isAncestorOf(focus):
            self.table.setFocus()  # the bar that has the keys is about to go
        self._bars.setCurrentIndex(1 if count else 0)
        self.bulk_bar.show_count(count)
        self._show_foot()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The keys are the table's, unless something in the page has them already."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.table.setFocus()

    def setFocus(  # noqa: N802 - Qt's name
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """To the table. No focus proxy: from before the page, Tab would jump to it at once."""
        self.table.setFocus(reason)

    def _set_compact(self, compact: bool) -> None:
        self.table.set_compact(compact=compact)
        self.bulk_bar.set_compact(compact=compact)
        self.head.set_compact(compact)
        self._show_counts()

    def _keep_columns(self) -> None:
        columns = dict(self.table.columns)
        self._context.tasks.run(lambda: self._services.desk.keep_columns(columns))

    def _rate(self, rating: Rating | None) -> None:
        ticked = self.model.checked
        self.bulk.orders.rate(ticked, rating) if ticked else self.person.rate(rating)

    def _tag(self) -> None:
        self.bulk.ask_tag() if self.model.checked_count else self.panel.to_tags()

    def _remove(self) -> None:
        ticked = self.model.checked
        self.bulk.remove(ticked) if ticked else self.person.remove()
