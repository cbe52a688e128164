"""Where the key is, and how it is had: keyring, passphrase, recovery key, or a clear refusal."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from boothapp.domain.errors import KeyUnavailable, StoreDamaged, WrongKey
from boothapp.store import keys
from boothapp.store.keys import Keeper
from tests.rings import ForgetfulKeyring, MemoryKeyring, NoKeyring, in_use


@pytest.fixture(params=[MemoryKeyring, NoKeyring, ForgetfulKeyring])
def ring(request: pytest.FixtureRequest) -> Iterator[MemoryKeyring]:
    with in_use(request.param()) as made:
        yield made


def create(folder: Path, passphrase: str | None = "correct horse") -> keys.Kept:
    return keys.create(folder, store_id="store-1", passphrase=passphrase, ask=None)


@pytest.mark.usefixtures("ring")
def test_that_a_passphrase_wins_over_any_keyring(tmp_path: Path) -> None:
    kept = create(tmp_path)
    assert kept.keeper is Keeper.PASSPHRASE
    assert keys.unlock(tmp_path, passphrase="correct horse", ask=None).key == kept.key
    with pytest.raises(WrongKey):
        keys.unlock(tmp_path, passphrase="wrong", ask=None)


def test_that_a_working_keyring_keeps_the_key_and_others_are_refused(
    tmp_path: Path, ring: MemoryKeyring
) -> None:
    if type(ring) is not MemoryKeyring:
        with pytest.raises(KeyUnavailable):
            create(tmp_path, passphrase=None)
        assert list(tmp_path.iterdir()) == []
        return
    kept = create(tmp_path, passphrase=None)
    assert kept.keeper is Keeper.KEYRING
    assert keys.unlock(tmp_path, passphrase=None, ask=None).key == kept.key
    ring.kept.clear()
    with pytest.raises(KeyUnavailable):
        keys.unlock(tmp_path, passphrase=None, ask=None)
    assert keys.unlock(tmp_path, passphrase=kept.recovery, ask=None).key == kept.key


def test_that_the_person_is_asked_twice_for_a_new_passphrase(tmp_path: Path) -> None:
    answers = iter(["one horse", "one horse"])
    with in_use(NoKeyring()):
        kept = keys.create(
            tmp_path, store_id="s", passphrase=None, ask=lambda _question: next(answers)
        )
    asked = keys.unlock(tmp_path, passphrase=None, ask=lambda _question: "one horse")
    assert asked.key == kept.key


def test_that_the_recovery_key_opens_however_it_is_typed(tmp_path: Path) -> None:
    kept = create(tmp_path)
    typed = kept.recovery.lower().replace("-", " ")
    assert keys.unlock(tmp_path, passphrase=typed, ask=None).key == kept.key


def test_that_the_file_is_private_and_holds_no_key(tmp_path: Path) -> None:
    kept = create(tmp_path)
    file = tmp_path / "key.json"
    assert file.stat().st_mode & 0o077 == 0
    text = file.read_text()
    assert kept.key.hex() not in text
    assert kept.recovery not in text
    assert "correct horse" not in text


def test_that_two_stores_have_two_keys(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert create(tmp_path / "a").key != create(tmp_path / "b").key


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kept_in": "passphrase", "passphrase": {}}'])
def test_that_a_garbled_key_file_is_named_as_such(tmp_path: Path, text: str) -> None:
    (tmp_path / "key.json").write_text(text)
    with pytest.raises(StoreDamaged):
        keys.unlock(tmp_path, passphrase="x", ask=None)


def test_that_a_missing_key_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged, match=r"key\.json is missing"):
        keys.unlock(tmp_path, passphrase="x", ask=None)


@pytest.mark.usefixtures("dear_secrets")
def test_that_the_cost_of_guessing_is_written_down(tmp_path: Path) -> None:
    create(tmp_path)
    box = json.loads((tmp_path / "key.json").read_text())["passphrase"]
    assert (box["kdf"], box["memory_kib"], box["passes"], box["lanes"]) == (
        "argon2id",
        65_536,
        3,
        4,
    )
