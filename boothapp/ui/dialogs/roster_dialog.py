"""Take in the organiser's list: choose the file, say what its columns hold, look, import."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from boothapp.domain.errors import Cancelled
from boothapp.domain.roster import RosterReport
from boothapp.domain.roster_mapping import RosterFile
from boothapp.ui.context import Context
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.dialogs.roster_layout import RosterLayout
from boothapp.ui.dialogs.roster_wording import done, ended_question, outlook, preview_heads
from boothapp.ui.invitations.offering import offer_cancellations
from boothapp.ui.tasks import Job

_FILES = "Lists (*.csv *.tsv *.txt);;All files (*)"


class RosterDialog(QDialog):
    """Nothing is stored before Import is pressed, and then all of the file or nothing."""

    imported = Signal(object)
    """The RosterReport of a finished import."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._roster = context.services.roster
        self._path: Path | None = None
        self._file: RosterFile | None = None
        self._outlook: RosterReport | None = None
        self._look = 0  # counts the looks, so that an answer to an older one is dropped
        self._job: Job | None = None  # the import that runs
        self.confirm: ConfirmDialog | None = None
        self.setWindowTitle("Import the organiser’s list")
        self.setAcceptDrops(True)
        self.resize(980, 700)
        self.view = RosterLayout(self)
        self.view.choose.clicked.connect(self._choose_file)
        self.view.mapping.changed.connect(self._try_out)
        self.view.all_opted_in.toggled.connect(self._try_out)
        self.view.start.clicked.connect(self._ask)
        self.view.cancel.clicked.connect(self.reject)

    def open_file(self, path: Path) -> None:
        """Look at a file and show what it holds."""
        self._path, self._file, self._outlook = path, None, None
        self._look += 1
        look = self._look
        self.view.show_path(path)
        self._context.tasks.run(
            lambda: self._roster.look(path),
            on_success=lambda file: self._show_file(file, look),
            on_error=lambda error: self._refuse(error, look),
        )

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose the organiser’s list", "", _FILES)
        if name:
            self.open_file(Path(name))

    def _show_file(self, file: RosterFile, look: int) -> None:
        if look != self._look:
            return
        self._file = file
        self.view.show_file(file)
        self._try_out()

    def _try_out(self) -> None:
        """Read the whole file as it is mapped now, and say what an import would do."""
        if self._path is None or self._file is None:
            return
        self._look += 1
        look, path = self._look, self._path
        mapping, everybody = self.view.mapping.value(), self.view.everybody_opted_in
        self._outlook = None
        self.view.show_mapping(self._file, preview_heads(self._file, mapping))
        self._context.tasks.run(
            lambda: self._roster.import_file(
                path, mapping=mapping, all_opted_in=everybody, dry_run=True
            ),
            on_success=lambda report: self._show_outlook(report, look),
            on_error=lambda error: self._refuse(error, look),
        )

    def _show_outlook(self, report: RosterReport, look: int) -> None:
        if look != self._look:
            return
        self._outlook = report
        self.view.show_problems(report.problems, report.ended)
        self.view.say(outlook(report))
        self.view.offer(report.rows)

    def _refuse(self, error: Exception, look: int) -> None:
        if look != self._look:
            return
        self.view.show_problems((), ())
        self.view.say(str(error), wrong=True)
        self.view.offer(0)

    def _ask(self) -> None:
        """Import; but leads are not deleted by a list unasked."""
        known = self._outlook
        if known is None or not known.leads_ended:
            self._start()
            return
        leads = "a lead" if len(known.leads_ended) == 1 else f"{len(known.leads_ended):,} leads"
        self.confirm = ConfirmDialog(
            f"Delete {leads} with this list?", ended_question(known), "Import and delete", self
        )
        self.confirm.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirm.accepted.connect(self._start)
        self.confirm.open()

    def _start(self) -> None:
        if self._path is None or self._outlook is None or self._job is not None:
            return
        path, mapping = self._path, self.view.mapping.value()
        everybody = self.view.everybody_opted_in
        total = self._outlook.rows
        job = self._job = Job()
        job.progressed.connect(self.view.show_progress)
        self.view.show_importing(total)
        self._context.tasks.run(
            lambda: self._roster.import_file(
                path,
                mapping=mapping,
                all_opted_in=everybody,
                progress=lambda rows: job.progressed.emit(rows, total),
                cancelled=job.cancelled,
            ),
            on_success=self._finish,
            on_error=self._fail,
        )

    def _finish(self, report: RosterReport) -> None:
        self._job = None
        self.view.show_problems(report.problems, report.ended, report.missing)
        self.view.show_done(done(report))
        self.imported.emit(report)
        offer_cancellations(self._context, report.cancellations)

    def _fail(self, error: Exception) -> None:
        self._job = None
        self.view.show_stopped()
        stopped = isinstance(error, Cancelled)
        self.view.say(
            "Stopped. Nothing was taken in." if stopped else str(error), wrong=not stopped
        )

    def reject(self) -> None:
        """Stop an import that runs; otherwise close."""
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """As Escape: an import that runs is stopped first, and says so."""
        if self._job is not None:
            self._job.cancel()
            event.ignore()
        else:
            super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take one local file."""
        if self._job is None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Look at the dropped file."""
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        self.open_file(Path(local[0]))
