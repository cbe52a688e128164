"""Backups: one encrypted file with all there is, proven by opening it before it counts."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC
from pathlib import Path

from boothapp.domain.backups import BackupRecord, BackupUnusable, default_name
from boothapp.domain.errors import Cancelled, StoreDamaged
from boothapp.files import IN_WORK, UNFINISHED, sweep, sync_folder
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.places import checked_file, whole_or_nothing
from boothapp.store import backup_file, inspection, key_file, scrubbing
from boothapp.store.backup_file import Manifest
from boothapp.store.database import FILE, open_file
from boothapp.store.keys import Keeper
from boothapp.store.store import Store

Progress = Callable[[int, int], None]
"""Told how much is done of how much."""


class BackupService:
    """Writes backups and keeps their ledger."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def default_name(self) -> str:
        """A name for a backup of now: day and time in the event's zone, nothing else."""
        return default_name(self._store.event.local(self._store.clock()))

    def latest(self) -> BackupRecord | None:
        """The last backup that was written; None where there is none yet."""
        with self._store.reading() as records:
            return next(iter(records.backups.ledger(limit=1)), None)

    def ledger(self) -> tuple[BackupRecord, ...]:
        """All backups that were written, newest first."""
        with self._store.reading() as records:
            return records.backups.ledger()

    def write(
        self,
        to: Path,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> BackupRecord:
        """Write a backup (mode 0600) while the store stays in use; an older backup is replaced.

        It is opened and checked before it takes its name. It opens where this store's key is to
        be had: by its passphrase, by its recovery key, or on this machine by its keyring. Raises
        BadInput, Cancelled, StoreDamaged; then no file is left and an older one is untouched.
        """
        to = checked_file(self._store, to)
        if to.exists() and not (to.is_file() and backup_file.is_backup(to)):
            raise BackupUnusable(f"{to} is something else and is not replaced by a backup.")
        with whole_or_nothing(to):
            sweep(to.parent)
            with tempfile.TemporaryDirectory(UNFINISHED, IN_WORK, to.parent) as work:
                record = self._write(Path(work), to, progress, cancelled or (lambda: False))
        self._events.publish(Changed("backup", record.id))
        return record

    def _write(
        self, work: Path, to: Path, progress: Progress | None, cancelled: Callable[[], bool]
    ) -> BackupRecord:
        def go_on() -> None:
            if cancelled():
                raise Cancelled

        def step(done: int, total: int) -> None:
            go_on()
            if progress is not None:
                progress(done, total)

        self._store.database.copy_to(work / FILE, progress=step)
        scrubbing.finish_in_copy(work / FILE, self._store.database.key)
        go_on()
        if self._store.keeper is not Keeper.MEMORY:
            shutil.copyfile(self._store.folder / key_file.FILE, work / key_file.FILE)
        manifest = self._manifest(work)
        packed = work / "packed"
        sha256 = backup_file.pack(work, packed, manifest, go_on)
        with tempfile.TemporaryDirectory(dir=work) as again:
            backup_file.unpack(packed, Path(again))  # as a restore will read it
        with self._store.writing(self._duty.staff_id) as records:
            record = records.backups.add(
                path=to,
                sha256=sha256,
                size=packed.stat().st_size,
                seq=manifest.seq,
                end=bytes.fromhex(manifest.hash),
            )
            packed.replace(to)
            sync_folder(to.parent)
        return record

    def _manifest(self, work: Path) -> Manifest:
        """Describe the copy, after opening it: sound, and on the store's own log."""
        with closing(open_file(work / FILE, self._store.database.key)) as copy:
            problems = inspection.problems(copy)
            seq, end = inspection.end_of_log(copy)
            schema, store_id = inspection.schema(copy), inspection.meta(copy, "store")
        with self._store.reading() as records:
            own = records.backups.hash_at(seq)
        if problems or own != end:
            raise StoreDamaged("The copy could not be verified; no backup was written.")
        return Manifest(
            format=backup_file.FORMAT,
            store=store_id,
            schema=schema,
            made=self._store.clock().astimezone(UTC).isoformat(timespec="seconds"),
            kept_in=self._store.keeper.value,
            seq=seq,
            hash=end.hex(),
            parts=backup_file.digests(work),
        )
