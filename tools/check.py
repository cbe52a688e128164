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
    """Run the checks, stop at none, and name the ones that failed."""
    workers = str(min(os.cpu_count() or 1, 4))
    checks = {
        "ruff format": ["ruff", "format", "--check", "--quiet", "."],
        "ruff check": ["ruff", "check", "--quiet", "."],
        "import-linter": ["lint-imports"],
        "pytest": ["pytest", "-n", workers, "-m", "not faults and not e2e", *pytest_arguments],
    }
    types = Beside("mypy", ["mypy"])  # the tests wait now and then; it takes its time from there
    failed = [name for name, command in checks.items() if not passes(name, command)]
    if not types.passes():
        failed.append("mypy")
    # Alone and one after the other: they type at a scanner's speed, which a busy machine does not
    # keep.
    if not passes("pytest, end to end", ["pytest", "-m", "e2e", *pytest_arguments]):
        failed.append("pytest, end to end")
    if failed:
        print(f"FAILED: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def passes(name: str, command: list[str]) -> bool:
    """Run one check from the root of the project."""
    print(f"== {name}", flush=True)
    return subprocess.call(_command(command), cwd=ROOT) == 0


class Beside:
    """A check that runs beside others; what it says is shown when it is asked for."""

    def __init__(self, name: str, command: list[str]) -> None:
        self._name = name
        self._process = subprocess.Popen(
            _command(command), cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def passes(self) -> bool:
        """Wait until it has ended."""
        said, _ = self._process.communicate()
        print(f"== {self._name}\n{said}", end="", flush=True)
        return self._process.returncode == 0


def _command(command: list[str]) -> list[str]:
    program, *arguments = command
    return [str(BIN / program), *arguments]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
