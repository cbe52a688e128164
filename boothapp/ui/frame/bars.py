"""What the bars above and below the pages say: kept true while the store is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from boothapp.ui.context import Context, Frame
from boothapp.ui.frame.status_bar import StatusBar
from boothapp.ui.frame.top_bar import TopBar

if TYPE_CHECKING:  # the bars are painted before the services and their slow imports are there
    from boothapp.domain.backups import BackupRecord
    from boothapp.domain.event import Settings
    from boothapp.services.events import Changed
    from boothapp.ui.frame.duty_switch import DutySwitch


class Bars(QObject):
    """The top bar and the status bar. `attach` fills them when the store is open."""

    filled = Signal()
    """They say what is so in the store."""

    def __init__(self, parent: QObject, frame: Frame, clock: Callable[[], datetime]) -> None:
        """`clock` tells the time (aware)."""
        super().__init__(parent)
        self._frame, self._clock = frame, clock
        self._context: Context | None = None
        self._settings: Settings | None = None
        self._backup: BackupRecord | None = None
        self._duty: DutySwitch | None = None
        self.top, self.status = TopBar(), StatusBar()
        self.top.duty_wanted.connect(self.switch_duty)
        self.status.sound_wanted.connect(self._switch_sound)
        frame.source.connect(self.status.show_source)
        frame.ports_changed.connect(lambda: self.status.show_ports(frame.ports))
        self._ticker = QTimer(self, interval=1000)
        self._ticker.timeout.connect(self.tick)
        self._ticker.start()

    def attach(self, context: Context, duty: DutySwitch) -> None:
        """Say from now on what is so in the store."""
        self._context, self._duty = context, duty
        context.bridge.changed.connect(self._changed)
        self._frame.staff_scanned.connect(duty.scanned)
        self._read()

    def switch_duty(self, name: str) -> None:
        """Somebody else is on duty."""
        if self._duty is not None:
            self._duty.switch(name)

    def tick(self) -> None:
        """Tell the time and how old the last backup is."""
        now = self._clock()
        self.top.show_time(now)
        if self._settings is not None:
            from boothapp.domain.backups import age  # not needed before the store is open

            self.status.show_backup(age(self._backup.at, now) if self._backup else "")

    def _changed(self, event: Changed) -> None:
        if self._settings is not None and event.what != "duty":
            self.status.show_saved(self._settings.event.local(self._clock()))
        if event.what in {"settings", "duty", "backup"}:
            self._read()

    def _read(self) -> None:
        context = self._context
        if context is None:
            return
        services = context.services
        context.tasks.run(
            lambda: (
                services.settings.get(),
                services.duty.name,
                services.settings.preference("sound", "on"),
                services.backups.latest(),
            ),
            self._show,
        )

    def _show(self, read: tuple[Settings, str, str, BackupRecord | None]) -> None:
        settings, on_duty, sound, self._backup = read
        self._settings = settings
        self.top.show_event(settings.event, settings.booth.sponsor, settings.booth.booth)
        self.top.show_staff(on_duty, [staff.name for staff in settings.staff])
        self.status.demo.setVisible(settings.invented)
        self._hear(on=sound == "on")
        self.tick()
        self.filled.emit()

    def _switch_sound(self, on: bool) -> None:
        self._hear(on=on)
        if self._context is not None:
            settings = self._context.services.settings
            self._context.tasks.run(lambda: settings.set_preference("sound", "on" if on else "off"))

    def _hear(self, *, on: bool) -> None:
        self.status.show_sound(on=on)
        self._frame.sound = on
