"""Small questions about the leads that are ticked: which tag, which next step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from boothapp.domain.desk_lists import MAX_TAG
from boothapp.services.bulk import LONGEST_STEP
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.forms.controls import DayEdit, FieldBox
from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.checks import CheckBox


class TagDialog(PlainDialog):
    """Which tag; `added` and `removed` carry it."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, count: int, tags: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("Tag leads", 420, parent)
        self.headline.setText("Tag 1 lead" if count == 1 else f"Tag {count:,} leads")
        self.line = QLineEdit()
        self.line.setMaxLength(MAX_TAG)
        completer = QCompleter(list(tags), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self.body.addWidget(Field("Tag", self.line))
        self.take = Button("Take it off")
        self.add = self.order = Button("Add", kind="primary", key="Enter")
        self.add.clicked.connect(lambda: self._leave(self.added))
        self.take.clicked.connect(lambda: self._leave(self.removed))
        self.line.returnPressed.connect(self.add.click)
        self.foot.addWidget(self.take)
        self.foot.addWidget(self.add)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.focus_first()

    def _leave(self, said: object) -> None:
        tag = self.line.text().strip()
        if not tag:
            self.refuse("Write a tag.")
            self.line.setFocus()
            return
        said.emit(tag)  # type: ignore[attr-defined] # a bound signal
        self.accept()


class StepDialog(PlainDialog):
    """What is done next, and by which day; `chosen` carries both. No words take it off."""

    chosen = Signal(str, object)

    def __init__(
        self,
        count: int,
        today: date,
        step: str = "",
        day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Next step", 460, parent)
        self.headline.setText("Next step" if count == 1 else f"Next step of {count:,} leads")
        self.line = QLineEdit(step)
        self.line.setMaxLength(LONGEST_STEP)
        self.line.setPlaceholderText("Send the paper, call back …")
        self.dated = CheckBox("By")
        self.dated.setAccessibleName("With a day")
        self.day = DayEdit()
        self.day.set_value(day or today + timedelta(days=1))  # today would be due at once
        box = FieldBox(self.day)
        self.day.setAccessibleName("Day of the next step")
        self.dated.setChecked(day is not None)
        box.setEnabled(day is not None)
        self.dated.toggled.connect(box.setEnabled)
        when = QWidget()
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.dated)
        row.addWidget(box, 1)
        self.body.addWidget(Field("What", self.line))
        self.body.addWidget(when)
        self.off = Button("No next step")
        self.off.clicked.connect(lambda: self._leave("", None))
        self.save = self.order = Button("Save", kind="primary", key="Enter")
        self.save.clicked.connect(self._save)
        self.line.returnPressed.connect(self.save.click)
        self.foot.addWidget(self.off)
        self.foot.addWidget(self.save)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.focus_first()

    def _save(self) -> None:
        if not self.line.text().strip():
            self.refuse("Say what is to be done, or take the step off.")
            self.line.setFocus()
            return
        chosen = self.day.value if self.dated.isChecked() else None
        self._leave(self.line.text(), chosen)

    def _leave(self, step: str, day: object) -> None:
        self.chosen.emit(step, day)
        self.accept()
