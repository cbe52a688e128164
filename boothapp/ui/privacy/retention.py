"""Retention: how long each kind is kept, what goes now and later, and the purge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QWidget

from boothapp.domain.errors import Cancelled
from boothapp.domain.event import EventInfo
from boothapp.domain.retention import Due, Kept, MoreIsOver, RetentionPreview, TimeJumped
from boothapp.services.bundle import Services
from boothapp.services.retention import ClockJumped, Purged
from boothapp.ui.context import Context
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.forms.controls import FieldBox, NumberEdit
from boothapp.ui.leads.wording import day_words
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.privacy.parts import CardColumn, TitledCard, fit_rows, table_of
from boothapp.ui.privacy.wording import KEPT_WORDS, counted, purged_words
from boothapp.ui.refresher import Refresher
from boothapp.ui.tasks import Job
from boothapp.ui.undoable import Undoable
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import Label

_SHOWS = frozenset({"settings", "lead", "consent", "roster"})
_LONGEST = 3650  # days; ten years is more than anybody may keep anything here
_HEADS = ("When", "How many", "What")


@dataclass(frozen=True, slots=True)
class _Known:
    preview: RetentionPreview
    event: EventInfo
    today: date


class RulesCard(TitledCard):
    """The days of each kind; `Field`s in a grid."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Kept after the event", parent)
        self.days = {kept: NumberEdit(1, 1, _LONGEST, " days") for kept in Kept}
        self.until = {kept: Label(tone="muted") for kept in Kept}
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for row, kept in enumerate(Kept):
            self.days[kept].setAccessibleName(KEPT_WORDS[kept])
            self.days[kept].setKeyboardTracking(False)
            box = FieldBox(self.days[kept])
            box.setFixedWidth(120)
            grid.addWidget(Label(KEPT_WORDS[kept]), row, 0)
            grid.addWidget(box, row, 1)
            grid.addWidget(self.until[kept], row, 2)
        self.body.addLayout(grid)
        text = (
            "A shorter term counts for everybody. A longer one counts for people who are asked "
            "from now on: the others were told a day."
        )
        self.add_text(Label(text, font="caption", tone="muted", wrap=True))

    def show_rules(self, preview: RetentionPreview, event: EventInfo) -> None:
        """Show the days, and the last day that follows from them."""
        for kept, edit in self.days.items():
            edit.blockSignals(True)
            edit.setValue(preview.rules.days(kept))
            edit.blockSignals(False)
            until = preview.rules.until(kept, event, event.last_day)
            self.until[kept].setText(f"until {day_words(until)}")


