"""Take in when many candidates cannot come: choose a file, look row by row, keep it, undo it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from boothapp.domain.busy import BusyProblem
from boothapp.domain.lead_rows import LeadRow
from boothapp.services.bundle import Services
from boothapp.services.busy_times import BusyPreview
from boothapp.ui.context import Context
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.interviews.candidate_words import busy_line
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.undoable import Undoable
from boothapp.ui.unfit import and_unfit, minding
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import ElidedLabel, Label, SectionHeading
from boothapp.ui.widgets.state_line import StateLine
from boothapp.ui.widgets.text_table import text_table

_FILES = "Lists and calendars (*.csv *.tsv *.txt *.ics *.ical);;All files (*)"
_NEW, _KNOWN = "will be kept", "is kept already"
_NOBODY = "left out: no lead here goes by this"
_WIDTHS = (44, 150, None, 170)
_WORD_WIDTHS = (44, 90, None)
_TABLE, _PROBLEMS = 190, 132  # logical px of height


@dataclass(frozen=True, slots=True)
class _People:
    rows: tuple[LeadRow, ...]
    zone: tzinfo


class BusyImportDialog(PlainDialog):
    """Nothing is stored before Keep is pressed, and then all of it or nothing."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Import busy times", 860, parent)
        self._context, self._orders = context, Undoable(context)
        self._people: _People | None = None
        self._path: Path | None = None
        self._preview: BusyPreview | None = None
        self._look = 0  # counts the looks, so that an answer to an older one is dropped
        self.choose = Button("Choose a file…", icon="folder-open")
        self._file = ElidedLabel("No file chosen yet", tone="muted")
        self.owner = Select("Whose calendar it is", icon="user")
        self.outlook = StateLine(font="body")
        self.found = TextTableModel(("Line", "Who", "When and what", "What becomes of it"))
        self.problems = TextTableModel(("Line", "Column", "What was not understood"))
        self._tables = (
            text_table(self.found, "Times in the file", row_height=28, widths=_WIDTHS),
            text_table(
                self.problems, "What was not understood", row_height=28, widths=_WORD_WIDTHS
            ),
        )
        self._wrong = SectionHeading("Not understood, row by row")
        self.keep = Button("Keep them", kind="primary")
        self._build()
        self.setAcceptDrops(True)
        context.tasks.run(lambda: _read(context.services), self._show_people, self._refused)

    def _build(self) -> None:
        text = (
            "A CSV file with badge id or e-mail, start and end (also title, place and kind), or "
            "one person’s calendar (.ics). Of people who are no leads nothing is kept."
        )
        self.body.addWidget(Label(text, tone="muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.choose)
        row.addWidget(self._file, 1)
        row.addWidget(self.owner)
        self.body.addLayout(row)
        self.body.addWidget(self.outlook)
        for table, height in zip(self._tables, (_TABLE, _PROBLEMS), strict=True):
            table.setMinimumHeight(height)
        self.body.addWidget(self._tables[0], 2)
        self.body.addWidget(self._wrong)
        self.body.addWidget(self._tables[1], 1)
        for part in (self.owner, *self._tables, self._wrong):
            part.hide()
        self.leave.setText("Cancel")
        self.leave.setAccessibleName("Cancel")
        self.foot.addWidget(self.keep)
        self.keep.setEnabled(False)
        self.keep.setToolTip("There is nothing to keep yet.")
        self.choose.clicked.connect(self._choose_file)
        self.keep.clicked.connect(self.keep_all)
        self.owner.activated.connect(self._look_again)
        self.fit()

    def _show_people(self, people: _People) -> None:
        self._people = people
        self.owner.addItem("Whose calendar is it?", "")
        for lead in sorted(people.rows, key=lambda lead: lead.name.casefold()):
            self.owner.addItem(lead.name or lead.email, lead.id)

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Import busy times", "", _FILES)
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Look at a file."""
        self._path = path
        self._file.set_text(path.name)
        self.owner.setCurrentIndex(0)
        self._look_again()

    def _look_again(self) -> None:
        path, owner = self._path, self.owner.currentData() or ""
        if path is None:
            return
        self._look += 1
        look = self._look
        self._context.tasks.run(
            lambda: self._context.services.busy_times.read(path, owner),
            lambda preview: self._show(preview, look),
            lambda error: self._refuse_file(error, look),
        )

    def _show(self, preview: BusyPreview, look: int) -> None:
        if look != self._look or self._people is None:
            return
        self._preview = preview
        self.refuse("")
        zone = self._people.zone
        rows = [
            (one.row.line, one.name, busy_line(one.row.busy, zone), _KNOWN if one.known else _NEW)
            for one in preview.found
        ]
        rows += [
            (
                row.line,
                row.who or "",
                busy_line(row.busy, zone),
                _NOBODY if row.who else "say whose calendar it is",
            )
            for row in preview.unmatched
        ]
        self.found.show([(str(line), *words) for line, *words in sorted(rows)])
        self.problems.show([_problem(one) for one in preview.problems])
        asks = preview.needs_owner or bool(self.owner.currentData())
        self.owner.setVisible(asks)
        self._tables[0].setVisible(bool(rows))
        for part in (self._wrong, self._tables[1]):
            part.setVisible(bool(preview.problems))
        self._say(preview)
        self.fit()

    def _say(self, preview: BusyPreview) -> None:
        fresh = preview.fresh
        people = len({one.lead_id for one in fresh})
        said = [f"{_times(len(fresh))} of {_people(people)} would be kept"]
        known = len(preview.found) - len(fresh)
        said += [f"{_times(known)} kept already"] if known else []
        said += [f"{_times(len(preview.unmatched))} left out"] if preview.unmatched else []
        if preview.problems:
            said.append(f"{len(preview.problems)} to look at below")
        picture = "check-circle-fill" if fresh else "warning"
        tone = "verdict.may_share.ink" if fresh else "verdict.ask.ink"
        self.outlook.show_state("; ".join(said), picture, tone)
        self.keep.setEnabled(bool(fresh))
        self.keep.setText(f"Keep {_times(len(fresh))}" if fresh else "Keep them")
        self.keep.setAccessibleName(self.keep.text())
        self.keep.setToolTip("" if fresh else "Nothing in this file is new.")
        self.keep.updateGeometry()

    def _refuse_file(self, error: Exception, look: int) -> None:
        if look != self._look:
            return
        self._preview = None
        self.found.show(())
        self.problems.show(())
        self.outlook.show_state("", "warning")
        self.keep.setEnabled(False)
        self._refused(error)

    def _refused(self, error: Exception) -> None:
        self.refuse(str(error))

    def keep_all(self) -> None:
        """Keep all that is new; Undo takes it out again."""
        preview, service = self._preview, self._context.services.busy_times
        if preview is None or not preview.fresh:
            return
        people = len({one.lead_id for one in preview.fresh})
        self.keep.setEnabled(False)
        self._orders.do(
            minding(self._context.services.fitting, lambda: service.apply(preview)),
            lambda came: and_unfit(f"{_times(len(preview.fresh))} of {_people(people)} kept", came),
            lambda came: service.take_back(came.answer),
            then=lambda _: self.accept(),
            instead=self._stay,
        )

    def _stay(self, error: Exception) -> bool:
        self.refuse(str(error))
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a local file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Look at the dropped file."""
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        self.open_file(Path(local[0]))


def _problem(one: BusyProblem) -> Sequence[str]:
    title = f"“{one.title}”: " if one.title else ""
    line = str(one.line) if one.line else ""
    return line, one.column, f"{title}{one.words}. {one.kept} {one.advice}"


def _times(count: int) -> str:
    return "1 time" if count == 1 else f"{count:,} times"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _read(services: Services) -> _People:
    """Read whose calendar it may be; on the database thread."""
    return _People(services.leads.table(), services.settings.get().event.zone)
