"""Runs the real BoothApp and writes down, a few times a second, what is on screen and where.

    python -m tests.e2e.probe SNAPSHOT.json [boothapp arguments]

The tests drive the window from outside, with xdotool on a real X server; this only looks. It is
what a screen reader would be told: names, values and places.
"""

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QPoint, QRect, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from boothapp.app import run

_EVERY_MS = 100


def snapshot() -> dict[str, Any]:
    """All widgets in sight with name, words and global rectangle; the cells of item views too."""
    widgets = [one for one in QApplication.allWidgets() if not one.visibleRegion().isEmpty()]
    focus = QApplication.focusWidget()
    return {
        "focus": _described(focus) if focus is not None else None,
        "widgets": [_described(widget) for widget in widgets],
        "cells": [
            cell for view in widgets if isinstance(view, QAbstractItemView) for cell in _cells(view)
        ],
    }


def _described(widget: QWidget) -> dict[str, Any]:
    return {
        "class": type(widget).__name__,
        "name": widget.accessibleName(),
        "object": widget.objectName(),
        "text": _text(widget),
        "enabled": widget.isEnabled(),
        "rect": _rect(widget, widget.rect()),
    }


def _text(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton | QLabel | QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    return widget.accessibleDescription()


def _cells(view: QAbstractItemView) -> list[dict[str, Any]]:
    model = view.model()
    if model is None:
        return []
    found = []
    # Qt keeps a list model's number of columns to itself.
    columns = 1 if isinstance(model, QAbstractListModel) else min(model.columnCount(), 20)
    for row in range(min(model.rowCount(), 200)):
        for column in range(columns):
            index = model.index(row, column)
            where = view.visualRect(index)
            if where.isValid() and view.viewport().rect().intersects(where):
                said = index.data(11) or index.data(0)  # AccessibleTextRole, else DisplayRole
                found.append(
                    {
                        "view": view.accessibleName() or type(view).__name__,
                        "row": row,
                        "column": column,
                        "text": str(said or ""),
                        "rect": _rect(view.viewport(), where),
                    }
                )
    return found


def _rect(widget: QWidget, inside: QRect) -> list[int]:
    corner = widget.mapToGlobal(QPoint(inside.x(), inside.y()))
    return [corner.x(), corner.y(), inside.width(), inside.height()]


def main() -> int:
    """Start looking, then run the program as its command line would."""
    target, *arguments = sys.argv[1:]
    app = QApplication([])

    def write() -> None:
        fresh = Path(f"{target}.new")
        fresh.write_text(json.dumps(snapshot()))
        fresh.replace(target)

    timer = QTimer(app, interval=_EVERY_MS)
    timer.timeout.connect(write)
    timer.start()
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
