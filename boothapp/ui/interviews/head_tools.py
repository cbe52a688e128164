"""Beside the days: how large the hours are, and taking back and doing again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from boothapp.ui.history import History
from boothapp.ui.interviews.zoom import Zoom
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.toasts import Toasts

_GAP = 2
_APART = 10  # between the hours' buttons and the orders'
_UNDO, _REDO = ("Undo", "Ctrl+Z"), ("Redo", "Ctrl+Y")


class HeadTools(QWidget):
    """In a narrow head the keys' caps go first, then the words: the pictures stay, with names."""

    def __init__(
        self, zoom: Zoom, history: History, toasts: Toasts, put_back: Callable[[], bool]
    ) -> None:
        """`put_back` lets go of what is carried; False where nothing is."""
        super().__init__()
        self._history, self._toasts, self._put_back = history, toasts, put_back
        self.smaller = _picture("magnifying-glass-minus", "Lower hours (Ctrl+−)")
        self.fit = _picture("arrows-in-line-vertical", "Whole day (Ctrl+0)")
        self.larger = _picture("magnifying-glass-plus", "Higher hours (Ctrl++)")
        self.undo = Button(kind="ghost", icon="arrow-counter-clockwise")
        self.redo = Button(kind="ghost", icon="arrow-clockwise")
        self.smaller.clicked.connect(lambda: zoom.smaller())
        self.fit.clicked.connect(lambda: zoom.fit())
        self.larger.clicked.connect(lambda: zoom.larger())
        self.undo.clicked.connect(lambda: put_back() or history.undo())
        self.redo.clicked.connect(history.redo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for button in (self.smaller, self.fit, self.larger):
            row.addWidget(button)
        row.addSpacing(_APART)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._dress(2)
        self._least = row.sizeHint()
        self._dress(0)
        history.changed.connect(self._show_history)
        self._show_history()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Z takes back this page's orders while it is in front."""
        super().showEvent(event)
        self._toasts.first, self._toasts.further = self._put_back, self._history.undo

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Other pages have their notices only."""
        super().hideEvent(event)
        self._toasts.first = self._toasts.further = None

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The pictures, whatever the form of now: or else the window could not become narrower."""
        return self._least

    def fit_into(self, head: QLayout, width: int) -> bool:
        """Take the largest form with which a head is no wider than `width`, if there is any."""
        for form in (0, 1, 2):
            self._dress(form)
            self.updateGeometry()
            head.invalidate()
            if head.sizeHint().width() <= width:
                return True
        return False

    def _dress(self, form: int) -> None:
        for button, (word, key) in ((self.undo, _UNDO), (self.redo, _REDO)):
            button.setText(word if form < 2 else "")
            button.show_key(key if form < 1 else "")

    def _show_history(self) -> None:
        for button, (word, key), said in (
            (self.undo, _UNDO, self._history.next_undo),
            (self.redo, _REDO, self._history.next_redo),
        ):
            button.setEnabled(bool(said))
            button.setAccessibleName(word)
            nothing = f"Nothing to {word.lower()}."
            button.setToolTip(f"{word} ({key}): {said}" if said else nothing)
            button.setAccessibleDescription(said or nothing)


def _picture(icon: str, name: str) -> Button:
    button = Button(kind="ghost", icon=icon)
    button.setAccessibleName(name.partition(" (")[0])
    button.setToolTip(name)
    return button
