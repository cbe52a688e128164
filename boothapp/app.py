"""The composition root: the only place that knows all parts.

Nothing slow is imported here at the top: the window is to be on screen before that.
"""

import sys
import tempfile
from pathlib import Path

from boothapp import config, logs, paths


def run(arguments: list[str]) -> int:
    """Do what the command line asks; without a command, open the window. Answers the exit code."""
    logs.set_up(paths.logs())
    options = _window_options(arguments)
    if options is not None:
        return _open_window(*options)
    from boothapp.cli.common import Launchers
    from boothapp.cli.main import run as run_command

    return run_command(arguments, Launchers(demo=_demo))


def _window_options(arguments: list[str]) -> tuple[Path | None, str | None] | None:
    """--store and --staff where they are all there is; None where a command is given."""
    values: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, _, value = rest.pop(0).partition("=")
        if name not in ("--store", "--staff"):
            return None
        if not value and not rest:
            return None
        values[name] = value or rest.pop(0)
    store = values.get("--store")
    return (Path(store) if store is not None else None, values.get("--staff"))


def _open_window(store: Path | None, staff: str | None) -> int:
    from boothapp.ui import display

    reason = display.missing()
    if reason:
        print(f"{reason} Use the commands instead: boothapp --help", file=sys.stderr)
        return 1
    from boothapp.ui import qt_log
    from boothapp.ui.session import Session

    qt_log.install()
    return Session.on_store(config.from_environment(store, staff)).run()


def _demo(tour: Path | None) -> int:
    """Open the demo, or play its day where a folder is named or no window can be shown."""
    from boothapp.ui import display

    reason = display.missing()
    if tour is None and not reason:
        from boothapp.ui import qt_log
        from boothapp.ui.session import Session

        qt_log.install()
        with tempfile.TemporaryDirectory(prefix="boothapp-demo-") as folder:
            return Session.on_demo(Path(folder)).run()
    from boothapp.ui.tour import play

    if tour is None:
        print(f"{reason} Playing the demo day instead.", file=sys.stderr)
        tour = Path(tempfile.mkdtemp(prefix="boothapp-tour-"))
    return play(tour)
