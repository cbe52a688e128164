"""Files of a large store: time beside the same SQL without BoothApp, and memory."""

import csv
import json
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from threading import Thread

import pandas as pd
from sqlalchemy import text

from boothapp.domain.exporting import COLUMNS, ExportRequest
from boothapp.domain.people import ScanSource
from boothapp.domain.presets import PLAIN
from boothapp.services import presets
from boothapp.services.bundle import Services
from boothapp.store.export_rows import ABOUT, cells, granted
from tests import factories
from tests.bench.rows import BenchRow
from tests.bench.store import LEADS, clock, fill, timed

MANY = 300_000
_ROUNDS = 5
_BESIDE = 20_000
_KEY = bytes(range(32))
_FORMATS = ("excel", "xlsx", "jsonl", "vcard", "greenhouse")
_MOST_MB = 50.0


def rows() -> list[BenchRow]:
    """All rows about exports."""
    return [*_time_rows(), _beside_row(), *_memory_rows()]


def _time_rows() -> list[BenchRow]:
    folder = Path(mkdtemp())
    services = factories.make_store(folder / "store", clock()).services
    fill(services, LEADS)
    request = ExportRequest()
    ours, bare, frame = [], [], []
    for number in range(_ROUNDS):
        target = folder / f"leads-{number}.csv"
        bare.append(timed(lambda t=target: _bare_csv(services, request, t)))  # type: ignore[misc] # a default binds the loop's value
        ours.append(timed(lambda t=target: services.exporting.write(request, t, "Recruiting")))  # type: ignore[misc] # as above
        frame.append(timed(lambda t=target: _pandas_csv(services, request, t)))  # type: ignore[misc] # as above
    others = [_format_row(services, folder, name, median(bare)) for name in _FORMATS]
    services.close()
    shutil.rmtree(folder)
    mine, of_bare = median(ours), "csv.writer over the raw cursor of the same query"
    return [
        BenchRow("export.csv.100000", mine * 1000, "ms", of_bare, mine / median(bare), 1.5),
        BenchRow(
            "export.csv.100000.pandas",
            mine * 1000,
            "ms",
            "pandas read_sql + to_csv on the same connection",
            mine / median(frame),
            1.0,
        ),
        *others,
    ]


def _format_row(services: Services, folder: Path, name: str, bare: float) -> BenchRow:
    """One more kind of file, once: for information."""
    request, target = _request(name), folder / f"leads{_request(name).preset.ending}"
    took = timed(lambda: services.exporting.write(request, target, "Recruiting"))
    of_bare = "csv.writer over the raw cursor of the plain file"
    return BenchRow(f"export.{name}.100000", took * 1000, "ms", of_bare, took / bare)


def _beside_row() -> BenchRow:
    """The longest that somebody at the booth waits for a scan while a workbook is written."""
    folder = Path(mkdtemp())
    services = factories.make_store(folder / "store", clock()).services
    fill(services, _BESIDE)
    export = Thread(
        target=services.exporting.write, args=(_request("xlsx"), folder / "leads.xlsx", "R")
    )
    export.start()
    waited = []
    while export.is_alive():
        waited.append(timed(lambda: services.capture.scan("nobody", ScanSource.SCANNER)))
        time.sleep(0.02)  # as a person would, and others beside them
    services.close()
    shutil.rmtree(folder)
    return BenchRow(f"export.beside.scan.{_BESIDE}.longest", max(waited) * 1000, "ms", "none")


def _memory_rows() -> list[BenchRow]:
    """How much more memory a process has at most for a file of very many people."""
    folder = Path(mkdtemp())
    (folder / "store").mkdir()
    services = factories.store_of(folder / "store", _KEY, clock(), new=True)
    fill(services, MANY)
    services.close()
    found = []
    for name in ("csv", *_FORMATS, "preflight"):
        command = [sys.executable, "-m", "tests.bench.exporting", str(folder), name]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        grown = float(json.loads(said)["mb"])
        found.append(BenchRow(f"export.memory.{name}.300000", grown, "MB", "none", None, _MOST_MB))
    shutil.rmtree(folder)
    return found


def _grown(folder: Path, name: str) -> float:
    """MB that this process has more at most, after the file of all people than before."""
    services = factories.store_of(folder / "store", _KEY, clock())
    request = _request("greenhouse" if name == "preflight" else name)
    services.exporting.plan(replace(request, again=False))  # what is slow to import is there
    warm = folder / f"nobody{request.preset.ending}"
    _write_nobody(services, request, warm)
    before = highest_mb()
    if name == "preflight":
        services.exporting.preflight(request)
    else:
        services.exporting.write(request, folder / f"all{request.preset.ending}", "R")
    grown = highest_mb() - before
    services.close()
    return grown


def highest_mb() -> float:
    """The most memory that this process had. Not getrusage's: on Linux that begins with what the
    parent had, which filled the store."""
    said = Path("/proc/self/status").read_text("ascii")
    return (
        next(int(line.split()[1]) for line in said.splitlines() if line.startswith("VmHWM")) / 1024
    )


def _write_nobody(services: Services, request: ExportRequest, path: Path) -> None:
    """A file without people, so that all modules of its writer are in the memory before."""
    from boothapp.domain.consent import Purpose

    services.exporting.write(replace(request, purpose=Purpose.MARKETING), path, "R")


def _request(name: str) -> ExportRequest:
    for preset in PLAIN:
        if preset.id == name:
            return ExportRequest(preset=preset)
    return ExportRequest(preset=presets.load().named(name))


def _query(services: Services, request: ExportRequest) -> tuple[str, dict[str, object]]:
    """What goes into the file, a row each, as one would ask for it."""
    said = cells(services.store.event, COLUMNS[request.purpose])
    source, where, values = granted(request)
    return f"SELECT {said} {source} {ABOUT} WHERE {where} ORDER BY lead.rowid", values


def _bare_csv(services: Services, request: ExportRequest, path: Path) -> None:
    query, values = _query(services, request)
    connection = services.store.database._connect()
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS[request.purpose])
        writer.writerows(connection.execute(query, values))
    connection.close()


def _pandas_csv(services: Services, request: ExportRequest, path: Path) -> None:
    query, values = _query(services, request)
    with services.store.database.connect() as connection:
        frame = pd.read_sql(text(query), connection, params=values)
    frame.columns = pd.Index(COLUMNS[request.purpose])
    frame.to_csv(path, index=False)


if __name__ == "__main__":
    print(json.dumps({"mb": _grown(Path(sys.argv[1]), sys.argv[2])}))
