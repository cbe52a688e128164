"""The day of interviews: every booking and free slot is a cell, for all senses.

The view shows and moves a cursor; what a press means is decided by the page (`chosen`).
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QPersistentModelIndex, QPoint
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from boothapp.ui.interviews.cursor import Cell
from boothapp.ui.interviews.day_cells import DayCells
from boothapp.ui.interviews.day_layers import DayLayers, MovingScene, StandingScene
from boothapp.ui.interviews.day_model import DayModel, Index
from boothapp.ui.interviews.geometry import DayGeometry
from boothapp.ui.interviews.placing import Placing


class DayView(DayCells):
    """Paints the cells, the present and where somebody would go."""

    def __init__(self, model: DayModel, placing: Placing, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._placing = placing
        self._hovered = QPersistentModelIndex()
        self._layers = DayLayers()
        self._standing: StandingScene | None = None
        self.setMouseTracking(True)
        self.laid_out.connect(self._spoil)
        placing.changed.connect(self._spoil)
        placing.aimed.connect(self.viewport().update)

    def set_now(self, now: datetime) -> None:
        """Draw the line of the present time; nothing is drawn on other days."""
        self._now = now
        self._gutter.set_now(now)
        self._spoil()

    def _spoil(self) -> None:
        """Have everything painted anew, also what stands still."""
        self._standing = None
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tint what lies under the pointer."""
        super().mouseMoveEvent(event)
        index = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        if index != self._hovered:
            self._hovered = index
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What is carried by keys stays in sight."""
        super().resizeEvent(event)
        if self._placing.aim is not None and not self._placing.dragged:
            self.reveal(self.place_rect(self._placing.aim))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing lies under the pointer any more."""
        super().leaveEvent(event)
        self._hovered = QPersistentModelIndex()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the day as it stands, and over it what the pointer and the cursor change."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._geometry is None:
            return
        offset = QPoint(self.horizontalOffset(), self.verticalOffset())
        if self._standing is None:
            self._standing = self._stand(self._geometry)
        size = self.viewport().size()
        self._layers.paint(painter, size, offset, self._standing, self._move_scene())

    def _stand(self, geometry: DayGeometry) -> StandingScene:
        placing, picked = self._placing, self._placing.picked
        return StandingScene(
            geometry,
            self._day.columns,
            self._placed,
            self._day.zone,
            self._now,
            rule=placing.rule,
            lit=placing.lit,
            who=placing.who,
            source=picked.moving.id if picked and picked.moving else None,
            marks=self._day.marks,
            warned={key: one.icon for key, one in self._day.warnings.items()},
            compared=self.compared,
        )

    def _move_scene(self) -> MovingScene:
        aim = self._placing.aim
        column = self._day.column_of(aim.room.id) if aim else None
        return MovingScene(
            current=_cell(self.currentIndex()),
            focused=self.hasFocus(),
            hovered=_cell(self._hovered),
            aim=(column, aim) if aim is not None and column is not None else None,
            clash=bool(self._placing.clashes),
        )


def _cell(index: Index) -> Cell | None:
    return (index.column(), index.row()) if index.isValid() else None
