"""A key sealed under what a person types, or under another key.

AES-256-GCM; what is typed goes through argon2id first (RFC 9106, second recommended option:
64 MiB, 3 passes).
"""

import base64
import binascii
import hashlib
import hmac
import secrets

from boothapp.domain.errors import StoreDamaged

KEY_BYTES = 32
_MEMORY_KIB = 65_536
_PASSES = 3
_LANES = 4
_RECOVERY_BYTES = 20  # 160 random bits: 32 characters of base32, in 8 groups of 4

Box = dict[str, str | int]
"""A sealed key with all that opening it needs beside the secret."""


def seal(key: bytes, secret: str) -> Box:
    """Seal a key under what a person types."""
    salt = secrets.token_bytes(16)
    derived = _derive(secret, salt, _PASSES, _MEMORY_KIB, _LANES)
    return {
        "kdf": "argon2id",
        "passes": _PASSES,
        "memory_kib": _MEMORY_KIB,
        "lanes": _LANES,
        "salt": _text(salt),
        **_encrypted(key, derived),
    }


def unseal(box: object, secret: str) -> bytes | None:
    """The key, or None when `secret` is not the one or there is no box.

    Raises StoreDamaged where the box is garbled.
    """
    if not isinstance(box, dict) or not secret:
        return None
    try:
        salt = base64.b64decode(box["salt"], validate=True)
        derived = _derive(secret, salt, box["passes"], box["memory_kib"], box["lanes"])
        return _decrypted(box, derived)
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise StoreDamaged("The file key.json is damaged; restore it from a backup.") from error


def seal_under(key: bytes, other: bytes) -> Box:
    """Seal a key under another key, so that whoever holds the other gets this one."""
    return _encrypted(key, _handing_over(other))


def unseal_under(box: Box, other: bytes) -> bytes | None:
    """The key that `seal_under` sealed; None when `other` is not the one."""
    return _decrypted(box, _handing_over(other))


def new_recovery() -> str:
    """A recovery key as it is printed."""
    text = base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode()
    return "-".join(text[n : n + 4] for n in range(0, len(text), 4))


def bare(recovery: str) -> str:
    """The recovery key as typed: case, spaces and dashes do not matter."""
    return "".join(recovery.split()).replace("-", "").upper()


def _encrypted(key: bytes, under: bytes) -> Box:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # slow import

    nonce = secrets.token_bytes(12)
    return {"nonce": _text(nonce), "sealed": _text(AESGCM(under).encrypt(nonce, key, None))}


def _decrypted(box: Box, under: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag  # slow import
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # slow import

    nonce, sealed = (
        base64.b64decode(str(box[name]), validate=True) for name in ("nonce", "sealed")
    )
    try:
        return AESGCM(under).decrypt(nonce, sealed, None)
    except InvalidTag:
        return None


def _derive(secret: str, salt: bytes, passes: int, memory_kib: int, lanes: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # slow import

    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory_kib
    )
    return kdf.derive(secret.encode())


def _handing_over(key: bytes) -> bytes:
    """A key of its own for handing over: the store's key itself encrypts nothing but the store."""
    return hmac.new(key, b"BoothApp: the next key", hashlib.sha256).digest()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
