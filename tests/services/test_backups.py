"""A backup is proven before it counts, and replaces nothing that is not one."""

import json
import sys
import zipfile
from pathlib import Path

import pytest

from boothapp.domain.backups import BackupUnusable
from boothapp.domain.errors import BadInput, Cancelled, StoreDamaged
from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.store import backup_file, inspection, lead_index
from boothapp.store.database import FILE, open_file
from tests.factories import AMARA, STAFF, everything, scanned_leads


def test_that_a_backup_is_one_private_file_and_stands_in_the_ledger(
    services: Services, tmp_path: Path
) -> None:
    assert services.backups.latest() is None
    before = {file.name for file in tmp_path.iterdir()}
    record = services.backups.write(tmp_path / "a.boothbackup")
    assert {file.name for file in tmp_path.iterdir()} == before | {"a.boothbackup"}
    if sys.platform != "win32":
        assert record.path.stat().st_mode & 0o077 == 0
    assert record.size == record.path.stat().st_size
    assert (record.staff, record.at) == (STAFF, services.now())
    second = services.backups.write(tmp_path / "b.boothbackup")
    assert services.backups.ledger() == (second, record)
    assert services.backups.latest() == second
    assert second.seq > record.seq


def test_that_the_log_hears_all_that_the_ledger_says(services: Services, tmp_path: Path) -> None:
    record = services.backups.write(tmp_path / "somewhere.boothbackup")
    with services.store.database.connect() as raw:
        query = "SELECT entity, value FROM change WHERE kind = 'backup.add'"
        entity, value = raw.exec_driver_sql(query).one()
        end = raw.exec_driver_sql("SELECT hash FROM change WHERE seq = ?", (record.seq,)).scalar()
    assert entity == record.id
    assert json.loads(value) == {
        "path": str(record.path),
        "sha256": record.sha256,
        "size": record.size,
        "seq": record.seq,
        "hash": (end or b"").hex(),
    }


@pytest.mark.usefixtures("roster")
def test_that_the_file_says_nothing_of_event_or_people(services: Services, tmp_path: Path) -> None:
    services.capture.scan("AB-0001", ScanSource.TYPED)
    raw = services.backups.write(tmp_path / "a.boothbackup").path.read_bytes()
    for words in ("Demo Conf", "Northlight", STAFF, AMARA[1], AMARA[2]):
        assert words.encode() not in raw
    assert services.backups.default_name() == "BoothApp 2026-07-09 12.00.boothbackup"


@pytest.mark.usefixtures("roster")
def test_that_all_of_the_store_is_in_it(services: Services, tmp_path: Path) -> None:
    services.capture.scan("AB-0001", ScanSource.TYPED)
    backup_file.unpack(services.backups.write(tmp_path / "a.boothbackup").path, tmp_path)
    copy = open_file(tmp_path / FILE, services.store.database.key)
    assert copy.execute("SELECT name FROM lead").fetchall() == [(AMARA[1],)]
    assert inspection.problems(copy) == []
    copy.close()


def test_that_only_a_backup_is_replaced(services: Services, tmp_path: Path) -> None:
    other = tmp_path / "thesis.docx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "years of work")
    before = other.read_bytes()
    with pytest.raises(BackupUnusable, match="something else"):
        services.backups.write(other)
    assert other.read_bytes() == before
    mine = services.backups.write(tmp_path / "a.boothbackup").path
    services.settings.add_staff("Kwame Mensah")
    assert services.backups.write(mine).seq > 0
    assert len(services.backups.ledger()) == 2


@pytest.mark.parametrize("where", ["store/a.boothbackup", "missing/a.boothbackup", "store"])
def test_that_a_bad_place_is_refused(services: Services, tmp_path: Path, where: str) -> None:
    with pytest.raises(BadInput):
        services.backups.write(tmp_path / where)
    assert services.backups.ledger() == ()


def test_that_stopping_leaves_nothing(services: Services, tmp_path: Path) -> None:
    mine = services.backups.write(tmp_path / "a.boothbackup").path
    before, names = mine.read_bytes(), {file.name for file in tmp_path.iterdir()}
    with pytest.raises(Cancelled):
        services.backups.write(mine, cancelled=lambda: True)
    assert mine.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == names
    assert len(services.backups.ledger()) == 1


def test_that_progress_ends_at_the_end(services: Services, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    services.backups.write(tmp_path / "a", progress=lambda *step: seen.append(step))
    assert seen[-1][0] == seen[-1][1] > 0


def test_that_a_copy_that_is_not_sound_is_no_backup(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "problems", lambda _connection: ["a page fails its checksum"])
    with pytest.raises(StoreDamaged):
        services.backups.write(tmp_path / "a.boothbackup")
    assert not (tmp_path / "a.boothbackup").exists()
    assert services.backups.ledger() == ()


def test_that_the_store_is_written_to_while_it_is_copied(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from boothapp.store import database

    monkeypatch.setattr(database, "_PAGES_A_STEP", 5)
    added: list[int] = []

    def meanwhile(done: int, _total: int) -> None:
        services.settings.add_staff(f"Somebody {done}")
        added.append(done)

    record = services.backups.write(tmp_path / "a.boothbackup", progress=meanwhile)
    assert len(added) > 5
    backup_file.unpack(record.path, tmp_path)
    copy = open_file(tmp_path / FILE, services.store.database.key)
    names = copy.execute("SELECT count(*) FROM staff WHERE name LIKE 'Somebody%'").fetchone()
    assert names == (0,), "the copy is of the moment when it began"
    copy.close()
    assert "Somebody" in everything(services)


def test_that_no_word_of_a_removed_lead_is_in_a_backup_made_before_the_files_are_rid_of_it(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lead_index, "_FEW", 0)
    gone, stays = scanned_leads(services, tmp_path, 2)
    services.leads.add_note(gone, "Xylophone")
    services.leads.add_note(stays, "Marimba")
    services.leads.remove(gone)
    words = "SELECT block FROM lead_words_data"
    with services.store.database.connect() as raw:
        held = b"".join(bytes(row[0]) for row in raw.exec_driver_sql(words))
    assert b"ylophon" in held, "this test shows nothing where they are gone at once"
    backup_file.unpack(services.backups.write(tmp_path / "a.boothbackup").path, tmp_path)
    copy = open_file(tmp_path / FILE, services.store.database.key)
    copied = b"".join(bytes(row[0]) for row in copy.execute(words))
    assert b"ylophon" not in copied
    assert b"arimb" in copied
    pending = "SELECT value FROM preference WHERE key = 'scrub'"
    assert copy.execute(pending).fetchone() == ("0",)
    assert inspection.problems(copy) == []
    copy.close()
