"""What the disk does to us: named, and nothing half stored."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from boothapp.domain.errors import BadInput, StoreDamaged, StoreNotWritable
from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.store import key_file
from boothapp.store.database import FILE, Database, open_file
from boothapp.store.keys import Keeper
from boothapp.store.store import Store
from tests import factories
from tests.factories import SettableClock

STORES = Path(__file__).parent.parent / "data" / "stores"
FILL_A_SMALL_DISK = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from boothapp.domain.errors import StoreNotWritable
from boothapp.domain.people import ScanSource
from tests import factories
from tests.factories import SettableClock

clock = SettableClock(factories.noon_of_second_day())
services = factories.make_store(Path({disk!r}) / "store", clock).services
stored = 0
try:
    for number in range(100_000):
        services.capture.scan("mailto:p%s@x.example" % number, ScanSource.TYPED)
        stored += 1
except StoreNotWritable as error:
    print("named:", "full" in str(error))
with services.store.reading() as records:
    print("kept:", len(records.captures.recent(10**6, "")) == stored)
print("check:", services.check())
"""


def test_that_a_damaged_page_is_named(tmp_path: Path) -> None:
    Database.create(tmp_path, bytes(32)).close()
    raw = bytearray((tmp_path / FILE).read_bytes())
    raw[4096 * 3 + 100] ^= 1
    (tmp_path / FILE).write_bytes(raw)
    with pytest.raises(StoreDamaged):
        Database(tmp_path, bytes(32)).check()


def test_that_no_damaged_page_is_called_sound(tmp_path: Path) -> None:
    """Also one that no query of the check would read."""
    shutil.copy(STORES / "0003.db", tmp_path / FILE)
    Store(Database(tmp_path, bytes(32)), Keeper.MEMORY, factories.noon_of_second_day).close()
    whole = (tmp_path / FILE).read_bytes()
    for start in range(4096, len(whole), 4096 * 5):
        raw = bytearray(whole)
        raw[start + 100] ^= 1
        (tmp_path / FILE).write_bytes(raw)
        with suppress(StoreDamaged):
            store = Store(
                Database(tmp_path, bytes(32)), Keeper.MEMORY, factories.noon_of_second_day
            )
            try:
                problems = store.verify().problems
                assert any("damaged" in problem for problem in problems), start
            finally:
                store.database.close()


def test_that_an_empty_file_is_named_and_left_empty(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    with pytest.raises(StoreDamaged, match="empty"):
        Database(tmp_path, bytes(32))
    assert (tmp_path / FILE).stat().st_size == 0
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_that_a_file_without_tables_is_named_and_gets_none(tmp_path: Path) -> None:
    connection = open_file(tmp_path / FILE, bytes(32))
    connection.execute("PRAGMA user_version = 1")
    with pytest.raises(StoreDamaged, match="empty"):
        Database(tmp_path, bytes(32))
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()


def test_that_a_store_that_was_never_finished_is_named(
    tmp_path: Path, clock: SettableClock
) -> None:
    """A power cut between the tables and what a store starts with."""
    database = Database.create(tmp_path, bytes(32))
    with pytest.raises(StoreDamaged, match="never finished"):
        Store(database, Keeper.MEMORY, clock)


def test_that_a_key_file_without_rights_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_path: Path) -> bytes:  # of the system: to root, who runs CI, nothing is refused
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(StoreNotWritable, match="rights"):
        key_file.read(tmp_path)


def test_that_a_busy_store_is_named_and_nothing_is_stored(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    from boothapp.store import database

    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.05)
    services.store.database.close()
    with services.store.database.connect() as other:
        other.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(StoreNotWritable):
            services.settings.add_staff("Somebody")
        other.exec_driver_sql("ROLLBACK")
    assert "Somebody" not in [staff.name for staff in services.settings.get().staff]


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("unshare") is None,
    reason="a disk of 2 MB is made with Linux namespaces (unshare, tmpfs)",
)
def test_that_a_full_disk_is_named_and_every_acknowledged_scan_is_kept(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    root = Path(__file__).parent.parent.parent
    script = tmp_path / "fill.py"
    script.write_text(FILL_A_SMALL_DISK.format(root=str(root), disk=str(disk)))
    inside = f"mount -t tmpfs -o size=2m tmpfs {disk} && exec {sys.executable} {script}"
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
    assert done.stdout.splitlines() == ["named: True", "kept: True", "check: []"], done.stderr


@pytest.mark.usefixtures("roster")
def test_that_half_a_character_is_refused_in_words(services: Services) -> None:
    lead = services.capture.scan("AB-0001", ScanSource.TYPED).lead
    assert lead is not None
    with pytest.raises(BadInput, match="Half a character"):
        services.leads.add_note(lead.id, "seen \udcff")
    assert services.leads.detail(lead.id).notes == ()
