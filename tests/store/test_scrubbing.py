"""What a deletion leaves in the files, and that scrubbing takes it out."""

import os
import random
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.people import NoticeShown, Person, ScanSource
from boothapp.services.bundle import Services
from boothapp.store import ballast, scrubbing
from boothapp.store.database import FILE, Database
from boothapp.store.scrubbing import scrub
from boothapp.store.store import Store
from tests import factories
from tests.unkeyed import found, without_key


def words(count: int, seed: int = 1) -> list[str]:
    letters = random.Random(seed)
    return ["".join(letters.choices(string.ascii_lowercase, k=30)) for _ in range(count)]


def split_pages(connection: Connection, values: list[str]) -> None:
    """Write rows in no order and let them grow, as the index over e-mails does."""
    for number, value in enumerate(values):
        connection.exec_driver_sql("INSERT INTO preference VALUES (?, ?)", (value, "x" * 40))
        if number % 2:
            grown = ("x" * (40 + number % 90), values[number // 3])
            connection.exec_driver_sql("UPDATE preference SET value = ? WHERE key = ?", grown)


def test_that_zeroing_alone_leaves_copies_and_scrubbing_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_key(monkeypatch)
    store = Database.create(tmp_path, bytes(32))
    values = words(5_000)
    with store.writing() as connection:
        split_pages(connection, values)
    with store.writing() as connection:
        for value in values[::3]:
            connection.exec_driver_sql("DELETE FROM preference WHERE key = ?", (value,))
    with store.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = (tmp_path / FILE).read_bytes()
    left = [value for value in values[::3] if value.encode() in raw]
    assert left, "this test shows nothing where zeroing is enough"
    assert scrub(store, ()).complete
    assert not found(left, tmp_path)
    store.close()


def test_that_samples_that_another_program_took_of_the_values_go_too(
    tmp_path: Path, clock: factories.SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_key(monkeypatch)
    services = factories.make_store(tmp_path / "store", clock).services
    names = words(4)
    for name in names:
        card = services.capture.scan(f"mailto:{name}@x.example", ScanSource.TYPED)
        yes = {Purpose.RECRUITING: ConsentEvent.GIVEN}
        details = Person(email=f"{name}@x.example")
        services.capture.answer(card, yes, notice=NoticeShown(), details=details)
    with services.store.database.connect() as raw:
        raw.exec_driver_sql("ANALYZE")
        samples = "SELECT count(*) FROM sqlite_stat4 WHERE instr(sample, CAST(? AS BLOB))"
        assert raw.exec_driver_sql(samples, (names[0],)).scalar_one() > 0
        services.people.erase(services.people.resolve(f"{names[0]}@x.example"))
        left = raw.exec_driver_sql("SELECT name FROM sqlite_master WHERE name GLOB 'sqlite_stat*'")
        assert left.all() == []
    assert found(names, tmp_path) == set(names[1:])
    assert services.ledger.verify().problems == ()
    services.close()


def test_that_a_reader_in_the_way_is_waited_for_and_then_told(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrubbing, "_WAIT_SECONDS", 0.05)
    monkeypatch.setattr(scrubbing, "_WAIT_MS", 10)
    services.capture.scan("mailto:ingrid@nordvik.example", ScanSource.TYPED)
    subject = services.people.resolve("ingrid@nordvik.example")
    database = services.store.database
    with database.reading() as other:
        other.exec_driver_sql("SELECT count(*) FROM change").all()
        assert not services.people.erase(subject).scrubbed.complete
    assert (database.folder / f"{FILE}-wal").stat().st_size > 0
    Store(database, services.store.keeper, services.store.clock)  # the next start
    with services.store.reading() as records:
        assert records.setup.preference(scrubbing.PENDING) == "0"


def test_that_copies_from_before_an_update_go_too_and_are_named(services: Services) -> None:
    copy = services.store.folder / f"{FILE}.before-0002"
    services.store.database.copy_to(copy)
    services.capture.scan("mailto:ingrid@nordvik.example", ScanSource.TYPED)
    erased = services.people.erase(services.people.resolve("ingrid@nordvik.example"))
    assert erased.scrubbed.copies == (copy,)
    assert not copy.exists()


def test_that_ballast_is_kept_released_and_made_again(services: Services) -> None:
    folder = services.store.folder
    assert (folder / ballast.FILE).stat().st_size == ballast.SIZE
    ballast.release(folder)
    ballast.release(folder)
    assert not (folder / ballast.FILE).exists()
    scrub(services.store.database, ())
    assert (folder / ballast.FILE).exists()


def test_that_ballast_never_takes_the_last_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballast, "_ROOM", 10**12)
    ballast.keep(tmp_path)
    assert list(tmp_path.iterdir()) == []


ERASE_ON_A_FULL_DISK = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from boothapp.domain.errors import DiskFull, StoreNotWritable
from boothapp.domain.people import ScanSource
from boothapp.store import ballast
from tests import factories

folder = Path({disk!r})
clock = factories.SettableClock(factories.noon_of_second_day())
services = factories.make_store(folder / "store", clock).services
services.roster.import_file(factories.roster_file(Path({tmp!r}), [factories.AMARA]))
lead = services.capture.scan("AB-0001", ScanSource.TYPED).lead
for number in range(20):
    services.leads.add_note(lead.id, "words " * 500)
with (folder / "filler").open("wb", buffering=0) as filler:
    try:
        while filler.write(b"x" * 512):
            pass
    except OSError:
        pass
try:
    for number in range(10_000):
        services.capture.scan("mailto:p%s@x.example" % number, ScanSource.TYPED)
except StoreNotWritable as error:
    print("full:", isinstance(error, DiskFull))
print("ballast:", (folder / "store" / ballast.FILE).exists())
subject = services.people.resolve("AB-0001")
erased = services.people.erase(subject)
held = services.people.held(subject)
print("erased:", held.is_mark_only, held.lead is None, held.roster.person is None)
print("check:", services.check())
"""


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("unshare") is None,
    reason="a small disk is made with Linux namespaces (unshare, tmpfs)",
)
def test_that_an_erasure_works_on_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = tmp_path / "erase.py"
    root = str(Path(__file__).parent.parent.parent)
    script.write_text(ERASE_ON_A_FULL_DISK.format(root=root, disk=str(disk), tmp=str(tmp_path)))
    inside = f"mount -t tmpfs -o size=8m tmpfs {disk} && exec {sys.executable} {script}"
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", inside],
        capture_output=True,
        text=True,
        timeout=100,
        env={**os.environ, "PYTHONWARNINGS": ""},
        check=False,
    )
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip(f"no namespaces here: {done.stderr.strip()[:100]}")
    expected = ["full: True", "ballast: True", "erased: True True True", "check: []"]
    assert done.stdout.splitlines() == expected, done.stderr
