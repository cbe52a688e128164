"""What scrolls: with a name and a ring where Tab stops at it, with neither where it does not."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

from boothapp.ui.widgets.card import Line


def ringed(area: QAbstractScrollArea, name: str) -> None:
    """Tab stops here, so a screen reader says `name`, and a ring (window.qss) shows the focus."""
    area.setAccessibleName(name)
    area.setProperty("ring", True)


def scroll_of(content: QWidget, name: str = "") -> QScrollArea:
    """Scroll `content` up and down.

    Text needs a `name`: the arrows scroll it once Tab stopped here. Without one Tab goes on to the
    controls in `content`, which are brought into sight as they get the focus.
    """
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if name:
        ringed(area, name)
    else:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def edge_of(area: QScrollArea) -> Line:
    """A hairline to lay out above `area`: there while some of its content is scrolled under it."""
    edge = Line()
    policy = edge.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    edge.setSizePolicy(policy)
    edge.hide()
    area.verticalScrollBar().valueChanged.connect(lambda value: edge.setVisible(value > 0))
    return edge


def bring_in_sight(widget: QWidget) -> None:
    """Scroll what holds `widget` so that all of it is seen, its upper end if it is too high."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    content = area.widget() if area is not None else None
    if area is not None and content is not None:
        top = widget.mapTo(content, QPoint(0, 0)).y()
        for y in (top + widget.height(), top):
            area.ensureVisible(0, y, 0, 8)
