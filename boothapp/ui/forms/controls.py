"""Fields for days and numbers: typed, or stepped with the arrow keys; the wheel scrolls.

They have no outline of their own (a style sheet breaks their inside): `FieldBox` paints it.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPaintEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting


class Compound(QWidget):
    """A control of several parts: `part` is the one that a label names.

    It is no focus proxy: QWidget.setTabOrder leaves what has one where it was, and Tab, coming
    there, goes back to the part.
    """

    part: QWidget


def show_text(edit: QLineEdit, text: str) -> None:
    """Show a text from its beginning; a long one would be seen from its end."""
    edit.setText(text)
    edit.setCursorPosition(0)


class FieldBox(Compound):
    """The outline around a control, as other fields have it: focus, error, disabled."""

    def __init__(self, edit: QAbstractSpinBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = self._edit = edit
        self.setFixedHeight(theme.size("height.control"))
        edit.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 8, 2)
        row.addWidget(edit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the focus of the control."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint ground and outline."""
        ring = self._edit.hasFocus()
        quiet = "focus_ring" if ring else "border_strong" if self.isEnabled() else "border"
        outline = "verdict.error.ink" if self.property("error") else quiet
        painting.box(
            painting.painter_for(self),
            QRectF(self.rect()),
            fill="surface",
            outline=outline,
            width=2 if ring else 1,
        )


def _shape(edit: QAbstractSpinBox) -> None:
    edit.setFrame(False)
    edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    edit.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)


class DayEdit(QDateEdit):
    """A day, with a calendar to open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QDate.currentDate(), parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("ddd d MMMM yyyy")
        _shape(self)
        calendar = self.calendarWidget()
        calendar.setHorizontalHeaderFormat(calendar.HorizontalHeaderFormat.SingleLetterDayNames)
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # red means an error here
            calendar.setWeekdayTextFormat(weekend, QTextCharFormat())

    @property
    def value(self) -> date:
        """What is shown."""
        return date(self.date().year(), self.date().month(), self.date().day())

    def set_value(self, value: date) -> None:
        """Show another day."""
        self.setDate(QDate(value.year, value.month, value.day))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The picture that opens the calendar."""
        where = QRectF(self.width() - 17, (self.height() - 16) / 2, 16, 16)
        icons.paint(painting.painter_for(self), "calendar", "text_secondary", where)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the page scroll instead."""
        event.ignore()


class NumberEdit(QSpinBox):
    """A whole number within bounds."""

    def __init__(
        self, value: int, least: int, most: int, suffix: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setValue(value)
        self.setSuffix(suffix)
        _shape(self)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the page scroll instead."""
        event.ignore()
