"""The store's key: 32 random bytes, kept in the OS keyring or wrapped under a passphrase.

Beside the database lies key.json, which says where the key is. It never holds the key in the open:
under "passphrase" and "recovery" lies the key sealed with AES-256-GCM under an argon2id derivation
of what the person types. Parameters: RFC 9106, second recommended option (64 MiB, 3 passes).
"""

import base64
import binascii
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from boothapp.domain.errors import KeyUnavailable, StoreDamaged, WrongKey

KEY_BYTES = 32
_SERVICE = "BoothApp"
_MEMORY_KIB = 65_536
_PASSES = 3
_LANES = 4
_RECOVERY_BYTES = 20  # 160 random bits: 32 characters of base32, in 8 groups of 4

Ask = Callable[[str], str]
"""Asks the person at the terminal or the window for a secret; the argument is the question."""


class Keeper(StrEnum):
    """Where the key is."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a place, not a secret
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Kept:
    """A key in hand, where it is kept, and (only when just made) its recovery key."""

    key: bytes
    keeper: Keeper
    recovery: str = ""


def in_memory() -> Kept:
    """A key that nobody writes down: the demo's store dies with the process."""
    return Kept(secrets.token_bytes(KEY_BYTES), Keeper.MEMORY)


def create(folder: Path, *, store_id: str, passphrase: str | None, ask: Ask | None) -> Kept:
    """Make a key for a new store and keep it.

    A passphrase wins; without one the OS keyring; without that the person is asked for a
    passphrase. Raises KeyUnavailable where none of the three is to be had.
    """
    key = secrets.token_bytes(KEY_BYTES)
    recovery = _new_recovery()
    description: dict[str, object] = {"version": 1, "store": store_id}
    if passphrase is None and _keyring_keeps(store_id, key):
        keeper = Keeper.KEYRING
    else:
        keeper = Keeper.PASSPHRASE
        description["passphrase"] = _seal(key, passphrase or _choose(ask))
    description["kept_in"] = keeper.value
    description["recovery"] = _seal(key, _bare(recovery))
    _write(folder, description)
    return Kept(key, keeper, recovery)


def unlock(folder: Path, *, passphrase: str | None, ask: Ask | None) -> Kept:
    """Get the key of the store in `folder`.

    What is typed may be the passphrase or the recovery key. Raises WrongKey, KeyUnavailable
    (nothing and nobody to ask), StoreDamaged (key.json is gone or not what was written).
    """
    description = _read(folder)
    if description.get("kept_in") == Keeper.KEYRING.value:
        key = _from_keyring(str(description["store"]))
        if key is not None:
            return Kept(key, Keeper.KEYRING)
    secret = passphrase
    if secret is None and ask is not None:
        secret = ask("Passphrase (or recovery key) of this store")
    if not secret:
        raise KeyUnavailable(
            "The store's key cannot be had: no keyring answers here, BOOTHAPP_PASSPHRASE is not "
            "set, and there is no terminal to ask. Set BOOTHAPP_PASSPHRASE to the passphrase or "
            "to the recovery key."
        )
    for field, typed in (("passphrase", secret), ("recovery", _bare(secret))):
        key = _unseal(description.get(field), typed)
        if key is not None:
            return Kept(key, Keeper(str(description["kept_in"])))
    raise WrongKey("This passphrase does not open the store. Nothing was changed.")


def _choose(ask: Ask | None) -> str:
    if ask is None:
        raise KeyUnavailable(
            "No keyring answers on this machine, so the store needs a passphrase: set "
            "BOOTHAPP_PASSPHRASE, or run this in a terminal to be asked. Nothing was made."
        )
    first = ask("Choose a passphrase for the store")
    if not first or first != ask("The same passphrase again"):
        raise KeyUnavailable("The two passphrases differ, or are empty. Nothing was made.")
    return first


def _keyring_keeps(store_id: str, key: bytes) -> bool:
    """Whether the OS keyring took the key and gives it back: some only say that they did."""
    import keyring  # slow to import, and not needed with a passphrase
    import keyring.errors

    try:
        keyring.set_password(_SERVICE, store_id, key.hex())
    except keyring.errors.KeyringError:
        return False
    return _from_keyring(store_id) == key


def _from_keyring(store_id: str) -> bytes | None:
    import keyring  # as above
    import keyring.errors

    try:
        text = keyring.get_password(_SERVICE, store_id)
        return bytes.fromhex(text) if text else None
    except (keyring.errors.KeyringError, ValueError):
        return None


def _seal(key: bytes, secret: str) -> dict[str, str | int]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # slow import

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_derive(secret, salt, _PASSES, _MEMORY_KIB, _LANES)).encrypt(nonce, key, None)
    return {
        "kdf": "argon2id",
        "passes": _PASSES,
        "memory_kib": _MEMORY_KIB,
        "lanes": _LANES,
        "salt": _text(salt),
        "nonce": _text(nonce),
        "sealed": _text(sealed),
    }


def _unseal(box: object, secret: str) -> bytes | None:
    """The key, or None when `secret` is not the one; a garbled box is a damaged store."""
    if not isinstance(box, dict) or not secret:
        return None
    from cryptography.exceptions import InvalidTag  # slow import
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # slow import

    try:
        salt, nonce, sealed = (
            base64.b64decode(box[name], validate=True) for name in ("salt", "nonce", "sealed")
        )
        derived = _derive(secret, salt, box["passes"], box["memory_kib"], box["lanes"])
        return AESGCM(derived).decrypt(nonce, sealed, None)
    except InvalidTag:
        return None
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise StoreDamaged("The file key.json is damaged; restore it from a backup.") from error


def _derive(secret: str, salt: bytes, passes: int, memory_kib: int, lanes: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # slow import

    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory_kib
    )
    return kdf.derive(secret.encode())


def _new_recovery() -> str:
    text = base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode()
    return "-".join(text[n : n + 4] for n in range(0, len(text), 4))


def _bare(recovery: str) -> str:
    """The recovery key as typed: case, spaces and dashes do not matter."""
    return "".join(recovery.split()).replace("-", "").upper()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _file(folder: Path) -> Path:
    return folder / "key.json"


def _write(folder: Path, description: dict[str, object]) -> None:
    temporary = _file(folder).with_suffix(".tmp")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(description, out, indent=2)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(_file(folder))


def _read(folder: Path) -> dict[str, object]:
    try:
        found = json.loads(_file(folder).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StoreDamaged(
            "The file key.json is missing beside the store; restore it from a backup."
        ) from None
    except (OSError, ValueError) as error:
        raise StoreDamaged("The file key.json is damaged; restore it from a backup.") from error
    if not isinstance(found, dict) or "kept_in" not in found:
        raise StoreDamaged("The file key.json is damaged; restore it from a backup.")
    return found
