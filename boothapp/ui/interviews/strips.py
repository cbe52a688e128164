"""Lines between the head and the day: what they look like, and that the day stays where it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.enter import pressed_with

_GAP = 8


@contextmanager
def in_place(page: QWidget, view: QAbstractScrollArea) -> Iterator[None]:
    """What lies above the day may become higher meanwhile: the day scrolls by as much."""

    def top() -> int:
        return view.mapTo(page, QPoint()).y()

    before = top()
    yield
    layout = page.layout()
    if layout is not None and page.isVisible():
        layout.activate()
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + top() - before)


class Strip(QWidget):
    """A line with a soft ground in a verdict's colour; add to `row`."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 5, 12, 6)
        self.row.setSpacing(_GAP)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ground, and a hairline below it."""
        painter = painting.painter_for(self)
        painter.fillRect(self.rect(), theme.color(f"verdict.{self._tone}.soft"))
        line = self.rect().adjusted(0, self.height() - 1, 0, 0)
        painter.fillRect(line, theme.color("border"))


class StripLine(QAbstractButton):
    """A picture and a sentence that can be pressed; what does not fit is in the tooltip."""

    def __init__(self, tone: str, help_text: str = "") -> None:
        super().__init__()
        self._ink, self._picture = f"verdict.{tone}.on_soft", ""
        self.words = ""  # not Qt's own text: an & in a name would become a key
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if help_text else Qt.FocusPolicy.NoFocus)
        self.setAccessibleDescription(help_text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if help_text:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say(self, text: str, icon: str) -> None:
        """Say something else."""
        self._picture, self.words = icon, text
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room, as high as a small button."""
        return QSize(160, theme.size("height.control_s"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few words."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter as well as Space."""
        if not pressed_with(event, self):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint picture, sentence and ring."""
        painter, where = painting.painter_for(self), QRectF(self.rect())
        side = theme.size("icon.size")
        spot = QRectF(4, (where.height() - side) / 2, side, side)
        if self._picture:
            icons.paint(painter, self._picture, self._ink, spot)
        room = where.adjusted(spot.right() + _GAP, 0, -4, 0)
        painting.words(painter, room, self.words, "body", self._ink, weight=500)
        cut = painting.text_width(self.words, "body", 500) > room.width()
        self.setToolTip(self.words if cut else self.accessibleDescription())
        if self.hasFocus():
            painting.box(painter, where, outline="focus_ring", width=2)
