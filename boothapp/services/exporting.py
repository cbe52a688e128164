"""Leads leave as a file: consent checked while it is written, the ledger before it appears."""

from collections.abc import Callable
from pathlib import Path

from boothapp.domain.exporting import COLUMNS, ExportPlan, ExportRecord, ExportRequest, Withheld
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.leaving import checked_recipient
from boothapp.services.places import checked_file, whole_or_nothing
from boothapp.services.retention import RetentionService
from boothapp.store.store import Store
from boothapp.writers import csv_leads
from boothapp.writers.sealed_zip import SealedZip, checked_passphrase
from boothapp.writers.whole_file import unfinished

_PREVIEW_ROWS = 7


class ExportService:
    """Plans and writes exports, and keeps their ledger."""

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
            rows = records.exports.rows(request, self._store.event, _PREVIEW_ROWS)
            preview = tuple(tuple(str(cell) for cell in row) for row in rows)
        return ExportPlan(request, going, {Withheld.NO_CONSENT: withheld}, sent, preview)

    def write(
        self,
        request: ExportRequest,
        path: Path,
        recipient: str,
        *,
        passphrase: str = "",
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ExportRecord:
        """Write the file (mode 0600) and its line in the ledger.

        With a `passphrase` the file is a zip under AES-256 that holds the CSV.

        Nobody can withdraw between the check and the ledger: both are one transaction. The ledger
        is durable before the file appears under its name, so no file is ever missing from it.
        What is over goes before. Raises BadInput (no recipient, no folder, no space, a short
        passphrase), Cancelled, and ClockJumped where something may be over and the day has to be
        confirmed; then no file is left.
        """
        recipient = checked_recipient(recipient)
        if passphrase:
            checked_passphrase(passphrase)
        path = checked_file(self._store, path)
        self._retention.look_or_refuse()
        with whole_or_nothing(path):
            record = self._write(request, path, recipient, passphrase, progress, cancelled)
        self._events.publish(Changed("export", record.id))
        return record

    def _write(
        self,
        request: ExportRequest,
        path: Path,
        recipient: str,
        passphrase: str,
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> ExportRecord:
        staff_id = self._duty.staff_id
        with unfinished(path) as file, self._store.writing(staff_id) as records:
            rows = records.exports.rows(request, self._store.event)
            inside = f"{path.stem.removesuffix('.csv')}.csv"
            out = SealedZip(file, inside, passphrase) if passphrase else file
            written = csv_leads.fill(
                out, COLUMNS[request.purpose], rows, progress=progress, cancelled=cancelled
            )
            return records.exports.add(
                path=path,
                sha256=written.sha256,
                rows=written.rows,
                withheld=records.exports.withheld(request, written.rows),
                request=request,
                to=recipient,
                encrypted=bool(passphrase),
            )

    def ledger(self) -> tuple[ExportRecord, ...]:
        """The files that left, newest first."""
        with self._store.reading() as records:
            return records.exports.ledger()
