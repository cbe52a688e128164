"""Every check of the house in one go: format, lint, types, layers, tests. Exit 0 if all pass.

.venv/bin/python tools/check.py [pytest arguments]
"""

from __future__ import annotations

import os
import shutil
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
    # Those that type at a scanner's speed need little of a machine, but that at once: they go one
    # after the other, and before all else.
    typing = Beside("pytest, end to end", ["pytest", "-m", "e2e", *pytest_arguments])
    types = Beside("mypy", ["mypy"], patient=True)
    failed = [name for name, command in checks.items() if not passes(name, command)]
    failed += [check.name for check in (types, typing) if not check.passes()]
    if failed:
        print(f"FAILED: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def passes(name: str, command: list[str]) -> bool:
    """Run one check from the root of the project."""
    print(f"== {name}", flush=True)
    return subprocess.call(_command(command, patient=True), cwd=ROOT) == 0


class Beside:
    """A check that runs beside others; what it says is shown when it is asked for."""

    def __init__(self, name: str, command: list[str], *, patient: bool = False) -> None:
        self.name = name
        self._process = subprocess.Popen(
            _command(command, patient=patient),
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def passes(self) -> bool:
        """Wait until it has ended."""
        said, _ = self._process.communicate()
        print(f"== {self.name}\n{said}", end="", flush=True)
        return self._process.returncode == 0


def _command(command: list[str], *, patient: bool) -> list[str]:
    """`patient`: it gets what of the processors the others leave."""
    program, *arguments = command
    nice = ["nice", "-n", "19"] if patient and shutil.which("nice") else []
    return [*nice, str(BIN / program), *arguments]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
