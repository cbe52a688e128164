"""One export under way: the file from one moment of the store, then the ledger, then its place."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from boothapp.domain.errors import BadInput, Cancelled
from boothapp.domain.exporting import ExportRecord, ExportRequest, part_paths
from boothapp.services.export_files import file_of
from boothapp.services.places import checked_free
from boothapp.store.export_people import InFile
from boothapp.store.export_rows import Stretch
from boothapp.store.records import Records
from boothapp.store.store import Store
from boothapp.writers.blocks import Watch, Written
from boothapp.writers.sealed_zip import SealedZip
from boothapp.writers.whole_file import Target, Unfinished, unfinished_set

_TRIES = 2
Begin = Callable[[Path], Unfinished]


@dataclass(frozen=True, slots=True)
class _Part:
    """A file that is written and not in its place yet, and who is in it."""

    written: Written
    people: InFile
    withheld: int


class ExportWriting:
    """Writes the files of one request.

    They are read as the store was at one moment, while others write. Then everybody who is in them
    is looked at once more and named in the ledger, in one transaction: nobody can withdraw between
    the two, and the ledger is durable before a file appears. Where somebody withdrew or answered
    meanwhile, all is read again.
    """

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
        Raises BadInput, Cancelled, OSError; then no file is left.
        """
        for _ in range(_TRIES):
            try:
                with unfinished_set() as begin:
                    self.entered = self._fill_and_enter(begin, staff_id, watch)
            except _ChangedMeanwhile:
                self._done = 0
            except BaseException as error:
                self._say_that_none_appeared(staff_id, error)
                raise
            else:
                return
        raise BadInput(
            "While the file was written, somebody in it changed what they agreed to; it was begun "
            "again, and the same happened. Nothing was written. Export once more."
        )

    def _say_that_none_appeared(self, staff_id: str, error: BaseException) -> None:
        """Raises BadInput for an OSError, where the ledger holds the files already."""
        if not self.entered:
            return
        with self._store.writing(staff_id) as records:
            for one in self.entered:
                records.exports.never_appeared(one.id)
        if isinstance(error, OSError):
            why = f"{error.filename2 or error.filename or self._path}: {error.strerror}"
            raise BadInput(
                f"No file appeared: its place could not be taken ({why}). The ledger says so, and "
                "nobody counts as sent."
            ) from error

    def _fill_and_enter(
        self, begin: Begin, staff_id: str, watch: Watch
    ) -> tuple[ExportRecord, ...]:
        with self._store.reading() as seen:
            since, stretches = seen.exports.end, seen.exports.stretches(self._request)
            paths = part_paths(self._path, len(stretches))
            checked_free(paths)
            parts = [
                self._part(seen, begin(path), stretch, watch, alone=len(paths) == 1)
                for path, stretch in zip(paths, stretches, strict=True)
            ]
        if watch.cancelled is not None and watch.cancelled():
            raise Cancelled
        checked_free(paths)  # to write them took a while
        with self._store.writing(staff_id) as records:
            if not all(
                records.exports.still_go(self._request, part.people, since) for part in parts
            ):
                raise _ChangedMeanwhile
            return tuple(self._enter(records, part) for part in parts)

    def _part(
        self, seen: Records, out: Unfinished, stretch: Stretch, watch: Watch, *, alone: bool
    ) -> _Part:
        file = file_of(seen, self._request, self._store.event)
        written = file.fill(self._sealed(out), stretch, self._further(watch))
        self._done += written.rows
        people = seen.exports.people(self._request, stretch)
        return _Part(written, people, self._withheld(seen, stretch, alone=alone))

    def _withheld(self, seen: Records, stretch: Stretch, *, alone: bool) -> int:
        """Who stays out, counted once: with the first part."""
        if stretch.after:
            return 0
        if self._request.again and alone:  # the quicker way to the same number
            return seen.exports.asked_for(self._request) - self._done
        return seen.exports.withheld(self._request)

    def _enter(self, records: Records, part: _Part) -> ExportRecord:
        return records.exports.add(
            part.people,
            path=part.written.path,
            sha256=part.written.sha256,
            rows=part.written.rows,
            withheld=part.withheld,
            request=self._request,
            to=self._recipient,
            encrypted=bool(self._passphrase),
        )

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
        return SealedZip(out, inside, self._passphrase, self._store.folder)


class _ChangedMeanwhile(Exception):
    """Somebody in the file may not go any more, or answered, since it was read."""
