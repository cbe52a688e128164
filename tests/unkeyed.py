"""A store whose files can be read: what a deletion left in them is looked for byte by byte."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
import sqlcipher3.dbapi2 as driver

from boothapp.store import database

PIECE = 8
"""Bytes of a canary that count as a find: what is left of a value may be cut at both ends."""


def without_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on stores are opened without their key, so that their files are plain SQLite."""

    def plain(path: Path, _key: bytes) -> driver.Connection:
        return driver.connect(path, timeout=10, isolation_level=None, check_same_thread=False)

    monkeypatch.setattr(database, "open_file", plain)


def found(canaries: Iterable[str], folder: Path) -> set[str]:
    """The canaries of which a piece is in any file under `folder`, as UTF-8 or UTF-16."""
    raw = b"\0".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    owners = {piece: canary for canary in canaries for piece in _pieces(canary)}
    pieces = np.frombuffer(b"".join(owners), np.uint64)
    hits: set[str] = set()
    for start in range(PIECE):
        whole = (len(raw) - start) // PIECE
        words = np.frombuffer(raw, np.uint64, count=whole, offset=start)
        hits |= {
            owners[word.tobytes()] for word in np.unique(words[np.isin(words, pieces, kind="sort")])
        }
    return hits


def _pieces(canary: str) -> set[bytes]:
    texts = [canary.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return {text[at : at + PIECE] for text in texts for at in range(len(text) - PIECE + 1)}
