"""The Dashboard's figures, chart, sum and lists, as one picture that can be saved."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.figures import Figures, Outcome
from boothapp.domain.lead_filter import NOBODY
from boothapp.domain.people import Rating
from boothapp.ui.context import Context
from boothapp.ui.dashboard import wording
from boothapp.ui.dashboard.cards import BarsCard, Small, SumCard
from boothapp.ui.dashboard.chart import ScansChart
from boothapp.ui.dashboard.lists import Lists
from boothapp.ui.dashboard.pressed import FigureCard, LegendEntry
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.card import Card
from boothapp.ui.widgets.flow import FlowLayout
from boothapp.ui.widgets.labels import Label

_GAP = 12
_FIGURES = 5


class _Mark(QWidget):
    """The legend's entry for the marks: a stroke and the day's name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setFixedHeight(24)

    def show_day(self, words: str) -> None:
        """Name the day; without one there are no marks."""
        self._words = words
        self.setAccessibleName(f"Strokes: {words}")
        self.setFixedWidth(round(painting.text_width(words, "body")) + 34)
        self.setVisible(bool(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint it."""
        painter, middle = painting.painter_for(self), self.height() / 2
        painter.fillRect(QRectF(5, middle - 1, 14, 2), theme.color("text"))
        room = QRectF(26, 0, self.width() - 26, self.height())
        painting.words(painter, room, self._words, "body", "text_secondary")


class Board(QWidget):
    """Shows figures; each of them opens its list."""

    def __init__(self, context: Context, lists: Lists, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self.lists = context, lists
        self.figures = [FigureCard() for _ in range(_FIGURES)]
        self.chart, self.sum = ScansChart(), SumCard()
        self.chart_title = Label(font="heading")
        self.legend = {
            one: LegendEntry(wording.SHORT[one], f"chart.{one.value}") for one in Outcome
        }
        self._mark = _Mark()
        accent, other = "chart.category.0", "chart.category.1"
        self.ratings = BarsCard("Leads by rating", accent, foot_icon="calendar")
        self.roles = BarsCard("Leads by role", accent, foot_icon="briefcase")
        self.staff = BarsCard("Scans by staff", accent, foot_icon="users")
        self.rooms = BarsCard("Rooms in use", other, foot_icon="user-minus-bold")
        self._build()
        self._connect()

    @property
    def cards(self) -> tuple[BarsCard, ...]:
        """The four at the foot."""
        return self.ratings, self.roles, self.staff, self.rooms

    def show_figures(self, figures: Figures) -> None:
        """Show them."""
        self.lists.figures = figures
        for card, shown in zip(self.figures, wording.headlines(figures), strict=True):
            card.show_figure(shown)
        self.chart_title.setText("Scans per day" if figures.whole else "Scans per hour")
        for outcome, entry in self.legend.items():
            entry.show_total(figures.tally.of(outcome))
        self._mark.show_day(wording.compared(figures))
        self.chart.show_figures(figures)
        self.sum.show_figures(figures)
        self._show_leads(figures)
        self.name_staff(figures)
        self._show_rooms(figures)
        self._order_keys()

    def name_staff(self, figures: Figures) -> None:
        """Show who scanned how often."""
        most = max((one.count for one in figures.staff), default=0) or 1
        smalls = [
            Small(
                one.name,
                one.count / most,
                f"{one.count:,}",
                lambda one=one: self.lists.staff(one),  # type: ignore[misc] # their own
            )
            for one in figures.staff
        ]
        people = len(figures.staff)
        self.staff.show_bars("1 person" if people == 1 else f"{people:,} people", smalls)
        self.staff.show_foot(f"{wording.many_scans(figures.tally.scans)} together")

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        top, foot = QHBoxLayout(), QHBoxLayout()
        for row, parts in ((top, self.figures), (foot, self.cards)):
            row.setSpacing(_GAP)
            for part in parts:
                row.addWidget(part, 1)
        middle = QHBoxLayout()
        middle.setSpacing(_GAP)
        middle.addWidget(self._chart_card(), 2)
        middle.addWidget(self.sum, 1)
        grid.addLayout(top, 0, 0)
        grid.addLayout(middle, 1, 0)
        grid.addLayout(foot, 2, 0)
        grid.setRowStretch(1, 1)

    def _chart_card(self) -> Card:
        card = Card()
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 12, 4)
        head.addWidget(self.chart_title)
        head.addSpacing(12)
        legend = QWidget()
        flow = FlowLayout(legend, gap=4)
        for entry in (*self.legend.values(), self._mark):
            flow.addWidget(entry)
        head.addWidget(legend, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(8, 0, 12, 8)
        inner.addWidget(self.chart)
        card.body.addLayout(head)
        card.body.addLayout(inner, 1)
        return card

    def _order_keys(self) -> None:
        """Tab goes as one reads; what was made just now would come last."""
        cards = (part for card in self.cards for part in (*card.rows, card.show_list))
        order: list[QWidget] = [*self.figures, *self.legend.values(), *self.chart.buttons]
        order += [*self.sum.rows.values(), self.sum.total, self.sum.answer, *cards]
        for one, following in pairwise(order):
            QWidget.setTabOrder(one, following)

    def _connect(self) -> None:
        lists, navigate = self.lists, self._context.navigate
        for part in (self.sum.set_compact, *(card.set_compact for card in self.cards)):
            self._context.frame.compact_changed.connect(part)
            part(self._context.frame.compact)
        opens = (
            lambda: lists.outcome(None),
            lists.leads,
            lambda: lists.leads((Rating.HOT, Rating.WARM)),
            lists.room_day,
            self._open_waiting,
        )
        for card, order in zip(self.figures, opens, strict=True):
            card.clicked.connect(lambda _=False, order=order: order())
        for outcome, entry in self.legend.items():
            entry.clicked.connect(lambda _=False, one=outcome: lists.outcome(one))
        self.chart.wanted.connect(lists.bar)
        self.sum.wanted.connect(lists.outcome)
        self.sum.answer_wanted.connect(lambda: navigate("scan", ""))
        self.ratings.foot_wanted.connect(lists.hot_unmet)
        self.roles.foot_wanted.connect(lambda: lists.leads(roles=frozenset({NOBODY})))
        self.staff.foot_wanted.connect(lambda: lists.outcome(None))
        self.rooms.foot_wanted.connect(lists.no_shows)

    def _open_waiting(self) -> None:
        """Who waits today can be asked; those of another day are a list."""
        figures = self.lists.figures
        if figures is not None and figures.is_today and figures.tally.of(Outcome.WAITING):
            self._context.navigate("scan", "")
        else:
            self.lists.outcome(Outcome.WAITING)

    def _show_leads(self, figures: Figures) -> None:
        leads = figures.leads
        most = max(leads.ratings.values(), default=0) or 1
        smalls = [
            Small(
                wording.RATINGS[rating][0],
                count / most,
                f"{count:,}",
                lambda rating=rating: self.lists.leads((rating,)),  # type: ignore[misc] # its own rating
                icon=wording.RATINGS[rating][1],
                tone=wording.RATINGS[rating][2],
            )
            for rating, count in leads.ratings.items()
        ]
        self.ratings.show_bars(f"{leads.total:,}{'' if figures.whole else ' of this day'}", smalls)
        self.ratings.show_foot(f"{leads.hot_unmet:,} hot, no interview yet")
        most = max((one.count for one in leads.roles), default=0) or 1
        smalls = [
            Small(
                one.name,
                one.count / most,
                f"{one.count:,}",
                lambda one=one: self.lists.leads(roles=frozenset({one.id})),  # type: ignore[misc] # its own role
            )
            for one in leads.roles
        ]
        self.roles.show_bars(f"{leads.total - leads.no_role:,} of {leads.total:,}", smalls)
        self.roles.show_foot(f"{leads.no_role:,} without a role")

    def _show_rooms(self, figures: Figures) -> None:
        meetings = figures.meetings
        smalls = [
            Small(
                room.name,
                room.share,
                f"{round(100 * room.share)} %",
                lambda room=room: self.lists.room_day(room.id),  # type: ignore[misc] # its own room
            )
            for room in meetings.rooms
        ]
        self.rooms.show_bars(meetings.hours, smalls)
        self.rooms.show_foot(wording.lost(figures), "Show" if meetings.missed_by else "")
