"""Export: leads leave as a file, with their consent checked and the file in the ledger."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boothapp import paths
from boothapp.domain.errors import Cancelled
from boothapp.domain.exporting import COLUMNS, ExportPlan, ExportRecord
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.export import wording
from boothapp.ui.export.orders import (
    LEDGER_HEADS,
    LEDGER_WIDTHS,
    ExportKnown,
    LeavingFile,
    ledger_row,
    look,
    write_file,
)
from boothapp.ui.export.preflight import Preflight
from boothapp.ui.export.steps import ExportSteps
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.refresher import Refresher
from boothapp.ui.tasks import Job
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card, Line
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.labels import ElidedLabel, Label
from boothapp.ui.widgets.scrolls import scroll_of
from boothapp.ui.widgets.text_table import text_table

_SHOWS = frozenset({"lead", "consent", "scan", "export", "settings", "roster", "interview"})


class ExportPage(QWidget):
    """Choose, look, export. No file leaves before a yes."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._services = context, context.services
        self._question = 0  # counts the looks, so that an older answer is dropped
        self._plan: ExportPlan | None = None
        self._job: Job | None = None
        self._last: ExportRecord | None = None
        self.confirm: ConfirmDialog | None = None
        self.steps, self.preflight = ExportSteps(), Preflight()
        self._preview_model = TextTableModel(parent=self)
        self._ledger_model = TextTableModel(LEDGER_HEADS, self)
        self._preview_words = ElidedLabel(tone="muted")
        self._format = Label("UTF-8, comma, CRLF", font="caption", tone="muted")
        self._last_words = ElidedLabel(tone="muted", font="caption")
        self.export = Button("Export", kind="primary", icon="export", key="Ctrl+Enter", size="l")
        self.cancel = Button("Stop", size="l")
        self.progress = QProgressBar()
        self._open = Button("Open folder", kind="ghost", icon="folder-open")
        self.ledger = Button("Ledger", kind="ghost", icon="list-checks")
        self._tables = QStackedWidget()
        self._build()
        self._connect()
        self.setFocusProxy(self.steps.which)

    def reload(self) -> None:
        """Look anew at what would go."""
        self._question += 1
        question, request = self._question, self.steps.request
        self._context.tasks.run(
            lambda: look(self._services, request),
            on_success=lambda known: self._show(known, question),
        )

    def start(self) -> None:
        """Ask, then write the file."""
        if self._job is not None or self._plan is None or not self._plan.going:
            return
        if self.steps.is_whole():
            self._ask(self.steps.leaving, self._plan.going)
        else:
            QTimer.singleShot(0, self, self._show_complaint)  # once it has its place

    def _show_complaint(self) -> None:
        focus = self.focusWidget()
        if focus is not None and self.steps.isAncestorOf(focus):
            self._scroll.ensureWidgetVisible(focus.parentWidget() or focus)

    def _set_compact(self, compact: bool) -> None:
        self.export.show_key("" if compact else "Ctrl+Enter")

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(4, 11, 0, 3)
        head.setSpacing(12)
        head.addWidget(Label("Export", font="title"))
        rule = "Only people whose consent covers the purpose can leave this laptop."
        head.addWidget(ElidedLabel(rule, tone="muted"), 1)
        ground = QWidget()  # the card keeps its own colour: only a scroll area's child loses it
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.steps)
        self._scroll = scroll = scroll_of(ground)
        scroll.setFixedWidth(self.steps.width() + 12)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.preflight)
        right.addWidget(self._file_card(), 1)
        body = QHBoxLayout()
        body.setSpacing(4)
        body.addWidget(scroll)
        body.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(body, 1)

    def _file_card(self) -> Card:
        card = Card()
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(10)
        self._title = Label("Preview", font="heading")
        head.addWidget(self._title)
        head.addWidget(self._preview_words, 1)
        head.addWidget(self._format)
        card.body.addLayout(head)
        card.body.addWidget(Line())
        self._tables.addWidget(text_table(self._preview_model, "First rows of the file"))
        ledger = text_table(self._ledger_model, "Files that left", widths=LEDGER_WIDTHS)
        ledger.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # a path ends with the file's name
        self._tables.addWidget(ledger)
        text = "Choose other leads, or another purpose."
        self._tables.addWidget(EmptyState("export", "Nobody to put into a file", text))
        card.body.addWidget(self._tables, 1)
        card.body.addWidget(Line())
        card.body.addWidget(self.progress)
        card.body.addLayout(self._foot())
        self.progress.hide()
        self.cancel.hide()
        return card

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self._last_words, 1)
        foot.addWidget(self._open)
        foot.addWidget(self.ledger)
        foot.addWidget(self.cancel)
        foot.addWidget(self.export)
        self.ledger.setCheckable(True)
        return foot

    def _connect(self) -> None:
        self.steps.changed.connect(self.reload)
        self.export.clicked.connect(self.start)
        self.cancel.clicked.connect(self._stop)
        self.ledger.toggled.connect(self._show_ledger)
        self._open.clicked.connect(self._open_folder)
        self._set_compact(self._context.frame.compact)
        self._context.frame.compact_changed.connect(self._set_compact)
        Refresher(self, self._context.bridge, _SHOWS, self.reload)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.start)

    def _show(self, known: ExportKnown, question: int) -> None:
        if question != self._question:
            return
        plan = self._plan = known.plan
        self.preflight.show_plan(plan)
        self._preview_model.show(plan.preview, COLUMNS[plan.request.purpose])
        self._preview_words.set_text(f"{len(plan.preview)} of {plan.going:,} rows")
        going = f"Export {wording.leads(plan.going)}"
        self.export.setText(going)
        self.export.setAccessibleName(going)
        self.export.updateGeometry()
        self.export.setEnabled(plan.going > 0 and self._job is None)
        self.export.setToolTip("" if plan.going else "Nobody chosen agreed to this purpose.")
        self._show_table()
        self._show_past(known)
        self.steps.propose(known.settings.booth.sponsor, known.today, paths.default_exports())
        self.steps.offer_recipients([record.recipient for record in known.ledger])

    def _show_past(self, known: ExportKnown) -> None:
        local = known.settings.event.local
        self._ledger_model.show(
            [ledger_row(record, local(record.written)) for record in known.ledger]
        )
        self._last = known.ledger[0] if known.ledger else None
        self._open.setVisible(self._last is not None)
        if self._last is None:
            self._last_words.set_text("No file has left yet.")
        else:
            when = local(self._last.written)
            what = wording.last(self._last)
            self._last_words.set_text(f"Last: {when:%a} {when.day} {when:%B %H:%M}, {what}")

    def _show_table(self) -> None:
        empty = self._plan is not None and not self._plan.going
        self._tables.setCurrentIndex(1 if self.ledger.isChecked() else 2 if empty else 0)

    def _show_ledger(self, shown: bool) -> None:
        self._show_table()
        self._title.setText("Ledger of past exports" if shown else "Preview")
        for part in (self._preview_words, self._format):
            part.setVisible(not shown)

    def _ask(self, leaving: LeavingFile, going: int) -> None:
        text = wording.question(
            leaving.path,
            leaving.recipient,
            leaving.request.purpose,
            protected=bool(leaving.passphrase),
        )
        title = f"Export {wording.leads(going)}?"
        self.confirm = ConfirmDialog(title, text, "Write the file", self)
        self.confirm.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirm.accepted.connect(lambda: self._write(leaving, going))
        self.confirm.open()

    def _write(self, leaving: LeavingFile, total: int) -> None:
        job = self._job = Job()
        job.progressed.connect(self._show_progress)
        self._show_running(running=True, total=total)
        self._context.tasks.run(
            lambda: write_file(self._services, job, leaving, total),
            on_success=self._finish,
            on_error=self._fail,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)

    def _show_running(self, *, running: bool, total: int = 0) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(0)
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.export.setEnabled(not running)
        self.steps.setEnabled(not running)

    def _finish(self, record: ExportRecord) -> None:
        self._job = None
        self._show_running(running=False)
        self.steps.protection.forget()
        held = f", {record.withheld:,} withheld" if record.withheld else ""
        self._context.toasts.show(
            f"{record.path.name}: {wording.people(record.rows)}{held}", kind="done"
        )
        self.reload()

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._show_running(running=False)
        if isinstance(error, Cancelled):
            self._context.toasts.show("Stopped. No file was written.")
        elif isinstance(error, OSError):
            why = error.strerror or str(error)
            self._context.toasts.error(f"The file could not be written: {why}. Nothing is left.")
        else:
            self._context.toasts.error(str(error))

    def _open_folder(self) -> None:
        if self._last is not None:
            opening.open_folder(self._last.path.parent, self._context.toasts)
