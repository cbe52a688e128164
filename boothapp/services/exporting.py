"""Leads leave as a file: consent checked before it appears, and the ledger written."""

from collections.abc import Callable
from pathlib import Path

from boothapp.domain.exporting import (
    ExportPlan,
    ExportRecord,
    ExportRequest,
    Person,
    Withheld,
)
from boothapp.domain.preflight import Checked
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.export_files import checked, checked_place, file_of
from boothapp.services.export_writing import ExportWriting
from boothapp.services.leaving import checked_recipient
from boothapp.services.places import checked_file, whole_or_nothing
from boothapp.services.retention import RetentionService
from boothapp.store.store import Store
from boothapp.writers.blocks import Watch
from boothapp.writers.sealed_zip import checked_passphrase

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
            first = records.exports.rows(
                request, self._store.event, file.sources, limit=_PREVIEW_ROWS
            )
            preview = tuple(tuple(str(cell) for cell in row) for row in file.rows(first))
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

    def check_place(self, path: Path, *, makes_folder: bool = False) -> None:
        """Raise BadInput where no file could be written at `path`; nothing is left behind.

        With `makes_folder` its folder may be missing, as long as it could be made.
        """
        checked_place(self._store, path, makes_folder=makes_folder)

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

        Others can write meanwhile; see ExportWriting for what that means for who is in it. What is
        over goes before. Raises BadInput (no recipient, no folder, no space, a short passphrase, a
        name that the receiver refuses, a consent that changed each time), Cancelled, and
        ClockJumped where something may be over and the day has to be confirmed; then no file is
        left.
        """
        recipient = checked_recipient(recipient)
        if passphrase:
            checked_passphrase(passphrase)
        path = checked_file(self._store, path)
        request.preset.checked_stem(path.stem, zipped=bool(passphrase))
        self._retention.look_or_refuse()
        writing = ExportWriting(self._store, request, path, recipient, passphrase)
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
