"""Scanners: their test, what they send around a code, and the serial ports they hang on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.scanners import BAUD_RATES, ScannerSetup, SerialPort
from boothapp.ui.forms.controls import show_text
from boothapp.ui.forms.field import Field
from boothapp.ui.scanners.arrived import PortState
from boothapp.ui.settings.adding import add_line
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import ElidedLabel, Label, SectionHeading


class PortLine(QWidget):
    """One serial port: its name, how it is, how fast, and the button that takes it away."""

    edited = Signal(object)
    removed = Signal(object)

    def __init__(self, port: SerialPort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.port = port
        self.state = ElidedLabel("", tone="muted")
        self.speed = Select(f"Speed of {port.name}")
        for baud in sorted(BAUD_RATES):
            self.speed.addItem(f"{baud:,} baud", baud)
        self.speed.setCurrentIndex(self.speed.findData(port.baud))
        self.speed.setToolTip("As it is set in the scanner; USB ports take any")
        self.speed.activated.connect(self._picked)
        remove = Button(kind="ghost", icon="trash", size="s", tone="text_secondary")
        remove.setAccessibleName(f"Remove {port.name}")
        remove.setToolTip(f"Remove {port.name}")
        remove.clicked.connect(lambda: self.removed.emit(self.port))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(ElidedLabel(port.name), 2)
        row.addWidget(self.state, 3)
        row.addWidget(self.speed)
        row.addWidget(remove)

    def show_state(self, state: PortState | None) -> None:
        """Say whether it works."""
        ready = state is not None and not state.problem
        words = "Ready" if ready else state.problem if state is not None else "Opening"
        self.state.set_text(words)
        self.state.set_tone("muted" if ready or state is None else "error")

    def _picked(self) -> None:
        self.edited.emit(replace(self.port, baud=self.speed.currentData()))


class ScannersCard(SettingsCard):
    """Edits a ScannerSetup: `edited` carries the new one and what is said of it."""

    edited = Signal(object, str)
    test_wanted = Signal()
    ports_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        text = (
            "A scanner that types like a keyboard works by itself, whatever has the focus. Test it "
            "once: then badges are read right even where its keys come out wrong."
        )
        super().__init__("scanners", "Scanners", text, parent)
        self._setup = ScannerSetup()
        self.lines: list[PortLine] = []
        self.test = Button("Test a scanner…", icon="barcode")
        self.test.clicked.connect(self.test_wanted)
        self.prefix, self.suffix = QLineEdit(), QLineEdit()
        self.prefix_field = Field("Sent before each code", self.prefix)
        self.suffix_field = Field("Sent after each code", self.suffix)
        for edit in (self.prefix, self.suffix):
            edit.editingFinished.connect(self._left)
        self.add = Button("Add a serial scanner", icon="plus", drops=True)
        self.add.clicked.connect(self.ports_wanted)
        self._place = QVBoxLayout()
        self._place.setSpacing(6)
        self._lay_out()

    def show_setup(self, setup: ScannerSetup, states: Sequence[PortState]) -> None:
        """Show how scanners are set up, and how those at ports are."""
        if setup.ports != self._setup.ports or not self.lines:
            self._show_ports(setup.ports)
        self._setup = setup
        for edit, text in ((self.prefix, setup.prefix), (self.suffix, setup.suffix)):
            if not edit.isModified():  # else it is being written
                show_text(edit, text)
        self.show_states(states)

    def show_states(self, states: Sequence[PortState]) -> None:
        """Say how the ports are now."""
        by_id = {state.id: state for state in states}
        for line in self.lines:
            line.show_state(by_id.get(line.port.id))

    def add_port(self, port: SerialPort) -> None:
        """A port was chosen."""
        if port.id in {known.id for known in self._setup.ports}:
            return
        self.edited.emit(self._setup.with_port(port), f"{port.name} added")

    @property
    def known(self) -> frozenset[str]:
        """The ids of the ports that are set up."""
        return frozenset(port.id for port in self._setup.ports)

    def _show_ports(self, ports: Sequence[SerialPort]) -> None:
        for old in self.lines:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines = [PortLine(port) for port in ports]
        for line in self.lines:
            line.edited.connect(self._set_speed)
            line.removed.connect(self._remove)
            self._place.addWidget(line)
        self._none.setVisible(not ports)

    def _set_speed(self, port: SerialPort) -> None:
        self.edited.emit(self._setup.with_port(port), f"{port.name}: {port.baud:,} baud")

    def _remove(self, port: SerialPort) -> None:
        self.edited.emit(self._setup.without_port(port.id), f"{port.name} removed")

    def _named(self) -> None:
        name = self.named.text().strip()
        if name:
            self.named.clear()
            last = name.rpartition("/")[2]
            self.add_port(SerialPort(name, name if last.isdecimal() else last))  # /dev/pts/0

    def _left(self) -> None:
        for edit in (self.prefix, self.suffix):
            edit.setModified(False)
        setup = replace(self._setup, prefix=self.prefix.text(), suffix=self.suffix.text())
        if setup != self._setup:
            self.edited.emit(setup, "What scanners send is saved")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.test)
        top.addStretch(1)
        self.column.addLayout(top)
        around = QHBoxLayout()
        around.setSpacing(12)
        around.addWidget(self.prefix_field)
        around.addWidget(self.suffix_field)
        self.column.addLayout(around)
        hint = "Empty for most scanners. What stands here is taken off before a badge is read."
        self.column.addWidget(Label(hint, font="caption", tone="muted", wrap=True))
        self.column.addSpacing(6)
        self.column.addWidget(SectionHeading("At a serial port"))
        self._none = Label("None is set up.", tone="muted")
        self.column.addWidget(self._none)
        self.column.addLayout(self._place)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self.column.addLayout(row)
        name = "Or name a port, such as COM3 or /dev/ttyACM0"
        self.named = add_line(self.column, name, self._named)
