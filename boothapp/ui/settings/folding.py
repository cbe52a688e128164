"""A list whose lines open: what is edited of one thing comes in sight below its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from boothapp.ui import icons
from boothapp.ui.settings.adding import add_line
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.settings.moving import Movers, moved
from boothapp.ui.settings.tab_order import in_reading_order
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.enter import pressed_with

_CARET, _GAP = 14, 8
_NAME_SHARE = 0.55  # of the line at most, so that the quiet words are seen beside a long name
INDENT = 8 + _CARET + _GAP
Line = tuple[str, str, str]
"""Id, name, and a few quiet words about it."""


class FoldHead(QAbstractButton):
    """The name of a line with a caret; pressed, it opens the line or closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._describe)
        self._describe()

    def show_words(self, name: str, quiet: str) -> None:
        """Name the line, and say in a few words what is in it."""
        self._quiet = quiet
        self.setText(name)
        self.setAccessibleName(f"{name}: {quiet}" if quiet else name)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It takes what width there is."""
        return QSize(200, theme.size("height.control"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Caret and a few letters."""
        return QSize(100, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint ground, caret, name and quiet words; what is cut stands in the tooltip."""
        painter, where = painting.painter_for(self), QRectF(self.rect())
        ring = "focus_ring" if self.hasFocus() else None
        fill = "hover" if self.underMouse() else None
        painting.box(painter, where, fill=fill, outline=ring, width=2)
        spot = QRectF(8, (where.height() - _CARET) / 2, _CARET, _CARET)
        caret = "caret-down" if self.isChecked() else "caret-right"
        icons.paint(painter, caret, "text_secondary", spot)
        room = where.adjusted(INDENT, 0, -8, 0)
        whole = painting.text_width(self.text(), "body", 500)
        most = room.width() * (_NAME_SHARE if self._quiet else 1)
        name = QRectF(room.left(), 0, min(whole, most), room.height())
        painting.words(painter, name, self.text(), "body", "text", weight=500)
        rest = QRectF(name.right() + 12, 0, room.right() - name.right() - 12, room.height())
        painting.words(painter, rest, self._quiet, "body", "muted")
        wanted = painting.text_width(self._quiet, "body")
        cut = whole > most or wanted > rest.width()
        self.setToolTip(f"{self.text()}\n{self._quiet}".strip() if cut else "")

    def _describe(self) -> None:
        words = "Open. Enter closes it." if self.isChecked() else "Closed. Enter opens it."
        self.setAccessibleDescription(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter as well as Space."""
        if not pressed_with(event, self):
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Open becomes closed."""
        self.setChecked(not self.isChecked())


class FoldLine(QWidget):
    """A head, the buttons that move it and take it away, and below it what is edited."""

    opened = Signal()
    removed = Signal()
    moved = Signal(int)

    def __init__(
        self, line_id: str, *, movable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.line_id = line_id
        self.head = FoldHead()
        self.movers = Movers(self) if movable else None
        self.remove = Button(kind="ghost", icon="trash", size="s", tone="text_secondary")
        self.remove.clicked.connect(self.removed)
        self.body: QWidget | None = None
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.head, 1)
        if self.movers is not None:
            self.movers.moved.connect(self.moved)
            row.addWidget(self.movers)
        row.addWidget(self.remove)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(row)
        self.head.toggled.connect(self._fold)

    def show_words(self, name: str, quiet: str) -> None:
        """Name the line."""
        self.head.show_words(name, quiet)
        self.remove.setAccessibleName(f"Remove {name}")
        self.remove.setToolTip(f"Remove {name}")
        if self.movers is not None:
            self.movers.name_after(name)

    def put_in(self, body: QWidget) -> None:
        """What is edited here; it is made when the line is opened first."""
        self.body = body
        self._column.addWidget(body)
        around = body.layout()
        if around is not None:
            around.setContentsMargins(INDENT, 6, 0, 16)

    def _fold(self, opened: bool) -> None:
        if opened and self.body is None:
            self.opened.emit()
        if self.body is not None:
            self.body.setVisible(opened)


class FoldingList(SettingsCard):
    """Lines that open; `added` carries a new name, `removed` an id, `ordered` all ids anew."""

    added = Signal(str)
    removed = Signal(str)
    ordered = Signal(list)

    def __init__(
        self,
        name: str,
        title: str,
        text: str,
        *,
        new: str,
        movable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, title, text, parent)
        self._movable = movable
        self._shown: tuple[Line, ...] = ()
        self.lines: dict[str, FoldLine] = {}
        self._place = QVBoxLayout()
        self._place.setSpacing(2)
        self.column.addLayout(self._place)
        self.line = add_line(self.column, new, self._add)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; what is open stays open, with its cursor."""
        before = [one[0] for one in self._shown]
        self._shown = tuple(lines)
        for line_id in self.lines.keys() - {one[0] for one in lines}:
            self._drop(line_id)
        for line_id, name, quiet in lines:
            line = self.lines.get(line_id) or self._make(line_id)
            line.show_words(name, quiet)
        if before != [one[0] for one in lines]:
            self._order()
        for number, one in enumerate(lines):
            movers = self.lines[one[0]].movers
            if movers is not None:
                movers.show_place(number, len(lines))

    def rename_line(self, old: str, new: str) -> None:
        """What a line is about has another id now."""
        line = self.lines.pop(old)
        line.line_id = new
        self.lines[new] = line
        self._shown = tuple((new if one[0] == old else one[0], *one[1:]) for one in self._shown)

    def body_of(self, line_id: str) -> QWidget:
        """What is edited in a line that is opened for the first time; each kind of list says."""
        raise NotImplementedError

    def _order(self) -> None:
        """Rows in the order of the lines, for the eye and for Tab."""
        for number, (line_id, *_) in enumerate(self._shown):
            self._place.removeWidget(self.lines[line_id])
            self._place.insertWidget(number, self.lines[line_id])

    def _make(self, line_id: str) -> FoldLine:
        line = FoldLine(line_id, movable=self._movable, parent=self)
        line.opened.connect(lambda: self._open(line.line_id))
        line.removed.connect(lambda: self.removed.emit(line.line_id))
        line.moved.connect(lambda step: self._move(line.line_id, step))
        self.lines[line_id] = line
        return line

    def _open(self, line_id: str) -> None:
        self.lines[line_id].put_in(self.body_of(line_id))
        in_reading_order(self)

    def _move(self, line_id: str, step: int) -> None:
        ids = moved([one[0] for one in self._shown], line_id, step)
        if ids is not None:
            self.ordered.emit(ids)

    def _drop(self, line_id: str) -> None:
        line = self.lines.pop(line_id)
        focus = self.window().focusWidget()
        if focus is not None and line.isAncestorOf(focus):  # Qt would give it to a field elsewhere
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _add(self) -> None:
        name = self.line.text().strip()
        if name:
            self.line.setText("")
            self.added.emit(name)
