"""`make bench`: ratios measured in one run, printed and written to build/bench.json.

python -m tests.bench [PART ...]     parts: see PARTS
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path

from tests.bench.rows import BenchRow

PARTS = (
    *("store", "exporting", "people", "decoding", "startup", "window"),
    *(
        "timeline",
        "interviews",
        "timetable",
        "dashboard",
        "leads",
        "duplicates",
        "badges",
        "printing",
    ),
    "rosters",
)


def main(parts: list[str]) -> int:
    """Run the parts and write the table; exit 0 whatever the figures say: they are reported."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    found: list[BenchRow] = []
    for part in parts or PARTS:
        print(f"… {part}", file=sys.stderr, flush=True)
        found += import_module(f"tests.bench.{part}").rows()
    print(f"{'name':<34} {'value':>10} {'unit':<6} {'ratio':>6} {'goal':>6} met  baseline")
    for row in found:
        ratio, goal = (f"{x:.2f}" if x is not None else "–" for x in (row.ratio, row.goal))
        met = "yes" if row.met else "NO"
        print(
            f"{row.name:<34} {row.value:>10.2f} {row.unit:<6} {ratio:>6} {goal:>6} {met:<4} "
            f"{row.baseline}"
        )
    target = Path("build/bench.json")
    target.parent.mkdir(exist_ok=True)
    records = [
        {
            "name": row.name,
            "value": row.value,
            "unit": row.unit,
            "baseline": row.baseline,
            "ratio": row.ratio,
            "goal": row.goal,
            "at_least": row.at_least,
            "met": row.met,
        }
        for row in found
    ]
    target.write_text(json.dumps(records, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
