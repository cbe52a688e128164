"""A control with its label above it and, when something is wrong, a sentence below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


class Field(QWidget):
    """Label, control and problem as one; the label names the control to screen readers too."""

    def __init__(
        self, label: str, control: QWidget, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._problem = _line(role="error")
        self._problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        head = _line(label, role="muted")
        head.setBuddy(control)
        layout.addWidget(head)
        layout.addWidget(control)
        if hint:
            layout.addWidget(_line(hint, role="muted"))
        layout.addWidget(self._problem)
        control.setAccessibleName(label)
        control.setAccessibleDescription(hint)

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the value; an empty sentence takes it back."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.control.setProperty("invalid", bool(sentence))
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)

    @property
    def complaint(self) -> str:
        """What is said to be wrong, empty while nothing is."""
        return self._problem.text()


def _line(text: str = "", *, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
