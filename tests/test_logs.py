"""What nobody expected is logged without the values it was about, wherever it happens.

Each case is a process of its own, for the hooks are the process's; it ends with the marks of what
it has to find in the log, so that an empty log cannot pass.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CANARY = "Ottilie Zwanzigerjahre"

_BEGIN = f"""
import logging, pathlib, sys
from boothapp import logs
CANARY = {CANARY!r}
logs.set_up(pathlib.Path(sys.argv[1]))
"""

_CASES = {
    "uncaught": (
        """
        def meet(name):
            try:
                raise KeyError(name)
            except KeyError as error:
                raise ValueError(f"no such person: {name}") from error
        meet(CANARY)
        """,
        ("builtins.ValueError", "builtins.KeyError", "in meet"),
    ),
    "thread": (
        """
        import threading
        def work():
            raise RuntimeError(CANARY)
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        """,
        ("builtins.RuntimeError", "in work"),
    ),
    "unraisable": (
        """
        class Gone:
            def __del__(self):
                raise OSError(CANARY)
        gone = Gone()
        del gone
        """,
        ("builtins.OSError", "in __del__"),
    ),
    "library": (
        """
        import warnings
        logging.getLogger("somelib.part").warning("odd row %s", CANARY)
        try:
            raise ValueError(CANARY)
        except ValueError:
            logging.getLogger("somelib").exception(CANARY)
        warnings.warn(CANARY, UserWarning, stacklevel=1)
        """,
        ("somelib.part: at", "py.warnings: at", "builtins.ValueError"),
    ),
    "disk": (
        """
        class Full(logging.StreamHandler):
            def emit(self, record):
                try:
                    raise OSError(CANARY)
                except OSError:
                    self.handleError(record)
        logging.getLogger("boothapp").addHandler(Full())
        logging.getLogger("boothapp.part").error("something ended")
        """,
        ("something ended",),
    ),
    "tasks": (
        """
        import sqlalchemy
        from PySide6.QtCore import QCoreApplication, QTimer
        from boothapp.ui.tasks import Tasks
        app = QCoreApplication([])
        tasks = Tasks()
        def refuse():
            with sqlalchemy.create_engine("sqlite://").connect() as connection:
                connection.exec_driver_sql("CREATE TABLE lead (name TEXT CHECK (name = ''))")
                connection.execute(
                    sqlalchemy.text("INSERT INTO lead VALUES (:name)"), {"name": CANARY}
                )
        def slot():
            raise ValueError(CANARY)
        said = []
        tasks.failed.connect(said.append)
        tasks.run(refuse)
        tasks.background(lambda progress: slot())
        QTimer.singleShot(0, slot)
        while len(said) < 2:
            app.processEvents()
        tasks.close()
        print(said, file=sys.stderr)
        """,
        ("sqlalchemy.exc.IntegrityError", "in refuse", "an error nobody expected", "in slot"),
    ),
    "qt": (
        """
        from PySide6.QtCore import qCritical, qWarning
        from boothapp.ui import qt_log
        qt_log.install()
        qWarning(f"QString::arg: Argument missing: {CANARY}")
        qCritical(CANARY)
        """,
        ("QString::arg at", "ERROR boothapp.ui.qt_log"),
    ),
    "ffmpeg": (
        """
        from PySide6.QtCore import qCritical
        from boothapp.ui import qt_log
        qt_log.install()
        qCritical(f'"FFmpeg log: {CANARY}.avi cannot be opened"')
        """,
        ("ERROR boothapp.ui.qt_log", "FFmpeg at"),
    ),
    "command": (
        """
        from boothapp.cli import main
        from boothapp.cli.common import Launchers
        @main.app.command("fail")
        def fail():
            raise LookupError(CANARY)
        sys.exit(main.run(["fail"], Launchers(demo=lambda tour: 0)))
        """,
        ("builtins.LookupError", "in fail"),
    ),
}


@pytest.mark.parametrize("case", _CASES)
def test_that_an_unexpected_error_leaves_no_value(case: str, tmp_path: Path) -> None:
    script, marks = _CASES[case]
    program = tmp_path / "case.py"
    program.write_text(_BEGIN + "\n".join(line[8:] for line in script.splitlines()))
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path / "log")],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    log = (tmp_path / "log" / "boothapp.log").read_text("utf-8")
    assert [mark for mark in marks if mark not in log] == []
    assert CANARY not in log + done.stdout + done.stderr
    assert "Ottilie" not in log + done.stdout + done.stderr


def test_that_without_the_log_the_same_error_would_tell() -> None:
    told = subprocess.run(
        [sys.executable, "-c", f"raise ValueError({CANARY!r})"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert CANARY in told.stderr
