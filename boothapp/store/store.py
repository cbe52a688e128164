"""An open store: the one door to everything that is kept."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DatabaseError
from sqlmodel import col

from boothapp.domain.errors import BoothError, StoreDamaged
from boothapp.domain.event import BoothInfo, EventInfo
from boothapp.domain.ledger import LedgerCheck
from boothapp.files import sweep
from boothapp.ids import new_id
from boothapp.store import anchor, ballast, baseline, journal, lead_index, scrubbing, tables
from boothapp.store.changes import ChangeLog, Moment, last_seq
from boothapp.store.database import Database
from boothapp.store.instants import to_ms
from boothapp.store.keys import Keeper
from boothapp.store.records import Records
from boothapp.store.retention import SEEN
from boothapp.store.setup import Setup
from boothapp.store.spool_files import sweep_lists
from boothapp.store.subjects import SECRET, Identifier, key_of

if TYPE_CHECKING:  # looks at the whole log, once in a while: imported then
    from boothapp.store.verify import Progress

Clock = Callable[[], datetime]
"""The aware time now."""

_SECRET_BYTES = 32


class Store:
    """Hands out transactions; knows the clock, this device and the key of the pseudonyms."""

    def __init__(self, database: Database, keeper: Keeper, clock: Clock) -> None:
        """Take over an open database; its event is there already (see `prepare`)."""
        self.database = database
        self.keeper = keeper
        self.clock = clock
        with database.reading() as connection:
            secret = select(col(tables.Secret.value)).where(col(tables.Secret.name) == SECRET)
            self._secret = _whole(database.folder, connection.execute(secret).scalar())
            setup = Setup(connection, None)
            self._device_id = setup.meta("device") or ""
            self._event = setup.event()
            self._seen = last_seq(connection)
            ready = baseline.is_there(connection) and setup.meta(SEEN) is not None
            behind = lead_index.is_behind(connection)
        if not ready:
            self._first_opening()
        if behind:
            with database.writing() as connection:
                lead_index.rebuild_missing(connection)
        scrubbing.finish(database)
        sweep(database.folder)  # a workbook that was to be sealed lies here while it is made
        sweep_lists(database.folder)
        ballast.keep(database.folder)

    @staticmethod
    def prepare(
        database: Database,
        event: EventInfo,
        booth: BoothInfo,
        *,
        store_id: str,
        invented: bool,
        now: datetime,
    ) -> None:
        """Give a new database identity, secret, event and booth, in one transaction."""
        device = new_id()
        day = event.local(now).date().isoformat()
        moment = Moment(device_id=device, staff_id="", at=to_ms(now), day=day)
        with database.writing() as connection:
            secret = {"name": SECRET, "value": secrets.token_bytes(_SECRET_BYTES)}
            connection.execute(insert(tables.Secret), secret)
            setup = Setup(connection, ChangeLog(connection, moment))
            setup.set_meta("store", store_id)
            setup.set_meta("device", device)
            setup.set_meta("invented", "1" if invented else "0")
            setup.set_meta(SEEN, str(moment.at))
            setup.save_event(event)
            setup.save_booth(booth)

    @property
    def folder(self) -> Path:
        """Where the store lies."""
        return self.database.folder

    @property
    def event(self) -> EventInfo:
        """The event whose zone decides which day it is."""
        return self._event

    def reread_event(self) -> None:
        """The event was changed: its zone and days count from now on."""
        with self.reading() as records:
            self._event = records.setup.event()

    def key_of(self, identifier: Identifier) -> str:
        """The keyed hash by which a person is known, without looking anything up."""
        return key_of(self._secret, identifier)

    def today(self) -> str:
        """The ISO day now, in the event's zone."""
        return self._event.local(self.clock()).date().isoformat()

    @contextmanager
    def reading(self) -> Iterator[Records]:
        """Look at one consistent state."""
        with self.database.reading() as connection:
            yield self._records(connection, None, self._moment(""))

    @contextmanager
    def writing(self, staff_id: str) -> Iterator[Records]:
        """Change things in one durable transaction, in the name of a staff member."""
        moment = self._moment(staff_id)
        with self.database.writing() as connection:
            log = ChangeLog(connection, moment)
            records = self._records(connection, log, moment)
            yield records
            lead_index.catch_up(connection)
            records.rosters.prove(log)
            records.subjects.prove(log)
            if self._ended(connection, log) or (
                log.wrote(scrubbing.LEAVES_BYTES) or records.rosters.overwrote
            ):  # what was deleted still lies in the file: the next look or start sees to it
                records.setup.set_preference(scrubbing.PENDING, "1")
                lead_index.forget_words_of_few(connection)
        self._seen = log.end or self._seen

    def _ended(self, connection: Connection, log: ChangeLog) -> bool:
        """Write what ended in this transaction into the journal; whether anything did."""
        if log.first_of_person is None:
            return False
        endings = journal.endings_since(connection, log.first_of_person)
        journal.append(self.folder, self._secret, endings)
        return bool(endings)

    def written_outside(self) -> bool:
        """Whether another process wrote since the last look."""
        with self.database.reading() as connection:
            end = last_seq(connection)
        changed, self._seen = end != self._seen, end
        return changed

    def verify(self, progress: "Progress | None" = None) -> LedgerCheck:
        """Check log and consents against each other and against all that is held."""
        from boothapp.store.verify import verify

        with self.database.reading() as connection:
            return verify(connection, self.folder, self._event.zone, progress)

    def close(self) -> None:
        """Let go of the file, its log's end written down."""
        if self.database.path.exists():  # to read it would make it anew
            # A store that cannot be read keeps what was written down before.
            with suppress(BoothError, DatabaseError), self.database.reading() as connection:
                anchor.advance(self.folder, connection)
        self.database.close()

    def _first_opening(self) -> None:
        """Of a new store, or of one from before: what is there is proven now.

        What time it is, is known from before: this clock may be the one that is wrong.
        """
        with self.database.writing() as connection:
            log = ChangeLog(connection, moment := self._moment(""))
            self._records(connection, log, moment).retention.pin()
            if not baseline.is_there(connection):  # another window may have been first
                baseline.write(connection, log, self._secret)
                self._seen = log.end or self._seen
        with self.database.reading() as connection:
            anchor.advance(self.folder, connection)

    def _moment(self, staff_id: str) -> Moment:
        now = self.clock()
        day = self._event.local(now).date().isoformat()
        return Moment(device_id=self._device_id, staff_id=staff_id, at=to_ms(now), day=day)

    def _records(self, connection: Connection, log: ChangeLog | None, moment: Moment) -> Records:
        return Records(connection, log, moment, self._secret)


def _whole(folder: Path, secret: bytes | None) -> bytes:
    """The secret of the pseudonyms. Raises StoreDamaged where the store was never finished."""
    if secret is None:
        raise StoreDamaged(
            f"The store in {folder} was never finished: making it was cut off, and nothing is in "
            "it. Delete the folder and make the store again."
        )
    return bytes(secret)
