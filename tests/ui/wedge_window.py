"""A window that tells on standard output what its keys did; driven from outside by test_wedge."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from boothapp.ui.wedge import KeyboardWedge


def main(snapshot: Path, focus: str) -> None:
    """Show the window and write its state to `snapshot` ten times a second."""
    app = QApplication([])
    window = QWidget()
    window.setWindowTitle("wedge")
    note, line, button = QPlainTextEdit(), QLineEdit(), QPushButton("Save")
    column = QVBoxLayout(window)
    state: dict[str, list[str]] = {"scans": [], "shortcuts": [], "presses": []}
    for widget in (note, line, button):
        column.addWidget(widget)
    for letter in "YN123BW":
        shortcut = QShortcut(QKeySequence(letter), window)
        shortcut.activated.connect(lambda letter=letter: state["shortcuts"].append(letter))
    for end in ("Return", "Enter"):
        shortcut = QShortcut(QKeySequence(end), window)
        shortcut.activated.connect(lambda: state["shortcuts"].append("Enter"))
    button.clicked.connect(lambda: state["presses"].append("Save"))
    window.show()
    {"note": note, "line": line, "button": button}[focus].setFocus()
    wedge = KeyboardWedge(window)
    wedge.scanned.connect(state["scans"].append)

    def tell() -> None:
        found = {**state, "note": note.toPlainText(), "line": line.text()}
        found["focus"] = type(app.focusWidget()).__name__
        partial = snapshot.with_suffix(".part")
        partial.write_text(json.dumps(found), "utf-8")
        partial.replace(snapshot)

    timer = QTimer(window, interval=100)
    timer.timeout.connect(tell)
    timer.start()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
