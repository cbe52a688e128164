"""Tab follows the eye: Qt goes by the order in which things were made, and lines come later."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def in_reading_order(root: QWidget) -> None:
    """Let Tab go through everything in `root` as its layouts lay it out."""
    layout = root.layout()
    found = list(_controls(layout)) if layout is not None else []
    for one, following in pairwise(found):
        QWidget.setTabOrder(one, following)


def _controls(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and widget.focusProxy() is None:
                yield widget
            inner = widget.layout()
        if inner is not None:
            yield from _controls(inner)
