"""Restore: a backup becomes the store, and nobody who said no since comes back with it."""

import hashlib
import shutil
import tempfile
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from boothapp.domain.backups import BackupUnusable, Restored
from boothapp.domain.errors import BadInput, KeyUnavailable, StoreTooNew, WrongKey
from boothapp.domain.event import EventInfo
from boothapp.files import sweep, sync_folder
from boothapp.ids import new_id
from boothapp.services.duty import DutyService
from boothapp.services.events import EventBus
from boothapp.services.pin_check import PinCheck
from boothapp.store import (
    backup_file,
    exchange,
    inspection,
    journal,
    key_file,
    keys,
    migrations,
    os_keyring,
    present,
    restoring,
    scrubbing,
)
from boothapp.store.backup_file import Manifest
from boothapp.store.database import FILE, Database, open_file, opens
from boothapp.store.instants import to_ms
from boothapp.store.keys import Ask, Keeper, Kept
from boothapp.store.records import Records
from boothapp.store.restoring import Since
from boothapp.store.store import Clock, Store


def restore(
    file: Path,
    folder: Path,
    *,
    passphrase: str | None = None,
    ask: Ask | None = None,
    clock: Clock,
    staff: str,
) -> Restored:
    """Make the backup in `file` the store in `folder`, which nobody may have open.

    What ended since (withdrawn, declined, expired, erased) is ended again: by the store that is
    there now, and by the journals beside it and beside the file. That store goes aside into a
    folder of its own. What is typed may be the passphrase or the recovery key; where neither a
    passphrase nor a keyring of this machine keeps the key, `ask` is asked for a new passphrase.
    Raises BackupUnusable, StoreTooNew, WrongKey, KeyUnavailable, StoreNotWritable, BadInput; then
    nothing was changed.
    """
    folder, file = folder.absolute(), file.absolute()
    exchange.finish(folder)
    prefix = f".{folder.name}{exchange.WORK}"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        sweep(folder.parent, prefix, "")
        work = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
        try:
            return _Restore(file, folder, work, clock, staff).run(passphrase, ask)
        finally:
            shutil.rmtree(work, ignore_errors=True)  # renamed by then, if all went well
    except OSError as error:
        raise BadInput(f"{folder} cannot be restored: {error.strerror}.") from error


