"""The line at the end of a list in Settings in which something new is named."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from boothapp.ui.widgets.buttons import Button


def add_line(column: QVBoxLayout, name: str, add: Callable[[], object]) -> QLineEdit:
    """Put the line and its button at the end of `column`; Enter and the button call `add`."""
    line = QLineEdit()
    line.setPlaceholderText(name)
    line.setAccessibleName(name)
    line.returnPressed.connect(add)
    button = Button("Add", icon="plus")
    button.setAccessibleName(name)
    button.clicked.connect(add)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(line, 1)
    row.addWidget(button)
    column.addLayout(row)
    return line
