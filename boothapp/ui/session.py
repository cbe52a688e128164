"""From nothing to a working window: shown first, then the store is opened behind it.

The slow imports (SQLModel, SQLCipher, Alembic) happen on the database thread after the first
paint. What stands in the way — no store yet, a passphrase, a second window — has a page.
"""

import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from boothapp.domain.errors import KeyUnavailable, WrongKey
from boothapp.ui import plain_imports
from boothapp.ui.garbage import Garbage
from boothapp.ui.main_window import MainWindow
from boothapp.ui.restoring import Restoring

if TYPE_CHECKING:  # slow imports; see above
    from boothapp.config import Config
    from boothapp.services.bundle import Services
    from boothapp.services.setup import Created, Plan
    from boothapp.ui.body import Body
    from boothapp.ui.tasks import Tasks

_STARTED_MS = 3_000


@dataclass(frozen=True, slots=True)
class Opened:
    """An open store for the window, and (the demo's) maker of a film to take for a camera."""

    services: "Services"
    film: Callable[[Callable[[], bool]], Path] | None = None


Opener = Callable[[str | None], Opened | None]
"""Opens the store with a passphrase or without; None where there is no store yet."""


class Session(QObject):
    """One window over one store, from start to end."""

    def __init__(self, opener: Opener, *, folder: Path | None, config: "Config | None") -> None:
        """`folder` is claimed for one window; without it (the demo) there may be several."""
        super().__init__()
        plain_imports.restore()
        self.app = QApplication.instance() or QApplication([])
        self._opener, self._folder, self._config = opener, folder, config
        self._opened: Opened | None = None
        self._tasks: Tasks | None = None
        self._body: Body | None = None
        self._garbage: Garbage | None = None
        self._restoring: Restoring | None = None
        self.window = MainWindow()

    @classmethod
    def on_store(cls, config: "Config") -> "Session":
        """A window on the store that the configuration names."""
        return cls(partial(_open_store, config), folder=config.store, config=config)

    @classmethod
    def on_demo(cls, folder: Path) -> "Session":
        """A window on an invented event in a throw-away folder."""
        return cls(partial(_open_demo, folder), folder=None, config=None)

    @property
    def body(self) -> "Body":
        """What the window holds; there from its first paint on."""
        assert self._body is not None, "the window was not painted yet"  # noqa: S101
        return self._body

    @property
    def tasks(self) -> "Tasks":
        """The door for slow work; there from the window's first paint on."""
        assert self._tasks is not None, "the window was not painted yet"  # noqa: S101
        return self._tasks

    @property
    def ready(self) -> bool:
        """Whether the store is open, the first page is shown, and nothing is under way."""
        return self._body is not None and bool(self._body.pages) and not self.tasks.busy

    def run(self) -> int:
        """Show the window and stay until it is closed; answers the exit code."""
        from boothapp.ui.single_instance import SingleInstance

        instance = SingleInstance(self._folder) if self._folder is not None else None
        if instance is not None and not instance.claim():
            return 0
        if instance is not None:
            instance.called.connect(partial(_bring_to_front, self.window))
            self.window.painted.connect(instance.listen)
        self.window.closed.connect(self.app.quit)
        signal.signal(signal.SIGINT, lambda *_: self.window.close())
        signal.signal(signal.SIGTERM, lambda *_: self.window.close())
        self.show()
        code = QApplication.exec()
        self.close()
        if instance is not None:
            instance.release()
        return code

    def show(self) -> None:
        """Show the window at once; everything slow begins after its first paint."""
        # While all is imported and built next to nothing dies, and looking for it takes a tenth of
        # the start and more (measured).
        self._garbage = Garbage(self)
        QTimer.singleShot(_STARTED_MS, self, self._garbage.start)
        self.window.painted.connect(self._furnish)
        self.window.show()

    def now(self) -> datetime:
        """The store's time; before it is open, the laptop's."""
        return self._opened.services.now() if self._opened else datetime.now(UTC)

    def open(self, passphrase: str | None = None) -> None:
        """Open the store behind the window."""
        self.tasks.run(lambda: self._opener(passphrase), self._show_opened, self._show_why_not)

    def restore(self, file: Path) -> None:
        """Put a backup into the store's place: let go of the store, exchange it, open it anew."""
        if self._config is None:
            self.body.toasts.error("The demo is gone when it closes; it takes no backup back.")
            return
        opened, self._opened = self._opened, None
        if opened is not None:
            self._outside.stop()
            self.body.leave()
            self.tasks.run(opened.services.close)
            self._make_body()
        self._restoring = Restoring(self._config, self.tasks, self.body, self.open)
        self._restoring.begin(file)

    def close(self) -> None:
        """Finish what was ordered and let go of the store."""
        if self._body is not None:
            self._body.leave()
        if self._opened is not None:
            self.tasks.run(self._opened.services.close)
        if self._tasks is not None:
            self._tasks.close()
        if self._garbage is not None:
            self._garbage.stop()

    def _furnish(self) -> None:
        """Put the frame into the window, and start opening the store."""
        from boothapp.ui.tasks import Tasks
        from boothapp.ui.theme import theme

        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - made in the constructor
        theme.install(app)
        self._tasks = Tasks(self)
        self._make_body()
        self.open()

    def _make_body(self) -> None:
        from boothapp.ui.body import Body
        from boothapp.ui.page_factories import page_factories

        self._body = Body(self.window, self.tasks, page_factories(), clock=self.now)
        self._body.frame.restore_wanted.connect(self.restore)
        self.window.setCentralWidget(self._body)

    def _show_opened(self, opened: Opened | None) -> None:
        if opened is None:
            self._begin_first_run()
            return
        from boothapp.ui.outside_writes import OutsideWrites
        from boothapp.ui.retention_look import RetentionLook
        from boothapp.ui.theme import theme

        self._opened = opened
        self._outside = OutsideWrites(opened.services, self.tasks, self.body)
        self.body.frame.film = opened.film
        self.tasks.run(
            lambda: opened.services.settings.preference("appearance", "system"), theme.force
        )
        self.body.attach(opened.services)
        if self.body.context is not None:
            RetentionLook(self.body.context, self.body)

    def _show_why_not(self, error: Exception) -> None:
        from boothapp.ui.pages.key import PassphrasePage
        from boothapp.ui.widgets.empty import EmptyState

        if isinstance(error, WrongKey | KeyUnavailable):
            page = PassphrasePage(choosing=False)
            page.entered.connect(self.open)
            self.body.show_instead(page)
            page.complain("This does not open the store." if isinstance(error, WrongKey) else "")
            return
        self.body.show_instead(EmptyState("warning", "The store cannot be opened", str(error)))

    def _begin_first_run(self) -> None:
        from boothapp.ui.pages.first_run import FirstRunPage

        page = FirstRunPage(self._config.staff if self._config is not None else "")
        page.finished.connect(self._create)
        page.demo_wanted.connect(self._change_to_demo)
        page.restore_wanted.connect(self.restore)
        self._first_run = page
        self.body.show_instead(page)

    def _create(self, plan: "Plan", passphrase: str | None = None) -> None:
        self.tasks.run(
            partial(self._make_store, plan, passphrase),
            self._show_recovery_key,
            partial(self._show_why_not_made, plan),
        )

    def _make_store(self, plan: "Plan", passphrase: str | None) -> "Created":
        from boothapp.services.setup import create_store

        assert self._config is not None  # noqa: S101 - only a configured session has a first run
        chosen = passphrase or self._config.passphrase
        return create_store(self._config.store, plan, passphrase=chosen)

    def _show_why_not_made(self, plan: "Plan", error: Exception) -> None:
        from boothapp.ui.pages.key import PassphrasePage

        if isinstance(error, KeyUnavailable):
            page = PassphrasePage(choosing=True)
            page.entered.connect(lambda typed: self._create(plan, typed))
            self.body.show_instead(page)
        else:
            self.body.toasts.error(str(error))
            self._first_run.let_try_again()

    def _show_recovery_key(self, created: "Created") -> None:
        from boothapp.ui.pages.key import RecoveryKeyPage

        page = RecoveryKeyPage(created.recovery_key)
        page.kept.connect(lambda: self._show_opened(Opened(created.services)))
        self.body.show_instead(page)

    def _change_to_demo(self) -> None:
        import tempfile

        folder = tempfile.TemporaryDirectory(prefix="boothapp-demo-")
        self._demo_folder = folder  # kept until the process ends, which removes it
        self._opener = partial(_open_demo, Path(folder.name))
        self.open()


def _open_store(config: "Config", passphrase: str | None) -> Opened | None:
    from boothapp.services.setup import open_store, store_exists

    if not store_exists(config.store):
        return None
    secret = passphrase or config.passphrase
    services = open_store(config.store, staff=config.staff, passphrase=secret)
    if not config.staff_named:
        services.duty.resume()
    return Opened(services)


def _open_demo(folder: Path, _passphrase: str | None) -> Opened:
    from boothapp.demo.event import make_demo

    demo = make_demo(folder / "store")
    return Opened(demo.services, demo.film)


def _bring_to_front(window: MainWindow) -> None:
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()
