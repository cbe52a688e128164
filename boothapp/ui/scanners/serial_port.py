"""Scanners at serial ports: several at once, unplugged and plugged in again as people do.

This module is imported when a port is wanted, not before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QElapsedTimer, QIODevice, QObject, QTimer, Signal
from PySide6.QtSerialPort import QSerialPort, QSerialPortInfo

from boothapp.domain.people import ScanSource
from boothapp.domain.scanners import SerialPort
from boothapp.ui.scanners.arrived import Arrived
from boothapp.ui.scanners.framing import Framed, Framing

_LOOK_EVERY = 1000  # ms: how soon a scanner that is plugged in again works
_ENDINGS = frozenset(
    {
        QSerialPort.SerialPortError.ResourceError,
        QSerialPort.SerialPortError.DeviceNotFoundError,
        QSerialPort.SerialPortError.PermissionError,
        QSerialPort.SerialPortError.OpenError,
        QSerialPort.SerialPortError.ReadError,
        QSerialPort.SerialPortError.UnknownError,
    }
)


class SerialScanner(QObject):
    """One port. `arrived` carries an Arrived, `changed` says that it was lost or found again."""

    arrived = Signal(object)
    changed = Signal()

    def __init__(self, port: SerialPort, parent: QObject) -> None:
        super().__init__(parent)
        self.port = port
        self.problem = ""
        """Why it does not work now, for people; empty while it does."""
        self._framing = Framing()
        self._device: QSerialPort | None = None
        self._since = QElapsedTimer()
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(lambda: self._tell(self._framing.silence()))

    @property
    def works(self) -> bool:
        """Whether the port is open."""
        return self._device is not None

    def look(self) -> None:
        """Open the port if it is there and not open yet."""
        if self._device is not None:
            if not self._is_there():  # some systems report nothing when a device is torn out
                self._lose("It was unplugged.")
            return
        device = QSerialPort(self)
        device.setPortName(located(self.port.id))
        device.setBaudRate(self.port.baud)
        if not device.open(QIODevice.OpenModeFlag.ReadOnly):
            problem = _words(device.error())
            device.deleteLater()
            self._become(problem)
            return
        device.clear()  # what a scanner sent while nobody listened is nobody's scan
        device.readyRead.connect(self._read)
        device.errorOccurred.connect(self._failed)
        self._device, self._framing = device, Framing()
        self._become("")

    def close(self) -> None:
        """Let go of the port."""
        self._idle.stop()
        device, self._device = self._device, None
        if device is not None:
            device.readyRead.disconnect(self._read)
            device.errorOccurred.disconnect(self._failed)
            device.close()
            device.deleteLater()

    def _is_there(self) -> bool:
        known = ((one.id, one.by_serial, one.location) for one in plugged_in())
        return any(self.port.id in names for names in known) or _is_path(self.port.id)

    def _read(self) -> None:
        if self._device is None:
            return
        if not self._idle.isActive():
            self._since.start()
        found = self._framing.feed(bytes(self._device.readAll().data()))
        self._idle.start(self._framing.patience)
        self._tell(found)

    def _tell(self, found: Sequence[Framed]) -> None:
        took = self._since.elapsed() if self._since.isValid() else 0
        for one in found:
            self.arrived.emit(Arrived(one.text, ScanSource.SERIAL, self.port.name, one.ended, took))

    def _failed(self, error: QSerialPort.SerialPortError) -> None:
        if error in _ENDINGS:  # the port still says it is open
            QTimer.singleShot(0, self, partial(self._lose, _words(error)))

    def _lose(self, problem: str) -> None:
        if self._device is not None:
            self.close()
            self._become(problem)

    def _become(self, problem: str) -> None:
        if problem != self.problem or not problem:
            self.problem = problem
            self.changed.emit()


class SerialScanners(QObject):
    """All ports of the set-up. `arrived` carries an Arrived; `changed`: one came or went."""

    arrived = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.scanners: list[SerialScanner] = []
        self._ticker = QTimer(self, interval=_LOOK_EVERY)
        self._ticker.timeout.connect(self._look)

    def use(self, ports: Sequence[SerialPort]) -> None:
        """Listen to these and no others; those that stay are not interrupted."""
        kept = {scanner.port: scanner for scanner in self.scanners}
        for port, scanner in kept.items():
            if port not in ports:
                scanner.close()
                scanner.deleteLater()
        self.scanners = [kept.get(port) or self._made(port) for port in ports]
        if self.scanners:
            self._ticker.start()
        else:
            self._ticker.stop()
        self._look()
        self.changed.emit()

    def stop(self) -> None:
        """Let go of every port."""
        self.use(())

    def _made(self, port: SerialPort) -> SerialScanner:
        scanner = SerialScanner(port, self)
        scanner.arrived.connect(self.arrived)
        scanner.changed.connect(self.changed)
        return scanner

    def _look(self) -> None:
        for scanner in self.scanners:
            scanner.look()


class PluggedIn:
    """A serial port of this laptop. `id` is what it is known by when it is plugged in again."""

    def __init__(self, info: QSerialPortInfo) -> None:
        self.location = info.systemLocation()
        maker, product = info.manufacturer(), info.description()
        self.name = " ".join(part for part in (maker, product) if part) or info.portName()
        serial = info.serialNumber()
        self.by_serial = f"usb:{serial}" if serial else ""
        self.id = self.by_serial or self.location


def plugged_in() -> list[PluggedIn]:
    """The serial ports that the system knows now."""
    return told_apart([PluggedIn(info) for info in QSerialPortInfo.availablePorts()])


def told_apart(ports: list[PluggedIn]) -> list[PluggedIn]:
    """The same; those with one serial number, as cheap scanners have, go by their places."""
    met = Counter(one.by_serial for one in ports)
    for one in ports:
        if met[one.by_serial] > 1:
            one.id = one.location
    return ports


def located(port_id: str) -> str:
    """Where the port of this id is now; the id itself where it is a place."""
    places = (one.location for one in plugged_in() if port_id in (one.id, one.by_serial))
    return next(places, port_id)


def _is_path(port_id: str) -> bool:
    from pathlib import Path

    return port_id.startswith("/") and Path(port_id).exists()


def _words(error: QSerialPort.SerialPortError) -> str:
    kind = QSerialPort.SerialPortError
    return {
        kind.DeviceNotFoundError: "It is not plugged in.",
        kind.PermissionError: (
            "Another program uses it, or you may not: on Linux your account must be in the group "
            "“dialout”."
        ),
        kind.ResourceError: "It was unplugged.",
    }.get(error, "It cannot be read.")
