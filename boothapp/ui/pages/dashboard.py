"""Dashboard: what today or the whole event came to; each figure opens the list behind it."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from boothapp.domain.errors import BoothError
from boothapp.domain.figures import Figures
from boothapp.services.bundle import Services
from boothapp.ui.context import Context
from boothapp.ui.dashboard import wording
from boothapp.ui.refresher import Refresher
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import ElidedLabel, Label

if TYPE_CHECKING:  # the chart is slow to import: that is done when there is something to show
    from boothapp.ui.dashboard.board import Board
    from boothapp.ui.dashboard.saving import Saving

_SHOWS = frozenset(
    {"scan", "lead", "consent", "roster", "interview", "queue", "settings", "restore"}
)
_TODAY, _WHOLE = "today", "whole"
_SPANS = ((_TODAY, "Today"), (_WHOLE, "Whole event"))


class DashboardPage(QWidget):
    """Choose a day or the event; look; open; save."""

    notices_at_right = True
    """At the left they would cover the chart."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._services = context, context.services
        self._day: date | None = None  # None is today, whichever that is
        self._chosen: str | None = None  # None until somebody chose: then today, if it has one
        self._days: tuple[date, ...] = ()
        self._reading = self._again = False
        self.figures: Figures | None = None
        self.span = Segmented(_SPANS, name="Figures of")
        self.day = Select("Day", icon="calendar")
        self.day.setPlaceholderText("Day")
        # The days come later than the first showing, and a long one is to be read whole.
        self.day.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToContents)
        self._words = ElidedLabel(tone="muted")
        self.picture, self.pdf = Button("Picture", icon="image"), Button("PDF", icon="file")
        self._board: Board | None = None
        self._saving: Saving | None = None
        self.stack, self._bar = QStackedWidget(self), QProgressBar()
        self._waiting = QWidget()
        self.retry = Button("Try again", kind="primary", icon="arrow-clockwise")
        self.trouble = EmptyState("warning", "The figures could not be read", "", button=self.retry)
        self._slow = QTimer(self, singleShot=True, interval=theme.size("motion.loading_after"))
        self._build()
        self._connect()
        self.setFocusProxy(self.span.buttons[0])

    def reload(self) -> None:
        """Count again; while it counts, once more afterwards."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        if self.figures is None:
            self._slow.start()
        chosen, day = self._chosen, self._day
        self._context.tasks.background(
            lambda _progress: _read(self._services, chosen, day),
            on_success=self._show,
            on_error=self._fail,
        )

    @property
    def board(self) -> Board:
        """The figures; made when they are first shown."""
        if self._board is None:
            from boothapp.ui.dashboard.board import Board
            from boothapp.ui.dashboard.lists import Lists

            self._board = Board(self._context, Lists(self._context, self))
            self.stack.addWidget(self._board)
        return self._board

    @property
    def saving(self) -> Saving:
        """Saves them."""
        if self._saving is None:
            from boothapp.ui.dashboard.saving import Saving

            self._saving = Saving(self._context, self.board)
        return self._saving

    def choose(self, span: str, day: date | None = None) -> None:
        """Show "today" or the "whole" event, or a day."""
        self._chosen, self._day = span, day
        self.reload()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 16)
        layout.setSpacing(0)
        head = QHBoxLayout()
        layout.addLayout(head)  # Tab goes through in the order in which things come in here
        head.setContentsMargins(4, 11, 0, 11)
        head.setSpacing(12)
        head.addWidget(Label("Dashboard", font="title"))
        head.addWidget(self.span)
        head.addWidget(self.day)
        head.addWidget(self._words, 1)
        head.addWidget(self.picture)
        head.addWidget(self.pdf)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Counting")
        self._bar.hide()
        column = QVBoxLayout(self._waiting)
        column.addWidget(self._bar)
        column.addStretch()
        self.empty = self._no_scans()
        for part in (self._waiting, self.empty, self.trouble):
            self.stack.addWidget(part)
        layout.addWidget(self.stack, 1)
        self._set_ready(ready=False)

    def _no_scans(self) -> EmptyState:
        scan = Button("Scan a badge", kind="primary", icon="frame-corners", key="F1")
        scan.clicked.connect(lambda: self._context.navigate("scan", ""))
        text = "What is scanned is counted here. Choose another day above to look back."
        return EmptyState("chart-bar", "No scans yet", text, button=scan)

    def _connect(self) -> None:
        self.span.picked.connect(lambda span: self.choose(str(span)))
        self.day.activated.connect(self._choose_day)
        self.picture.clicked.connect(lambda: self._save("png"))
        self.pdf.clicked.connect(lambda: self._save("pdf"))
        self.retry.clicked.connect(self.reload)
        self._slow.timeout.connect(lambda: self._bar.setVisible(self.figures is None))
        Refresher(self, self._context.bridge, _SHOWS, self.reload)

    def _show(self, figures: Figures) -> None:
        self._reading = False
        self.figures = figures
        self._show_span(figures)
        empty = not figures.tally.scans and not figures.leads.total
        if not empty:
            self.board.show_figures(figures)
        elapsed = not figures.is_today and not figures.whole
        self.empty.title.setText("No scans on this day" if elapsed else "No scans yet")
        self.stack.setCurrentWidget(self.empty if empty else self.board)
        self._set_ready(ready=not empty)
        self._read_again()

    def _show_span(self, figures: Figures) -> None:
        self._words.set_text(wording.span(figures))
        if figures.event.days != self._days:
            self._days = figures.event.days
            self.day.clear()
            for day in self._days:
                self.day.addItem(f"{day:%a} {day.day} {day:%B}")
        self.day.setVisible(len(self._days) > 1)
        chosen = _WHOLE if figures.whole else _TODAY if figures.is_today else None
        self.span.set_value(chosen)
        shown = figures.first in self._days and not figures.whole
        self.day.setCurrentIndex(self._days.index(figures.first) if shown else -1)

    def _choose_day(self, number: int) -> None:
        self.choose(_TODAY, self._days[number])

    def _fail(self, error: Exception) -> None:
        self._reading = False
        why = str(error) if isinstance(error, BoothError) else "The log has the details."
        self.trouble.text.setText(f"{why} Nothing was changed.")
        self.figures = None
        self.stack.setCurrentWidget(self.trouble)
        self._set_ready(ready=False)
        self._read_again()

    def _read_again(self) -> None:
        again, self._again = self._again, False
        if again:
            self.reload()

    def _set_ready(self, *, ready: bool) -> None:
        for button in (self.picture, self.pdf):
            button.setEnabled(ready)
            button.setToolTip("" if ready else "There is nothing to save yet.")

    def _save(self, kind: str) -> None:
        if self.figures is not None:
            self.saving.ask(kind, self.figures, self)


def _read(services: Services, span: str | None, day: date | None) -> Figures:
    """Count; before somebody chose, today, or the event where today is no day of it.

    On a thread of its own, which also imports what of the chart has nothing to do with Qt: modules
    of Qt that are imported beside a window that makes widgets were seen to crash it.
    """
    import_module("numpy")
    dashboard = services.dashboard
    if span == _WHOLE:
        return dashboard.whole()
    figures = dashboard.day(day)
    if span is None and figures.first not in figures.event.days:
        return dashboard.whole()
    return figures
