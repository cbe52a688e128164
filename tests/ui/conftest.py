"""A stage for pages and dialogs: real services, a real database thread, a window that is shown."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from boothapp.services.bundle import Services
from boothapp.ui.context import Context, Frame
from boothapp.ui.event_bridge import EventBridge
from boothapp.ui.tasks import Tasks
from boothapp.ui.theme import theme
from boothapp.ui.widgets.toasts import Toasts
from tests.ui.whole_window import Window


@dataclass
class Stage:
    """What a page is tested on. `said` are the toasts' texts, `failures` what no page explained."""

    qtbot: QtBot
    window: QWidget
    context: Context
    navigated: list[tuple[str, str]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def show(self, page: QWidget) -> None:
        layout = self.window.layout() or QVBoxLayout(self.window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        with self.qtbot.waitActive(self.window):  # shortcuts work in the active window only
            self.window.show()
            self.window.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Wait until every order to the database thread is done and its answer was shown."""
        quiet = 0
        while quiet < 2:  # an answer may give the next order, an event a third one, and so on
            self.qtbot.waitUntil(lambda: not self.context.tasks.busy, timeout=5_000)
            QApplication.processEvents()
            quiet = 0 if self.context.tasks.busy else quiet + 1

    @property
    def said(self) -> list[str]:
        return [toast.text.text() for toast in self.context.toasts.shown]

    def undo(self) -> None:
        assert self.context.toasts.undo_latest()
        self.settle()


@pytest.fixture(autouse=True)
def garbage_stays_here() -> Iterator[None]:
    """As in the window: no widget is found unused on a database thread."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, dressed once: a style sheet is given to every widget that is left."""
    theme.install(qapp)
    return qapp


@pytest.fixture
def make_stage(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Services], Stage]]:
    tasks = Tasks()
    bridges: list[EventBridge] = []

    def make(services: Services) -> Stage:
        window = QWidget()
        window.resize(1264, 818)
        qtbot.addWidget(window)
        bridges.append(EventBridge(services.events))
        navigated: list[tuple[str, str]] = []
        context = Context(
            services=services,
            tasks=tasks,
            theme=theme,
            bridge=bridges[-1],
            toasts=Toasts(window),
            frame=Frame(),
            navigate=lambda page, argument: navigated.append((page, argument)),
        )
        stage = Stage(qtbot, window, context, navigated)
        tasks.failed.connect(stage.failures.append)
        return stage

    yield make
    for bridge in bridges:
        bridge.close()
    tasks.close()


@pytest.fixture
def stage(make_stage: Callable[[Services], Stage], services: Services) -> Stage:
    return make_stage(services)


@pytest.fixture
def staff_id(services: Services) -> str:
    return services.duty.staff_id


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, services: Services, roster: None, staff_id: str
) -> Iterator[Window]:
    window = Window(qtbot, services)
    yield window
    window.close()
