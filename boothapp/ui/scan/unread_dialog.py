"""Pictures in which no code was read: looked at by eye, typed by hand, or looked at once more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from boothapp.domain.people import ScanSource
from boothapp.ui.dialogs.no_default import NoDefaultDialog
from boothapp.ui.scan.picture_look import PictureLook
from boothapp.ui.scan.pictures import Looked
from boothapp.ui.scan.unread_list import UnreadList
from boothapp.ui.tasks import Tasks
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import ElidedLabel, Label
from boothapp.ui.widgets.state_line import StateLine

if TYPE_CHECKING:  # numpy is loaded by the worker, with the first picture
    from boothapp.decoding import Luma

_SIZE = (900, 600)  # logical px, where the window has them
_AROUND = 40  # logical px left of the window around it
_Opened = tuple["Luma", tuple[int, int, int, int] | None]
T = TypeVar("T")


class UnreadDialog(NoDefaultDialog):
    """`scanned` carries a payload and where it came from, `taken` the picture (Looked) that needs
    nothing more. Pictures are kept in memory only."""

    scanned = Signal(str, object)
    taken = Signal(object)

    def __init__(self, tasks: Tasks, unread: Sequence[Looked], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Pictures without a readable code")
        self._tasks, self._unread, self._row = tasks, tuple(unread), -1
        self._reading, self._closed = 0, False
        self.list, self.look = UnreadList(unread), PictureLook()
        self.head = ElidedLabel("", font="subtitle")
        self.state = StateLine(ink="text_secondary", font="body")
        self.line = QLineEdit()
        self.line.setMaxLength(4000)
        self.line.setPlaceholderText("Badge id, or what the badge says")
        self.scan = Button("Scan this", kind="primary", key="Enter")
        self.again = Button("Look again", icon="magnifying-glass", key="Ctrl+Enter")
        self.previous = Button("Previous", key="PgUp")
        self.next = Button("Next", key="PgDown")
        self.leave = Button("Close", key="Esc")
        self.tools = self._tools()
        self._lay_out()
        self._connect()
        self._take_room(parent.window())
        self.list.setCurrentRow(0)
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Page keys go through the pictures; Ctrl+Enter looks again."""
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.again.click()
        elif key == Qt.Key.Key_PageDown:
            self.next.click()
        elif key == Qt.Key.Key_PageUp:
            self.previous.click()
        else:
            super().keyPressEvent(event)

    def done(self, code: int) -> None:
        """Nothing of the pictures stays. What is looked at once more is still waited for, unseen:
        somebody asked for the code in it."""
        self._row, self._closed = -1, True
        self.look.show_picture(None, None)
        if self._reading:
            self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        super().done(code)

    def tick(self, looked: Looked) -> None:
        """This picture was taken care of, maybe from a dialog that was closed before this one."""
        rows = [row for row, one in enumerate(self._unread) if one.picture == looked.picture]
        for row in rows:
            if not self.list.is_done(row):
                self._take_next(row)

    def _tools(self) -> tuple[Button, ...]:
        tools = (
            ("magnifying-glass-plus", "Larger (+)", self.look.closer),
            ("magnifying-glass-minus", "Smaller (−)", self.look.further),
            ("frame-corners", "The whole picture (0)", self.look.show_all),
            ("arrow-clockwise", "Turn (R)", self.look.turn),
            ("sun", "Brighter (B)", self.look.brighten),
            ("moon", "Darker (D)", self.look.darken),
        )
        buttons = []
        for icon, words, order in tools:
            button = Button(kind="ghost", icon=icon)
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(order)
            buttons.append(button)
        return tuple(buttons)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(0)
        tools.addWidget(self.head, 1)
        for tool in self.tools:
            tools.addWidget(tool)
        typing = QHBoxLayout()
        typing.setSpacing(8)
        typing.addWidget(self.line, 1)
        typing.addWidget(self.scan)
        field = QWidget()
        field.setLayout(typing)
        typing.setContentsMargins(0, 0, 0, 0)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.previous, self.next):
            foot.addWidget(button)
        foot.addStretch()
        for button in (self.again, self.leave):
            foot.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addLayout(tools)
        right.addWidget(self.look, 1)
        right.addWidget(self.state)
        right.addWidget(Label("What stands on the badge", font="caption", tone="muted"))
        self.line.setAccessibleName("What stands on the badge")
        right.addWidget(field)
        right.addLayout(foot)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(16, 14, 16, 16)
        columns.setSpacing(16)
        columns.addWidget(self.list)
        columns.addLayout(right, 1)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._open)
        self.line.returnPressed.connect(self.scan.click)
        self.scan.clicked.connect(self._scan_typed)
        self.again.clicked.connect(self._look_again)
        self.previous.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.leave.clicked.connect(self.reject)

    def _take_room(self, around: QWidget) -> None:
        wide, high = _SIZE
        self.resize(min(wide, around.width() - _AROUND), min(high, around.height() - _AROUND))

    def _step(self, by: int) -> None:
        self.list.setCurrentRow(min(max(self._row + by, 0), self.list.count() - 1))

    def _open(self, row: int) -> None:
        self._row = row
        looked = self._unread[row]
        self.head.set_text(looked.picture.name)
        self.line.clear()
        self.previous.setEnabled(row > 0)
        self.next.setEnabled(row + 1 < self.list.count())
        self.look.show_picture(None, None)
        self.again.setEnabled(False)
        self._say("Opening the picture …")
        content = looked.picture.content
        self._tasks.background(
            lambda _: _opened(content),
            self._while_here(lambda opened: self._show(row, opened)),
            self._while_here(lambda error: self._cannot(row, error)),
        )

    def _while_here(self, then: Callable[[T], object]) -> Callable[[T], object]:
        """`then`, unless the dialog was closed and let go of meanwhile."""
        return lambda value: then(value) if isValid(self) else None

    def _show(self, row: int, opened: _Opened) -> None:
        if row != self._row:
            return
        self.look.show_picture(*opened)
        self.again.setEnabled(True)
        where = "This may be the code." if opened[1] is not None else "No part looks like a code."
        self._say(f"{where} Move to it, then look again, or type what the badge says.")

    def _cannot(self, row: int, error: Exception) -> None:
        if row == self._row:
            reason = getattr(error, "reason", "cannot be opened")
            self._say(f"It {reason}. Type what the badge says, if you have it.", wrong=True)

    def _look_again(self) -> None:
        part, row = self.look.part_seen(), self._row
        if part is None or not self.again.isEnabled():
            return
        self.again.setEnabled(False)
        self._say("Looking at what you see …")
        self._reading += 1
        self._tasks.background(
            lambda _: _read(part),
            self._while_here(lambda texts: self._looked(row, texts)),
            self._while_here(lambda _error: self._looked(row, ())),
        )

    def _looked(self, row: int, texts: tuple[str, ...]) -> None:
        self._reading -= 1
        if self._closed and not self._reading:
            self.deleteLater()
        if texts:
            for text in texts:
                self.scanned.emit(text, ScanSource.IMAGE)
            self._take_next(row)
        elif row == self._row:
            self.again.setEnabled(True)
            self._say(
                "Still no code. Come closer to it, turn it upright, or type what the badge says.",
                wrong=True,
            )

    def _scan_typed(self) -> None:
        text = self.line.text().strip()
        if text:
            self.scanned.emit(text, ScanSource.TYPED)
            self._take_next(self._row)
        else:
            self._say("Type the badge id first, or what else stands on the badge.", wrong=True)
            self.line.setFocus()

    def _take_next(self, row: int) -> None:
        """Tick this one; the next one that is open comes, or the dialog is done."""
        self.list.mark_done(row)
        self.taken.emit(self._unread[row])
        following = self.list.next_open(row)
        if self._closed:
            return
        if following is None:
            self.accept()
        elif row == self._row:
            self.list.setCurrentRow(following)
            self.line.setFocus()

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        icon, ink = ("warning-circle-fill", "verdict.error.ink") if wrong else ("info", "")
        self.state.show_state(sentence, icon, ink or "text_secondary")


def _opened(content: Path | bytes) -> _Opened:
    """The picture in grey and where its code may be; on a worker. Raises NotAPicture."""
    from boothapp.decoding import grey_picture, likely_place

    grey = grey_picture(content)
    return grey, likely_place(grey)


def _read(part: Luma) -> tuple[str, ...]:
    """What is read in a part of a picture, in every way there is; on a worker."""
    import numpy as np

    from boothapp.decoding import decode_luma

    return tuple(reading.text for reading in decode_luma(np.ascontiguousarray(part)))
