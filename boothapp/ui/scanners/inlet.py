"""Where codes from scanners come in, whatever has the focus, and who gets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from boothapp.domain.people import ScanSource
from boothapp.domain.scanners import Ended, ScannerSetup
from boothapp.domain.staff_badges import code_in
from boothapp.ui.context import Context
from boothapp.ui.scanners.arrived import Arrived, PortState, TakesCode
from boothapp.ui.wedge import KeyboardWedge

if TYPE_CHECKING:
    from boothapp.services.events import Changed
    from boothapp.ui.scanners.serial_port import SerialScanner, SerialScanners

_LEFT = "A code was scanned behind the question. Nothing was written; scan it again."


class Inlet(QObject):
    """The scanner that types and those at serial ports."""

    def __init__(self, context: Context, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._context, self._stack = context, stack
        self._lost: set[str] = set()
        self.wedge = KeyboardWedge(self)
        self.wedge.scanned.connect(self.typed)
        self.serial: SerialScanners | None = None
        context.bridge.changed.connect(self._changed)
        self._load()

    def stop(self) -> None:
        """Take nothing more."""
        self.wedge.stop()
        if self.serial is not None:
            self.serial.stop()

    def typed(self, payload: str) -> None:
        """The scanner that types read a code."""
        arrived = self.wedge.arrived
        if arrived is None or arrived.text != payload:
            arrived = Arrived(payload, ScanSource.SCANNER, "keyboard", Ended.NOTHING, 0)
        self._take(arrived)

    def _take(self, arrived: Arrived) -> None:
        """A scan shows its verdict, but takes nobody away from what they are writing.

        What is being tested goes to the test. On a page that asks for badges itself (`scanned`)
        nothing is written, whatever is in front of it: a dialog there that asks for badges too
        gets the code, any other leaves it.
        """
        context, dialog = self._context, QApplication.activeModalWidget()
        page = self._stack.currentWidget()
        test = getattr(dialog, "arrived", None)
        if test is not None:
            test(arrived)
            return
        if code_in(arrived.text) is not None:
            if dialog is None:
                context.frame.staff_scanned.emit(arrived.text)
            else:  # what is confirmed there was begun in somebody's name
                context.toasts.show(_LEFT)
            return
        door = _door(page)
        if door is not None:
            door(arrived.text, arrived.source) if dialog is None else context.toasts.show(_LEFT)
            return
        if hasattr(page, "scanned") and not context.frame.locked:
            asks = getattr(dialog or page, "scanned", None)
            asks(arrived.text, arrived.source) if asks is not None else context.toasts.show(_LEFT)
            return
        tries = getattr(QApplication.focusWidget(), "takes_scan", None)
        if tries is not None and not context.frame.locked:
            tries(arrived.text)  # a field that says how a code reads; nothing is written
            return
        writing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if not writing and dialog is None:
            context.navigate("scan", "")
        frame = context.frame
        serial = arrived.source is ScanSource.SERIAL
        (frame.sent if serial else frame.scanned).emit(arrived.text)

    def _changed(self, event: Changed) -> None:
        if event.what == "scanners":
            self._load()

    def _load(self) -> None:
        """Learn which ports are wanted; what serial ports need is loaded where one is."""
        self._context.tasks.run(self._context.services.scanners.setup, self._use)

    def _use(self, setup: ScannerSetup) -> None:
        if self.serial is None:
            if not setup.ports:
                return
            from boothapp.ui.scanners.serial_port import SerialScanners

            self.serial = SerialScanners(self)
            self.serial.arrived.connect(self._take)
            self.serial.changed.connect(self._tell)
        self.serial.use(setup.ports)

    def _tell(self) -> None:
        """Say who went and who is there again."""
        scanners: list[SerialScanner] = self.serial.scanners if self.serial is not None else []
        lost = {one.port.id for one in scanners if not one.works}
        toasts = self._context.toasts
        for one in scanners:
            name = one.port.name
            if one.port.id in lost - self._lost:
                toasts.show(
                    f"{name}: {one.problem} It goes on by itself once it is there.", kind="wait"
                )
            elif one.port.id in self._lost - lost:
                toasts.show(f"{name} is ready again.", kind="done")
        self._lost = lost
        states = tuple(PortState(one.port.id, one.port.name, one.problem) for one in scanners)
        self._context.frame.show_ports(states)


def _door(page: QWidget | None) -> TakesCode | None:
    """Who takes badges at the door of the interview rooms: a sign in front, else the page.

    Also while the window is locked: an arrival must not become a visit to the booth.
    """
    sign = getattr(QApplication.activeWindow(), "door_scan", None)
    found: TakesCode | None = sign or getattr(page, "door_scan", None)
    return found
