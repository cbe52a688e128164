"""PySide reads the source of every module that is imported after it, unless it is told not to."""

import subprocess
import sys

import pytest

_SCRIPT = """
import inspect, sys
import PySide6.QtCore
from boothapp.ui import plain_imports
if sys.argv[1] == "restored":
    plain_imports.restore()
read = []
inspect.getsource = lambda module: read.append(module.__name__) or ""
import colorsys
print("colorsys" in read)
"""


@pytest.mark.parametrize(("how", "read"), [("restored", "False"), ("as PySide has it", "True")])
def test_that_modules_are_imported_without_a_look_at_their_source(how: str, read: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, how], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == read


def test_that_a_session_imports_so() -> None:
    script = (
        "import builtins, PySide6.QtCore\n"
        "from boothapp.ui.session import Session\n"
        "session = Session(lambda _: None, folder=None, config=None)\n"
        "print(builtins.__import__ is builtins.__feature_import__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == "False"
