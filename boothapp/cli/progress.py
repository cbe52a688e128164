"""How far long work is, on one line of the terminal; nothing where nobody sits at one."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_EVERY = 0.1  # seconds
_CLEAR = "\r\x1b[K"


@contextmanager
def progress_line() -> Iterator[Callable[[str, int, int], None]]:
    """Gives what is told a word, and how much of how much is done; the line goes at the end."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    shown_at = 0.0

    def tell(doing: str, done: int, total: int) -> None:
        nonlocal shown_at
        now = time.monotonic()
        if now - shown_at >= _EVERY:
            shown_at = now
            line = f"{_CLEAR}{doing.capitalize()}: {done / max(1, total):.0%}"
            print(line, end="", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        if shown_at:
            print(_CLEAR, end="", file=sys.stderr, flush=True)
