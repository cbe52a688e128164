"""What every screen turned to the attendee is made of: words that scroll, and keys for staff."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from boothapp.ui.context import Frame
from boothapp.ui.scan.cover import Cover
from boothapp.ui.scan.reading import Reading
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import Paragraph
from boothapp.ui.widgets.qr import QrCode

_LEAST_CODE = 280
ENTER, ESCAPE = (Qt.Key.Key_Return, Qt.Key.Key_Enter), (Qt.Key.Key_Escape,)


class TurnedPage(Cover):
    """Covers the window with what is read in `content`; every key ends here."""

    def __init__(self, window: QWidget, frame: Frame, name: str, content: QWidget) -> None:
        super().__init__(window, frame, name)
        self._reading = Reading(content)
        self._keys: dict[Qt.Key, Callable[[], object]] = {}

    @property
    def reading(self) -> Reading:
        """What is read."""
        return self._reading

    def bind(self, keys: Sequence[Qt.Key], order: Callable[[], object]) -> None:
        """Staff's keys for an order."""
        self._keys |= dict.fromkeys(keys, order)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Staff's keys, and those that scroll."""
        key = Qt.Key(event.key())
        order = self._keys.get(key)
        self._reading.leaf(key) if order is None else order()
        event.accept()

    def turn_back(self) -> None:
        """Nobody needs it any more."""
        self.hide()
        self.turned_back.emit()

    def stack(
        self, head: Sequence[QWidget], wide: QWidget, foot: Sequence[QWidget | QLayout]
    ) -> QHBoxLayout:
        """Put a head above what is read, and parts of a foot below it; `wide` takes the room in
        the head, whose layout comes back."""
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(Picture("sparkle-fill", "accent", 28))
        for widget in head:
            top.addWidget(widget, int(widget is wide))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Line())
        column.addWidget(self._reading, 1)
        for part in foot:
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        return top


class TurnedCode(TurnedPage):
    """A code to scan, and beside it what it is for, until somebody presses OK."""

    def __init__(
        self,
        window: QWidget,
        frame: Frame,
        name: str,
        lines: tuple[Paragraph, Sequence[QWidget], Sequence[Paragraph]],
        key: Qt.Key,
    ) -> None:
        """`lines`: the title, what stays as large as it is, and the text. `key` is what turned it,
        and turns it back."""
        content = QWidget()
        super().__init__(window, frame, name, content)
        self._title, fixed, self._text = lines
        self.code = QrCode(_LEAST_CODE)
        self.words = QVBoxLayout(content)
        self.words.setContentsMargins(0, 0, 0, 0)
        self.words.addStretch(1)
        for part in (self._title, *fixed, *self._text):
            self.words.addWidget(part)
        self.words.addStretch(1)
        done = Button("OK", kind="primary", size="xl", key="Enter")
        done.clicked.connect(self.turn_back)
        self.bind((*ENTER, *ESCAPE, key), self.turn_back)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(done)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._reading, 1)
        right.addLayout(foot)
        self._inside = QHBoxLayout(self)
        self._inside.addWidget(self.code, 1)
        self._inside.addLayout(right, 1)

    def fit(self, *, compact: bool) -> None:
        """Smaller letters, and most of the width for them, where there is little room."""
        side, top = (24, 16) if compact else (theme.size("turned.side"), 32)
        self._inside.setContentsMargins(side, top, side, top)
        self._inside.setSpacing(32 if compact else 48)
        self._inside.setStretch(0, 0 if compact else 1)
        self._title.set_font("attendee_title_compact" if compact else "attendee_title")
        for line in self._text:
            line.set_font("attendee_text_compact" if compact else "attendee_text")
