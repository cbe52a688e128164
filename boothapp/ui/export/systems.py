"""For which system: the kinds of files side by side, one of them chosen."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from boothapp.domain.presets import Preset
from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.enter import PushButton

_COLUMNS = 2
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_COLUMNS,
    Qt.Key.Key_Down: _COLUMNS,
}


class SystemButton(PushButton):
    """A picture and a name; a tick where it is chosen, a caret where it opens something."""

    moved = Signal(int)
    """An arrow asks for the neighbour so many places away."""

    def __init__(self, title: str, icon: str, *, opens: bool = False) -> None:
        super().__init__(title)
        self._picture, self._opens = icon, opens
        self.setCheckable(not opens)
        self.setAccessibleName(title)
        self.setAccessibleDescription("For which system")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Picture, word and tick."""
        width = painting.text_width(self.text(), "body", 600)
        return QSize(round(width) + 68, theme.size("height.control"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A long name is cut, and told in the tooltip."""
        return QSize(100, theme.size("height.control"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint the row."""
        painter, where = painting.painter_for(self), QRectF(self.rect())
        chosen = self.isChecked()
        fill = "accent_soft" if chosen else "hover" if self.underMouse() else None
        painting.box(painter, where, fill=fill)
        if self.hasFocus():
            painting.box(painter, where, outline="focus_ring", width=2)
        ink = "on_accent_soft" if chosen else "text" if self.isEnabled() else "disabled"
        side, middle = theme.size("icon.size"), where.height() / 2
        quiet = "text_secondary" if self.isEnabled() else "disabled"
        spot = QRectF(10, middle - side / 2, side, side)
        icons.paint(painter, self._picture, ink if chosen else quiet, spot)
        room = where.adjusted(10 + side + 10, 0, -28 if chosen or self._opens else -6, 0)
        weight = 600 if chosen else 400
        painting.words(painter, room, self.text(), "body", ink, weight=weight)
        cut = painting.text_width(self.text(), "body", weight) > room.width()
        self.setToolTip(self.text() if cut else "")
        mark = "check" if chosen else "caret-right" if self._opens else ""
        if mark:
            end = QRectF(where.right() - 24, middle - 7, 14, 14)
            icons.paint(painter, mark, ink if chosen else quiet, end)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go to a neighbour."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class SystemGrid(QWidget):
    """`picked` carries the id of the preset that somebody chose, `own_wanted` asks for columns."""

    picked = Signal(str)
    own_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("For which system")
        self.buttons: dict[str, SystemButton] = {}
        self.own = SystemButton("Own columns", "sliders", opens=True)
        self.own.clicked.connect(self.own_wanted)
        self.own.moved.connect(lambda step: self._go(len(self.buttons), step))
        self._chosen = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)

    @property
    def chosen(self) -> str:
        """The id of what is chosen."""
        return self._chosen

    def show_presets(self, presets: Mapping[str, Preset], chosen: str) -> None:
        """Offer these, one of them chosen; what is offered already stays as it is."""
        if list(presets) != list(self.buttons):
            self._fill(presets)
        self._mark(chosen if chosen in presets else next(iter(presets)))

    def _fill(self, presets: Mapping[str, Preset]) -> None:
        had = next((key for key, button in self.buttons.items() if button.hasFocus()), None)
        for button in self.buttons.values():
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}
        for number, (key, preset) in enumerate(presets.items()):
            icon = preset.icon if icons.is_drawn(preset.icon) else "sliders"
            button = self.buttons[key] = SystemButton(preset.title, icon)
            button.clicked.connect(lambda _=False, key=key: self._choose(key))
            button.moved.connect(lambda step, at=number: self._go(at, step))
            self._grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        rows = -(-len(presets) // _COLUMNS)
        self._grid.addWidget(self.own, rows, 0, 1, _COLUMNS)
        order: Sequence[QWidget] = [*self.buttons.values(), self.own]
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)
        if had in self.buttons:
            self.buttons[had].setFocus()

    def _go(self, at: int, step: int) -> None:
        """The focus goes to a neighbour; Space chooses it."""
        order: Sequence[QWidget] = [*self.buttons.values(), self.own]
        there = min(at + step, len(order) - 1) if step > 1 else at + step
        if 0 <= there < len(order) and there != at:
            order[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, key: str) -> None:
        self._mark(key)
        self.picked.emit(key)

    def _mark(self, chosen: str) -> None:
        self._chosen = chosen
        for key, button in self.buttons.items():
            button.setChecked(key == chosen)
