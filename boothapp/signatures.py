"""Ed25519 keys and signatures (RFC 8032), in the one place that badges and services share.

The library is imported on first use: nothing at the start of the window signs or checks anything.
"""

from __future__ import annotations

import binascii
import hashlib
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PUBLIC_SIZE, SIGNATURE_SIZE, HINT_SIZE = 32, 64, 4  # bytes
MAX_KEY_TEXT = 10_000  # characters; more is another file
# What stands before the 32 bytes in the standard form of a public key (RFC 8410).
_STANDARD_PREFIX = bytes.fromhex("302a300506032b6570032100")


class BadKey(ValueError):
    """A text is no key that can be used; the message is a sentence for people."""


def new_private_key() -> Ed25519PrivateKey:
    """A fresh private key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate()


def private_pem(private: Ed25519PrivateKey) -> bytes:
    """The private key as PEM (PKCS #8, without a passphrase)."""
    from cryptography.hazmat.primitives import serialization as form

    pem, pkcs8 = form.Encoding.PEM, form.PrivateFormat.PKCS8
    return private.private_bytes(pem, pkcs8, form.NoEncryption())


def read_private_key(pem: bytes) -> Ed25519PrivateKey:
    """The private key in a PEM file. Raises BadKey."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    if len(pem) > MAX_KEY_TEXT:
        raise BadKey("is too long for a key.")
    try:
        private = load_pem_private_key(pem, None)
    except TypeError:
        raise BadKey("has a passphrase; give a key without one.") from None
    except (ValueError, UnsupportedAlgorithm):
        raise BadKey("holds no private key (PEM) that can be read.") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise BadKey("holds a key of another kind; Ed25519 is needed.")
    return private


def public_bytes(private: Ed25519PrivateKey) -> bytes:
    """The 32 bytes of the public key that belongs to a private one."""
    return private.public_key().public_bytes_raw()


def public_pem(public: bytes) -> str:
    """A public key as PEM, as other programs read it."""
    lines = b64encode(_STANDARD_PREFIX + public).decode()
    return f"-----BEGIN PUBLIC KEY-----\n{lines}\n-----END PUBLIC KEY-----\n"


def read_public_key(text: str) -> bytes:
    """The 32 bytes of a public key, from PEM, or base64 of PEM, of DER or of the bytes themselves.

    Raises BadKey; a private key is refused, so that nobody hands one around.
    """
    if len(text) > MAX_KEY_TEXT:
        raise BadKey("This is too long for a key.")
    if "PRIVATE KEY" in text:
        raise BadKey("This is a private key, which only the organiser may have. Ask for the other.")
    body = text
    if "-----BEGIN" in text:
        inside = text.partition("-----BEGIN PUBLIC KEY-----")[2]
        body, _, _ = inside.partition("-----END PUBLIC KEY-----")
    raw = _decoded(body)
    if raw.startswith(b"-----BEGIN"):  # pretix shows its key so
        return read_public_key(raw.decode("ascii", "replace"))
    if raw.startswith(_STANDARD_PREFIX):
        raw = raw[len(_STANDARD_PREFIX) :]
    if len(raw) != PUBLIC_SIZE or not _is_usable(raw):
        raise BadKey("This is no public key of Ed25519, as PEM or base64.")
    return raw


def fingerprint(public: bytes) -> str:
    """What tells public keys apart for people: 32 hex digits of the SHA-256, in groups."""
    digits = hashlib.sha256(public).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def key_hint(public: bytes) -> bytes:
    """The first bytes of the fingerprint, by which a badge says whose signature it has."""
    return hashlib.sha256(public).digest()[:HINT_SIZE]


def sign(private: Ed25519PrivateKey, message: bytes) -> bytes:
    """The 64 bytes of the signature."""
    return private.sign(message)


def verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether this key signed exactly this; never raises."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _is_usable(raw: bytes) -> bool:
    """Not one of the points of small order, for which a signature of anything can be made."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    montgomery = _as_montgomery(raw)
    if montgomery is None:
        return False
    try:  # the exchange refuses exactly these points
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(montgomery))
    except ValueError:
        return False
    return True


def _as_montgomery(raw: bytes) -> bytes | None:
    prime = 2**255 - 19
    y = int.from_bytes(raw, "little") & ((1 << 255) - 1)
    if y >= prime or y == 1:
        return None
    return ((1 + y) * pow(1 - y, -1, prime) % prime).to_bytes(32, "little")


def _decoded(text: str) -> bytes:
    try:
        return b64decode("".join(text.split()), validate=True)
    except (ValueError, binascii.Error):
        return b""
