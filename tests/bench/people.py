"""One person among a hundred thousand: found, given their data, erased to the last byte."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

from tests import factories
from tests.bench.rows import BenchRow
from tests.bench.store import LEADS, clock, fill, timed

_SUBJECT = f"{50_000:064x}"


def rows() -> list[BenchRow]:
    """All rows about one person."""
    folder = Path(mkdtemp())
    services = factories.make_store(folder / "store", clock()).services
    fill(services, LEADS)
    people = services.people
    find = timed(lambda: people.find("person 50000"))
    resolve = timed(lambda: people.resolve(f"lead-{_SUBJECT}"))
    export = timed(lambda: people.export(_SUBJECT, folder / "out"))
    erase = timed(lambda: people.erase(_SUBJECT))
    services.close()
    shutil.rmtree(folder)
    return [
        BenchRow("person.find.100000", find * 1000, "ms", "none", None, 1000.0),
        BenchRow("person.access.100000", (resolve + export) * 1000, "ms", "none", None, 10_000.0),
        BenchRow("person.erase.100000", erase * 1000, "ms", "none"),
    ]
