"""A whole window on a store: frame, pages and lock, with the guard's clock in hand."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from boothapp.services.bundle import Services
from boothapp.ui.body import Body
from boothapp.ui.main_window import MainWindow
from boothapp.ui.page_factories import page_factories
from boothapp.ui.tasks import Tasks
from tests.ui.seconds import Seconds

PIN = "4711"


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QLineEdit | QAbstractButton) else ""


class Window:
    """A window on the store, with its guard's clock in hand."""

    def __init__(self, qtbot: QtBot, services: Services, *, lock_at_once: bool = False) -> None:
        self.qtbot, self.services, self.seconds = qtbot, services, Seconds()
        self.tasks = Tasks()
        self.top = MainWindow()
        qtbot.addWidget(self.top)
        self.body = Body(self.top, self.tasks, page_factories())
        self.body.frame.sound = False
        self.top.setCentralWidget(self.body)
        with qtbot.waitActive(self.top):
            self.top.show()
            self.top.activateWindow()
        self.body.attach(services)
        guard = self.body.guard
        guard._ticker.stop()
        guard._now = self.seconds
        if lock_at_once:
            guard.lock()
        self.first_words = guard.screen._text.text()
        self.settle()
        guard._ticker.stop()
        guard._idle.unlocked(self.seconds())

    def settle(self) -> None:
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=5_000)
            QApplication.processEvents()

    def wait(self, seconds: float) -> None:
        """Time passes in ticks of a second, as the timer gives them."""
        for _ in range(int(seconds)):
            self.seconds.now += 1
            self.body.guard.tick()

    def type(self, pin: str) -> None:
        screen = self.body.guard.screen
        screen.pin.setText(pin)
        QTest.keyClick(screen.pin, Qt.Key.Key_Return)
        self.settle()

    @property
    def words(self) -> str:
        """Everything that can be read anywhere on the screen."""
        seen = [
            f"{_text(widget)} {widget.accessibleName()} {widget.toolTip()}"
            for top in QApplication.topLevelWidgets()
            if top.isVisible()
            for widget in [top, *top.findChildren(QWidget)]
            if widget.isVisible()
        ]
        return "\n".join([*seen, self.top.windowTitle()])

    def close(self) -> None:
        self.body.leave()
        self.top.close()
        self.tasks.close()
