"""The controls of the roster dialog and what they show; the dialog itself decides when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from boothapp.domain.roster import RosterField, RosterReport
from boothapp.domain.roster_mapping import ColumnMapping, RosterFile, SavedMapping, WordFound
from boothapp.files import shown_name
from boothapp.services.roster_prepared import Stage
from boothapp.ui.dialogs.roster_file_form import FileForm
from boothapp.ui.dialogs.roster_mapping import MappingForm
from boothapp.ui.dialogs.roster_preview import RosterPreview
from boothapp.ui.dialogs.roster_wording import STAGE_WORDS, people, preview_heads, read_words
from boothapp.ui.dialogs.roster_words import WordsForm
from boothapp.ui.export.step_head import StepHead
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.checks import CheckBox
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.labels import ElidedLabel, Label, SectionHeading
from boothapp.ui.widgets.progress import ProgressLine
from boothapp.ui.widgets.scrolls import scroll_of
from boothapp.ui.widgets.text_table import text_table

_EMPTY, _COLUMNS, _PREVIEW = range(3)


class RosterLayout:
    """Builds the dialog's controls into it."""

    def __init__(self, dialog: QDialog) -> None:
        self.choose = Button("Choose a file…", icon="folder-open")
        self.file_form, self.mapping, self.words = FileForm(), MappingForm(), WordsForm()
        self._says: str | None = None  # the column that the words are of
        self.all_opted_in = CheckBox("Everybody on this list agreed to share their profile")
        self.preview = RosterPreview()
        self.back = Button("Back")
        self.start = Button("Preview", kind="primary")
        self.cancel = Button("Cancel")
        self.progress = ProgressLine("How far it is")
        self._path = ElidedLabel("No file chosen yet", tone="muted")
        self._status = Label(wrap=True)
        self._words_head = StepHead(2, "Who agreed to share")
        self._columns_head = StepHead(3, "What its columns hold")
        self._sample = TextTableModel()
        self._first_rows = text_table(self._sample, "First rows of the list", row_height=28)
        self._arrange(dialog)
        self.progress.hide()
        self.show_step(_EMPTY)

    @property
    def everybody_opted_in(self) -> bool:
        """The importing person's word; it counts only where the list itself says nothing."""
        return self.all_opted_in.isChecked() and self.all_opted_in.isEnabled()

    @property
    def on_preview(self) -> bool:
        """Whether the next step is to import."""
        return self._stack.currentIndex() == _PREVIEW

    def value(self) -> ColumnMapping:
        """The mapping as it is chosen now, with what words mean."""
        return replace(self.mapping.value(), answers=self.words.answers())

    def _arrange(self, dialog: QDialog) -> None:
        self.start.setDefault(True)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(Label("Import the organiser’s list", font="subtitle"))
        chosen = _row(self.choose, self._path)
        chosen.setStretchFactor(self._path, 1)
        layout.addLayout(chosen)
        text = (
            "CSV, an Excel workbook or JSON, with one line for each person. "
            "Drop it here, or choose it above."
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(EmptyState("table", "No list chosen yet", text))
        self._columns_page = self._columns()
        self._stack.addWidget(self._columns_page)
        self._stack.addWidget(self.preview)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self._status)
        layout.addWidget(self.progress)
        foot = _row(self.back, self.cancel, self.start)
        foot.insertStretch(0)
        layout.addLayout(foot)

    def _columns(self) -> QSplitter:
        steps = QWidget()
        column = QVBoxLayout(steps)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(10)
        for widget in (
            *(StepHead(1, "How the file is read"), self.file_form),
            *(self._words_head, self.words, self.all_opted_in),
            *(self._columns_head, self.mapping),
        ):
            column.addWidget(widget)
        column.addStretch()
        scroll = scroll_of(steps, "How the list is read")
        scroll.setMinimumWidth(380)
        right = QWidget()
        tables = QVBoxLayout(right)
        tables.setContentsMargins(12, 0, 0, 0)
        tables.addWidget(SectionHeading("First rows"))
        tables.addWidget(self._first_rows, 1)
        body = QSplitter(Qt.Orientation.Horizontal)
        body.addWidget(scroll)
        body.addWidget(right)
        body.setStretchFactor(1, 1)
        body.setChildrenCollapsible(False)
        return body

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Show where things stand, in the colour of a fault where it is one."""
        self._status.setText(sentence)
        self._status.set_tone("error" if wrong else "")

    @property
    def said(self) -> str:
        """What `say` showed last."""
        return self._status.text()

    def show_step(self, step: int) -> None:
        """Show a page, and what can be done from there."""
        self._stack.setCurrentIndex(step)
        self.back.setVisible(step == _PREVIEW)
        self.start.setText("Import" if step == _PREVIEW else "Preview")
        self.start.setEnabled(step == _COLUMNS)
        self.start.setToolTip("" if step == _COLUMNS else "There is no list yet.")

    def show_path(self, path: Path) -> None:
        """Name the file that is looked at."""
        self._path.set_text(shown_name(path))
        self.show_step(_EMPTY)
        self.say("Looking at the file…")

    def show_file(self, file: RosterFile, kept: Sequence[SavedMapping]) -> None:
        """Offer the file's columns, the likely ones chosen."""
        self.file_form.show_file(file, kept)
        self.take_mapping(file, file.mapping)
        self.show_mapping(file)
        self.show_step(_COLUMNS)
        self.say(read_words(file))

    def take_mapping(self, file: RosterFile, mapping: ColumnMapping) -> None:
        """Choose the columns of a mapping, with what words of its opt-in column mean."""
        self.mapping.show_mapping(file.headers, mapping)
        self.words.show_words((), dict(mapping.answers))
        self._says = mapping.header(RosterField.OPTED_IN)

    def show_mapping(self, file: RosterFile) -> None:
        """Show the first rows under what their columns are taken for."""
        mapping = self.mapping.value()
        if mapping.header(RosterField.OPTED_IN) != self._says:
            self.words.show_words((), {})  # a yes of one column may be a no of the other
            self._says = mapping.header(RosterField.OPTED_IN)
        self._sample.show(file.sample, preview_heads(file, mapping))
        has_column = RosterField.OPTED_IN in mapping.headers
        self.all_opted_in.setEnabled(not has_column)
        self.all_opted_in.setToolTip("The list says for each person." if has_column else "")
        self.all_opted_in.setVisible(not has_column)
        self.words.setVisible(has_column)

    def show_words(self, words: Sequence[WordFound]) -> None:
        """Show what stands in the opt-in column."""
        self.words.show_words(words, self.words.answers())
        unknown = [one.word for one in words if one.word and not one.known]
        if unknown:
            said = ", ".join(f"“{word}”" for word in unknown[:3])
            mean = "means" if len(unknown) == 1 else "mean"
            self.say(f"Say what {said} {mean}, or those rows are left out.")

    def show_columns(self) -> None:
        """Back to the columns."""
        self.show_step(_COLUMNS)
        self.say("")

    def show_outlook(self, report: RosterReport) -> None:
        """Show what an import would do, and let it be done."""
        self.preview.show_report(report)
        self.show_step(_PREVIEW)
        rows = report.rows
        self.start.setEnabled(rows > 0)
        self.start.setText(f"Import {people(rows)}" if rows else "Import")
        self.start.updateGeometry()
        self.start.setToolTip("" if rows else "There is nothing to import.")

    def show_working(self) -> None:
        """Something long runs: nothing else can be changed, it can be stopped."""
        self.progress.setRange(0, 0)
        self.say(f"{STAGE_WORDS[Stage.READING]}…")
        self._let_change(allowed=False)
        self.cancel.setText("Stop")

    def show_progress(self, stage: Stage, done: int, total: int) -> None:
        """So much of so much is done."""
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)
        self.say(f"{STAGE_WORDS[stage]}…")

    def show_idle(self) -> None:
        """Nothing runs any more."""
        self._let_change(allowed=True)
        self.cancel.setText("Cancel")

    def show_done(self, report: RosterReport, sentence: str) -> None:
        """The list is in: only Close is left."""
        self.show_idle()
        self.preview.show_report(report, done=True)
        self.say(sentence)
        self.start.hide()
        self.back.hide()
        self.choose.setEnabled(False)
        self.cancel.setText("Close")
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def _let_change(self, *, allowed: bool) -> None:
        self.progress.setVisible(not allowed)
        page = (self._columns_page, self.preview)
        for control in (self.start, self.choose, self.back, *page):
            control.setEnabled(allowed)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget)
    return row
