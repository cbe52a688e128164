"""The file as it will be: its first rows, the files of before, who stays out, and the foot."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from boothapp.domain.event import EventInfo
from boothapp.domain.exporting import ExportPlan, ExportRecord, Person
from boothapp.domain.preflight_words import rows
from boothapp.ui.export import wording
from boothapp.ui.export.orders import LEDGER_HEADS, LEDGER_WIDTHS, ledger_row
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card, Line
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.labels import ElidedLabel, Label
from boothapp.ui.widgets.progress import ProgressLine
from boothapp.ui.widgets.text_table import text_table

_PREVIEW, _LEDGER, _EMPTY, _HELD_BACK = range(4)
_LINE_END = " ⏎ "


class FileCard(Card):
    """Preview, ledger or who stays out; below it what left last and the button that exports."""

    person_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview_model = TextTableModel(parent=self)
        self.ledger_model = TextTableModel(LEDGER_HEADS, self)
        self.held_back_model = TextTableModel(("Name",), self)
        self._held_back: tuple[Person, ...] = ()
        self._going: int | None = None
        self._shown = ""
        self._words = ElidedLabel(tone="muted")
        self._layout = Label(font="caption", tone="muted")
        self.last_words = ElidedLabel(tone="muted", font="caption")
        self.export = Button("Export", kind="primary", icon="export", key="Ctrl+Enter", size="l")
        self.cancel = Button("Stop", size="l")
        self.progress = ProgressLine("How much of the file is written")
        self.open = Button("Open folder", kind="ghost", icon="folder-open")
        self.ledger = Button("Ledger", kind="ghost", icon="list-checks")
        self.back = Button("Back to the preview", kind="ghost", icon="arrow-left", size="s")
        self._title = Label("Preview", font="heading")
        self.tables = QStackedWidget()
        """What is only looked at; below it is the foot."""
        self._build()
        self.ledger.toggled.connect(lambda _: self._show_table())
        self.back.clicked.connect(self.hide_held_back)

    def show_plan(self, plan: ExportPlan) -> None:
        """Show the first rows as the receiver will read them."""
        self._going = plan.going
        cells = [[cell.replace("\n", _LINE_END) for cell in row] for row in plan.preview]
        self.preview_model.show(cells, plan.header)
        preset = plan.request.preset
        reader = f", as {preset.title} will read them" if preset.is_system else ""
        self._shown = f"{len(plan.preview)} of {rows(plan.going)}{reader}"
        self._layout.setText(wording.layout(preset))
        going = f"Export {wording.leads(plan.going)}"
        self.export.setText(going)
        self.export.setAccessibleName(going)
        self.export.updateGeometry()
        self._show_table()

    def show_ledger(self, records: tuple[ExportRecord, ...], event: EventInfo) -> None:
        """Show the files that left, and the last of them in the foot."""
        self.ledger_model.show([ledger_row(one, event.local(one.written)) for one in records])
        self.open.setVisible(bool(records))
        if not records:
            self.last_words.set_text("No file has left yet.")
            return
        when, what = event.local(records[0].written), wording.last(records[0])
        self.last_words.set_text(f"Last: {when:%a} {when.day} {when:%B %H:%M}, {what}")

    def show_held_back(self, people: tuple[Person, ...]) -> None:
        """Show who stays out for lack of consent."""
        self._held_back = people
        self.held_back_model.show([[one.name or one.lead_id] for one in people])
        self.ledger.setChecked(False)
        self._show_table()
        self._held_back_table.setFocus()

    def hide_held_back(self) -> None:
        """Show the preview again."""
        self._held_back = ()
        self._show_table()

    def show_running(self, *, running: bool, total: int = 0) -> None:
        """Show that a file is being written, or not any more."""
        self.progress.setRange(0, total)
        self.progress.setValue(0)
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.export.setEnabled(not running)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._words, 1)
        head.addWidget(self._layout)
        head.addWidget(self.back)
        self.body.addLayout(head)
        self.body.addWidget(Line())
        self._preview_table = text_table(self.preview_model, "First rows of the file")
        ledger = text_table(self.ledger_model, "Files that left", widths=LEDGER_WIDTHS)
        ledger.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # a path ends with the file's name
        self._held_back_table = text_table(self.held_back_model, "Who stays out of the file")
        self._held_back_table.activated.connect(self._open_person)
        text = "Choose other leads, another purpose, or send again what was sent before."
        empty = EmptyState("export", "Nobody to put into a file", text)
        for page in (self._preview_table, ledger, empty, self._held_back_table):
            self.tables.addWidget(page)
        self.body.addWidget(self.tables, 1)
        self.body.addWidget(Line())
        self.body.addWidget(self.progress)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.last_words, 1)
        for button in (self.open, self.ledger, self.cancel, self.export):
            foot.addWidget(button)
        self.ledger.setCheckable(True)
        self.body.addLayout(foot)
        for part in (self.progress, self.cancel, self.back):
            part.hide()

    def _open_person(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._held_back):
            self.person_wanted.emit(self._held_back[index.row()].lead_id)

    def _show_table(self) -> None:
        if self.ledger.isChecked():
            page, title = _LEDGER, "Ledger of past exports"
        elif self._held_back:
            page, title = _HELD_BACK, "Who stays out of the file"
        else:
            page, title = _EMPTY if self._going == 0 else _PREVIEW, "Preview"
        self.tables.setCurrentIndex(page)
        self._title.setText(title)
        self._words.set_text(self._shown if page in (_PREVIEW, _EMPTY) else "")
        self._layout.setVisible(page in (_PREVIEW, _EMPTY))
        self.back.setVisible(page == _HELD_BACK)
