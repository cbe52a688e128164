"""The organiser's list: who has to be told that they are on it, and what the organiser is told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from boothapp.domain.errors import Cancelled
from boothapp.domain.organiser import NotDeletedYet, OrganiserReport, Standing
from boothapp.ui import opening, printing
from boothapp.ui.context import Context
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.privacy.parts import CardColumn, TitledCard, fit_rows, table_of
from boothapp.ui.privacy.to_tell import ToTellCard
from boothapp.ui.privacy.wording import STANDING_WORDS, counted, unread_words
from boothapp.ui.tasks import Job
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label

_FILES = "Lists (*.csv *.tsv *.txt);;All files (*)"
_HEADS = ("How many", "Standing")


class OrganiserSection(QWidget):
    """Who is to be told, and their list: compared, not stored; only their own ids go back."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._service = context, context.services.organiser
        self.to_tell = ToTellCard(context)
        self._job: Job | None = None
        self.report: OrganiserReport | None = None
        self.choose = Button("Choose their list…", kind="primary", icon="upload", size="s")
        self.cancel = Button("Stop", size="s")
        self.save = Button("Save the list…", icon="export", size="s")
        self.confirm = Button("Save the confirmation…", icon="file", size="s")
        self.paper = Button("Print…", icon="file", size="s")
        self.model = TextTableModel(_HEADS)
        self.table = table_of(self.model, "Their list, by standing", (110,))
        self.take_in = Button("Import a list…", kind="primary", icon="upload", size="s")
        self.still_held, self.unread = Label(tone="error", wrap=True), Label(wrap=True)
        self.progress = QProgressBar()
        self.problem = Label(tone="error", wrap=True)
        self._build()
        self._connect()

    def compare(self, path: Path) -> None:
        """Look every row of a list up."""
        if self._job is not None:
            return
        self._show_running(running=True)
        self.problem.hide()
        self._job = self._context.tasks.background(
            lambda progress: self._service.compare(path, progress=lambda rows: progress(rows, 0)),
            self._finish,
            self._fail,
        )
        self._job.progressed.connect(self._show_progress)

    def write(self, path: Path) -> None:
        """Write what they are to know."""
        report = self.report
        if report is not None:
            self._context.tasks.run(
                lambda: self._service.write(report, path),
                lambda rows: self._context.toasts.show(
                    f"{path.name}: {counted(rows, 'row', 'rows')}", kind="done"
                ),
                self._could_not_write,
            )

    def write_confirmation(self, path: Path) -> None:
        """Write the confirmation of deletion."""
        report = self.report
        if report is not None:
            self._context.tasks.run(
                lambda: self._service.write_confirmation(report, path),
                lambda _: self._context.toasts.show(f"{path.name} was saved.", kind="done"),
                self._could_not_write,
            )

    def _build(self) -> None:
        card = self._card = TitledCard("Compare the organiser’s list")
        for button in (self.cancel, self.choose):
            card.head.addWidget(button)
        text = (
            "Choose the list as it is today. Every row is looked up, and nothing of it is stored. "
            "The organiser then gets back, by their own badge ids: who told us no since, whose "
            "data is deleted, and who said yes to us themselves."
        )
        card.add_text(Label(text, wrap=True))
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Comparing")
        card.body.addWidget(self.progress)
        problem = QHBoxLayout()
        problem.setContentsMargins(16, 0, 16, 8)
        problem.addWidget(self.problem)
        card.body.addLayout(problem)
        self._result = TitledCard("Result")
        for button in (self.take_in, self.paper, self.confirm, self.save):
            self._result.head.addWidget(button)
        self._gaps = QWidget()
        gaps = QVBoxLayout(self._gaps)
        gaps.setContentsMargins(16, 12, 16, 12)
        for label in (self.still_held, self.unread):
            gaps.addWidget(label)
        self._result.body.addWidget(self._gaps)
        self._result.body.addWidget(self.table)
        for part in (self.progress, self.cancel, self.problem, self._result):
            part.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(CardColumn((self.to_tell, card, self._result)))

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose_list)
        self.cancel.clicked.connect(self._stop)
        self.save.clicked.connect(self._choose_csv)
        self.confirm.clicked.connect(self._choose_page)
        self.paper.clicked.connect(self._print)
        self.take_in.clicked.connect(lambda: self._context.navigate("settings", "roster"))

    def _choose_list(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose the organiser’s list", "", _FILES)
        if name:
            self.compare(Path(name))

    def _choose_csv(self) -> None:
        if self.report is not None:
            proposed = opening.proposed(f"For the organiser {self.report.day.isoformat()}.csv")
            name, _ = QFileDialog.getSaveFileName(self, "Save the list", proposed)
            if name:
                self.write(Path(name))

    def _choose_page(self) -> None:
        if self.report is not None:
            name = f"Confirmation of deletion {self.report.day.isoformat()}.html"
            proposed = opening.proposed(name)
            name, _ = QFileDialog.getSaveFileName(self, "Save the confirmation", proposed)
            if name:
                self.write_confirmation(Path(name))

    def _print(self) -> None:
        report = self.report
        if report is not None:
            self._context.tasks.run(
                lambda: self._service.confirmation(report),
                lambda page: printing.print_html(page, self),
            )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_progress(self, rows: int, _total: int) -> None:
        self._card.said.set_text(f"{rows:,} rows looked up")

    def _show_running(self, *, running: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.choose.setEnabled(not running)

    def _finish(self, report: OrganiserReport) -> None:
        self._job, self.report = None, report
        self._show_running(running=False)
        self._card.said.set_text(f"{report.file}, {counted(len(report.rows), 'row', 'rows')}")
        self.model.show(
            [(f"{report.count(standing):,}", STANDING_WORDS[standing]) for standing in Standing]
        )
        fit_rows(self.table, len(Standing))
        self._show_gaps(report)
        self._result.show()

    def _show_gaps(self, report: OrganiserReport) -> None:
        """Say what stands in the way of a true confirmation, and of which rows nothing is said."""
        held = report.count(Standing.STILL_HELD)
        self.take_in.setVisible(held > 0)
        self.still_held.setVisible(held > 0)
        self.still_held.setText(str(NotDeletedYet(held)))
        for button in (self.confirm, self.paper):
            button.setEnabled(held == 0)
            button.setToolTip("" if held == 0 else "Not everything that should be is deleted yet.")
        self.unread.setVisible(bool(report.unread))
        self.unread.setText(unread_words(report))
        self._gaps.setVisible(held > 0 or bool(report.unread))

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._show_running(running=False)
        self._card.said.set_text("")
        if isinstance(error, Cancelled):
            self._context.toasts.show("Stopped. Nothing was compared.")
            return
        self.problem.setText(str(error))
        self.problem.show()

    def _could_not_write(self, error: Exception) -> None:
        self._context.toasts.error(str(error))
