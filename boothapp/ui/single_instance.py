"""One window per store: a second start brings the first to the front."""

from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal

_TIMEOUT_MS = 1000
_LOCK = "window.lock"


class SingleInstance(QObject):
    """Holds a store for one window.

    The lock file says who is first (it knows a crashed holder from a living one) and costs nothing
    at the start; the local socket over which a second start calls comes after the first paint.
    `called` comes when somebody tried to open a second window on the same store.
    """

    called = Signal()

    def __init__(self, store: Path) -> None:
        super().__init__()
        self._store = store
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = QLockFile(str(store / _LOCK))
        self._lock.setStaleLockTime(0)  # only a dead holder makes it stale, not a long day

    def claim(self) -> bool:
        """Whether this process is the first; where it is not, the first window was called."""
        if self._lock.tryLock(0):
            return True
        self._call_first()
        return False

    def listen(self) -> None:
        """Hear second starts from now on."""
        from PySide6.QtNetwork import QLocalServer  # not needed for the first paint

        # The lock is ours, so a name that is still there was left by a crash.
        name = self._name()
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    def release(self) -> None:
        """Let the store go."""
        self._server.close()
        self._lock.unlock()

    def _name(self) -> str:
        import hashlib  # as above

        digest = hashlib.sha256(str(self._store.resolve()).encode()).hexdigest()
        return f"boothapp-{digest[:32]}"

    def _call_first(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        caller = QLocalSocket()
        caller.connectToServer(self._name())
        caller.waitForConnected(_TIMEOUT_MS)
        caller.disconnectFromServer()

    def _answer(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
        self.called.emit()
