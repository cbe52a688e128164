"""A file under a passphrase: one member in a zip with AES-256 (WinZip AE-2).

7-Zip, Keka and WinZip open it; the openers that come with Windows, macOS and GNOME do not.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import SHORTEST_PASSPHRASE
from boothapp.writers.whole_file import Unfinished

_BLOCK = 1 << 20


class SealedZip:
    """Fills a zip in place of a bare file; `add` takes the bytes of its one member."""

    def __init__(self, out: Unfinished, member: str, passphrase: str, work: Path) -> None:
        """`member` is the file's name inside. `work` is a folder for what is put aside meanwhile:
        not the target's, on whose medium nothing may lie in clear. Raises BadInput for a short
        passphrase."""
        import pyzipper  # slow import, needed for a protected file only

        secret = checked_passphrase(passphrase).encode()
        self.path, self.sha256, self.size, self.work = out.path, "", 0, work
        self._temporary, self._file = out.temporary, out.file
        self._zip = pyzipper.AESZipFile(
            self._file, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
        )
        self._zip.setpassword(secret)
        self._member = self._zip.open(member, "w", force_zip64=True)

    def add(self, data: bytes) -> None:
        """Append bytes to the member."""
        self._member.write(data)

    def make_durable(self) -> None:
        """Close the zip, sync it, and take its digest."""
        self._member.close()
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        digest = hashlib.sha256()
        with self._temporary.open("rb") as written:
            while block := written.read(_BLOCK):
                digest.update(block)
                self.size += len(block)
        self.sha256 = digest.hexdigest()


def checked_passphrase(passphrase: str) -> str:
    """The passphrase, if it is long enough. Raises BadInput."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BadInput(
            f"A passphrase for a file has at least {SHORTEST_PASSPHRASE} characters. Nothing was "
            "written."
        )
    return passphrase
