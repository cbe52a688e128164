"""Python's own import again, after PySide put one of its own into its place."""

import builtins


def restore() -> None:
    """Have modules imported without PySide looking for itself in their source.

    It does that for `from __feature__ import …`, which nothing here uses. It reads and splits the
    source of every module that is imported after it, also of those that come compiled: a tenth of
    the time until the Scan page can be used (measured with PySide6 6.11).
    """
    theirs = getattr(builtins, "__orig_import__", None)  # where a later PySide keeps none: as it is
    if theirs is not None:
        vars(builtins)["__import__"] = theirs
