"""Which day of the event is shown: side by side while they are few, else a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.fields import Select

_SIDE_BY_SIDE = 7


class DaySwitch(QWidget):
    """`picked` carries the day that a person chose."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[date, ...] = ()
        self._control: Segmented | Select | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_days(self, days: tuple[date, ...], shown: date) -> None:
        """Offer the days of an event, one of them chosen."""
        if days != self._days:
            self._days = days
            self._build()
        if isinstance(self._control, Segmented):
            self._control.set_value(shown.isoformat())
        elif self._control is not None:
            self._control.setCurrentIndex(days.index(shown))

    def show_new(self, counts: Mapping[date, int]) -> None:
        """Say how many interviews are new on each day; days without any are named alone."""
        for number, day in enumerate(self._days):
            count = counts.get(day, 0)
            text = f"{self._word(day)}  +{count}" if count else self._word(day)
            if isinstance(self._control, Segmented):
                button = self._control.buttons[number]
                button.setText(text)
                button.setAccessibleName(f"{self._word(day)}, {count} new" if count else text)
                button.updateGeometry()
            elif self._control is not None:
                self._control.setItemText(number, text)

    def day_at(self, where: QPoint) -> date | None:
        """Return the day whose button lies at a point of the screen."""
        if not isinstance(self._control, Segmented):
            return None
        for button in self._control.buttons:
            if button.rect().contains(button.mapFromGlobal(where)):
                return date.fromisoformat(button.value)
        return None

    def beside(self, shown: date, step: int) -> date | None:
        """Return the day `step` days on, None beyond the event."""
        number = self._days.index(shown) + step if shown in self._days else -1
        return self._days[number] if 0 <= number < len(self._days) else None

    def _build(self) -> None:
        if self._control is not None:
            self._layout.removeWidget(self._control)
            self._control.deleteLater()
        if len(self._days) <= _SIDE_BY_SIDE:
            row = Segmented([(day.isoformat(), self._word(day)) for day in self._days], name="Day")
            row.picked.connect(lambda value: self.picked.emit(date.fromisoformat(value)))
            self._control = row
        else:
            box = Select("Day")
            for day in self._days:
                box.addItem(self._word(day), day)
            box.activated.connect(lambda number: self.picked.emit(self._days[number]))
            self._control = box
        self._layout.addWidget(self._control)

    def _word(self, day: date) -> str:
        word = f"{day:%a} {day.day}"
        return word if len(self._days) <= _SIDE_BY_SIDE else f"{word} {day:%B}"
