"""The organiser's signature of a roster file: `ROSTER.sig` beside `ROSTER`.

Written down in docs/formats/signed-roster.md.
"""

from __future__ import annotations

import binascii
import hashlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from boothapp import signatures
from boothapp.domain.errors import BadInput
from boothapp.domain.list_signature import ListSignature
from boothapp.domain.organiser_keys import OrganiserKey
from boothapp.files import shown_name
from boothapp.signatures import BadKey

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SUFFIX = ".sig"
_CONTEXT = b"BoothApp roster\x00"
_MAX_SIGNATURE = 1000  # bytes of the file that holds it


class RosterForged(BadInput):
    """A roster is not as it was signed, or nobody whose key is here signed it."""

    def __init__(self, path: Path, why: str) -> None:
        name = shown_name(path)
        super().__init__(
            f"{name} is not taken in: {why} Ask the organiser for the file again, with its "
            f"signature {name}{SUFFIX}."
        )


def signature_file(path: Path) -> Path:
    """Where the signature of a file lies."""
    return path.parent / (path.name + SUFFIX)  # “.” has no name, which with_name would refuse


def check(path: Path, keys: Sequence[OrganiserKey], sha256: bytes | None = None) -> ListSignature:
    """Who signed a file, by the signature beside it; reads the file in pieces.

    `sha256` is the file's digest, where the caller has read it already: what is checked is then
    what is taken in. Raises RosterForged where there is a signature and keys, and none of them
    signed exactly this; OSError.
    """
    beside = signature_file(path)
    if not beside.is_file():
        return ListSignature()
    if not keys:
        return ListSignature(unchecked=True)
    with beside.open("rb") as file:
        signature = _decoded(file.read(_MAX_SIGNATURE + 1))
    if len(signature) != signatures.SIGNATURE_SIZE:
        raise RosterForged(path, f"{shown_name(beside)} holds no signature.")
    message = _CONTEXT + (sha256 or digest_of(path))
    for key in keys:
        if signatures.verifies(key.raw, signature, message):
            return ListSignature(key.name)
    raise RosterForged(
        path,
        "it was changed after it was signed, or somebody signed it whose key is not in Settings.",
    )


def sign_file(path: Path, private: Ed25519PrivateKey) -> Path:
    """Write the signature beside a file, over an earlier one; answers where. Raises OSError."""
    signature = signatures.sign(private, _CONTEXT + digest_of(path))
    beside = signature_file(path)
    beside.write_text(b64encode(signature).decode() + "\n", "ascii")
    return beside


def private_key_in(path: Path) -> Ed25519PrivateKey:
    """The private key in a PEM file. Raises BadInput where it is none; OSError."""
    with path.open("rb") as file:
        pem = file.read(signatures.MAX_KEY_TEXT + 1)
    try:
        return signatures.read_private_key(pem)
    except BadKey as error:
        raise BadInput(f"{path} {error}") from None


def digest_of(path: Path) -> bytes:
    """The SHA-256 of a file's bytes. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _decoded(text: bytes) -> bytes:
    try:
        return b64decode(b"".join(text.split()), validate=True)
    except (ValueError, binascii.Error):
        return b""
