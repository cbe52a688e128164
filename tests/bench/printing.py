"""What 500 badges cost as one PDF: seconds, megabytes of file and of memory, against one at a time.

The baseline is the same badges as single pictures of the same resolution.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from boothapp.services.badge_making import Look, make_files, make_sheets
from boothapp.services.badge_people import BadgePeople, PeopleOrder, read_people
from boothapp.services.badge_sheets import BADGE_SIZE, sheet_named
from tests.bench.rows import BenchRow
from tests.factories import roster_file

_PEOPLE = 500
_MOST_GROWTH = 60.0  # megabytes
_MEGA = 1e6


def rows() -> list[BenchRow]:
    """Measure the sheets and the pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_sheets(_people(folder, 20), Look(), sheet_named("L4785"), folder / "warm.pdf")
        people, path = _people(folder, _PEOPLE), folder / "sheet.pdf"
        before, began = _peak(), time.perf_counter()
        make_sheets(people, Look(event="Demo Conf"), sheet_named("L4785"), path)
        took, grown = time.perf_counter() - began, _peak() - before
        size = path.stat().st_size / _MEGA
        began = time.perf_counter()
        made = make_files(people, Look(event="Demo Conf"), BADGE_SIZE, folder / "pictures")
        single = time.perf_counter() - began
        pictures = sum(file.stat().st_size for file in made.files) / _MEGA
    return [
        BenchRow("500 badges as labels, PDF", took, "s", "pictures", took / single, 1.0),
        BenchRow("500 badges, size of the PDF", size, "MB", "pictures", size / pictures, 0.25),
        BenchRow("500 badges, memory grown", grown, "MB", "at most", goal=_MOST_GROWTH),
    ]


def _people(folder: Path, count: int) -> BadgePeople:
    named = [
        (f"AB-{n:05}", f"Person {n} Okonkwo-Nakamura", f"p{n}@uni.example", "Uni of Lagos", "yes")
        for n in range(count)
    ]
    return read_people(PeopleOrder(roster=roster_file(folder, named)))


def _peak() -> float:
    """The most memory this process ever had, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _MEGA
