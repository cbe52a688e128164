"""The status bar: where codes come from, when something was last kept, sound on or off."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boothapp.ui.scanners.arrived import PortState
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import IconLabel


class StatusBar(QWidget):
    """Icons with words; each signal says that somebody pressed that."""

    sound_wanted = Signal(bool)
    lock_wanted = Signal()
    backup_wanted = Signal()
    scanners_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.size("height.statusbar"))
        self.source = IconLabel(
            "Scanner ready", icon=theme.text("icon.status.scanner"), tone="text_secondary"
        )
        self.scanners = Button(kind="ghost", size="xs", tone="text_secondary")
        self.scanners.clicked.connect(self.scanners_wanted)
        self.scanners.hide()
        self.saved = IconLabel(
            icon=theme.text("icon.status.saved"),
            tone="text_secondary",
            icon_tone="verdict.may_share.ink",
        )
        self.backup = Button(kind="ghost", size="xs", tone="text_secondary")
        self.backup.clicked.connect(self.backup_wanted)
        self.backup.hide()
        self.sound = Button(kind="ghost", size="xs", tone="text_secondary")
        self.lock = Button("Lock", kind="ghost", size="xs", icon="lock", tone="text_secondary")
        self.lock.setToolTip("Lock the window (Ctrl+L)")
        self.lock.clicked.connect(self.lock_wanted)
        self.demo = IconLabel("Demo event: invented people", icon="ph.info", tone="text_secondary")
        self.sound.clicked.connect(lambda: self.sound_wanted.emit(not self._sound))
        self.saved.hide()
        self.demo.hide()
        self.show_sound(on=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(20)
        row.addWidget(self.source)
        row.addWidget(self.scanners)
        row.addWidget(self.saved)
        row.addWidget(self.backup)
        row.addStretch(1)
        row.addWidget(self.lock)
        row.addWidget(self.sound)
        row.addWidget(self.demo)

    def show_source(self, icon: str, words: str) -> None:
        """Say where codes come from now."""
        self.source.show_words(words, icon)

    def show_ports(self, ports: Sequence[PortState]) -> None:
        """Say how the scanners at serial ports are; nothing where none is set up."""
        wrong = any(port.problem for port in ports)
        many = "Serial scanner" if len(ports) == 1 else f"{len(ports)} serial scanners"
        self.scanners.picture = "warning" if wrong else "barcode"
        self.scanners.setText("Serial scanner unplugged" if wrong else f"{many} ready")
        self.scanners.setToolTip(
            "\n".join(f"{port.name}: {port.problem or 'ready'}" for port in ports)
        )
        self.scanners.setAccessibleName(f"{self.scanners.text()}. Press to set scanners up")
        self.scanners.updateGeometry()
        self.scanners.setVisible(bool(ports))

    def show_saved(self, at: datetime) -> None:
        """Say when something was last kept; `at` is on the event's wall clock."""
        self.saved.show_words(f"Saved {at:%H:%M:%S}")
        self.saved.show()

    def show_backup(self, age: str) -> None:
        """Say how old the last backup is; empty where there is none."""
        self.backup.picture = "shield-check" if age else "warning"
        self.backup.setText(f"Backup {age}" if age else "No backup yet")
        self.backup.setAccessibleName(f"{self.backup.text()}. Press to make one")
        self.backup.setToolTip("Settings, Backups")
        self.backup.updateGeometry()
        self.backup.show()

    def show_sound(self, *, on: bool) -> None:
        """Say whether scans are heard."""
        self._sound = on
        self.sound.picture = theme.text("icon.status.sound" if on else "icon.status.sound_off")
        self.sound.setText("Sound on" if on else "Sound off")
        self.sound.setAccessibleName(f"{self.sound.text()}. Press to switch")
        self.sound.updateGeometry()
        self.sound.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """The line above."""
        line = self.rect().adjusted(0, 0, 0, 1 - self.height())
        painting.painter_for(self).fillRect(line, theme.color("border"))
