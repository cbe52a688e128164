"""What a request puts into a file: the rows, read in a stream, and the writer that takes them."""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from boothapp.domain.errors import BadInput
from boothapp.domain.event import EventInfo
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.lead_fields import Kind, allowed
from boothapp.domain.preflight import Checked, Checker, partings, parts_names
from boothapp.domain.preset_losses import Losses
from boothapp.domain.preset_rows import FACTS, FieldRows, PresetRows, plain_fields
from boothapp.domain.presets import Format, Preset
from boothapp.services.places import checked_file, checked_folder
from boothapp.services.region import for_this_region
from boothapp.store.export_rows import Stretch
from boothapp.store.records import Records
from boothapp.store.store import Store
from boothapp.writers.blocks import ALONE, Watch, Written
from boothapp.writers.whole_file import Target

Rows = Iterable[Sequence[Any]]


class ExportFile(Protocol):
    """A kind of file over the leads of one request."""

    header: tuple[str, ...]
    sources: tuple[str, ...]
    """The stored fields that its cells are made of."""

    def rows(self, found: Rows) -> Rows:
        """The cells, of rows of `sources`."""

    def fill(self, out: Target, stretch: Stretch, watch: Watch) -> Written:
        """Write them."""


def file_of(records: Records, request: ExportRequest, event: EventInfo) -> ExportFile:
    """The file that a request asks for, within one transaction."""
    if request.preset.columns:
        return _PresetFile(records, request, event)
    if request.preset.format in (Format.JSONL, Format.VCARD):
        return _ListFile(records, request, event)
    return _TableFile(records, request, event)


def checked(
    records: Records, request: ExportRequest, event: EventInfo, watch: Watch = ALONE
) -> Checked:
    """What the receiver would refuse and drop, over all rows that go. Raises Cancelled."""
    preset = request.preset
    names = parts_names(preset, plain_fields(preset, request.purpose))
    if not preset.columns and preset.format is not Format.XLSX and not names:
        return Checked()  # no plain format but a workbook has limits
    file = file_of(records, request, event)
    losses, given = Losses(preset, request.purpose), allowed(request.purpose)
    parted = [one for one in partings(preset) if one.field in given]
    of_facts = [one for one in partings(preset) if one.field in FACTS]
    facts = _facts(records, event)
    same = [facts[one.field] for one in of_facts]  # in every row
    checker = Checker(
        preset, file.header, partings=[*parted, *of_facts], names=names, guard=_guard(preset)
    )
    known = FieldRows(
        ["lead_id", "name", "family_name", *losses.fields, *(one.field for one in parted)]
    )
    at = len(losses.fields)
    sources = tuple(dict.fromkeys((*known.sources, *file.sources)))
    of_known, of_file = _picked(sources, known.sources), _picked(sources, file.sources)
    with closing(records.exports.rows(request, event, sources)) as found:
        for block in watch.blocks(found):
            said = zip(known.rows(of_known(block)), file.rows(of_file(block)), strict=True)
            for (lead_id, name, family, *more), cells in said:
                lost, parts = losses.of(more[:at]), [*more[at:], *same]
                checker.see(lead_id, name, cells, lost, parts, family)
    return checker.result()


def _picked(sources: Sequence[str], wanted: Sequence[str]) -> Callable[[Rows], Rows]:
    """Picks the fields `wanted` out of rows of `sources`."""
    places = [sources.index(name) for name in wanted]
    return lambda rows: [[row[at] for at in places] for row in rows]


def _facts(records: Records, event: EventInfo) -> Mapping[str, str]:
    """The values of FACTS."""
    return {"event": event.name, "sponsor": records.setup.booth().sponsor}


def _guard(preset: Preset) -> Callable[[str], str] | None:
    """Whether an apostrophe goes into a cell, in files for systems: they do not take it out."""
    if not preset.columns or preset.format is Format.XLSX:
        return None
    from boothapp.writers.csv_leads import guarded

    separator = for_this_region(preset).separator
    return lambda text: guarded(text, separator)


