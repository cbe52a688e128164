"""The controls of the roster dialog and what they show; the dialog itself decides when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from boothapp.domain.roster import EndedByList, MissingPerson, RosterField, RowProblem
from boothapp.domain.roster_mapping import RosterFile
from boothapp.ui.dialogs.roster_mapping import MappingForm
from boothapp.ui.dialogs.roster_wording import people
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.checks import CheckBox
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.labels import ElidedLabel, Label, SectionHeading
from boothapp.ui.widgets.scrolls import scroll_of
from boothapp.ui.widgets.text_table import text_table


class RosterLayout:
    """Builds the dialog's controls into it."""

    def __init__(self, dialog: QDialog) -> None:
        self.choose = Button("Choose a file…", icon="folder-open")
        self.mapping = MappingForm()
        self.all_opted_in = CheckBox("Everybody on this list agreed to share their profile")
        self.start = Button("Import", kind="primary")
        self.cancel = Button("Cancel")
        self.progress = QProgressBar()
        self._path = ElidedLabel("No file chosen yet", tone="muted")
        self._status = Label(wrap=True)
        self._sample, self._problems = TextTableModel(), TextTableModel(("Line", "Column", "What"))
        self._preview = text_table(self._sample, "First rows of the list", row_height=28)
        self._problem_table = text_table(
            self._problems, "What to look at in the list", row_height=28
        )
        self._arrange(dialog)
        self.progress.hide()
        self.all_opted_in.hide()
        self.offer(0)

    @property
    def everybody_opted_in(self) -> bool:
        """The importing person's word; it counts only where the list itself says nothing."""
        return self.all_opted_in.isChecked() and self.all_opted_in.isEnabled()

    def _arrange(self, dialog: QDialog) -> None:
        self.start.setDefault(True)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(Label("Import the organiser’s list", font="subtitle"))
        chosen = _row(self.choose, self._path)
        chosen.setStretchFactor(self._path, 1)
        layout.addLayout(chosen)
        text = "A CSV file with one line for each person. Drop it here, or choose it above."
        self._stack = QStackedLayout()
        self._stack.addWidget(EmptyState("table", "No list chosen yet", text))
        self._stack.addWidget(self._body())
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.all_opted_in)
        layout.addWidget(self._status)
        layout.addWidget(self.progress)
        foot = _row(self.cancel, self.start)
        foot.insertStretch(0)
        layout.addLayout(foot)

    def _body(self) -> QSplitter:
        scroll = scroll_of(self.mapping)
        scroll.setMinimumWidth(300)
        right = QWidget()
        tables = QVBoxLayout(right)
        tables.setContentsMargins(12, 0, 0, 0)
        tables.addWidget(SectionHeading("First rows"))
        tables.addWidget(self._preview, 3)
        tables.addWidget(SectionHeading("What to look at in the list"))
        tables.addWidget(self._problem_table, 2)
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

    def show_path(self, path: Path) -> None:
        """Name the file that is looked at."""
        self._path.set_text(path.name)

    def show_file(self, file: RosterFile) -> None:
        """Offer the file's columns, the guessed ones chosen."""
        self._path.set_text(
            f"{self._path.whole}  ·  {len(file.headers)} columns, {file.form.words}"
        )
        self.mapping.show_mapping(file.headers, file.mapping)
        self._stack.setCurrentIndex(1)
        self.all_opted_in.show()

    def show_mapping(self, file: RosterFile, heads: Sequence[str]) -> None:
        """Show the first rows under what their columns are taken for."""
        self._sample.show(file.sample, heads)
        has_column = RosterField.OPTED_IN in self.mapping.value().headers
        self.all_opted_in.setEnabled(not has_column)
        self.all_opted_in.setToolTip("The list says for each person." if has_column else "")

    def show_problems(
        self,
        problems: Sequence[RowProblem],
        ended: Sequence[EndedByList],
        missing: Sequence[MissingPerson] = (),
    ) -> None:
        """List who says no now, what is wrong, by line, and who is no longer on the list."""
        rows = [("", "", str(who)) for who in ended]
        rows += [(str(p.line), p.column or "", p.words) for p in problems]
        rows += [("", "", f"{who}: on an earlier list, not on this one") for who in missing]
        self._problems.show(rows)
        self._problem_table.resizeColumnsToContents()

    def offer(self, rows: int) -> None:
        """Let Import be pressed when there is something to take in."""
        self.start.setEnabled(rows > 0)
        self.start.setText(f"Import {people(rows)}" if rows else "Import")
        self.start.updateGeometry()
        self.start.setToolTip("" if rows else "There is nothing to import yet.")

    def show_importing(self, rows: int) -> None:
        """The import runs: nothing else can be changed, it can be stopped."""
        self.progress.setRange(0, rows)
        self.progress.setValue(0)
        self._let_change(allowed=False)
        self.cancel.setText("Stop")

    def show_progress(self, rows: int, total: int) -> None:
        """So many of so many rows are in."""
        self.progress.setRange(0, total)
        self.progress.setValue(rows)

    def show_stopped(self) -> None:
        """The import ended without storing anything; it can be tried again."""
        self._let_change(allowed=True)
        self.cancel.setText("Cancel")

    def show_done(self, sentence: str) -> None:
        """The list is in: only Close is left."""
        self.show_stopped()
        self.say(sentence)
        self.start.hide()
        self.cancel.setText("Close")
        self.cancel.setDefault(True)

    def _let_change(self, *, allowed: bool) -> None:
        self.progress.setVisible(not allowed)
        for control in (self.start, self.choose, self.mapping, self.all_opted_in):
            control.setEnabled(allowed)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget)
    return row
