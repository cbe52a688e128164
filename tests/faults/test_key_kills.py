"""More than a hundred kills while the key is replaced, and while its place changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.killing import needs_fork
from tests.rings import FileKeyring, in_use
from tests.store.test_key_changes import CHANGES, kill_again_and_again


@pytest.fixture(autouse=True)
def _keyring(tmp_path: Path) -> Iterator[None]:
    with in_use(FileKeyring(tmp_path / "ring.json")):
        yield


@needs_fork
@pytest.mark.faults
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("how", CHANGES)
def test_that_120_kills_leave_a_store_that_opens(tmp_path: Path, how: str) -> None:
    cut_short = kill_again_and_again(tmp_path / "store", how, times=120, seed=17)
    print(f"{how}: 120 kills, {cut_short} of them under way, 0 stores lost")
    assert cut_short > 20
