"""A roster file with the organiser's signature beside it."""

from base64 import b64encode
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from boothapp import signatures
from boothapp.domain.errors import BadInput
from boothapp.domain.list_signature import ListSignature
from boothapp.domain.organiser_keys import OrganiserKey
from boothapp.services import roster_signature
from boothapp.services.bundle import Services
from boothapp.services.roster_signature import RosterForged
from tests.factories import everything

KEY, OTHER = signatures.new_private_key(), signatures.new_private_key()


def known(*names_and_keys: object) -> tuple[OrganiserKey, ...]:
    pairs = zip(names_and_keys[::2], names_and_keys[1::2], strict=True)
    return tuple(
        OrganiserKey("", str(name), b64encode(signatures.public_bytes(key)).decode(), "")  # type: ignore[arg-type] # a key, by turns with names
        for name, key in pairs
    )


KEYS = known("Workshop", OTHER, "Demo Conf", KEY)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "list of attendees.csv"
    path.write_bytes(b"Badge ID,Share with sponsors\r\nAB-0001,yes\r\n")
    return path


def test_that_a_signed_file_names_who_signed_it(roster: Path) -> None:
    beside = roster_signature.sign_file(roster, KEY)
    assert beside == roster.with_name("list of attendees.csv.sig")
    assert roster_signature.check(roster, KEYS) == ListSignature("Demo Conf")
    digest = roster_signature.digest_of(roster)
    assert roster_signature.check(roster, KEYS, digest) == ListSignature("Demo Conf")


def test_that_a_file_without_a_signature_or_a_key_is_unsigned(roster: Path) -> None:
    assert roster_signature.check(roster, KEYS) == ListSignature()
    roster_signature.sign_file(roster, KEY)
    assert roster_signature.check(roster, ()) == ListSignature(unchecked=True)


def test_that_one_changed_byte_is_found(roster: Path) -> None:
    roster_signature.sign_file(roster, KEY)
    roster.write_bytes(roster.read_bytes().replace(b"yes", b"no "))
    with pytest.raises(RosterForged, match="changed after it was signed") as caught:
        roster_signature.check(roster, KEYS)
    assert "attendees.csv.sig" in str(caught.value)


def test_that_what_is_taken_in_is_what_is_checked(roster: Path) -> None:
    roster_signature.sign_file(roster, KEY)
    with pytest.raises(RosterForged):
        roster_signature.check(roster, KEYS, bytes(32))


def test_that_a_signature_by_an_unknown_key_does_not_count(roster: Path) -> None:
    roster_signature.sign_file(roster, KEY)
    with pytest.raises(RosterForged):
        roster_signature.check(roster, known("Workshop", OTHER))


def test_that_a_badges_signature_is_none_of_a_file(roster: Path) -> None:
    digest = roster_signature.digest_of(roster)
    for context in (b"", b"BoothApp badge\x00"):
        signature = signatures.sign(KEY, context + digest)
        roster_signature.signature_file(roster).write_bytes(b64encode(signature))
        with pytest.raises(RosterForged):
            roster_signature.check(roster, KEYS)


@pytest.mark.parametrize("text", [b"", b"no signature", b"AAAA", b"\xff\xfe", b"A" * 5000])
def test_that_a_broken_signature_file_is_said_to_be_one(roster: Path, text: bytes) -> None:
    roster_signature.signature_file(roster).write_bytes(text)
    with pytest.raises(RosterForged, match="holds no signature"):
        roster_signature.check(roster, KEYS)


def test_that_a_key_file_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_text("nothing")
    with pytest.raises(BadInput, match=r"key\.pem holds no private key"):
        roster_signature.private_key_in(path)
    path.write_bytes(signatures.private_pem(KEY))
    private = roster_signature.private_key_in(path)
    assert signatures.public_bytes(private) == signatures.public_bytes(KEY)


def test_that_a_signed_list_is_taken_in_under_its_name_and_a_forged_one_not_at_all(
    services: Services, roster: Path
) -> None:
    unsigned = services.roster.import_file(roster, dry_run=True)
    assert unsigned.signature.words == "The list is not signed."
    roster_signature.sign_file(roster, KEY)
    assert services.roster.import_file(roster, dry_run=True).signature.unchecked
    services.organiser_keys.add("Demo Conf", b64encode(signatures.public_bytes(KEY)).decode())
    assert services.roster.import_file(roster).signature == ListSignature("Demo Conf")
    assert "Demo Conf" in everything(services)
    assert services.ledger.verify().problems == ()
    before = everything(services)
    roster.write_bytes(roster.read_bytes() + b"AB-0002,yes\r\n")
    with pytest.raises(RosterForged):
        services.roster.import_file(roster)
    assert everything(services) == before
    roster_signature.signature_file(roster).unlink()
    unsigned = services.roster.import_file(roster, dry_run=True)
    assert unsigned.signature.before == "Demo Conf"
    assert "an earlier one was signed by Demo Conf" in unsigned.signature.words
    with services.store.database.connect() as raw, pytest.raises(DatabaseError):
        raw.exec_driver_sql("UPDATE roster_import SET signed_by = 'Somebody'")
