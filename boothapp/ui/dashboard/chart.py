"""Scans per hour or per day as stacked bars, with marks of the day before.

pyqtgraph paints; over each bar lies a button of our own, so that every bar can be reached by key,
is named for a screen reader, and opens its list.
"""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from boothapp.domain.figures import Bar, Figures, Outcome
from boothapp.ui.dashboard import wording
from boothapp.ui.dashboard.pressed import Pressed
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

_WIDTH = 0.64  # of the room that a bar has
_MARK = 0.41  # half of a mark, in the same measure
_STEPS = (1, 2, 4, 5, 10)
_LINES = 5
_LEAST = 4  # that the axis goes up to


class BarButton(Pressed):
    """What lies over a bar. Up and Down choose a part of it, Enter opens the part's list."""

    wanted = Signal(object, object)
    """The bar, and the outcome of the part that was pressed; None for all of it."""

    def __init__(self, bar: Bar, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.bar, self._words = bar, words
        self.part: Outcome | None = None
        self.parts: list[tuple[Outcome, QRectF]] = []
        self.name(words)
        self.clicked.connect(lambda: self.wanted.emit(self.bar, self.part))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go to the next bar, or to the next part of this one."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._choose_beside(step)
        elif side is not None:
            self._go(side)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The part below the pointer is the one that is meant."""
        hit = (one for one, where in self.parts if where.contains(event.position()))
        self._choose(next(hit, None))
        super().mousePressEvent(event)

    def focusOutEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """The next time it is the whole bar again."""
        super().focusOutEvent(event)  # type: ignore[arg-type] # Qt's event
        self._choose(None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Only the focus, around the bar or around its part."""
        painter = painting.painter_for(self)
        own = next((where for one, where in self.parts if one is self.part), None)
        where = own.adjusted(-3, -1, 3, 1) if own is not None else QRectF(self.rect())
        if self.hasFocus():
            painting.box(painter, where, outline="focus_ring", width=2)
        elif self.underMouse():
            painting.box(painter, QRectF(self.rect()), outline="border_strong")

    def _choose_beside(self, step: int) -> None:
        kinds: list[Outcome | None] = [None, *(one for one, _ in self.parts)]
        self._choose(kinds[(kinds.index(self.part) + step) % len(kinds)])

    def _choose(self, part: Outcome | None) -> None:
        self.part = part
        words = f"{wording.SHORT[part]}: {self.bar.tally.of(part):,}. " if part is not None else ""
        self.name(f"{words}{self._words}")

    def _go(self, side: int) -> None:
        parent = self.parentWidget()
        row = [one for one in parent.children() if isinstance(one, BarButton)] if parent else []
        index = row.index(self) + side
        if 0 <= index < len(row):
            row[index].setFocus(Qt.FocusReason.TabFocusReason)


class ScansChart(QWidget):
    """`wanted` carries a bar and an outcome (None for all) that somebody wants to see."""

    wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: Figures | None = None
        self.buttons: list[BarButton] = []
        self.plot = pg.PlotWidget(self, background=None)
        for part in (self.plot, self.plot.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.plot.setAccessibleName("Scans, as bars")
        self.plot.setFrameShape(QFrame.Shape.NoFrame)
        item = self.plot.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.vb.setDefaultPadding(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self.setMinimumHeight(120)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._place)
        item.vb.sigResized.connect(lambda *_: self._soon.start())
        theme.changed.connect(self._again)

    def show_figures(self, figures: Figures) -> None:
        """Show the bars anew."""
        held = next((one.bar for one in self.buttons if one.hasFocus()), None)
        self._figures = figures
        self._paint_bars(figures)
        self._make_buttons(figures)
        for button in self.buttons:
            if held is not None and (button.bar.day, button.bar.hour) == (held.day, held.hour):
                button.setFocus()

    def _again(self) -> None:
        if self._figures is not None:
            self._paint_bars(self._figures)

    def _paint_bars(self, figures: Figures) -> None:
        item = self.plot.getPlotItem()
        item.clear()
        self.plot.setBackground(theme.color("surface"))
        bars = figures.bars
        places = list(range(len(bars)))
        top = max((max(bar.tally.scans, bar.before or 0) for bar in bars), default=0)
        step = _step(top)
        self._dress_axes(bars, step, top)
        floor = [0] * len(bars)
        for outcome in Outcome:
            counts = [bar.tally.of(outcome) for bar in bars]
            if any(counts):
                item.addItem(self._series(outcome, places, floor, counts))
            floor = [low + count for low, count in zip(floor, counts, strict=True)]
        self._paint_marks(bars)
        for place, bar in zip(places, bars, strict=True):
            if bar.tally.scans:
                self._write(place, bar.tally.scans, "text", 600, above=bar.tally.scans)
        item.setXRange(-0.5, max(len(bars), 1) - 0.5, padding=0)
        item.setYRange(0, max(top, _LEAST) * 1.14, padding=0)

    def _series(
        self, outcome: Outcome, places: list[int], floor: list[int], counts: list[int]
    ) -> pg.BarGraphItem:
        """The bars of one outcome; parts of a bar are parted by a line of the ground's colour."""
        full = [number for number, count in enumerate(counts) if count]
        return pg.BarGraphItem(
            x=[places[number] for number in full],
            y0=[floor[number] for number in full],
            height=[counts[number] for number in full],
            width=_WIDTH,
            brush=theme.color(f"chart.{outcome.value}"),
            pen=_pen("surface"),
        )

    def _paint_marks(self, bars: tuple[Bar, ...]) -> None:
        marked = [(place, bar) for place, bar in enumerate(bars) if bar.before]
        if not marked:
            return
        xs = [place + end for place, _ in marked for end in (-_MARK, _MARK)]
        ys = [bar.before for _, bar in marked for _ in range(2)]
        curve = pg.PlotCurveItem(xs, ys, connect="pairs", pen=_pen("text"))
        self.plot.getPlotItem().addItem(curve)
        for place, bar in marked:
            if not bar.tally.scans and bar.before:
                self._write(place, bar.before, "chart.axis_text", None, above=bar.before)

    def _write(
        self, place: int, number: int, color: str, weight: int | None, *, above: float
    ) -> None:
        words = pg.TextItem(f"{number:,}", color=theme.color(color), anchor=(0.5, 1))
        words.setFont(theme.font("caption", weight))
        words.setPos(place, above)
        self.plot.getPlotItem().addItem(words)

    def _dress_axes(self, bars: tuple[Bar, ...], step: int, top: int) -> None:
        item = self.plot.getPlotItem()
        left, below = item.getAxis("left"), item.getAxis("bottom")
        for axis in (left, below):
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            axis.setTickPen(QPen(theme.color("chart.grid"), 1))
            axis.setTextPen(QPen(theme.color("chart.axis_text")))
            axis.setStyle(tickFont=theme.font("caption"), tickLength=0, hideOverlappingLabels=False)
            axis.setZValue(-1)  # the lines run behind the bars
        left.setGrid(255)
        left.setTicks([[(line, f"{line:,}") for line in range(0, max(top, _LEAST) + 1, step)]])
        labels = [(place, wording.bar_label(bar)) for place, bar in enumerate(bars)]
        self._labels = labels
        self._thin_labels()

    def _thin_labels(self) -> None:
        """Leave out labels that would touch each other."""
        widest = max((painting.text_width(one, "caption") for _, one in self._labels), default=1.0)
        room = max(1.0, self.plot.width() - 60)
        each = max(1, math.ceil((widest + 10) * len(self._labels) / room))
        self.plot.getPlotItem().getAxis("bottom").setTicks([self._labels[::each]])

    def _make_buttons(self, figures: Figures) -> None:
        for button in self.buttons:
            button.setParent(None)
            button.deleteLater()
        named = wording.compared(figures)
        self.buttons = [BarButton(bar, wording.bar_words(bar, named), self) for bar in figures.bars]
        for button in self.buttons:
            button.wanted.connect(self.wanted)
            button.show()
        self._soon.start()

    def _place(self) -> None:
        """Lay each button over its bar."""
        self._thin_labels()
        for place, button in enumerate(self.buttons):
            tally = button.bar.tally
            high = max(tally.scans, button.bar.before or 0)
            whole = self._on_plot(place, 0, high)
            corner = whole.toAlignedRect().adjusted(-4, -4, 4, 4)
            button.setGeometry(corner)
            floor = 0
            button.parts = []
            for outcome in Outcome:
                count = tally.of(outcome)
                if count:
                    part = self._on_plot(place, floor, count)
                    button.parts.append((outcome, part.translated(-QPointF(corner.topLeft()))))
                floor += count

    def _on_plot(self, place: int, floor: float, height: float) -> QRectF:
        """Where a part of a bar lies on this widget."""
        box = self.plot.getPlotItem().vb
        ends = [
            QPointF(self.plot.mapFromScene(box.mapViewToScene(QPointF(x, y))))
            for x, y in ((place - _WIDTH / 2, floor + height), (place + _WIDTH / 2, floor))
        ]
        return QRectF(*ends)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """A larger typeface takes more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._soon.start()


def _pen(color: str) -> QPen:
    """A line of 2 px, however the plot is stretched."""
    pen = QPen(theme.color(color), 2)
    pen.setCosmetic(True)
    return pen


def _step(top: int) -> int:
    """A round step that makes about five lines up to `top`."""
    wanted = max(1.0, top / _LINES)
    power = 10 ** math.floor(math.log10(wanted))
    return int(next(one for one in _STEPS if one * power >= wanted) * power)
