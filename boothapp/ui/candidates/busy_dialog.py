"""A candidate's own talks and posters: a list to add to, change and shorten; kept by Save."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.event import EventInfo
from boothapp.domain.people import BusyTime, LeadDetail
from boothapp.services.busy_times import BusyPreview
from boothapp.ui.candidates.busy_form import BusyForm, can_edit
from boothapp.ui.context import Context
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.interviews.candidate_words import busy_line
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.labels import Label, SectionHeading
from boothapp.ui.widgets.state_line import StateLine

_FILES = "Calendars and lists (*.ics *.ical *.csv *.tsv);;All files (*)"


class BusyDialog(PlainDialog):
    """`saved` carries all times. What stands in the form when Save is pressed is one of them."""

    saved = Signal(object)

    def __init__(
        self, context: Context, lead: LeadDetail, event: EventInfo, parent: QWidget | None = None
    ) -> None:
        super().__init__("Own talks and posters", 640, parent)
        self._context, self._lead, self._event = context, lead, event
        self.times: list[BusyTime] = list(lead.person.busy)
        self._changing: BusyTime | None = None
        self._form_open = False
        self.form = BusyForm(event)
        self._today = event.local(context.services.now()).date()
        self.add = Button("Add", icon="plus", size="s")
        self.take = Button("Add to the list", size="s", icon="check")
        self.drop = Button("Not this one", kind="ghost", size="s")
        self.bring = Button("Import calendar…", icon="calendar-plus")
        self.save = Button("Save the list", kind="primary")
        self.rows: list[tuple[Button | None, Button]] = []
        self.report = StateLine()
        self._build()
        self._show_times()

    def _build(self) -> None:
        self.headline.setText(f"When {self._lead.person.name or 'this lead'} cannot come")
        text = "Interviews are not put over their own talks and posters."
        self.body.addWidget(Label(text, tone="muted", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.body.addLayout(self._list)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch()
        self.body.addLayout(row)
        self.body.addWidget(self.report)
        self._place = self._form_place()
        self.body.addWidget(self._place)
        self.body.addStretch()
        self.leave.setText("Cancel")
        self.leave.setAccessibleName("Cancel")
        self.foot.insertWidget(0, self.bring)
        self.foot.addWidget(self.save)
        self.add.clicked.connect(self.begin)
        self.take.clicked.connect(self.take_in)
        self.drop.clicked.connect(self._close_form)
        self.bring.clicked.connect(self._choose_file)
        self.save.clicked.connect(self.keep)
        self._place.hide()

    def _form_place(self) -> QWidget:
        place = QWidget()
        self._what = SectionHeading("A new one")
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Line())
        column.addWidget(self._what)
        column.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(self.take)
        row.addWidget(self.drop)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(Line())  # what is below is about the whole list
        return place

    def _show_times(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.times.sort(key=lambda own: own.starts)
        self.rows = []
        for own in self.times:
            self._list.addWidget(self._row(own))
        if not self.times:
            self._list.addWidget(StateLine("None that are known here.", icon="calendar"))
        self.fit()

    def _row(self, own: BusyTime) -> QWidget:
        row = QWidget()
        words = busy_line(own, self._event.zone)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        line = StateLine(words, icon="presentation", font="body")
        layout.addWidget(line, 1, Qt.AlignmentFlag.AlignVCenter)
        edit: Button | None = None
        if can_edit(own, self._event):
            edit = _small("pencil-simple", f"Change: {words}")
            edit.clicked.connect(partial(self.change, own))
            layout.addWidget(edit)
        remove = _small("trash", f"Remove: {words}")
        remove.clicked.connect(partial(self.remove, own))
        layout.addWidget(remove)
        self.rows.append((edit, remove))
        return row

    def begin(self) -> None:
        """Fill in another one."""
        self._changing = None
        self.form.title.clear()
        self.form.place.clear()
        self.form.show_day(self._today)
        self._open_form("A new one", "Add to the list", "Not this one")

    def change(self, own: BusyTime) -> None:
        """Take one up to change it."""
        self._changing = own
        self.form.show_busy(own)
        self._open_form("Change it", "Take the change", "Leave it as it was")

    def _open_form(self, title: str, take: str, drop: str) -> None:
        self._form_open = True
        self._what.setText(title)
        self.take.setText(take)
        self.take.setAccessibleName(take)
        self.drop.setText(drop)
        self.drop.setAccessibleName(drop)
        self._place.show()
        self.add.setEnabled(False)
        self.form.title.setFocus()
        self.fit()

    def _close_form(self) -> None:
        self._form_open = False
        self._place.hide()
        self.add.setEnabled(True)
        self.add.setFocus()
        self.fit()

    def take_in(self) -> bool:
        """Put what was filled in into the list; False where something is wrong with it."""
        own = self.form.value()
        if own is None:
            return False
        if self._changing in self.times:
            self.times.remove(self._changing)
        if own not in self.times:
            self.times.append(own)
        self._close_form()
        self._show_times()
        return True

    def remove(self, own: BusyTime) -> None:
        """Take one off the list."""
        if own in self.times:
            self.times.remove(own)
        self._show_times()
        self.add.setFocus()

    def keep(self) -> None:
        """Hand all of them over."""
        if self._form_open and not self.take_in():
            return
        self.accept()
        self.saved.emit(tuple(self.times))

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Import a calendar", "", _FILES)
        if chosen:
            self.bring_in(Path(chosen))

    def bring_in(self, path: Path) -> None:
        """Read a file and put this person's times into the list; the rest is left out."""
        service = self._context.services.busy_times
        self._context.tasks.run(
            lambda: service.read(path, self._lead.id),
            self._show_read,
            lambda error: self.refuse(str(error)),
        )

    def _show_read(self, read: BusyPreview) -> None:
        own = [one.row.busy for one in read.found if one.lead_id == self._lead.id]
        fresh = [one for one in dict.fromkeys(own) if one not in self.times]
        self.times += fresh
        others = len(read.unmatched) + len(read.found) - len(own)
        said = [f"{len(fresh)} added to the list" if fresh else "Nothing in it is new"]
        said += [f"{others} are other people’s and were left out"] if others else []
        said += [str(problem) for problem in read.problems]
        self.refuse("")
        picture = "warning" if read.problems or others else "check-circle-fill"
        tone = "verdict.ask.ink" if read.problems or others else "verdict.may_share.ink"
        self.report.show_state("\n".join(said), picture, tone)
        self._show_times()


def _small(icon: str, name: str) -> Button:
    button = Button(kind="ghost", icon=icon, size="s", tone="text_secondary")
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
