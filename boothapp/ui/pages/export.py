"""Export: leads leave as a file, with their consent checked and the file in the ledger."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp import paths
from boothapp.domain.errors import Cancelled
from boothapp.domain.exporting import ExportPlan, ExportRecord
from boothapp.domain.lead_fields import allowed
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.preflight import Checked
from boothapp.domain.presets import OWN_ID, Preset
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.export import wording
from boothapp.ui.export.columns_dialog import ColumnsDialog
from boothapp.ui.export.file_card import FileCard
from boothapp.ui.export.orders import (
    OPEN_AFTERWARDS,
    ExportKnown,
    LeavingFile,
    keep_own,
    look,
    save_as_preset,
    write_file,
)
from boothapp.ui.export.place_check import PlaceCheck
from boothapp.ui.export.preflight import Preflight
from boothapp.ui.export.steps import ExportSteps
from boothapp.ui.refresher import Refresher
from boothapp.ui.tasks import Job
from boothapp.ui.widgets.labels import ElidedLabel, Label
from boothapp.ui.widgets.scrolls import scroll_of

_SHOWS = frozenset({"lead", "consent", "scan", "export", "settings", "roster", "interview"})


class ExportPage(QWidget):
    """Choose, look, export. No file leaves before a yes."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._services = context, context.services
        self._question = 0  # counts the looks, so that an older answer is dropped
        self._known: ExportKnown | None = None
        self._job: Job | None = None
        self._checking: Job | None = None
        self._broken: tuple[str, ...] = ()
        self.confirm: ConfirmDialog | None = None
        self.columns: ColumnsDialog | None = None
        self.steps, self.preflight, self.file = ExportSteps(), Preflight(), FileCard()
        self._place = PlaceCheck(context, self.steps)
        self.export, self.cancel = self.file.export, self.file.cancel
        self.progress, self.ledger = self.file.progress, self.file.ledger
        self._build()
        self._connect()
        self.setFocusProxy(self.steps.which)

    def open_with(self, argument: str) -> None:
        """Offer the leads of a filter (as JSON), and choose them. Raises BadInput."""
        self.steps.pick_leads(LeadFilter.from_json(argument))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Notices lie on the preview: in both lower corners something is filled in or pressed."""
        super().showEvent(event)
        self._context.toasts.lie_on(self.file.tables)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Elsewhere they lie where they always do."""
        super().hideEvent(event)
        self._context.toasts.lie_on(None)

    def reload(self) -> None:
        """Look anew at what would go."""
        self._question += 1
        question, request, preset = self._question, self.steps.request, self.steps.preset_id
        self._context.tasks.run(
            lambda: look(self._services, request, preset),
            on_success=lambda known: self._show(known, question),
        )

    def start(self) -> None:
        """Ask, then write the file."""
        plan = self._plan
        if self._job is not None or plan is None or not plan.going:
            return
        if self.steps.is_whole():
            leaving, going = self.steps.leaving, plan.going
            self._place.before(leaving, lambda: self._ask(leaving, going))
        else:
            QTimer.singleShot(0, self, self._show_complaint)  # once it has its place

    @property
    def _plan(self) -> ExportPlan | None:
        return None if self._known is None else self._known.plan

    def _show_complaint(self) -> None:
        focus = self.focusWidget()
        if focus is not None and self.steps.isAncestorOf(focus):
            self._scroll.ensureWidgetVisible(focus.parentWidget() or focus)

    def _set_compact(self, compact: bool) -> None:
        self.export.show_key("" if compact else "Ctrl+Enter")
        self.preflight.set_compact(compact)

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
        right.addWidget(self.file, 1)
        body = QHBoxLayout()
        body.setSpacing(4)
        body.addWidget(scroll)
        body.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self.steps.changed.connect(self.reload)
        self.steps.systems.picked.connect(self._pick)
        self.steps.systems.own_wanted.connect(self._choose_columns)
        self.steps.open_afterwards.clicked.connect(self._remember_opening)
        self.preflight.again_picked.connect(self.steps.send_again)
        self.preflight.held_back_wanted.connect(self._show_held_back)
        for wanted in (self.preflight.fix, self.file.person_wanted):
            wanted.connect(lambda lead_id: self._context.navigate("leads", lead_id))
        self.export.clicked.connect(self.start)
        self.cancel.clicked.connect(self._stop)
        self.file.open.clicked.connect(self._open_folder)
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
        self._known, plan = known, known.plan
        self.steps.set_views(known.views)
        self.steps.show_known(known)
        self.preflight.show_plan(plan)
        self.file.show_plan(plan)
        self.file.show_ledger(known.ledger, known.settings.event)
        self.export.setEnabled(plan.going > 0 and self._job is None)
        self.export.setToolTip("" if plan.going else "Nobody chosen can go for this purpose.")
        self.steps.open_afterwards.setChecked(known.open_afterwards)
        self.steps.propose(known.settings.booth.sponsor, known.today, paths.default_exports())
        self.steps.offer_recipients([record.recipient for record in known.ledger])
        if known.broken != self._broken:
            self._broken = known.broken
            for sentence in known.broken:
                self._context.toasts.error(sentence)
        self._check(plan, question)

    def _check(self, plan: ExportPlan, question: int) -> None:
        """Look at every row, away from the database's thread: scans go on meanwhile."""
        if self._checking is not None:
            self._checking.cancel()
        self._checking = self._context.tasks.background(
            lambda job: self._services.exporting.preflight(plan.request, cancelled=job.cancelled),
            on_success=lambda checked: self._show_checked(checked, question),
            on_error=lambda error: self._show_unchecked(error, question),
        )

    def _show_checked(self, checked: Checked, question: int) -> None:
        if question == self._question:
            self.preflight.show_checked(checked)

    def _show_unchecked(self, error: Exception, question: int) -> None:
        if question == self._question and not isinstance(error, Cancelled):
            self.preflight.show_unchecked()

    def _pick(self, preset_id: str) -> None:
        if self._known is not None:
            self.steps.choose(self._known.presets[preset_id])

    def _choose_columns(self) -> None:
        before = self._known.presets.get(OWN_ID) if self._known is not None else None
        dialog = ColumnsDialog(allowed(self.steps.request.purpose), before, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.used.connect(self._use_columns)
        dialog.kept.connect(lambda said: self._keep_columns(dialog, *said))
        self.columns = dialog
        dialog.open()

    def _use_columns(self, preset: Preset) -> None:
        self._context.tasks.run(lambda: keep_own(self._services, preset))
        self.steps.choose(preset)

    def _keep_columns(self, dialog: ColumnsDialog, title: str, preset: Preset) -> None:
        def kept(saved: Preset) -> None:
            dialog.accept()
            self._context.toasts.show(f"{saved.title} is offered beside the other systems.")
            self.steps.choose(saved)

        self._context.tasks.run(
            lambda: save_as_preset(replace(preset, title=title)),
            on_success=kept,
            on_error=lambda error: dialog.refuse(str(error)),
        )

    def _show_held_back(self) -> None:
        request = self.steps.request
        self._context.tasks.run(
            lambda: self._services.exporting.held_back(request),
            on_success=self.file.show_held_back,
        )

    def _remember_opening(self, wanted: bool) -> None:
        settings, value = self._services.settings, "on" if wanted else "off"
        self._context.tasks.run(lambda: settings.set_preference(OPEN_AFTERWARDS, value))

    def _ask(self, leaving: LeavingFile, going: int) -> None:
        most = leaving.request.preset.rows
        text = wording.question(
            leaving.path,
            leaving.recipient,
            leaving.request,
            protected=bool(leaving.passphrase),
            parts=-(-going // most) if most else 1,
        )
        title = f"Export {wording.leads(going)}?"
        self.confirm = ConfirmDialog(title, text, "Write the file", self)
        self.confirm.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirm.accepted.connect(lambda: self._write(leaving, going))
        self.confirm.open()

    def _write(self, leaving: LeavingFile, total: int) -> None:
        self._show_running(running=True, total=total)
        # Away from the database's thread: scans go on meanwhile.
        self._job = self._context.tasks.background(
            lambda progress: write_file(self._services, progress, leaving, total),
            on_success=self._finish,
            on_error=self._fail,
        )
        self._job.progressed.connect(self.file.show_progress)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_running(self, *, running: bool, total: int = 0) -> None:
        self.file.show_running(running=running, total=total)
        self.steps.setEnabled(not running)
        self.preflight.setEnabled(not running)

    def _finish(self, written: tuple[ExportRecord, ...]) -> None:
        self._job = None
        self._show_running(running=False)
        self.steps.protection.forget()
        withheld = sum(record.withheld for record in written)
        held = f", {withheld:,} withheld" if withheld else ""
        more = f" and {len(written) - 1} more" if len(written) > 1 else ""
        rows = wording.people(sum(record.rows for record in written))
        self._context.toasts.show(f"{written[0].path.name}{more}: {rows}{held}", kind="done")
        if self.steps.open_afterwards.isChecked():
            opening.open_folder(written[0].path.parent, self._context.toasts)
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
        if self._known is not None and self._known.ledger:
            opening.open_folder(self._known.ledger[0].path.parent, self._context.toasts)
