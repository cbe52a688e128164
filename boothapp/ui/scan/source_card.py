"""Where codes come in: the camera's picture or the scanner's big field, and the state line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card, Lamp, Line
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.labels import ElidedLabel, Label

_RATIO = 3 / 5  # height to width of the picture


class PictureArea(QStackedWidget):
    """Keeps the shape of the picture, whatever stands in it."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As high as the width wants, and filled; the layout misses a height changed in here."""
        super().resizeEvent(event)
        self.setFixedHeight(round(self.width() * _RATIO))
        shown = self.currentWidget()
        if shown is not None:
            shown.setGeometry(self.rect())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The shape at the width of now."""
        return QSize(320, round(max(self.width(), 320) * _RATIO))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What stands in it must not widen the column."""
        return QSize(200, 120)


class TypedId(QWidget):
    """A line for the badge id; `typed` carries it."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setAccessibleName("Badge id")
        self.line.setPlaceholderText("Badge id, then Enter")
        self.line.setMaxLength(4000)
        self.button = Button("Look up", key="Enter")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.line.returnPressed.connect(self._say)
        self.button.clicked.connect(self._say)

    def _say(self) -> None:
        text = self.line.text().strip()
        self.line.clear()
        if text:
            self.typed.emit(text)


class PicturesProgress(QWidget):
    """How far the pictures are, and afterwards which of them gave nothing."""

    stopped = Signal()
    opened = Signal()
    """The pictures that gave nothing are to be looked at."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel(font="caption", tone="muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Pictures looked at")
        self.open = Button("Look at them", size="s", key="U")
        self.stop = Button("Stop", size="s")
        self.failures = Label(font="caption", tone="error", wrap=True)
        self._top = top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._words)
        top.addWidget(self.bar, 1)
        top.addWidget(self.open)
        top.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 14, 8)
        column.addLayout(top)
        column.addWidget(self.failures)
        self.stop.clicked.connect(self._stop_or_close)
        self.open.clicked.connect(self.opened)
        self.open.hide()
        self._running = False
        self.hide()

    @property
    def words(self) -> str:
        """What it says in its first line."""
        return self._words.whole

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it is."""
        self._running = True
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.show()
        self.open.hide()
        self._top.setStretchFactor(self._words, 0)
        self.stop.setText("Stop")
        self.failures.hide()
        self._words.set_text(f"{done} of {total} pictures")
        self.setVisible(total > 1)

    def show_end(self, words: str, failures: Sequence[str]) -> None:
        """Say in `words` how it went, and which pictures gave nothing; without any it leaves."""
        self._running = False
        self.bar.hide()
        self.open.setText("Look at it" if len(failures) == 1 else "Look at them")
        self.open.show()
        self.stop.setText("Close")
        self._top.setStretchFactor(self._words, 1)  # else the buttons grow where the bar was
        self._words.set_text(words)
        shown = [*failures[:6], *([f"and {len(failures) - 6} more"] if len(failures) > 6 else [])]
        self.failures.setText("\n".join(shown))
        self.failures.setToolTip("\n".join(failures))
        self.failures.setVisible(bool(failures))
        self.setVisible(bool(failures))

    def _stop_or_close(self) -> None:
        if self._running:
            self.stopped.emit()
        else:
            self.hide()
            self.closed.emit()


class SourceCard(Card):
    """The upper left card. The camera's view is put in with `place`."""

    typed = Signal(str)
    image_wanted = Signal()
    camera_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = PictureArea()
        self._scanner = EmptyState(
            "barcode",
            "Scan a badge",
            "The scanner works whatever has the focus. Or type the badge id, or drop a picture.",
        )
        self.area.addWidget(self._scanner)
        self.lamp = Lamp("verdict.may_share.ink")
        self.state = Label("Ready", font="body_l", weight=600)
        self.hint = Label("Show the next badge", tone="muted", wrap=True)  # two lines have room
        self.camera = Button("Camera", kind="ghost", icon="camera", drops=True)
        self.camera.setToolTip("Choose a camera (K)")
        self.image = Button("Image", kind="ghost", icon="image")
        self.image.setToolTip("Open pictures of badges (O)")
        self.keyboard = Button(kind="ghost", icon="keyboard")
        self.keyboard.setAccessibleName("Type a badge id")
        self.keyboard.setToolTip("Type a badge id (I)")
        self.typing, self.progress = TypedId(), PicturesProgress()
        self.typing.hide()
        self._build()
        self.typing.typed.connect(self.typed)
        self.typing.line.installEventFilter(self)
        self.image.clicked.connect(self.image_wanted)
        self.camera.clicked.connect(self.camera_wanted)
        self.keyboard.clicked.connect(self.start_typing)

    def place(self, view: QWidget) -> None:
        """Show the camera's picture instead of the scanner's field."""
        if self.area.indexOf(view) < 0:
            self.area.addWidget(view)
        self.area.setCurrentWidget(view)

    def place_scanner(self, why: str = "") -> None:
        """Show the scanner's field; `why` says what is wrong with the camera."""
        if why:
            self._scanner.text.setText(why)
        self.area.setCurrentWidget(self._scanner)

    def say(self, state: str, hint: str, tone: str = "may_share") -> None:
        """The torch of state: a word, a hint and the lamp's colour."""
        self.state.setText(state)
        self.hint.setText(hint)
        self.lamp.set_tone(f"verdict.{tone}.ink")

    def start_typing(self) -> None:
        """Open the line for a badge id."""
        self.typing.show()
        self.typing.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Icons without words, and smaller ones for what to do."""
        self.hint.setFont(theme.font("caption" if compact else "body"))
        for button, word in ((self.camera, "Camera"), (self.image, "Image")):
            button.setText("" if compact else word)
            button.setAccessibleName(word)
            button.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Left empty, the line goes away."""
        if event.type() == QEvent.Type.FocusOut and not self.typing.line.text():
            self.typing.hide()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 6, 0)
        row.setSpacing(10)
        for widget in (self.lamp, self.state):
            row.addWidget(widget)
        row.addWidget(self.hint, 1)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for tool in (self.keyboard, self.camera, self.image):
            tools.addWidget(tool)
        row.addLayout(tools)
        line = QWidget()
        line.setFixedHeight(theme.size("scan.state_line"))
        line.setLayout(row)
        self.body.addWidget(self.area)
        self.body.addWidget(Line())
        self.body.addWidget(line)
        self.body.addWidget(self.typing)
        self.body.addWidget(self.progress)
