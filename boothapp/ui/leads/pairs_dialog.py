"""All pairs of leads that may be one person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from boothapp.domain.duplicates import Known, Pair
from boothapp.services.merge_words import reasons_words
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.tasks import Job
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.shortcuts import bind
from boothapp.ui.widgets.text_table import text_table

_HEADS = ("One", "Other", "Why")
_ROWS, _ROW = 10, 34  # rows that are seen at once, and their height in logical px


class PairsDialog(PlainDialog):
    """A table while they are known, a bar until then; `compare_wanted` carries a pair.

    `undo_wanted`: the notice of the last merging has an Undo, and its key works here too.
    """

    compare_wanted = Signal(object)
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Possible duplicates", 760, parent)
        self._job: Job | None = None
        self.pairs: tuple[Pair, ...] = ()
        self.words = Label("Comparing all leads…", tone="muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Leads compared")
        self.bar.setRange(0, 0)
        self.model = TextTableModel(_HEADS)
        self.table = text_table(
            self.model, "Possible duplicates", row_height=_ROW, widths=(220, 220, None)
        )
        self.table.activated.connect(lambda _index: self._compare())
        self.compare = self.order = Button("Compare", kind="primary", key="Enter")
        self.compare.clicked.connect(self._compare)
        self.foot.addWidget(self.compare)
        for part in (self.words, self.bar, self.table):
            self.body.addWidget(part)
        bind(self, {"Ctrl+Z": self.undo_wanted.emit})
        self.table.hide()
        self.compare.hide()
        self.finished.connect(self._stop)

    def follow(self, job: Job) -> None:
        """Show how far the comparing is; closing stops it."""
        self._job = job
        job.progressed.connect(self._progress)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """The pairs that there are; the row that was chosen stays where it is."""
        row = max(0, self.table.currentIndex().row())
        self._job = None
        self.bar.hide()
        self.pairs = tuple(pairs)
        self.model.show([(_name(p.one), _name(p.other), reasons_words(p.reasons)) for p in pairs])
        some = bool(pairs)
        self.words.setText(_count(len(pairs)))
        self.table.setVisible(some)
        self.compare.setVisible(some)
        if some:
            height = self.table.horizontalHeader().sizeHint().height() + 4
            self.table.setFixedHeight(height + _ROW * min(_ROWS, max(3, len(pairs))))
            self.table.selectRow(min(row, len(pairs) - 1))
            self.table.setFocus()
        else:
            self.leave.setFocus()  # the table that had the keys goes
        self.fit()

    def _compare(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.pairs):
            self.compare_wanted.emit(self.pairs[row])

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()


def _count(pairs: int) -> str:
    if not pairs:
        return "No two leads look like one person."
    one = (
        "1 pair looks like one person." if pairs == 1 else f"{pairs:,} pairs look like one person."
    )
    return f"{one} Nothing is merged by itself."


def _name(known: Known) -> str:
    name = known.name or known.email or "No name"
    return f"{name}, {known.affiliation}" if known.affiliation else name
