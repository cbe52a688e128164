"""What a badge's code costs: read by its format, and verified by its signature."""

import shutil
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

from boothapp import badges, signatures
from boothapp.badges.compact import signed_badge
from boothapp.domain.people import ScanSource
from tests import factories
from tests.bench.rows import BenchRow
from tests.bench.store import clock, p95, timed

_SCANS = 300
_KEYS, _PATTERNS = 8, 20


def rows() -> list[BenchRow]:
    """A scan of a signed badge, with several keys, beside one of a bare id; and a forged one."""
    folder = Path(mkdtemp())
    services = factories.make_store(folder / "store", clock()).services
    people = [
        (f"B-{n:04}", f"Person {n}", f"p{n}@x.example", "U", "yes") for n in range(3 * _SCANS)
    ]
    services.roster.import_file(factories.roster_file(folder, people))
    keys = [signatures.new_private_key() for _ in range(_KEYS)]
    for number, key in enumerate(keys):
        public = signatures.public_pem(signatures.public_bytes(key))
        services.organiser_keys.add(f"Organiser {number}", public)
    for number in range(_PATTERNS):
        pattern = f"https://badge-{number}.example/(?P<badge_id>[A-Z0-9]+)"
        services.badge_formats.add(f"Organiser {number}", pattern)
    scan = services.capture.scan
    texts = [signed_badge(f"B-{n:04}", {}, keys[n % _KEYS]) for n in range(_SCANS)]
    forger = signatures.new_private_key()
    forged = [signed_badge(f"B-{n:04}", {}, forger) for n in range(_SCANS)]
    scan(texts[0], ScanSource.SCANNER)
    scan("B-0300", ScanSource.SCANNER)
    signed, bare, refused, read, seen = [], [], [], [], []
    for number in range(1, _SCANS):
        signed.append(timed(lambda n=number: scan(texts[n], ScanSource.SCANNER)))  # type: ignore[misc] # a default binds the loop's value
        bare.append(timed(lambda n=number: scan(f"B-{n + _SCANS:04}", ScanSource.SCANNER)))  # type: ignore[misc] # as above
        seen.append(timed(lambda n=number: scan(f"B-{n + 2 * _SCANS:04}", ScanSource.CAMERA)))  # type: ignore[misc] # as above
        refused.append(timed(lambda n=number: scan(forged[n], ScanSource.SCANNER)))  # type: ignore[misc] # as above
        read.append(timed(lambda n=number: badges.parse(texts[n])))  # type: ignore[misc] # as above
    services.close()
    shutil.rmtree(folder)
    return [
        BenchRow(
            "scan.signed",
            median(signed) * 1000,
            "ms",
            "a scan of a bare badge id",
            median(signed) / median(bare),
            1.5,
        ),
        BenchRow(
            "scan.typed",
            median(bare) * 1000,
            "ms",
            f"the same by camera, {_PATTERNS} patterns",
            median(bare) / median(seen),
        ),
        BenchRow("scan.signed.p95", p95(signed) * 1000, "ms", "none", None, 100.0),
        BenchRow("scan.forged", median(refused) * 1000, "ms", "none", None, 10.0),
        BenchRow("badge.read", median(read) * 1000, "ms", "none", None, 1.0),
    ]
