"""The application page of a role turned to the candidate: a code to scan, and its link in words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.links import ApplicationLink
from boothapp.ui.context import Context, Frame
from boothapp.ui.scan.cover import Cover
from boothapp.ui.scan.reading import Reading
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Paragraph
from boothapp.ui.widgets.qr import QrCode

_LEAST_CODE = 280
_ENDS = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_A}
_BREAKS = "/?&=#"  # after these a link may go on in the next line
_GAP = "\N{ZERO WIDTH SPACE}"


class TurnedLink(Cover):
    """Covers the window until somebody presses OK."""

    def __init__(self, window: QWidget, frame: Frame) -> None:
        super().__init__(window, frame, "Application page for the candidate")
        self.code = QrCode(_LEAST_CODE)
        self.title = Paragraph(font="attendee_title")
        self.how = Paragraph("Scan the code to apply, or open", font="attendee_text")
        self.link = Paragraph(font="attendee_text", tone="text_secondary")
        done = Button("OK", kind="primary", size="xl", key="Enter")
        done.clicked.connect(self._end)
        content = QWidget()
        words = QVBoxLayout(content)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(12)
        words.addStretch(1)
        for paragraph in (self.title, self.how, self.link):
            words.addWidget(paragraph)
        words.addStretch(1)
        self._reading = Reading(content)
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

    @property
    def reading(self) -> Reading:
        """The words."""
        return self._reading

    def turn(self, shown: ApplicationLink) -> None:
        """Show it over the window."""
        self.code.show_code(shown.modules, f"{shown.title}: opens {shown.link}")
        self.title.set_text(shown.title)
        self.link.set_text(_breakable(shown.link))
        self.link.setAccessibleName(shown.link)
        self.cover()

    def fit(self, *, compact: bool) -> None:
        """Smaller letters, and most of the width for them, where there is little room."""
        side, top = (24, 16) if compact else (theme.size("turned.side"), 32)
        self._inside.setContentsMargins(side, top, side, top)
        self._inside.setSpacing(32 if compact else 48)
        self._inside.setStretch(0, 0 if compact else 1)
        self.title.set_font("attendee_title_compact" if compact else "attendee_title")
        for line in (self.how, self.link):
            line.set_font("attendee_text_compact" if compact else "attendee_text")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Every other key ends here."""
        key = Qt.Key(event.key())
        if key in _ENDS:
            self._end()
        else:
            self._reading.leaf(key)
        event.accept()

    def _end(self) -> None:
        self.hide()
        self.turned_back.emit()


class LinkShowing:
    """Opens the turned screen over the window of `page`, which has the keys again afterwards."""

    def __init__(self, context: Context, page: QWidget) -> None:
        self._context, self._page = context, page
        self.cover: TurnedLink | None = None

    def show(self, role_id: str) -> None:
        """Make the code of a role's link and turn the screen."""
        application = self._context.services.application
        self._context.tasks.run(
            lambda: application.link(role_id),
            self._turn,
            lambda error: self._context.toasts.error(str(error)),
        )

    def _turn(self, made: ApplicationLink) -> None:
        if self.cover is None:
            self.cover = TurnedLink(self._page.window(), self._context.frame)
            self.cover.turned_back.connect(self._page.setFocus)
        self.cover.turn(made)


def _breakable(link: str) -> str:
    whole = link.removeprefix("https://")
    return "".join(letter + _GAP if letter in _BREAKS else letter for letter in whole)
