"""Backing up behind the window, and asking before a backup takes the store's place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from boothapp.domain.backups import SUFFIX, BackupRecord
from boothapp.domain.errors import Cancelled
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.settings.backups import BackupsCard
from boothapp.ui.tasks import Job

_FILES = f"Backups (*{SUFFIX});;All files (*)"
RESTORE_TEXT = (
    "The backup takes the place of this store. What was captured or corrected since the backup is "
    "not in it. "
    "Whoever withdrew or was erased since stays so. The present store is set aside, not deleted."
)


class BackupOrders:
    """Ties the backups card to the services."""

    def __init__(self, context: Context, card: BackupsCard, parent: QWidget) -> None:
        self._context, self._card, self._parent = context, card, parent
        self._job: Job | None = None
        self.confirm: ConfirmDialog | None = None
        card.backup_wanted.connect(self._choose_target)
        card.restore_wanted.connect(self._choose_source)
        card.cancel_wanted.connect(self._stop)

    def write(self, path: Path) -> None:
        """Write a backup; the window stays in use."""
        backups = self._context.services.backups
        self._card.show_busy(busy=True)
        self._job = self._context.tasks.background(
            lambda progress: backups.write(path, progress, progress.cancelled),
            self._written,
            self._refused,
        )
        self._job.progressed.connect(self._card.show_progress)

    def restore(self, path: Path) -> None:
        """Ask, then let the session put the backup into the store's place."""
        dialog = ConfirmDialog(
            "Restore this backup?", f"{path.name}\n\n{RESTORE_TEXT}", "Restore", self._parent
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._context.frame.restore_wanted.emit(path))
        self.confirm = dialog
        dialog.open()

    def _choose_target(self) -> None:
        last = self._last_folder()
        name = self._context.services.backups.default_name()
        path = opening.file_to_save(self._parent, "Back up into", str(last / name), _FILES)
        if path is not None:
            self.write(path)

    def _choose_source(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent, "Restore a backup", str(self._last_folder()), _FILES
        )
        if chosen:
            self.restore(Path(chosen))

    def _last_folder(self) -> Path:
        return self._card.last_folder or Path.home()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _written(self, record: BackupRecord) -> None:
        self._card.show_busy(busy=False)
        self._context.toasts.show(f"Backed up and checked: {record.path.name}", kind="done")

    def _refused(self, error: Exception) -> None:
        self._card.show_busy(busy=False)
        if isinstance(error, Cancelled):
            self._context.toasts.show("Stopped. No backup was written.")
        else:
            self._context.toasts.error(str(error))
