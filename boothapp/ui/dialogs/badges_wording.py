"""How many badges come of a list and who gets none, in words."""

from __future__ import annotations

_SHOWN = 3  # of those who get no badge


def counted(count: int, word: str) -> str:
    """Return “1 badge” or “3 badges”."""
    return f"1 {word}" if count == 1 else f"{count:,} {word}s"


def left_out(problems: tuple[object, ...]) -> str:
    """Return who gets no badge, the first few by name of their row; empty for nobody."""
    if not problems:
        return ""
    named = "\n".join(str(one) for one in problems[:_SHOWN])
    more = len(problems) - _SHOWN
    return f"\nWithout a badge:\n{named}" + (f"\nand {more:,} more" if more > 0 else "")
