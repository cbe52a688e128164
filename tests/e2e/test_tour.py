"""Where there is no display, the demo plays its day by itself."""

import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.screen import ROOT, surroundings

LONGEST = 90  # seconds


@pytest.mark.timeout(LONGEST + 30)
def test_that_the_tour_plays_every_step_and_leaves_pictures_and_csv(tmp_path: Path) -> None:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "boothapp", "demo", "--tour", str(tmp_path / "tour")],
        cwd=ROOT,
        env=surroundings(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - began < LONGEST
    *steps, last = done.stdout.splitlines()
    assert [line.split(" ")[0] for line in steps] == [
        f"{n}/{len(steps)}" for n, _ in enumerate(steps, 1)
    ]
    assert last.endswith(str(tmp_path / "tour"))
    pictures = {path.name: path.stat().st_size for path in (tmp_path / "tour").glob("*.png")}
    for page in ("scan", "interviews", "ask", "leads", "export"):
        for scheme in ("light", "dark"):
            assert any(page in name and scheme in name for name in pictures), (page, scheme)
    assert min(pictures.values()) > 20_000
    with (tmp_path / "tour" / "leads.csv").open(newline="", encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert "Amara Okonkwo" in names
    assert "Haruto Nakamura" in names


def test_that_an_unreachable_display_plays_the_tour_too(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "boothapp", "demo"],
        cwd=ROOT,
        env=surroundings(tmp_path, DISPLAY=":4711", TMPDIR=str(tmp_path)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        assert process.stdout is not None
        assert "Playing the demo day instead." in process.stderr.readline()
        assert process.stdout.readline().startswith("1/")
    finally:
        process.kill()
        process.communicate()
