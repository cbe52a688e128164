"""key.json, beside the database: where the key is kept, and the key sealed. Never the key itself.

version, store        the format; the store's id
kept_in               "keyring" or "passphrase"
ring                  the entry in the keyring (absent: the store's id)
passphrase, recovery  the key sealed under what a person types
next                  only while the key is being replaced: see rekey.py
"""

import json
from pathlib import Path

from boothapp.domain.errors import StoreDamaged, StoreNotWritable
from boothapp.files import replace_durably

FILE = "key.json"

Description = dict[str, object]
"""What the file says."""


def read(folder: Path) -> Description:
    """What key.json in `folder` says. Raises StoreDamaged, StoreNotWritable (may not be read)."""
    try:
        return parsed((folder / FILE).read_bytes())
    except FileNotFoundError:
        raise StoreDamaged(
            "The file key.json is missing beside the store; restore it from a backup."
        ) from None
    except PermissionError:
        raise StoreNotWritable(
            f"The file {folder / FILE} may not be read here: look at its rights."
        ) from None
    except OSError as error:
        raise StoreDamaged("The file key.json is damaged; restore it from a backup.") from error


def parsed(text: bytes) -> Description:
    """What the text of a key.json says. Raises StoreDamaged."""
    damaged = StoreDamaged("The file key.json is damaged; restore it from a backup.")
    try:
        found = json.loads(text)
    except ValueError as error:
        raise damaged from error
    if not isinstance(found, dict) or "kept_in" not in found:
        raise damaged
    return found


def write(folder: Path, description: Description) -> None:
    """Replace key.json: a crash leaves the old or the new one, whole."""
    replace_durably(folder / FILE, json.dumps(description, indent=2).encode())


def ring_entry(description: Description) -> str:
    """Under which name the keyring has the key. Raises StoreDamaged."""
    entry = description.get("ring") or description.get("store")
    if not entry:
        raise StoreDamaged("The file key.json is damaged; restore it from a backup.")
    return str(entry)
