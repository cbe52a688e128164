"""Where the parts of the Interviews page stand."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from boothapp.ui.widgets.card import Line


def lay_out_desk(
    desk: QWidget, head: QWidget, strips: QWidget, left: QWidget, bar: QWidget, day: QStackedWidget
) -> None:
    """Head and strips on top, who waits at the left, the bar and the day at the right."""
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(bar)
    right.addWidget(day, 1)
    body = QHBoxLayout()
    body.setSpacing(0)
    body.addWidget(left)
    body.addWidget(Line(upright=True))
    body.addLayout(right, 1)
    layout = QVBoxLayout(desk)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(head)
    layout.addWidget(Line())
    layout.addWidget(strips)
    layout.addLayout(body, 1)
