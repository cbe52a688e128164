"""What the Export page reads and writes, each in one order to the database thread."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from boothapp import paths
from boothapp.domain.event import Settings
from boothapp.domain.exporting import ExportPlan, ExportRecord, ExportRequest
from boothapp.domain.lead_fields import FIELDS
from boothapp.domain.lead_views import LeadView
from boothapp.domain.presets import OWN_ID, Format, Preset, most_rows
from boothapp.services.bundle import Services
from boothapp.ui.export.wording import LEFT, protection
from boothapp.ui.scan.wording import PURPOSE_LONG
from boothapp.ui.tasks import Progress

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


OPEN_AFTERWARDS = "export.open_folder"
"""The preference that says whether the folder is opened once a file is there."""
OWN = "export.own_columns"
"""The preference that holds the columns that were chosen last."""


@dataclass(frozen=True, slots=True)
class ExportKnown:
    """What the page shows, read at once."""

    plan: ExportPlan
    ledger: tuple[ExportRecord, ...]
    settings: Settings
    today: date
    views: tuple[LeadView, ...]
    presets: Mapping[str, Preset]
    broken: tuple[str, ...] = ()
    """What is wrong with presets of people here."""
    open_afterwards: bool = False


@dataclass(frozen=True, slots=True)
class LeavingFile:
    """What somebody asked for: which leads, into which file, for whom, under which passphrase."""

    request: ExportRequest
    path: Path
    recipient: str
    passphrase: str = field(default="", repr=False)


def look(services: Services, request: ExportRequest, preset_id: str) -> ExportKnown:
    """Read plan and ledger, for the preset of this id as it is now; on the database thread."""
    from boothapp.services import presets
    from boothapp.services.region import for_this_region

    settings = services.settings.get()
    today = settings.event.local(services.now()).date()
    found = presets.load()
    known = {key: for_this_region(one) for key, one in found.all.items()}
    own = own_columns(services)
    if own is not None:
        known[OWN_ID] = for_this_region(own)
    preset = known.get(preset_id) or next(iter(known.values()))
    return ExportKnown(
        services.exporting.plan(replace(request, preset=preset)),
        services.exporting.ledger(),
        settings,
        today,
        services.desk.views(),
        known,
        found.wrong,
        services.settings.preference(OPEN_AFTERWARDS) == "on",
    )


def own_columns(services: Services) -> Preset | None:
    """The columns that were chosen last; None where none were, or they cannot be read."""
    try:
        said = json.loads(services.settings.preference(OWN) or "null")
        fields = tuple(name for name in said["fields"] if name in FIELDS)
        return own_preset(Format(said["format"]), fields, said["separator"])
    except (ValueError, TypeError, KeyError):
        return None


def own_preset(form: Format, fields: tuple[str, ...], separator: str) -> Preset:
    """A plain format with these columns."""
    return Preset(
        id=OWN_ID,
        title="My columns",
        format=form,
        separator=separator if form is Format.EXCEL else ",",
        bom=form is Format.EXCEL,
        rows=most_rows(form),
        fields=fields,
        icon="sliders",
        own=True,
    )


def keep_own(services: Services, preset: Preset) -> None:
    """Remember the columns; on the database thread."""
    said = {
        "format": preset.format.value,
        "separator": preset.separator,
        "fields": list(preset.fields),
    }
    services.settings.set_preference(OWN, json.dumps(said))


def check_place(services: Services, path: Path) -> None:
    """Raise BadInput where `path` could not be written; on a worker."""
    services.exporting.check_place(path, makes_folder=path.parent == paths.default_exports())


def write_file(
    services: Services, told: Progress, leaving: LeavingFile, total: int
) -> tuple[ExportRecord, ...]:
    """Write the file; on a worker. The folder that was proposed is made if need be."""
    path = leaving.path
    if path.parent == paths.default_exports():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return services.exporting.write(
        leaving.request,
        path,
        leaving.recipient,
        passphrase=leaving.passphrase,
        progress=lambda rows: told(rows, total),
        cancelled=told.cancelled,
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
        str(record.path) if record.appeared else f"{record.path} (never appeared)",
        record.sha256,
    )


def save_as_preset(preset: Preset) -> Preset:
    """Keep chosen columns as a file of their own. Raises BadInput."""
    from boothapp.services import presets

    path = presets.save_own(preset)
    return replace(preset, id=path.stem)
