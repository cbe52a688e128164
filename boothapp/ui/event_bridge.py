"""Brings the services' events, which come on the database thread, into the window's thread."""

from PySide6.QtCore import QObject, Qt, Signal

from boothapp.services.events import EventBus


class EventBridge(QObject):
    """`changed` carries each `Changed` event, in the window's thread."""

    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, bus: EventBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._stop = bus.subscribe(self._arrived.emit)

    def close(self) -> None:
        """Hear nothing more from the services."""
        self._stop()
