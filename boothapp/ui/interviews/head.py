"""The line above the day: which day, whose time, how large, and what can be done."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boothapp.domain.event import EventInfo
from boothapp.ui.interviews.day_switch import DaySwitch
from boothapp.ui.interviews.head_tools import HeadTools
from boothapp.ui.interviews.wording import times_in
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import ElidedLabel, Label


class InterviewsHead(QWidget):
    """In a narrow window its words become fewer; nothing is cut."""

    def __init__(self, tools: HeadTools) -> None:
        super().__init__()
        self._shown: tuple[EventInfo, date] | None = None
        self.tools, self.days = tools, DaySwitch()
        self.zone = ElidedLabel(tone="muted")
        self.block = Button("Block time", icon="prohibit-bold", key="K")
        self.fill = Button("Fill automatically", icon="sparkle", key="F")
        for button in (self.block, self.fill):
            button.setMinimumWidth(theme.size("height.control"))  # at least its picture
        self.block.setToolTip("Block time: keep a room free, once or every day (K)")
        self.fill.setToolTip("Fill automatically: find places for everybody who waits (F)")
        self.next = Button("Next free", kind="primary", icon="door-open", key="W")
        self.next.setMinimumWidth(self.next.sizeHint().width())  # its longer name gives way
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 11, 16, 11)
        self._row.setSpacing(12)
        self._row.addWidget(Label("Interviews", font="title"))
        self._row.addSpacing(8)
        self._row.addWidget(self.days)
        self._row.addWidget(self.zone, 1)
        self._row.addWidget(tools)
        self._row.addWidget(self.block)
        self._row.addWidget(self.fill)
        self._row.addWidget(self.next)

    def show_day(self, event: EventInfo, day: date) -> None:
        """Offer the days of the event, one of them chosen."""
        self._shown = event, day
        self.days.show_days(event.days, day)
        self._fit(self.width())
        # A new row of days has no size yet: it is shown with the next events.
        QTimer.singleShot(0, self, lambda: self._fit(self.width()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Words are measured in the window's type, which a widget has from now on."""
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: self._fit(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Say as much as there is room for."""
        self._fit(event.size().width())
        super().resizeEvent(event)

    def _fit(self, width: int) -> None:
        if self._shown is None:
            return
        whole, short = (times_in(*self._shown, short=short) for short in (False, True))
        for zone, block, fill, keys in (
            (whole, "Block time", "Fill automatically", True),
            (whole, "Block", "Fill", True),
            (short, "Block", "Fill", False),
            (short, "", "", False),
            ("", "", "", False),  # the hours still say it
        ):
            self.zone.set_text(zone)
            self.block.setText(block)
            self.fill.setText(fill)
            self.next.setText("Next free room" if block else "Next free")
            self.block.show_key("K" if keys else "")
            self.fill.show_key("F" if keys else "")
            if self.tools.fit_into(self._row, width):
                return
