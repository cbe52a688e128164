"""Fixtures of the end-to-end tests. Each test has its own store, window and X server: 2 seconds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.booth import Booth, Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.fixture
def booth(store: Store) -> Iterator[Booth]:
    booth = Booth(store)
    yield booth
    booth.close()
    assert "Traceback" not in booth.errors.read_text()
