"""The Scan page on a stage, and hands at it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from boothapp.domain.people import ScanSource, VerdictCard
from boothapp.services.bundle import Services
from boothapp.ui.pages.scan import ScanPage
from tests.factories import vcard
from tests.ui.conftest import Stage
from tests.ui.seconds import Seconds

HARUTO = vcard("Haruto Nakamura", "haruto@kamogawa.example", "Kamogawa University")
AMARA_ID, HARUTO_ID, WANJIRU_ID = "AB-0001", "AB-0002", "AB-0003"


@dataclass
class Booth:
    """The page, and hands at it."""

    stage: Stage
    page: ScanPage
    time: Seconds
    services: Services

    def scan(self, payload: str, source: ScanSource = ScanSource.SCANNER) -> None:
        """A code comes in, and the dead time passes."""
        self.page.take(payload, source)
        self.stage.settle()
        self.wake()

    def wake(self) -> None:
        self.time.now += 1
        self.page.panels.wake_now()

    def press(self, *keys: str) -> None:
        for key in keys:
            shift = Qt.KeyboardModifier.ShiftModifier
            none = Qt.KeyboardModifier.NoModifier
            name = key.removeprefix("Shift+")
            code = Qt.Key.Key_Return if name == "Enter" else Qt.Key(ord(name))
            QTest.keyClick(self.target(), code, shift if name != key else none)
            self.stage.settle()

    def click(self, widget: QWidget) -> None:
        """As the mouse does: into the window, which finds the widget."""
        window = widget.window()
        where = widget.mapTo(window, widget.rect().center())
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=where)
        self.stage.settle()

    def target(self) -> QWidget:
        return QApplication.focusWidget() or self.page

    @property
    def card(self) -> VerdictCard:
        assert self.page.desk.current is not None
        return self.page.desk.current

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """Who, what and which button, top to bottom."""
        model = self.page.list.list.lines
        shown = [model.line(model.index(row)) for row in range(model.rowCount())]
        return [(line.title, line.detail, line.call) for line in shown]


def open_booth(stage: Stage, services: Services) -> Booth:
    """The page without a camera and without sounds, its seconds standing still."""
    services.settings.set_preference("camera", "off")
    stage.context.frame.sound = False
    page, time = ScanPage(stage.context), Seconds()
    page.desk.dead.set_clock(time)
    stage.show(page)
    return Booth(stage, page, time, services)
