"""Imports without PySide's look at the source of every module."""

import builtins


def restore() -> None:
    """Put back the import that stood before PySide's for `from __feature__ import …`.

    Nothing here uses those features. To know who does, it reads and splits the source of every
    module that is imported after it, also of those that come compiled: some 70 ms of 950 until the
    Scan page could be used (PySide6 6.11, the script of `start.scan_page`). What it replaced is
    PySide's import for its lazily made classes, which stays.
    """
    before = getattr(builtins, "__orig_import__", None)  # where a later PySide keeps none: as it is
    if before is not None:
        vars(builtins)["__import__"] = before
