"""A control with its label above it and, when something is wrong, a sentence below it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from boothapp.ui.forms.controls import Compound
from boothapp.ui.widgets.labels import Label


class Field(QWidget):
    """Label, control and problem as one; the label names the control to screen readers too."""

    def __init__(
        self, label: str, control: QWidget, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._problem = Label(font="caption", tone="error", wrap=True)
        self._problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._head = Label(label, font="caption", tone="muted", wrap=True)
        self._spoken = _spoken(control)
        self._head.setBuddy(self._spoken)
        layout.addWidget(self._head)
        layout.addWidget(control)
        if hint:
            layout.addWidget(Label(hint, font="caption", tone="muted", wrap=True))
        layout.addWidget(self._problem)
        self._spoken.setAccessibleName(label)
        self._spoken.setAccessibleDescription(hint)

    def rename(self, label: str) -> None:
        """Ask for something else."""
        self._head.setText(label)
        self._spoken.setAccessibleName(label)

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the value; an empty sentence takes it back."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.control.setProperty("error", bool(sentence))
        self.control.style().polish(self.control)
        self.control.update()
        window = self.window()
        if sentence and isinstance(window, QDialog):
            QTimer.singleShot(0, window, lambda: make_room(window))

    def reconsider(self, sentence: str) -> None:
        """While something is typed: another sentence in place of the one that is said, or none.

        What was not complained of yet is left in peace.
        """
        if self.complaint and self.complaint != sentence:
            self.complain(sentence)

    @property
    def complaint(self) -> str:
        """What is said to be wrong, empty while nothing is."""
        return self._problem.text()


def _spoken(control: QWidget) -> QWidget:
    """The part of a control that has the focus, and that a screen reader names."""
    return control.part if isinstance(control, Compound) else control.focusProxy() or control


def make_room(dialog: QDialog) -> None:
    """Grow for what came in; a window of its own does not do it for words that wrap."""
    layout = dialog.layout()
    if layout is not None and layout.hasHeightForWidth():
        needed = layout.totalHeightForWidth(dialog.width())
        dialog.resize(dialog.width(), max(dialog.height(), needed))
