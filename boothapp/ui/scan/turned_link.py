"""The application page of a role turned to the candidate: a code to scan, and its link in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from boothapp.domain.links import ApplicationLink
from boothapp.ui.context import Context, Frame
from boothapp.ui.scan.turned_page import TurnedCode
from boothapp.ui.widgets.labels import Paragraph

_BREAKS = "/?&=#"  # after these a link may go on in the next line
_GAP = "\N{ZERO WIDTH SPACE}"


class TurnedLink(TurnedCode):
    """Covers the window until somebody presses OK."""

    def __init__(self, window: QWidget, frame: Frame) -> None:
        self.title = Paragraph(font="attendee_title")
        self.how = Paragraph("Scan the code to apply, or open", font="attendee_text")
        self.link = Paragraph(font="attendee_text", tone="text_secondary")
        name, lines = "Application page for the candidate", (self.title, (), (self.how, self.link))
        super().__init__(window, frame, name, lines, Qt.Key.Key_A)
        self.words.setSpacing(12)

    def turn(self, shown: ApplicationLink) -> None:
        """Show it over the window."""
        self.code.show_code(shown.modules, f"{shown.title}: opens {shown.link}")
        self.title.set_text(shown.title)
        self.link.set_text(_breakable(shown.link))
        self.link.setAccessibleName(shown.link)
        self.cover()


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
