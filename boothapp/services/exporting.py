"""Leads leave as a file: consent checked while it is written, the ledger before it appears."""

from collections.abc import Callable
from pathlib import Path

from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import (
    ExportPlan,
    ExportRecord,
    ExportRequest,
    Person,
    Withheld,
    part_paths,
)
from boothapp.domain.preflight import Checked
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.export_files import checked, file_of
from boothapp.services.leaving import checked_recipient
from boothapp.services.places import checked_file, checked_free, whole_or_nothing
from boothapp.services.retention import RetentionService
from boothapp.store.export_rows import WHOLE, Stretch
from boothapp.store.store import Records, Store
from boothapp.writers.blocks import Watch
from boothapp.writers.sealed_zip import SealedZip, checked_passphrase
from boothapp.writers.whole_file import Target, Unfinished, unfinished_set

_PREVIEW_ROWS = 20
_MOST_NAMED = 200


class ExportService:
    """Plans, checks and writes exports, and keeps their ledger."""

    def __init__(
        self, store: Store, events: EventBus, duty: DutyService, retention: RetentionService
    ) -> None:
        self._store = store
        self._events = events
        self._duty = duty
        self._retention = retention

    def plan(self, request: ExportRequest) -> ExportPlan:
        """What the request would write now, what it would withhold, and the first rows."""
        with self._store.reading() as records:
            going, withheld, sent = records.exports.count(request)
            file = file_of(records, request, self._store.event)
            rows = file.rows(limit=_PREVIEW_ROWS)
            preview = tuple(tuple(str(cell) for cell in row) for row in rows)
        held = {Withheld.NO_CONSENT: withheld}
        return ExportPlan(request, going, held, sent, file.header, preview)

    def preflight(
        self,
        request: ExportRequest,
        *,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Checked:
        """What the receiver would refuse and drop, looked up row by row; nothing is written.

        Raises Cancelled.
        """
        with self._store.reading() as records:
            return checked(records, request, self._store.event, Watch(progress, cancelled))

    def held_back(self, request: ExportRequest) -> tuple[Person, ...]:
        """Who was asked for and did not agree, the first two hundred by name."""
        with self._store.reading() as records:
            return records.exports.held_back(request, _MOST_NAMED)

    def write(
        self,
        request: ExportRequest,
        path: Path,
        recipient: str,
        *,
        passphrase: str = "",
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[ExportRecord, ...]:
        """Write the file (mode 0600) and its line in the ledger; more than one where the receiver
        takes fewer rows in a file, with -1, -2 … behind its name, all of them or none.

        With a `passphrase` each is a zip under AES-256 that holds the file.

        Nobody can withdraw between the check and the ledger: both are one transaction. The ledger
        is durable before the file appears under its name, so no file is ever missing from it.
        What is over goes before. Raises BadInput (no recipient, no folder, no space, a short
        passphrase, a name that the receiver refuses), Cancelled, and ClockJumped where something
        may be over and the day has to be confirmed; then no file is left.
        """
        recipient = checked_recipient(recipient)
        if passphrase:
            checked_passphrase(passphrase)
        path = checked_file(self._store, path)
        request.preset.checked_stem(path.stem)
        self._retention.look_or_refuse()
        writing = _Writing(self._store, request, path, recipient, passphrase)
        try:
            with whole_or_nothing(path):
                writing.run(self._duty.staff_id, Watch(progress, cancelled))
        finally:
            for record in writing.entered:
                self._events.publish(Changed("export", record.id))
        return writing.entered

    def ledger(self) -> tuple[ExportRecord, ...]:
        """The files that left, newest first."""
        with self._store.reading() as records:
            return records.exports.ledger()


class _Writing:
    """One export under way."""

    def __init__(
        self, store: Store, request: ExportRequest, path: Path, recipient: str, passphrase: str
    ) -> None:
        self._store, self._request, self._path = store, request, path
        self._recipient, self._passphrase = recipient, passphrase
        self._done = 0
        self.entered: tuple[ExportRecord, ...] = ()
        """What the ledger holds of it."""

    def run(self, staff_id: str, watch: Watch) -> None:
        """Write all parts; they appear together when their ledger is durable.

        Where a place was taken since it was looked at, none of them does, and the ledger says so.
        """
        try:
            with unfinished_set() as begin:
                self.entered = self._fill_and_enter(begin, staff_id, watch)
        except BaseException as error:
            if not self.entered:
                raise
            with self._store.writing(staff_id) as records:
                for one in self.entered:
                    records.exports.never_appeared(one.id)
            if not isinstance(error, OSError):
                raise
            why = f"{error.filename2 or error.filename or self._path}: {error.strerror}"
            raise BadInput(
                f"No file appeared: its place could not be taken ({why}). The ledger says so, and "
                "nobody counts as sent."
            ) from error

    def _fill_and_enter(
        self, begin: Callable[[Path], Unfinished], staff_id: str, watch: Watch
    ) -> tuple[ExportRecord, ...]:
        with (
            self._store.writing(staff_id) as records,
            self._store.reading() as seen,  # as the writing began: nobody else writes meanwhile
            records.exports.roomy(),
        ):
            stretches = seen.exports.stretches(self._request)
            paths = part_paths(self._path, len(stretches))
            checked_free(paths)
            written = tuple(
                self._part(records, seen, begin(path), stretch, watch)
                for path, stretch in zip(paths, stretches, strict=True)
            )
            checked_free(paths)  # to write them took a while
            return written

    def _part(
        self, records: Records, seen: Records, out: Unfinished, stretch: Stretch, watch: Watch
    ) -> ExportRecord:
        target = self._sealed(out)
        with records.exports.naming(self._request, stretch) as naming:
            file = file_of(seen, self._request, self._store.event)
            written = file.fill(target, stretch, self._further(watch))
        self._done += written.rows
        return records.exports.add(
            naming,
            path=out.path,
            sha256=written.sha256,
            rows=written.rows,
            withheld=self._withheld(seen, stretch),
            request=self._request,
            to=self._recipient,
            encrypted=bool(self._passphrase),
        )

    def _withheld(self, seen: Records, stretch: Stretch) -> int:
        """Who stays out, counted once: with the first part."""
        if stretch.after:
            return 0
        if self._request.again and stretch == WHOLE:
            return seen.exports.asked_for(self._request) - self._done
        return seen.exports.withheld(self._request)

    def _further(self, watch: Watch) -> Watch:
        """Progress counts on over all parts."""
        before, told = self._done, watch.progress
        if told is None:
            return watch
        return Watch(lambda rows: told(before + rows), watch.cancelled)

    def _sealed(self, out: Unfinished) -> Target:
        if not self._passphrase:
            return out
        ending = self._request.preset.ending
        inside = f"{out.path.stem.removesuffix(ending)}{ending}"
        return SealedZip(out, inside, self._passphrase)
