"""The operating system's keyring, where there is one that answers."""

import contextlib

_SERVICE = "BoothApp"


def keeps(entry: str, key: bytes) -> bool:
    """Whether the keyring took the key and gives it back: some only say that they did."""
    import keyring  # slow to import, and not needed with a passphrase
    import keyring.errors

    try:
        keyring.set_password(_SERVICE, entry, key.hex())
    except keyring.errors.KeyringError:
        return False
    return get(entry) == key


def get(entry: str) -> bytes | None:
    """The key under this entry; None where there is none, or no keyring."""
    import keyring  # as above
    import keyring.errors

    try:
        text = keyring.get_password(_SERVICE, entry)
        return bytes.fromhex(text) if text else None
    except (keyring.errors.KeyringError, ValueError):
        return None


def forget(entry: str) -> None:
    """Take the key out; an entry that is not there, or no keyring, is no error."""
    import keyring  # as above
    import keyring.errors

    with contextlib.suppress(keyring.errors.KeyringError):
        keyring.delete_password(_SERVICE, entry)