class _Restore:
    """One restore: unpack beside the target, prove, end again, rename."""

    def __init__(self, file: Path, folder: Path, work: Path, clock: Clock, staff: str) -> None:
        self._file, self._folder, self._work = file, folder, work
        self._clock, self._staff = clock, staff

    def run(self, passphrase: str | None, ask: Ask | None) -> Restored:
        manifest = backup_file.unpack(self._file, self._work)
        if manifest.schema > migrations.head():
            raise StoreTooNew(manifest.schema)
        there = present.is_there(self._folder)
        journals = (self._folder / journal.FILE, self._file.parent / journal.FILE)
        blind = not there and not any(path.exists() for path in journals)
        asking = _Remembering(passphrase, ask)
        kept = self._unlocked(manifest, asking)
        self._prove(manifest, kept.key)
        if not there:
            since = self._since(kept.key, None)
            leads, replayed, event = self._bring_back(manifest, kept, since)
            aside, unread = None, False
        else:
            with present.opened(
                self._folder, manifest.store, kept, asking.secret, ask
            ) as connection:
                since = self._since(kept.key, connection)
                leads, replayed, event = self._bring_back(manifest, kept, since)
            aside, unread = self._aside(), connection is None
        self._keep_key(kept, ask)
        sync_folder(self._work)
        exchange.put_in_place(self._work, self._folder, aside)
        made = event.local(datetime.fromisoformat(manifest.made))
        return Restored(
            made=made, leads=leads, replayed=replayed, set_aside=aside, unread=unread, blind=blind
        )

    def _unlocked(self, manifest: Manifest, asking: "_Remembering") -> Kept:
        if manifest.kept_in == Keeper.MEMORY.value:
            raise KeyUnavailable("This is a backup of the demo, whose key went when it closed.")
        if key_file.read(self._work).get("store") != manifest.store:
            raise BackupUnusable(f"{self._file} is not whole. Nothing was changed.")
        try:
            return keys.unlock(
                self._work,
                passphrase=asking.secret,
                ask=asking.ask if asking.can_ask else None,
                opens=lambda key: opens(self._work / FILE, key),
            )
        except WrongKey as error:
            raise WrongKey(
                "This does not open the backup. It opens with the passphrase that its store had "
                "when it was written, or with the recovery key. Nothing was changed."
            ) from error

    def _prove(self, manifest: Manifest, key: bytes) -> None:
        """The copy opens, is sound, and ends where the manifest says."""
        with closing(open_file(self._work / FILE, key)) as copy:
            sound = not inspection.problems(copy)
            seq, end = inspection.end_of_log(copy)
            store_id = inspection.meta(copy, "store")
        if not sound or (seq, end.hex(), store_id) != (
            manifest.seq,
            manifest.hash,
            manifest.store,
        ):
            raise BackupUnusable(f"{self._file} is damaged inside. Nothing was changed.")

    def _since(self, key: bytes, connection: inspection.Connection | None) -> Since:
        with closing(open_file(self._work / FILE, key)) as copy:
            secret = inspection.subject_secret(copy)
            endings = [
                ending
                for folder in (self._folder, self._file.parent)
                for ending in journal.read(folder / journal.FILE, secret)
            ]
            journal.append(self._work, secret, dict.fromkeys(endings))
            return restoring.since(copy, connection, endings)

    def _bring_back(
        self, manifest: Manifest, kept: Kept, since: Since
    ) -> tuple[int, int, EventInfo]:
        """Migrate the copy, make it a device of its own, and end again what ended."""
        database = Database(self._work, kept.key)
        try:
            device = restoring.become_new_device(database)
            store = Store(database, kept.keeper, self._clock)
            staff_id = DutyService(store, EventBus(), self._staff, PinCheck(store)).staff_id
            with store.writing(staff_id) as records:
                replayed = restoring.replay(records, since)
                records.backups.restored(
                    device,
                    seq=manifest.seq,
                    replayed=replayed,
                    heard=[ending.id for ending in since.endings],
                )
                self._note_backup(records, manifest, store.event)
            scrubbing.scrub(database, scrubbing.copies_of(database))
            if database.check():
                raise BackupUnusable(f"{self._file} is damaged inside. Nothing was changed.")
            event = store.event
            store.close()
        finally:
            database.close()
        with closing(open_file(self._work / FILE, kept.key)) as copy:
            return inspection.leads(copy), replayed, event

    def _note_backup(self, records: Records, manifest: Manifest, event: EventInfo) -> None:
        """Write down the file itself, which holds everybody: it knew of the ones before only.

        It is as old as it is: somebody reads off it how much a loss would cost.
        """
        with self._file.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        if any(known.sha256 == sha256 for known in records.backups.ledger()):
            return
        made = datetime.fromisoformat(manifest.made)
        records.backups.carry(
            {
                "id": new_id(),
                "at": to_ms(made),
                "day": event.local(made).date().isoformat(),
                "staff_id": records.moment.staff_id,
                "path": str(self._file),
                "sha256": sha256,
                "size": self._file.stat().st_size,
                "seq": manifest.seq,
                "hash": bytes.fromhex(manifest.hash),
            }
        )

    def _keep_key(self, kept: Kept, ask: Ask | None) -> None:
        """A key of a keyring goes into this machine's, or under a new passphrase."""
        description = key_file.read(self._work)
        if kept.keeper is not Keeper.KEYRING:
            return
        if os_keyring.get(key_file.ring_entry(description)) == kept.key:
            return
        try:
            keys.place(description, kept.key, passphrase=None, ask=ask)
        except KeyUnavailable as error:
            raise KeyUnavailable(
                "No keyring answers on this machine, so the store needs a passphrase: run this in "
                "a terminal to be asked for one. Nothing was changed."
            ) from error
        key_file.write(self._work, description)

    def _aside(self) -> Path:
        """A name that is free: also a clock that was set back may restore twice."""
        name = f"{self._folder.name}.before-restore-{self._clock():%Y%m%d-%H%M%S}"
        names = (name if number == 1 else f"{name}-{number}" for number in count(1))
        return next(path for path in map(self._folder.with_name, names) if not path.exists())


class _Remembering:
    """Asks for the backup's secret once, and has it for the store of now as well."""

    def __init__(self, secret: str | None, ask: Ask | None) -> None:
        self.secret = secret
        self._ask = ask

    @property
    def can_ask(self) -> bool:
        """Whether somebody is there."""
        return self._ask is not None

    def ask(self, question: str) -> str:
        """The answer of the person."""
        assert self._ask is not None, "asked only where somebody is there"  # noqa: S101
        self.secret = self._ask(question)
        return self.secret
