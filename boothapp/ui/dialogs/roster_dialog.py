"""Take in the organiser's list: choose the file, say what its columns hold, look, import."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from boothapp.domain.errors import Cancelled
from boothapp.domain.roster import RosterReport
from boothapp.domain.roster_mapping import RosterFile, SavedMapping, WordFound
from boothapp.domain.tables import ReadAs
from boothapp.services.roster_prepared import PreparedRoster, Stage
from boothapp.services.roster_prepared import Progress as Telling
from boothapp.ui.context import Context
from boothapp.ui.dialogs import roster_wording as wording
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.dialogs.roster_layout import RosterLayout
from boothapp.ui.dialogs.stops_first import StopsFirst
from boothapp.ui.invitations.offering import offer_cancellations
from boothapp.ui.tasks import Progress

_FILES = "Lists (*.csv *.tsv *.txt *.xlsx *.json *.jsonl *.ndjson);;All files (*)"


class _Steps(QObject):
    """Brings how far it is into the window's thread."""

    told = Signal(object, int, int)


class RosterDialog(StopsFirst):
    """Nothing is stored before Import is pressed, and then all of the file or nothing."""

    imported = Signal(object)
    """The RosterReport of a finished import."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._roster = context.services.roster
        self._path: Path | None = None
        self._file: RosterFile | None = None
        self._prepared: PreparedRoster | None = None
        self._look = 0  # counts the looks, so that an answer to an older one is dropped
        self._steps = _Steps(self)
        self.confirm: ConfirmDialog | None = None
        self.setWindowTitle("Import the organiser’s list")
        self.setAcceptDrops(True)
        self.resize(980, 660)
        self.view = RosterLayout(self)
        self._steps.told.connect(self._show_step)
        self.view.choose.clicked.connect(self._choose_file)
        self.view.file_form.changed.connect(self._read_again)
        self.view.file_form.chosen.connect(self._take_mapping)
        self.view.mapping.changed.connect(self._mapping_changed)
        self.view.words.changed.connect(self._look_at_words)
        self.view.preview.save.clicked.connect(self._save_problems)
        self.view.preview.handed_on.clicked.connect(self._compare_again)
        self.view.back.clicked.connect(self._go_back)
        self.view.start.clicked.connect(self._go_on)
        self.view.cancel.clicked.connect(self.reject)

    def open_file(self, path: Path, read_as: ReadAs | None = None) -> None:
        """Look at a file and show what it holds."""
        self._let_go()
        self._path, self._file = path, None
        self.view.preview.handed_on.setChecked(False)
        self._look += 1
        look = self._look
        self.view.show_path(path)
        self._context.tasks.background(
            lambda _: (self._roster.look(path, read_as), self._roster.mappings.all()),
            on_success=lambda found: self._show_file(*found, look),
            on_error=lambda error: self._refuse(error, look),
        )

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose the organiser’s list", "", _FILES)
        if name:
            self.open_file(Path(name))

    def _read_again(self) -> None:
        if self._path is not None and self._file is not None:
            self.open_file(self._path, self.view.file_form.read_as(self._file))

    def _show_file(self, file: RosterFile, kept: tuple[SavedMapping, ...], look: int) -> None:
        if look == self._look:
            self._file = file
            self.view.show_file(file, kept)
            self._look_at_words()

    def _take_mapping(self, kept: SavedMapping | None) -> None:
        """Read the columns as a kept mapping says, or as they are guessed."""
        if self._file is None:
            return
        mapping = kept.fitted(self._file.headers) if kept else self._file.mapping
        self.view.take_mapping(self._file, mapping)
        self._mapping_changed()

    def _mapping_changed(self) -> None:
        if self._file is not None:
            self.view.show_mapping(self._file)
            self._look_at_words()

    def _look_at_words(self) -> None:
        """Count the words of the opt-in column, in all of the file."""
        if self._path is None or self._file is None:
            return
        path, mapping = self._path, self.view.value()
        read_as, look = self.view.file_form.read_as(self._file), self._look

        def show(words: list[WordFound]) -> None:
            if look == self._look and not self.view.on_preview:
                self.view.show_words(words)

        self._context.tasks.background(
            lambda _: self._roster.words(path, mapping, read_as),
            on_success=show,
            on_error=lambda error: self._refuse(error, look),
        )

    def _refuse(self, error: Exception, look: int) -> None:
        if look == self._look:
            self.view.say(str(error), wrong=True)

    def _go_on(self) -> None:
        if self.view.on_preview:
            self._ask()
        else:
            self._prepare()

    def _go_back(self) -> None:
        self._let_go()
        self.view.preview.handed_on.setChecked(False)  # said of the tickets that were seen
        self.view.show_columns()

    def _compare_again(self) -> None:
        """Whose the tickets are that were handed on was said anew: it changes all the numbers."""
        self._let_go()
        self._prepare()

    def _prepare(self) -> None:
        """Read and compare all of the file, beside everything else."""
        if self._path is None or self._file is None or self.job is not None:
            return
        path, mapping = self._path, self.view.value()
        read_as = self.view.file_form.read_as(self._file)
        everybody = self.view.everybody_opted_in
        handed_on = self.view.preview.handed_on.isChecked()
        self.view.show_working()
        self.job = self._context.tasks.background(
            lambda job: self._roster.prepare(
                path,
                mapping=mapping,
                all_opted_in=everybody,
                handed_on=handed_on,
                read_as=read_as,
                progress=self._teller(job),
            ),
            on_success=self._show_prepared,
            on_error=self._fail,
        )

    def _teller(self, job: Progress) -> Telling:
        def tell(stage: Stage, done: int, total: int) -> None:
            job(done, total)
            self._steps.told.emit(stage, done, total)

        return tell

    def _show_step(self, stage: Stage, done: int, total: int) -> None:
        if self.job is not None:
            self.view.show_progress(stage, done, total)

    def _show_prepared(self, prepared: PreparedRoster) -> None:
        self.job = None
        self._prepared = prepared
        report = prepared.report(dry_run=True)
        again = self.view.on_preview
        self.view.show_idle()
        if again:
            self.view.preview.handed_on.setFocus()  # from where it was compared again
        self.view.show_outlook(report)
        self.view.say(wording.outlook(report))

    def _ask(self) -> None:
        """Import; but unasked no lead is deleted, and no list taken that should be signed."""
        if self._prepared is None:
            return
        known = self._prepared.report(dry_run=True)
        question = wording.question(known)
        if question is None:
            self._start()
            return
        self.confirm = ConfirmDialog(*question, self)
        self.confirm.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirm.accepted.connect(self._start)
        self.confirm.open()

    def _start(self) -> None:
        prepared = self._prepared
        if prepared is None or self.job is not None:
            return
        self.view.show_working()
        self.job = self._context.tasks.background(
            lambda job: self._roster.take_in(prepared, self._teller(job)),
            on_success=self._finish,
            on_error=self._fail,
        )

    def _finish(self, report: RosterReport) -> None:
        self.job = None
        self.view.show_done(report, wording.done(report))
        self.imported.emit(report)
        offer_cancellations(self._context, report.cancellations)

    def _fail(self, error: Exception) -> None:
        self.job = None
        self.view.show_idle()
        if self._prepared is None and self.view.on_preview:
            self._go_back()  # nothing is there to be imported
        stopped = isinstance(error, Cancelled)
        self.view.say(
            "Stopped. Nothing was taken in." if stopped else str(error), wrong=not stopped
        )

    def _save_problems(self) -> None:
        """Write all problems as CSV where the person says."""
        prepared = self._prepared
        if prepared is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, "Save the problems", "problems.csv", "*.csv")
        if name:
            self._context.tasks.background(
                lambda _: self._roster.save_problems(prepared, Path(name)),
                on_success=lambda count: self.view.say(
                    f"{'1 problem is' if count == 1 else f'{count:,} problems are'} in {name}."
                ),
                on_error=lambda error: self.view.say(str(error), wrong=True),
            )

    def _let_go(self) -> None:
        """What was prepared is of no use any more."""
        if self._prepared is not None and self.job is None:
            self._prepared.close()
            self._prepared = None

    def done(self, result: int) -> None:
        """Delete what was prepared with the dialog."""
        self._let_go()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take one local file."""
        if self.job is None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Look at the dropped file."""
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        self.open_file(Path(local[0]))
