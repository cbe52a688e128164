"""The log file: what the program did, never whom it met.

Services log identifiers of records and kinds of errors; payloads, names and notes are not logged.
"""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def set_up(folder: Path) -> None:
    """Log warnings and above to a rotating file in `folder`; silent where it cannot be written."""
    root = logging.getLogger("boothapp")
    if root.handlers:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "boothapp.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(handler)