class RetentionSection(QWidget):
    """Rules, preview, and the purge with its progress."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._service = context, context.services.retention
        self._orders = Undoable(context)
        self._known: _Known | None = None
        self._job: Job | None = None
        self.shorter: ConfirmDialog | None = None
        self.rules = RulesCard()
        self.model = TextTableModel(_HEADS)
        self.table = table_of(self.model, "What goes when", (190, 130))
        self.purge = Button("Purge now…", icon="trash", size="s", tone="verdict.error.ink")
        self.cancel = Button("Stop", size="s")
        self.progress = QProgressBar()
        self.clock_words = Label(wrap=True)
        self.confirm = Button("The day is right", size="s")
        self._build()
        self._connect()

    def reload(self) -> None:
        """Read the rules and what follows from them again."""
        services = self._context.services
        self._context.tasks.run(lambda: _read(services), self._show)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The page's width."""
        return QSize(900, 600)

    def _build(self) -> None:
        self._clock = TitledCard("The clock jumped")
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(10)
        row.addWidget(Picture("warning", "verdict.ask.ink", 20))
        row.addWidget(self.clock_words, 1)
        row.addWidget(self.confirm)
        self._clock.body.addLayout(row)
        self._clock.hide()
        self._due = TitledCard("What goes when")
        for button in (self.cancel, self.purge):
            self._due.head.addWidget(button)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Deleting")
        self.progress.hide()
        self.cancel.hide()
        self._due.body.addWidget(self.progress)
        self._due.body.addWidget(self.table)
        text = (
            "BoothApp looks at every start and once an hour, and deletes by itself what is over. "
            "A clock set back revives nothing; one that jumped is asked about first."
        )
        self._due.add_text(Label(text, font="caption", tone="muted", wrap=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(CardColumn((self._clock, self._due, self.rules)))

    def _connect(self) -> None:
        for kept, edit in self.rules.days.items():
            edit.valueChanged.connect(partial(self._set_days, kept))
        self.purge.clicked.connect(self.ask)
        self.confirm.clicked.connect(self.ask)
        self.cancel.clicked.connect(self._stop)
        Refresher(self, self._context.bridge, _SHOWS, self.reload)

    def _show(self, known: _Known) -> None:
        self._known = known
        preview = known.preview
        self.rules.show_rules(preview, known.event)
        rows = [_row(due, "now") for due in preview.due]
        rows += [_row(due, f"after {day_words(due.until)}") for due in preview.later]
        self.model.show(rows or [("", "", "Nothing is held that could go.")])
        fit_rows(self.table, 10)
        jumped = isinstance(preview.now, TimeJumped)
        self._clock.setVisible(jumped)
        if jumped:
            self.clock_words.setText(_jump_words(preview, known.event))
        self.purge.setVisible(not jumped)
        self.purge.setEnabled(bool(preview.due) and self._job is None)
        self.purge.setToolTip("" if preview.due else "Nothing is over yet.")
        sums = f"{preview.people:,} over" if preview.people else "nothing is over yet"
        self._due.said.set_text(sums)

    def _set_days(self, kept: Kept, days: int, *, sure: bool = False) -> None:
        self._orders.do(
            lambda: self._service.set_days(kept, days, sure=sure),
            f"{KEPT_WORDS[kept]}: {counted(days, 'day', 'days')}",
            lambda before: self._service.set_days(kept, before),
            refused=self.reload,
            instead=lambda error: self._ask_shorter(kept, days, error),
        )

    def _ask_shorter(self, kept: Kept, days: int, error: Exception) -> bool:
        if not isinstance(error, MoreIsOver):
            return False
        dialog = self.shorter = ConfirmDialog(
            f"Keep for {counted(days, 'day', 'days')} only?",
            f"{KEPT_WORDS[kept]}: the time of {error.people:,} is over then. What is over is "
            "deleted within the hour, and that cannot be undone.",
            "Shorten the term",
            self.window(),
        )
        dialog.accepted.connect(lambda: self._set_days(kept, days, sure=True))
        dialog.rejected.connect(self.reload)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return True

    def ask(self) -> ConfirmDialog | None:
        """Say what goes, and on which day that is; then purge."""
        known = self._known
        if known is None or self._job is not None:
            return None
        jumped = isinstance(known.preview.now, TimeJumped)
        today = known.today if jumped else None
        what = "\n".join(f"{due.people:,}: {KEPT_WORDS[due.kept]}" for due in known.preview.due)
        day = f"Today is {known.today:%A} {day_words(known.today)}.\n\n" if jumped else ""
        dialog = ConfirmDialog(
            "Is this the right day?" if jumped else "Delete what is over?",
            f"{day}{what or 'Nothing is over yet.'}\n\nThis cannot be undone.",
            "The day is right: delete" if jumped else "Delete for good",
            self.window(),
        )
        dialog.accepted.connect(lambda: self.run(today))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def run(self, today: date | None) -> None:
        """Purge, with progress; `today` confirms the day after a jump of the clock."""
        job = self._job = Job()
        job.progressed.connect(self._show_progress)
        self._show_running(running=True)
        self._context.tasks.run(
            lambda: self._service.purge(today=today, progress=job), self._finish, self._fail
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)

    def _show_running(self, *, running: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        for button in (self.purge, self.confirm):
            button.setEnabled(not running)

    def _finish(self, purged: Purged) -> None:
        self._job = None
        self._show_running(running=False)
        self._context.toasts.show(purged_words(purged), kind="done")
        self.reload()

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._show_running(running=False)
        stopped = isinstance(error, Cancelled)
        self._context.toasts.error("Stopped. What went before is gone." if stopped else str(error))
        self.reload()


def _row(due: Due, when: str) -> tuple[str, ...]:
    return (when, f"{due.people:,}", KEPT_WORDS[due.kept])


def _jump_words(preview: RetentionPreview, event: EventInfo) -> str:
    assert isinstance(preview.now, TimeJumped)  # noqa: S101 - asked for after a jump only
    return f"{ClockJumped(preview.now, event, preview.people)}"


def _read(services: Services) -> _Known:
    """Read rules and preview; on the database thread."""
    event = services.settings.get().event
    return _Known(services.retention.preview(), event, event.local(services.now()).date())
