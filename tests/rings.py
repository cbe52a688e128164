"""Keyrings as machines have them: one that works, none, and one that only says that it kept."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that works, as a desktop has one."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring has no types here
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError
        del self.kept[service, username]


class FileKeyring(MemoryKeyring):
    """As above, and it outlives the process: for those that are killed."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def get_password(self, service: str, username: str) -> str | None:
        found = json.loads(self._file.read_text()) if self._file.exists() else {}
        return found.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write({username: password})

    def delete_password(self, service: str, username: str) -> None:
        self._write({username: None})

    def _write(self, changed: dict[str, str | None]) -> None:
        found = json.loads(self._file.read_text()) if self._file.exists() else {}
        temporary = self._file.with_suffix(".part")
        temporary.write_text(json.dumps(found | changed))
        temporary.replace(self._file)


class NoKeyring(MemoryKeyring):
    """A machine without one."""

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.NoKeyringError

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.NoKeyringError


class ForgetfulKeyring(MemoryKeyring):
    """Says it kept the key, and did not."""

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept.clear()


@contextmanager
def in_use(ring: MemoryKeyring) -> Iterator[MemoryKeyring]:
    """The keyring of this process, for a while."""
    before = keyring.get_keyring()
    keyring.set_keyring(ring)
    try:
        yield ring
    finally:
        keyring.set_keyring(before)
