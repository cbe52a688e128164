"""The file of a backup: a zip that is only stored, of parts with names of our own.

booth.db       the database, under the store's key
key.json       the key, sealed (missing for the demo, whose key nobody keeps)
manifest.json  what is in it, and the SHA-256 of each part; nothing of the event or of a person
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from boothapp.domain.backups import BackupUnusable
from boothapp.domain.errors import BadInput, StoreTooNew
from boothapp.store import key_file
from boothapp.store.database import FILE

FORMAT = 1
_MANIFEST = "manifest.json"
_PARTS = (FILE, key_file.FILE)
_BLOCK = 1024 * 1024
_SMALL = 64 * 1024  # what the two small parts may have at most

Stop = Callable[[], None]
"""Called between blocks; what it raises stops the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds. `seq` and `hash` (hex) are the end of its log, `made` ISO 8601 UTC."""

    format: int
    store: str
    schema: str
    made: str
    kept_in: str
    seq: int
    hash: str
    parts: dict[str, str]
    """Name → SHA-256 in hex."""


def pack(parts: Path, to: Path, manifest: Manifest, go_on: Stop) -> str:
    """Write the parts in the folder `parts` to the new file `to`, durable; answers its SHA-256."""
    with os.fdopen(os.open(to, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for name in manifest.parts:
                size = (parts / name).stat().st_size
                entry = zipfile.ZipInfo(name)
                entry.file_size = size
                with archive.open(entry, "w") as target, (parts / name).open("rb") as source:
                    _copied(source, target, go_on)
            archive.writestr(zipfile.ZipInfo(_MANIFEST), json.dumps(asdict(manifest), indent=2))
        out.flush()
        os.fsync(out.fileno())
        out.seek(0)
        return _copied(out, None, go_on)


def digests(parts: Path) -> dict[str, str]:
    """The SHA-256 of each part that is in the folder `parts`."""
    found = {}
    for name in _PARTS:
        if (parts / name).exists():
            with (parts / name).open("rb") as source:
                found[name] = _copied(source, None, lambda: None)
    return found


def is_backup(file: Path) -> bool:
    """Whether there is a backup in this file, whole or not."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _MANIFEST in archive.namelist() and FILE in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def unpack(file: Path, into: Path) -> Manifest:
    """Write the parts into the folder `into` and answer with the manifest.

    Only the names above are ever written. Raises BadInput where there is no such file,
    BackupUnusable, StoreTooNew, OSError.
    """
    if not file.is_file():
        what = "is no file" if file.exists() else "is not there"
        raise BadInput(f"{file} {what}; give the file of a backup. Nothing was changed.")
    if not os.access(file, os.R_OK):
        raise BackupUnusable(f"{file} may not be read here: look at its rights.")
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive, file)
            for name in manifest.parts:
                _unpack_part(archive, name, into, manifest.parts[name], file)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise BackupUnusable(
            f"{file} is damaged, cut short, or not a backup of BoothApp. Nothing was changed."
        ) from error
    return manifest


def _manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    foreign = BackupUnusable(f"{file} is not a backup of BoothApp. Nothing was changed.")
    members = archive.infolist()
    names = sorted(member.filename for member in members)
    plain = all(member.compress_type == zipfile.ZIP_STORED for member in members)
    if _MANIFEST not in names or not plain or archive.getinfo(_MANIFEST).file_size > _SMALL:
        raise foreign
    try:
        said = json.loads(archive.read(_MANIFEST))
        if said["format"] > FORMAT:
            raise StoreTooNew(str(said["schema"]))
        manifest = Manifest(**said)
        parts = sorted([*manifest.parts, _MANIFEST])
    except (ValueError, KeyError, TypeError) as error:
        raise foreign from error
    if parts != names or FILE not in parts or not {*parts} <= {*_PARTS, _MANIFEST}:
        raise foreign
    return manifest


def _unpack_part(archive: zipfile.ZipFile, name: str, into: Path, sha256: str, file: Path) -> None:
    if name != FILE and archive.getinfo(name).file_size > _SMALL:
        raise BackupUnusable(f"{file} is not a backup of BoothApp. Nothing was changed.")
    target = os.open(into / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with archive.open(name) as source, os.fdopen(target, "wb") as out:
        found = _copied(source, out, lambda: None)
        out.flush()
        os.fsync(out.fileno())
    if found != sha256:
        raise BackupUnusable(f"{file} is damaged: {name} is not as written. Nothing was changed.")


def _copied(source: IO[bytes], target: IO[bytes] | None, go_on: Stop) -> str:
    """Copy block by block (or only read); answers the SHA-256."""
    digest = hashlib.sha256()
    while block := source.read(_BLOCK):
        go_on()
        digest.update(block)
        if target is not None:
            target.write(block)
    return digest.hexdigest()
