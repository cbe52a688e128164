"""One window per store: a second start brings the first to the front."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_TIMEOUT_MS = 500


class SingleInstance(QObject):
    """Holds the name of a store on this machine for this user.

    `called` comes when somebody tried to open a second window on the same store.
    """

    called = Signal()

    def __init__(self, store: Path) -> None:
        super().__init__()
        digest = hashlib.sha256(str(store.resolve()).encode()).hexdigest()
        self._name = f"boothapp-{digest[:32]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def claim(self) -> bool:
        """Whether this process is the first; where it is not, the first window was called."""
        if self._call_first():
            return False
        # Nobody answers, so a name that is still there was left by a crash.
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def release(self) -> None:
        """Let the name go."""
        self._server.close()

    def _call_first(self) -> bool:
        caller = QLocalSocket()
        caller.connectToServer(self._name)
        answered = caller.waitForConnected(_TIMEOUT_MS)
        caller.disconnectFromServer()
        return answered

    def _answer(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
        self.called.emit()
