"""Notices what another process, such as the command line, wrote into the same store."""

from PySide6.QtCore import QObject, QTimer

from boothapp.services.bundle import Services
from boothapp.services.events import Changed
from boothapp.ui.tasks import Tasks

_EVERY_MS = 1500
_KINDS = (
    *("scan", "consent", "lead", "interview", "scorecard", "queue", "roster", "settings", "export"),
    *("request", "backup"),
)


class OutsideWrites(QObject):
    """Asks the database now and then, and publishes what may have changed."""

    def __init__(self, services: Services, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def _look(self) -> None:
        if not self._tasks.busy:
            self._tasks.run(self._publish_if_changed)

    def _publish_if_changed(self) -> None:
        if self._services.written_outside():
            for kind in _KINDS:
                self._services.events.publish(Changed(kind))
