"""A file under a passphrase: whole, private, and opened by nobody without it."""

import hashlib
import zipfile
from pathlib import Path

import pytest
import pyzipper

from boothapp.domain.errors import BadInput
from boothapp.writers.sealed_zip import SealedZip
from boothapp.writers.whole_file import unfinished

SECRET = "correct horse"
DATA = b"Amara Okonkwo,amara.okonkwo@lit.example\r\n" * 500


@pytest.fixture
def sealed(tmp_path: Path) -> SealedZip:
    with unfinished(tmp_path / "leads.zip") as out:
        target = SealedZip(out, "leads.csv", SECRET, tmp_path)
        target.add(DATA[:700])
        target.add(DATA[700:])
        target.make_durable()
    return target


def test_that_the_passphrase_opens_it(sealed: SealedZip) -> None:
    with pyzipper.AESZipFile(sealed.path) as archive:
        archive.setpassword(SECRET.encode())
        assert archive.read("leads.csv") == DATA


def test_that_nothing_is_readable_without_it(sealed: SealedZip) -> None:
    assert b"Amara" not in sealed.path.read_bytes()
    with pyzipper.AESZipFile(sealed.path) as archive:
        archive.setpassword(b"another passphrase")
        with pytest.raises(RuntimeError, match="Bad password"):
            archive.read("leads.csv")
    with zipfile.ZipFile(sealed.path) as archive, pytest.raises(NotImplementedError):
        archive.read("leads.csv", SECRET.encode())  # the plain openers cannot, as the page says


def test_that_the_ledger_gets_the_digest_and_size_of_the_file_itself(sealed: SealedZip) -> None:
    written = sealed.path.read_bytes()
    assert sealed.sha256 == hashlib.sha256(written).hexdigest()
    assert sealed.size == len(written)
    assert sealed.path.stat().st_mode & 0o077 == 0


def test_that_a_short_passphrase_leaves_no_file(tmp_path: Path) -> None:
    with (
        pytest.raises(BadInput, match="at least 8"),
        unfinished(tmp_path / "leads.zip") as out,
    ):
        SealedZip(out, "leads.csv", "1234567", tmp_path)
    assert list(tmp_path.iterdir()) == []
