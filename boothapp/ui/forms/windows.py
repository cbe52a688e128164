"""When a candidate can: a day or any, from and until; as many of these as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.needs import Window
from boothapp.ui.forms.durations import ClockLine
from boothapp.ui.forms.field import Field
from boothapp.ui.forms.time_words import day_word
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.fields import Select

_ANY_DAY = "Any day"


class WindowLine(QWidget):
    """One Window; `edited` when a field is left, `removed` when it is taken away."""

    edited = Signal()
    removed = Signal()

    def __init__(self, days: Sequence[date], window: Window, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        gone = () if window.day is None or window.day in days else (window.day,)
        self._days: tuple[date | None, ...] = (None, *sorted({*days, *gone}))
        self.day = Select("Day")
        self.day.addItems([day_word(day) if day else _ANY_DAY for day in self._days])
        self.day.setCurrentIndex(self._days.index(window.day))
        self.opens, self.closes = ClockLine("any time"), ClockLine("any time")
        self.opens.set_value(window.opens)
        self.closes.set_value(window.closes)
        self.from_, self.until = Field("From", self.opens), Field("Until", self.closes)
        remove = Button(kind="ghost", icon="trash", tone="text_secondary")
        remove.setAccessibleName("Remove this time")
        remove.setToolTip("Remove this time")
        remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        for field in (Field("Day", self.day), self.from_, self.until):
            row.addWidget(field, 1, top)
        tail = QVBoxLayout()
        tail.addSpacing(20)  # beside the controls, not beside their labels
        tail.addWidget(remove)
        tail.addStretch()
        row.addLayout(tail)
        self.day.activated.connect(lambda _: self.edited.emit())
        self.opens.editingFinished.connect(self.edited)
        self.closes.editingFinished.connect(self.edited)

    def value(self) -> Window | None:
        """Return the window, or None after saying beside the fields what is wrong."""
        opens, closes = self.opens.value, self.closes.value
        backwards = opens is not None and closes is not None and opens >= closes
        late = self.closes.fault or ("Before it begins." if backwards else "")
        self.from_.complain(self.opens.fault)
        self.until.complain(late)
        if self.opens.fault or late:
            return None
        return Window(self._days[self.day.currentIndex()], opens, closes)


class WindowsEdit(QWidget):
    """Any number of windows; `edited` when somebody changed one."""

    edited = Signal()

    def __init__(self, days: Sequence[date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = tuple(days)
        self.lines: list[WindowLine] = []
        self.add = Button("Add a time", icon="plus", size="s")
        self.add.setAccessibleName("Add a time when the candidate can")
        self.add.clicked.connect(self._add_next)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(row)

    def value(self) -> tuple[Window, ...] | None:
        """Return those that say something, or None where a line says what is wrong with it."""
        found = [line.value() for line in self.lines]
        whole = tuple(one for one in found if one is not None)
        return tuple(one for one in whole if one != Window()) if len(whole) == len(found) else None

    def set_windows(self, windows: Sequence[Window]) -> None:
        """Show these windows."""
        for line in tuple(self.lines):
            self._drop(line)
        for window in windows:
            self._append(window)

    def _add_next(self) -> None:
        self._append(Window()).day.setFocus(Qt.FocusReason.TabFocusReason)

    def _append(self, window: Window) -> WindowLine:
        line = WindowLine(self._days, window)
        line.edited.connect(self.edited)
        line.removed.connect(lambda: self._remove(line))
        self.lines.append(line)
        self._column.insertWidget(len(self.lines) - 1, line)
        return line

    def _remove(self, line: WindowLine) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop(line)
        self.edited.emit()

    def _drop(self, line: WindowLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
