"""Every day of the event, or some of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.ui.forms.time_words import day_word
from boothapp.ui.widgets.checks import CheckBox
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.flow import FlowLayout

_EVERY, _SOME = "every", "some"


class DaysEdit(QWidget):
    """`chosen` are the days, none of them for every day; `changed` when somebody chooses."""

    changed = Signal()

    def __init__(self, days: Sequence[date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.which = Segmented(((_EVERY, "Every day"), (_SOME, "Chosen days")), name="Days")
        self.which.set_value(_EVERY)
        self.which.picked.connect(self._switched)
        self.boxes: dict[date, CheckBox] = {}
        self._row = QWidget()
        self._flow = FlowLayout(self._row, gap=14)
        top = QHBoxLayout()
        top.addWidget(self.which)
        top.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._row)
        self._row.hide()
        for day in days:
            self._box(day)

    @property
    def chosen(self) -> tuple[date, ...]:
        """The days that are ticked; empty for every day."""
        if self.which.value == _EVERY:
            return ()
        return tuple(day for day, box in sorted(self.boxes.items()) if box.isChecked())

    @property
    def fault(self) -> str:
        """What is wrong with it, empty where nothing is."""
        none = self.which.value == _SOME and not self.chosen
        return "Choose a day, or every day." if none else ""

    def set_chosen(self, days: Iterable[date]) -> None:
        """Show these days; one that the event does not have (any more) comes to the others."""
        wanted = set(days)
        for day in sorted(wanted - self.boxes.keys()):
            self._box(day)
        for day, box in self.boxes.items():
            box.setChecked(day in wanted)
        self.which.set_value(_SOME if wanted else _EVERY)
        self._row.setVisible(bool(wanted))

    def _box(self, day: date) -> None:
        box = CheckBox(day_word(day))
        box.setAccessibleName(f"{day:%A} {day.day} {day:%B}")
        box.clicked.connect(self.changed)
        self.boxes[day] = box
        self._flow.addWidget(box)

    def _switched(self, which: object) -> None:
        self._row.setVisible(which == _SOME)
        self.changed.emit()
