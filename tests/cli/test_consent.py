"""`boothapp consent`: the ledger as lines, and a check that a script can rely on."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.people import NoticeShown, Person, ScanSource
from boothapp.services.setup import create_store, open_store
from tests import factories

Command = Callable[..., int]
ANSWERS = {
    Purpose.RECRUITING: ConsentEvent.GIVEN,
    Purpose.CV: ConsentEvent.GIVEN,
    Purpose.MARKETING: ConsentEvent.DECLINED,
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Amara on the list; Haruto said yes, yes and no on the screen."""
    folder = tmp_path / "store"
    services = create_store(folder, factories.plan(), passphrase="correct horse").services
    services.roster.import_file(factories.roster_file(tmp_path, [factories.AMARA]))
    haruto = services.capture.scan(factories.vcard("Haruto Nakamura"), ScanSource.TYPED)
    person = Person(name="Haruto Nakamura", email="haruto@kamogawa.example")
    shown = NoticeShown("de", "screen")
    services.capture.answer(haruto, ANSWERS, notice=shown, details=person)
    services.close()
    return folder


@pytest.fixture
def boothapp(store: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("BOOTHAPP_PASSPHRASE", "correct horse")
    monkeypatch.setenv("BOOTHAPP_STORE", str(store))

    def call(*arguments: str | Path) -> int:
        return run([str(argument) for argument in arguments], Launchers(demo=lambda _tour: 0))

    return call


def test_that_the_log_names_proof_and_zone_and_nobody(
    boothapp: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert boothapp("consent", "log") == 0
    said = capsys.readouterr()
    listed, given, _cv, declined = [line.split("\t") for line in said.out.splitlines()]
    assert "Asia/Seoul" in said.err
    assert listed[3:5] == ["recruiting_contact", "roster_yes"]
    assert given[3:6] == ["recruiting_contact", "given", factories.STAFF]
    assert given[6].startswith("screen; notice 1 of ")
    assert re.search(r", Deutsch; until \d{4}-\d\d-\d\d$", given[6])
    assert "until" not in declined[6]
    assert "Haruto" not in said.out
    assert "Amara" not in said.out


def test_that_the_log_of_one_person_is_had_by_what_names_them(
    boothapp: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert boothapp("consent", "log", "--person", "haruto@kamogawa.example", "--json") == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["event"] for record in records] == ["given", "given", "declined"]
    assert {record["language"] for record in records} == {"de"}
    reference = records[0]["reference"]
    assert boothapp("consent", "log", "--person", reference.lower(), "--limit", "1") == 0
    assert capsys.readouterr().out.count("\n") == 1
    assert boothapp("consent", "log", "--person", "nobody@nowhere.example") == 2


def test_that_a_sound_log_shows_its_fingerprint_and_a_changed_one_fails(
    boothapp: Command, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert boothapp("consent", "verify", "--json") == 0
    sound = json.loads(capsys.readouterr().out)
    assert sound["sound"]
    assert sound["consent_events"] == 4
    assert boothapp("consent", "verify") == 0
    assert f"Fingerprint: {sound['fingerprint']}" in capsys.readouterr().out
    services = open_store(store, staff=factories.STAFF, passphrase="correct horse")
    with services.store.database.connect() as raw:
        raw.exec_driver_sql("UPDATE lead SET email = 'other@kamogawa.example'")
    services.close()
    assert boothapp("consent", "verify") == 1
    found = capsys.readouterr().out
    assert found.startswith("problem: The e-mail of lead ")
    assert "differs from the log (record" in found
    assert boothapp("consent", "verify", "--json") == 1
    assert len(json.loads(capsys.readouterr().out)["problems"]) == 1


def test_that_a_fingerprint_that_was_written_down_is_looked_for(
    boothapp: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert boothapp("consent", "verify", "--json") == 0
    written_down = json.loads(capsys.readouterr().out)["fingerprint"]
    assert boothapp("person", "withdraw", "AB-0001", "--yes") == 0  # the log goes on
    capsys.readouterr()
    assert boothapp("consent", "verify", "--fingerprint", written_down.upper()) == 0
    assert "The fingerprint given is that of record" in capsys.readouterr().out
    assert boothapp("consent", "verify", "--fingerprint", "0" * 64, "--json") == 1
    assert "exchanged" in json.loads(capsys.readouterr().out)["problems"][0]
    assert boothapp("consent", "verify", "--fingerprint", "cf3aad74") == 2
    assert "64 digits" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["99999999999999999999", "0", "-1", "many", "1.5", "9" * 5000])
def test_that_a_number_that_is_none_is_refused_with_a_sentence(
    boothapp: Command, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    assert boothapp("consent", "log", "--limit", number) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "'--limit': give a whole number from 1 to 1,000,000,000." in said
    assert boothapp("consent", "log", "--limit", "1") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
