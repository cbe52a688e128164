"""A scan whose verdict was painted survives kill -9 at any moment: none lost, none doubled."""

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from boothapp.services.setup import create_store
from boothapp.store import keys
from boothapp.store.database import Database
from boothapp.store.keys import Keeper, Kept
from tests.factories import plan
from tests.faults.scanner import KEY

ROOT = Path(__file__).parent.parent.parent
_START = 30.0  # seconds until the first verdict must be painted


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store whose key the killed process knows."""
    monkeypatch.setattr(keys, "in_memory", lambda: Kept(KEY, Keeper.MEMORY))
    folder = tmp_path / "store"
    create_store(folder, plan(), in_memory_key=True).services.close()
    return folder


def scan_until_killed(store: Path, number: int, chance: random.Random) -> list[str]:
    """The ids that were acknowledged before the kill, which comes at a moment of chance."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.scanner", str(store), str(number)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    acknowledged: list[str] = []
    first = threading.Event()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if line.endswith("\n"):
                acknowledged.append(line.strip())
                first.set()

    listener = threading.Thread(target=listen)
    listener.start()
    assert first.wait(_START), "nothing was scanned"
    time.sleep(chance.uniform(0.0, 0.4))
    process.kill()
    process.wait()
    listener.join()
    process.stdout.close()
    return acknowledged


def kill_again_and_again(store: Path, times: int, seed: int) -> int:
    """Kill `times` times; answers how many scans were acknowledged. Checks after every kill."""
    chance = random.Random(seed)
    acknowledged: list[str] = []
    for number in range(times):
        acknowledged += scan_until_killed(store, number * 100_000, chance)
        database = Database(store, KEY)
        with database.reading() as connection:
            found = Counter(connection.exec_driver_sql("SELECT id FROM scan").scalars())
            logged = Counter(
                connection.exec_driver_sql(
                    "SELECT entity FROM change WHERE kind = 'scan.add'"
                ).scalars()
            )
        lost = [scan for scan in acknowledged if scan not in found]
        assert lost == [], f"{len(lost)} of {len(acknowledged)} lost after kill {number + 1}"
        assert set(found.values()) == {1}, "a scan is there twice"
        assert logged == found, "the log and the scans differ"
        assert database.check() == []
        database.close()
    return len(acknowledged)


def test_that_painted_scans_survive_ten_kills(store: Path) -> None:
    assert kill_again_and_again(store, times=10, seed=7) >= 10


@pytest.mark.faults
@pytest.mark.timeout(3600)
def test_that_painted_scans_survive_two_hundred_kills(store: Path) -> None:
    count = kill_again_and_again(store, times=200, seed=11)
    print(f"200 kills, {count} acknowledged scans, 0 lost, 0 doubled")
    assert count >= 200
