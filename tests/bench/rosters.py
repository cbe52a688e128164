"""A list of 100,000 people: time beside bare readers and bare rows, memory, and who waits."""

import csv
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from threading import Thread

from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.services.roster_prepared import Stage
from tests import factories
from tests.bench.exporting import highest_mb
from tests.bench.rows import BenchRow
from tests.bench.store import clock, timed

PEOPLE = 100_000
MANY = 300_000
_KEY = bytes(range(32))
_MOST_MB = 60.0
_HEADER = (
    *("Badge ID", "First name", "Last name", "E-mail", "Affiliation", "Registration type"),
    *("Research interests", "Share with sponsors"),
)


def rows() -> list[BenchRow]:
    """All rows about lists."""
    folder = Path(mkdtemp())
    found = [_time_row(folder, "csv", _bare_csv), _time_row(folder, "xlsx", _bare_xlsx)]
    found += _again_rows(folder)
    found += [_memory_row(folder, kind, count) for kind, count in _SIZES]
    shutil.rmtree(folder)
    return found


_SIZES = (("csv", PEOPLE), ("csv", MANY), ("xlsx", PEOPLE), ("jsonl", PEOPLE))


def people(count: int) -> Iterator[tuple[str, ...]]:
    """Invented rows; every third says no."""
    for n in range(count):
        yield (
            *(f"B-{n:06}", f"Given{n % 997}", f"Family{n}", f"p{n}@u{n % 97}.example"),
            *(f"University of Somewhere {n % 997}", ("academic", "student", "industry")[n % 3]),
            *("speech; vision; optimisation", "yes" if n % 3 else "no"),
        )


def write(path: Path, count: int) -> Path:
    """A list of so many people, of the kind its ending says."""
    if path.suffix == ".xlsx":
        import xlsxwriter

        book = xlsxwriter.Workbook(path, {"constant_memory": True})
        sheet = book.add_worksheet("Attendees")
        for number, row in enumerate([_HEADER, *people(count)]):
            sheet.write_row(number, 0, row)
        book.close()
    elif path.suffix == ".jsonl":
        with path.open("w", encoding="utf-8") as out:
            for row in people(count):
                out.write(json.dumps(dict(zip(_HEADER, row, strict=True))) + "\n")
    else:
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(_HEADER)
            writer.writerows(people(count))
    return path


def _time_row(folder: Path, kind: str, bare: Callable[[Services, Path], None]) -> BenchRow:
    path = write(folder / f"list.{kind}", PEOPLE)
    beside = _services(folder / f"bare-{kind}")
    took_bare = timed(lambda: bare(beside, path))
    beside.close()
    services = _services(folder / f"store-{kind}")
    took = timed(lambda: services.roster.import_file(path))
    services.close()
    name = f"roster.import.{PEOPLE}" + ("" if kind == "csv" else f".{kind}")
    of_what = f"bare {'csv.reader' if kind == 'csv' else 'openpyxl'} + INSERT of the same rows"
    return BenchRow(name, took, "s", of_what, took / took_bare)


def _again_rows(folder: Path) -> list[BenchRow]:
    """The longest that a scan waits while a list is taken in, for the first time and again."""
    path = write(folder / "list.csv", PEOPLE)
    services = _services(folder / "store-beside")
    found = []
    for name in ("first", "again"):
        waited: list[float] = []
        spent: dict[Stage, float] = {}
        work = Thread(target=_take_in, args=(services, path, spent))
        work.start()
        while work.is_alive():
            waited.append(timed(lambda: services.capture.scan("nobody", ScanSource.SCANNER)))
            time.sleep(0.05)
        found.append(BenchRow(f"roster.beside.scan.{name}.longest", max(waited), "s", "none"))
        found += [
            BenchRow(f"roster.{name}.{stage.value}", took, "s", "none")
            for stage, took in spent.items()
        ]
    services.close()
    return found


def _take_in(services: Services, path: Path, spent: dict[Stage, float]) -> None:
    since = time.perf_counter()
    last: Stage | None = None

    def hear(stage: Stage, _done: int, _total: int) -> None:
        nonlocal since, last
        now = time.perf_counter()
        if last is not None:
            spent[last] = spent.get(last, 0.0) + now - since
        since, last = now, stage

    services.roster.import_file(path, progress=hear)
    hear(Stage.WRITING, 1, 1)


def _memory_row(folder: Path, kind: str, count: int) -> BenchRow:
    """How much more memory a process has at most for a list."""
    path = write(folder / f"list-{count}.{kind}", count)
    store = folder / f"store-memory-{kind}-{count}"
    store.mkdir()
    command = [sys.executable, "-m", "tests.bench.rosters", str(store), str(path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    name = f"roster.memory.{kind}.{count}"
    return BenchRow(name, float(json.loads(said)["mb"]), "MB", "none", None, _MOST_MB)


def _grown(folder: Path, path: Path) -> float:
    """MB that this process has more at most, after the list than before."""
    services = factories.store_of(folder, _KEY, clock(), new=True)
    warm = write(folder / f"few{path.suffix}", 50)
    services.roster.import_file(warm)
    before = highest_mb()
    services.roster.import_file(path)
    grown = highest_mb() - before
    services.close()
    return grown


def _services(folder: Path) -> Services:
    return factories.make_store(folder, clock()).services


def _bare_csv(services: Services, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        _insert(services, iter(reader))


def _bare_xlsx(services: Services, path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    found = book.active.iter_rows(values_only=True)
    next(found)
    _insert(services, found)
    book.close()


def _insert(services: Services, found: Iterator[object]) -> None:
    """The rows as they stand, into a table without triggers, marks or log."""
    connection = services.store.database._connect()
    columns = ", ".join(f"c{number} TEXT" for number in range(len(_HEADER)))
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"CREATE TABLE bare ({columns})")
    marks = ", ".join("?" * len(_HEADER))
    connection.executemany(f"INSERT INTO bare VALUES ({marks})", found)
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    print(json.dumps({"mb": _grown(Path(sys.argv[1]), Path(sys.argv[2]))}))
