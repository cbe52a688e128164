"""Keys in the spellings that organisers send, and those that are none."""

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from boothapp import signatures
from boothapp.signatures import BadKey

KEY = signatures.new_private_key()
PUBLIC = signatures.public_bytes(KEY)
PEM = signatures.public_pem(PUBLIC)


@pytest.mark.parametrize(
    "text",
    [
        PEM,
        PEM.replace("\n", "\r\n"),
        f"\n  Key of the conference\n{PEM}\n",
        b64encode(PUBLIC).decode(),
        f" {b64encode(PUBLIC).decode()[:20]}\n{b64encode(PUBLIC).decode()[20:]} ",
        b64encode(bytes.fromhex("302a300506032b6570032100") + PUBLIC).decode(),
        b64encode(PEM.encode()).decode(),  # as pretix shows it
    ],
    ids=range(7),
)
def test_that_a_public_key_is_read_in_every_spelling(text: str) -> None:
    assert signatures.read_public_key(text) == PUBLIC


def test_that_the_library_writes_the_same_pem() -> None:
    encoding, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    assert KEY.public_key().public_bytes(encoding, form).decode() == PEM


@pytest.mark.parametrize(
    "text",
    [
        "",
        "my key",
        "A" * 20_000,
        b64encode(PUBLIC[:31]).decode(),
        b64encode(bytes(32)).decode(),  # of small order: anything could be signed for it
        b64encode(b"\x01" + bytes(31)).decode(),
        b64encode(b"\xec" + b"\xff" * 30 + b"\x7f").decode(),
        b64encode(b"\xff" * 32).decode(),
        PEM.replace("PUBLIC", "OTHER"),
        "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
        b64encode(b64encode(PEM.encode())).decode(),
    ],
    ids=range(11),  # the keys are others in every process
)
def test_that_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(BadKey):
        signatures.read_public_key(text)


def test_that_a_private_key_is_not_taken_for_a_public_one() -> None:
    with pytest.raises(BadKey, match="private"):
        signatures.read_public_key(signatures.private_pem(KEY).decode())


def test_that_a_private_key_reads_back() -> None:
    again = signatures.read_private_key(signatures.private_pem(KEY))
    assert signatures.public_bytes(again) == PUBLIC
    assert signatures.verifies(PUBLIC, signatures.sign(again, b"x"), b"x")


def test_that_private_keys_of_another_kind_or_with_a_passphrase_are_refused() -> None:
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8)
    other = ec.generate_private_key(ec.SECP256R1())
    locked = KEY.private_bytes(*form, serialization.BestAvailableEncryption(b"secret"))
    for pem, why in (
        (other.private_bytes(*form, serialization.NoEncryption()), "another kind"),
        (locked, "passphrase"),
        (b"nothing", "no private key"),
        (PEM.encode(), "no private key"),
        (b"x" * 20_000, "too long"),
    ):
        with pytest.raises(BadKey, match=why):
            signatures.read_private_key(pem)


def test_that_only_the_whole_message_by_this_key_is_verified() -> None:
    signature = signatures.sign(KEY, b"message")
    other = signatures.public_bytes(signatures.new_private_key())
    assert signatures.verifies(PUBLIC, signature, b"message")
    assert not signatures.verifies(PUBLIC, signature, b"message!")
    assert not signatures.verifies(PUBLIC, signature[:-1], b"message")
    assert not signatures.verifies(other, signature, b"message")
    assert not signatures.verifies(b"short", signature, b"message")
