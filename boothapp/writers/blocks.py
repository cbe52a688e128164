"""Rows in blocks: between two of them the progress is told and somebody may stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from boothapp.domain.errors import Cancelled

ROWS = 250
"""In a block: larger ones keep the thread that reads ahead from handing over its own."""
T = TypeVar("T")
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file: where, its SHA-256 in hex, rows without the header, bytes."""

    path: Path
    sha256: str
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: `progress` is told the rows so far, `cancelled` is asked between blocks."""

    progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None

    def blocks(self, rows: Iterable[T]) -> Iterator[list[T]]:
        """The rows, a block at a time. Raises Cancelled."""
        source, count = iter(rows), 0
        while block := list(islice(source, ROWS)):
            if self.cancelled is not None and self.cancelled():
                raise Cancelled
            yield block
            count += len(block)
            if self.progress is not None:
                self.progress(count)


ALONE = Watch()