def checked_place(store: Store, path: Path, *, makes_folder: bool = False) -> None:
    """Raise BadInput where no file could be written at `path`: asked of the folder itself, since
    what its permissions say is not all (a disk for reading, a full one). Nothing is left behind.

    With `makes_folder` its folder may be missing, as long as it could be made.
    """
    folder = path.absolute().parent
    if makes_folder and not folder.exists():
        checked_folder(store, folder)
        folder = next(above for above in folder.parents if above.exists())
    else:
        checked_file(store, path)
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise BadInput(
            f"{folder} cannot be written to: {error.strerror}. Choose another folder."
        ) from error


class _TableFile:
    """A plain format of rows and columns."""

    def __init__(self, records: Records, request: ExportRequest, event: EventInfo) -> None:
        self._records, self._request, self._event = records, request, event
        self._fields = FieldRows(plain_fields(request.preset, request.purpose))
        self.header, self.sources = self._fields.fields, self._fields.sources

    def rows(self, found: Rows) -> Rows:
        """As the store reads them, or made out of that."""
        return self._fields.rows(found)

    def fill(self, out: Target, stretch: Stretch, watch: Watch) -> Written:
        """As CSV or as a workbook."""
        exports, asked = self._records.exports, self._request
        with closing(exports.rows(asked, self._event, self.sources, stretch=stretch)) as found:
            return _fill_table(asked, out, self.header, self._fields.kinds, self.rows(found), watch)


class _PresetFile:
    """The columns of a preset."""

    def __init__(self, records: Records, request: ExportRequest, event: EventInfo) -> None:
        self._records, self._request, self._event = records, request, event
        self._rows = PresetRows(request.preset, request.purpose, _facts(records, event))
        self.header, self.sources = self._rows.header, self._rows.sources or ("lead_id",)

    def rows(self, found: Rows) -> Rows:
        """As the receiver reads them."""
        return map(self._rows.row, found)

    def fill(self, out: Target, stretch: Stretch, watch: Watch) -> Written:
        """As CSV or as a workbook of texts."""
        exports, asked = self._records.exports, self._request
        kinds = (Kind.TEXT,) * len(self.header)
        with closing(exports.rows(asked, self._event, self.sources, stretch=stretch)) as found:
            return _fill_table(asked, out, self.header, kinds, self.rows(found), watch)


class _ListFile:
    """A format in which a list stays a list: JSON Lines, or cards."""

    def __init__(self, records: Records, request: ExportRequest, event: EventInfo) -> None:
        self._records, self._request, self._event = records, request, event
        self.header = plain_fields(request.preset, request.purpose)
        self._texts = FieldRows(self.header)
        self.sources = self._texts.sources

    def rows(self, found: Rows) -> Rows:
        """As text, to be looked at."""
        return self._texts.rows(found)

    def fill(self, out: Target, stretch: Stretch, watch: Watch) -> Written:
        """As the format has it."""
        fields, exports = FieldRows(self.header, as_json=True), self._records.exports
        read = exports.rows(
            self._request, self._event, fields.sources, stretch=stretch, as_json=True
        )
        with closing(read) as found:
            return self._write(out, fields.rows(found), watch)

    def _write(self, out: Target, rows: Rows, watch: Watch) -> Written:
        if self._request.preset.format is Format.VCARD:
            from boothapp.writers import vcard_leads

            return vcard_leads.fill(out, self.header, rows, watch=watch)
        from boothapp.writers import jsonl_leads

        return jsonl_leads.fill(out, self.header, rows, watch=watch)


def _fill_table(
    request: ExportRequest,
    out: Target,
    header: Sequence[str],
    kinds: Sequence[Kind],
    rows: Rows,
    watch: Watch,
) -> Written:
    preset = for_this_region(request.preset)
    if preset.format is Format.XLSX:
        from boothapp.writers import xlsx_leads

        return xlsx_leads.fill(out, header, kinds, rows, watch=watch)
    from boothapp.writers import csv_leads

    dialect = csv_leads.Dialect(preset.separator, preset.bom)
    return csv_leads.fill(out, header, rows, dialect=dialect, watch=watch)
