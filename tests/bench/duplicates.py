"""Duplicates among 10,000 and 100,000 leads: all pairs in a background read, and one lead's."""

import shutil
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

from tests import factories
from tests.bench import leads_store
from tests.bench.rows import BenchRow
from tests.bench.store import clock, p95, timed

SIZES = (10_000, 100_000)
_ALL_S, _ONE_MS = 10.0, 100.0
_ROUNDS = 30


def rows() -> list[BenchRow]:
    """All rows about duplicates."""
    return [row for size in SIZES for row in _size_rows(size)]


def _size_rows(size: int) -> list[BenchRow]:
    folder = Path(mkdtemp())
    services = factories.make_store(folder / "store", clock()).services
    leads_store.fill(services, size)
    like = services.merging.like
    ids = [f"00000000-0000-7000-8000-{size * at // _ROUNDS:012x}" for at in range(_ROUNDS)]
    like(ids[0])
    whole = median(timed(services.merging.pairs) for _ in range(3))
    each = [timed(lambda lead_id=lead_id: like(lead_id)) for lead_id in ids]  # type: ignore[misc] # bound now
    services.close()
    shutil.rmtree(folder)
    top = size == SIZES[-1]
    return [
        BenchRow(f"leads.duplicates.{size}", whole, "s", "all pairs", goal=_ALL_S if top else None),
        BenchRow(
            f"leads.same_as.{size}.p95",
            p95(each) * 1000,
            "ms",
            "one lead",
            goal=_ONE_MS if top else None,
        ),
    ]
