"""The controls of the roster dialog and what they show; the dialog itself decides when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from boothapp.domain.roster import RosterField, RosterFile, RowProblem
from boothapp.ui.dialogs.roster_mapping import MappingForm
from boothapp.ui.dialogs.roster_wording import DELIMITER_WORDS, people
from boothapp.ui.models.tables import TextTableModel


class RosterLayout:
    """Builds the dialog's controls into it."""

    def __init__(self, dialog: QDialog) -> None:
        self.choose = QPushButton("Choose a file…")
        self.mapping = MappingForm()
        self.all_opted_in = QCheckBox("Everybody on this list agreed to share their profile")
        self.start = QPushButton("Import")
        self.cancel = QPushButton("Cancel")
        self.progress = QProgressBar()
        self._path = _label("No file chosen yet", role="muted")
        self._status = _label("")
        self._sample, self._problems = TextTableModel(), TextTableModel(("Line", "Column", "What"))
        self._preview = _table(self._sample, "First rows of the list")
        self._problem_table = _table(self._problems, "Rows with a problem")
        self._arrange(dialog)
        self.progress.hide()
        self.offer(0)

    @property
    def everybody_opted_in(self) -> bool:
        """The importing person's word; it counts only where the list itself says nothing."""
        return self.all_opted_in.isChecked() and self.all_opted_in.isEnabled()

    def _arrange(self, dialog: QDialog) -> None:
        self.start.setProperty("kind", "primary")
        self.start.setDefault(True)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(_label("Import the organiser’s list", role="subtitle"))
        layout.addLayout(_row(self.choose, self._path))
        layout.addWidget(self._body(), 1)
        layout.addWidget(self.all_opted_in)
        layout.addWidget(self._status)
        layout.addWidget(self.progress)
        foot = _row(self.cancel, self.start)
        foot.insertStretch(0)
        layout.addLayout(foot)

    def _body(self) -> QSplitter:
        scroll = QScrollArea()
        scroll.setWidget(self.mapping)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(300)
        right = QWidget()
        tables = QVBoxLayout(right)
        tables.setContentsMargins(0, 0, 0, 0)
        tables.addWidget(_label("First rows", role="heading"))
        tables.addWidget(self._preview, 3)
        tables.addWidget(_label("What is wrong in the list", role="heading"))
        tables.addWidget(self._problem_table, 2)
        self._problem_table.horizontalHeader().setStretchLastSection(True)
        body = QSplitter(Qt.Orientation.Horizontal)
        body.addWidget(scroll)
        body.addWidget(right)
        body.setStretchFactor(1, 1)
        body.setChildrenCollapsible(False)
        return body

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Show where things stand, in the colour of a fault where it is one."""
        self._status.setText(sentence)
        self._status.setProperty("role", "error" if wrong else "")
        self._status.style().unpolish(self._status)
        self._status.style().polish(self._status)

    @property
    def said(self) -> str:
        """What `say` showed last."""
        return self._status.text()

    def show_path(self, path: Path) -> None:
        """Name the file that is looked at."""
        self._path.setText(path.name)
        self._path.setToolTip(str(path))

    def show_file(self, file: RosterFile) -> None:
        """Offer the file's columns, the guessed ones chosen."""
        marks = DELIMITER_WORDS[file.delimiter]
        self._path.setText(f"{self._path.text()}  ·  {len(file.headers)} columns, {marks}, UTF-8")
        self.mapping.show_mapping(file.headers, file.mapping)

    def show_mapping(self, file: RosterFile, heads: Sequence[str]) -> None:
        """Show the first rows under what their columns are taken for."""
        self._sample.show(file.sample, heads)
        has_column = RosterField.OPTED_IN in self.mapping.value().headers
        self.all_opted_in.setEnabled(not has_column)
        self.all_opted_in.setToolTip("The list says for each person." if has_column else "")

    def show_problems(self, problems: Sequence[RowProblem]) -> None:
        """List what is wrong, by line."""
        self._problems.show([(str(p.line), p.column or "", p.words) for p in problems])
        self._problem_table.resizeColumnsToContents()

    def offer(self, rows: int) -> None:
        """Let Import be pressed when there is something to take in."""
        self.start.setEnabled(rows > 0)
        self.start.setText(f"Import {people(rows)}" if rows else "Import")
        self.start.setToolTip("" if rows else "There is nothing to import yet.")

    def show_importing(self, rows: int) -> None:
        """The import runs: nothing else can be changed, it can be stopped."""
        self.progress.setRange(0, rows)
        self.progress.setValue(0)
        self._let_change(allowed=False)
        self.cancel.setText("Stop")

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


def _table(model: TextTableModel, name: str) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(28)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.horizontalHeader().setDefaultSectionSize(140)
    table.horizontalHeader().setDefaultAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    )
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    return table


def _label(text: str, *, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(role != "muted")
    label.setProperty("role", role)
    return label


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    if len(widgets) > 1 and isinstance(widgets[-1], QLabel):
        row.setStretchFactor(widgets[-1], 1)
    return row
