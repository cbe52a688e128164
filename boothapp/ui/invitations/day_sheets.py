"""Day sheets on paper (PDF), and a calendar of many interviews: whose, which day, for whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from boothapp.domain.day_sheets import Paper, SheetKind
from boothapp.domain.event import EventInfo
from boothapp.domain.exporting import ExportRecord
from boothapp.services.bundle import Services
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import Label

_KINDS = (
    (SheetKind.ROOM.value, "Rooms"),
    (SheetKind.INTERVIEWER.value, "Interviewers"),
    (SheetKind.CANDIDATE.value, "Candidates"),
)
_PAPERS = ((Paper.A4.value, "A4"), (Paper.LETTER.value, "Letter"))
_ALL = "All of them"
_LONGEST = 300  # characters; longer is a paste gone wrong
_HINT = "Who will hold the paper or the file: a person, a door, a system. It goes on record."


@dataclass(frozen=True, slots=True)
class _Known:
    event: EventInfo
    today: date
    rooms: tuple[tuple[str, str], ...]
    """Ids and names."""
    interviewers: tuple[tuple[str, str], ...]


class DaySheetsDialog(PlainDialog):
    """Stays open: a booth wants several of them."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Day sheets and calendars", 560, parent)
        self._context = context
        self._known: _Known | None = None
        self.kind = Segmented(_KINDS, name="Sheets for")
        self.kind.set_value(SheetKind.ROOM.value)
        self.day, self.only = Select("Day", icon="calendar"), Select("Which")
        self.paper = Segmented(_PAPERS, name="Paper")
        self.paper.set_value(Paper.usual(QLocale.system().name()).value)
        self.recipient = QLineEdit()
        self.recipient.setMaxLength(_LONGEST)
        self.who = Field("Recipient", self.recipient, hint=_HINT)
        self.sheets = Button("Save sheets…", kind="primary", icon="file")
        self.calendar = Button("Calendar file…", icon="calendar")
        self._build()
        context.tasks.run(lambda: _read(context.services), self._show, self._refused)

    def _build(self) -> None:
        text = "One page for each, with their interviews of the day. A calendar file has all days."
        self.body.addWidget(Label(text, tone="muted", wrap=True))
        for left, right in (
            (Field("Sheets for", self.kind), Field("Which", self.only)),
            (Field("Day", self.day), Field("Paper", self.paper)),
        ):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(left, 1)
            row.addWidget(right, 1)
            self.body.addLayout(row)
        self.body.addWidget(self.who)
        self.body.addStretch()
        self.foot.addWidget(self.calendar)
        self.foot.addWidget(self.sheets)
        self.kind.picked.connect(self._show_which)
        self.only.currentIndexChanged.connect(self._dress)
        self.sheets.clicked.connect(self._choose_sheets)
        self.calendar.clicked.connect(self._choose_calendar)
        self.fit()

    def _show(self, known: _Known) -> None:
        self._known = known
        for day in known.event.days:
            self.day.addItem(f"{day:%A} {day.day} {day:%B}", day)
        nearest = known.event.nearest(known.today)
        self.day.setCurrentIndex(list(known.event.days).index(nearest))
        self._show_which()
        self.recipient.setFocus()
        self.fit()

    def _show_which(self) -> None:
        known = self._known
        if known is None:
            return
        found = {SheetKind.ROOM: known.rooms, SheetKind.INTERVIEWER: known.interviewers}
        self.only.clear()
        self.only.addItem(_ALL, "")
        for key, name in found.get(self._kind, ()):
            self.only.addItem(name, key)
        self.only.setEnabled(self.only.count() > 1)
        self._dress()

    def _dress(self) -> None:
        """No calendar is written of candidates: each has an invitation of their own."""
        for_candidates = self._kind is SheetKind.CANDIDATE
        self.calendar.setEnabled(not for_candidates)
        why = "Candidates get invitations of their own."
        self.calendar.setToolTip(why if for_candidates else "All days, as a calendar file (.ics)")

    @property
    def _kind(self) -> SheetKind:
        return SheetKind(self.kind.value or SheetKind.ROOM.value)

    def _recipient(self) -> str:
        """Who holds it; empty after saying that it is missing."""
        found = " ".join(self.recipient.text().split())
        self.who.complain("" if found else "Say who will hold it.")
        if not found:
            self.recipient.setFocus()
        return found

    def _choose_sheets(self) -> None:
        recipient, day = self._recipient(), self.day.currentData()
        if not recipient or self._known is None:
            return
        name = opening.proposed(f"{self._kind.value}-sheets-{day}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the sheets", name, "PDF (*.pdf)")
        if chosen:
            self.save_sheets(Path(chosen), recipient)

    def save_sheets(self, path: Path, recipient: str) -> None:
        """Write what is chosen as one PDF."""
        kind, day, only = self._kind, self.day.currentData(), self.only.currentData()
        paper = Paper(self.paper.value or Paper.A4.value)
        service = self._context.services.timetables
        self._write(
            path,
            lambda: service.write_sheets(
                path, kind, day, recipient, only=(only,) if only else (), paper=paper
            ),
        )

    def _choose_calendar(self) -> None:
        recipient = self._recipient()
        if not recipient:
            return
        name = opening.proposed("interviews.ics")
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the calendar", name, "iCalendar (*.ics)"
        )
        if chosen:
            self.save_calendar(Path(chosen), recipient)

    def save_calendar(self, path: Path, recipient: str) -> None:
        """Write the interviews of all days, of a room or of an interviewer where one is chosen."""
        kind, only = self._kind, self.only.currentData() or ""
        service = self._context.services.timetables
        self._write(
            path,
            lambda: service.write_calendar(
                path,
                recipient,
                room_id=only if kind is SheetKind.ROOM else "",
                interviewer_id=only if kind is SheetKind.INTERVIEWER else "",
            ),
        )

    def _write(self, path: Path, order: Callable[[], ExportRecord]) -> None:
        self._context.tasks.run(order, lambda record: self._written(path, record), self._refused)

    def _written(self, path: Path, record: ExportRecord) -> None:
        self.refuse("")
        toasts = self._context.toasts
        toasts.show(
            f"{path.name} was saved for {record.recipient}. It is in the ledger of exports.",
            action=("Open folder", lambda: opening.open_folder(path.parent, toasts)),
            kind="done",
        )

    def _refused(self, error: Exception) -> None:
        self.refuse(str(error))


def _read(services: Services) -> _Known:
    """Read what can be chosen; on the database thread."""
    settings = services.settings.get()
    return _Known(
        settings.event,
        settings.event.local(services.now()).date(),
        tuple((room.id, room.name) for room in settings.rooms),
        tuple((who.id, who.name) for who in settings.interviewers),
    )
