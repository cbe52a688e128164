"""Every check of the house in one go: format, lint, types, layers, tests. Exit 0 if all pass.

.venv/bin/python tools/check.py [pytest arguments]
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def main(pytest_arguments: list[str]) -> int:
    """Run the checks in order, stop at none, and name the ones that failed."""
    workers = str(min(os.cpu_count() or 1, 4))
    checks = {
        "ruff format": ["ruff", "format", "--check", "--quiet", "."],
        "ruff check": ["ruff", "check", "--quiet", "."],
        "mypy": ["mypy"],
        "import-linter": ["lint-imports"],
        "pytest": ["pytest", "-n", workers, "-m", "not faults and not e2e", *pytest_arguments],
        # One after the other: they type at a scanner's speed, which a busy machine does not keep.
        "pytest, end to end": ["pytest", "-m", "e2e", *pytest_arguments],
    }
    failed = [name for name, command in checks.items() if not passes(name, command)]
    if failed:
        print(f"FAILED: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def passes(name: str, command: list[str]) -> bool:
    """Run one check from the root of the project."""
    print(f"== {name}", flush=True)
    program, *arguments = command
    return subprocess.call([str(BIN / program), *arguments], cwd=ROOT) == 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
