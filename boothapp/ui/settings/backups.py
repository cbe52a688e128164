"""Backups: where the last one lies and how old it is, a new one, and the way back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from boothapp.domain.backups import BackupRecord
from boothapp.domain.event import EventInfo
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import IconLabel, Label

_TEXT = (
    "One encrypted file with everything. It opens with this store’s passphrase or recovery key. "
    "Keep it on another disk. Whoever is erased later stays erased when it is restored here; on "
    "another computer nobody knows of that."
)


class BackupsCard(SettingsCard):
    """`backup_wanted`, `restore_wanted`, `cancel_wanted` when somebody presses that."""

    backup_wanted = Signal()
    restore_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("backups", "Backups", _TEXT, parent)
        self.last_folder: Path | None = None
        self.last = IconLabel(icon="warning", font="body", tone="text")
        self.where = Label(tone="muted", wrap=True)
        self.backup = Button("Back up now…", kind="primary", icon="export")
        self.restore = Button("Restore a backup…", icon="arrow-counter-clockwise")
        self.cancel = Button("Cancel", key="Esc")
        self.cancel.setShortcut("Esc")  # while it is seen, wherever the focus is
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Backing up")
        self.backup.clicked.connect(self.backup_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.backup, self.restore, self.bar, self.cancel):
            row.addWidget(part, 1 if part is self.bar else 0)
        row.addStretch()
        self.column.addWidget(self.last)
        self.column.addWidget(self.where)
        self.column.addLayout(row)
        self.show_busy(busy=False)

    def show_last(self, record: BackupRecord | None, event: EventInfo) -> None:
        """Say when the last backup was written, and where it lies."""
        icon = "check-circle-fill" if record is not None else "warning"
        tone = "verdict.may_share.ink" if record is not None else "verdict.ask.ink"
        at = event.local(record.at) if record is not None else None
        # The day, not the age: that one goes on, and stands in the status bar.
        words = f"Last backup: {at:%a} {at.day} {at:%B %H:%M}" if at else "No backup yet"
        self.last.show_words(words, icon, icon_tone=tone)
        if record is None:
            self.where.setText("If this laptop is lost, everything on it is lost.")
            return
        self.last_folder = record.path.parent
        self.where.setText(f"{record.path}\nBy {record.staff}, SHA-256 {record.sha256[:16]}…")

    def show_busy(self, *, busy: bool) -> None:
        """While a backup is written there is a bar and a way to stop it, with the keys on it."""
        usual, running = (self.backup, self.restore), (self.bar, self.cancel)
        come, go = (running, usual) if busy else (usual, running)
        had_focus = self.window().focusWidget() in go
        for part in come:
            part.show()
        if had_focus:  # before what has it is hidden: Qt would give it to the next field and scroll
            (self.cancel if busy else self.backup).setFocus(Qt.FocusReason.OtherFocusReason)
        for part in go:
            part.hide()

    def show_progress(self, done: int, total: int) -> None:
        """How far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
