"""What the Export page reads and writes, each in one order to the database thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from boothapp import paths
from boothapp.domain.event import Settings
from boothapp.domain.exporting import ExportPlan, ExportRecord, ExportRequest
from boothapp.services.bundle import Services
from boothapp.ui.export.wording import LEFT, protection
from boothapp.ui.scan.wording import PURPOSE_LONG
from boothapp.ui.tasks import Job

LEDGER_HEADS = (
    "Written",
    "What",
    "Protected",
    "Recipient",
    "People",
    "Withheld",
    "Purpose",
    "By",
    "File",
    "SHA-256",
)

LEDGER_WIDTHS = (130, 110, 90, 120, 60, 70, 120, 110, 150, 110)


@dataclass(frozen=True, slots=True)
class ExportKnown:
    """What the page shows, read at once."""

    plan: ExportPlan
    ledger: tuple[ExportRecord, ...]
    settings: Settings
    today: date


@dataclass(frozen=True, slots=True)
class LeavingFile:
    """What somebody asked for: which leads, into which file, for whom, under which passphrase."""

    request: ExportRequest
    path: Path
    recipient: str
    passphrase: str = field(default="", repr=False)


def look(services: Services, request: ExportRequest) -> ExportKnown:
    """Read plan and ledger; on the database thread."""
    settings = services.settings.get()
    today = settings.event.local(services.now()).date()
    return ExportKnown(
        services.exporting.plan(request), services.exporting.ledger(), settings, today
    )


def write_file(services: Services, job: Job, leaving: LeavingFile, total: int) -> ExportRecord:
    """Write the file; on the database thread. The folder that was proposed is made if need be."""
    path = leaving.path
    if path.parent == paths.default_exports():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return services.exporting.write(
        leaving.request,
        path,
        leaving.recipient,
        passphrase=leaving.passphrase,
        progress=lambda rows: job.progressed.emit(rows, total),
        cancelled=job.cancelled,
    )


def ledger_row(record: ExportRecord, written: datetime) -> tuple[str, ...]:
    """Return a line of the ledger; `written` is on the event's clock."""
    return (
        f"{written:%Y-%m-%d %H:%M}",
        LEFT[record.what],
        protection(record),
        record.recipient,
        f"{record.rows:,}",
        f"{record.withheld:,}",
        PURPOSE_LONG[record.purpose],
        record.staff,
        str(record.path),
        record.sha256,
    )
