"""The schema is what the snapshot says, what the tables say, and what the domain says."""

from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlmodel import SQLModel

from boothapp.domain.consent import TABLE
from boothapp.domain.errors import StoreTooNew, WrongKey
from boothapp.services.bundle import Services
from boothapp.store import desk_tables, lead_index, migrations
from boothapp.store.database import FILE, Database

OWN = {"alembic_version", "sqlite_sequence"} | lead_index.TABLES


def test_that_the_migrated_schema_equals_the_snapshot(services: Services) -> None:
    with services.store.database.reading() as connection:
        found = migrations.schema_of(connection)
    assert found == migrations.snapshot().read_text(encoding="utf-8")


def test_that_the_tables_in_code_equal_the_migrated_ones(raw: Connection) -> None:
    names = raw.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
    assert desk_tables.LeadView.__tablename__ in SQLModel.metadata.tables
    declared = SQLModel.metadata.tables
    assert set(names) - OWN == set(declared)
    for name, table in declared.items():
        columns = raw.exec_driver_sql(f"PRAGMA table_info({name})").all()
        found = {row.name: (bool(row.notnull or row.pk), bool(row.pk)) for row in columns}
        expected = {
            column.name: (not column.nullable or column.primary_key, column.primary_key)
            for column in table.columns
        }
        assert found == expected, name


def test_that_the_stores_transition_table_equals_the_domains(raw: Connection) -> None:
    rows = raw.exec_driver_sql("SELECT state, event, outcome FROM consent_transition").all()
    assert {(row.state, row.event): row.outcome for row in rows} == {
        (state.value, event.value): outcome for (state, event), outcome in TABLE.items()
    }


def test_that_check_names_what_differs_in_the_schema(services: Services, raw: Connection) -> None:
    assert services.store.database.check() == []
    raw.exec_driver_sql("DROP TRIGGER lead_needs_consent")
    raw.exec_driver_sql("CREATE INDEX by_name ON lead (name)")
    assert services.store.database.check() == [
        "BoothApp did not make the index by_name.",
        "The trigger lead_needs_consent is missing.",
    ]


def test_that_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    key = bytes(32)
    database = Database.create(tmp_path, key)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StoreTooNew):
        Database(tmp_path, key)
    assert (tmp_path / FILE).read_bytes() == before


def test_that_a_wrong_key_opens_nothing(tmp_path: Path) -> None:
    Database.create(tmp_path, bytes(32)).close()
    with pytest.raises(WrongKey):
        Database(tmp_path, b"\x01" * 32)


def test_that_the_file_is_readable_by_its_owner_only_and_says_nothing(services: Services) -> None:
    path = services.store.database.path
    assert path.stat().st_mode & 0o077 == 0
    assert b"Northlight" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite format 3")


def test_that_an_upgrade_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half_done (id INTEGER)")
        raise RuntimeError

    monkeypatch.setattr(migrations, "upgrade", broken)
    with pytest.raises(RuntimeError):
        Database.create(tmp_path, bytes(32))
    monkeypatch.undo()
    with Database(tmp_path, bytes(32), new=True).reading() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    assert "half_done" not in names
    assert "lead" in names


def test_that_a_copy_opens_with_the_same_key(services: Services, tmp_path: Path) -> None:
    database = services.store.database
    (tmp_path / "copy").mkdir()
    database.copy_to(tmp_path / "copy" / FILE)
    copy = Database(tmp_path / "copy", database._key)
    assert copy.check() == []
    copy.close()
