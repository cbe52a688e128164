"""Texts that were signed badges before somebody, or a bad scan, changed them.

A signed badge that was changed must be told from a text that never was one: of the first nothing
is stored. So each format knows its own beginning, also with one character more, less or changed,
and in any case.
"""

import re
from functools import lru_cache


def begins_like(text: str, *atoms: str) -> bool:
    """Whether a text begins with these pieces of an expression, but for one edit and its case."""
    return _within_one_edit(atoms).match(text) is not None


@lru_cache(maxsize=4)
def _within_one_edit(atoms: tuple[str, ...]) -> re.Pattern[str]:
    ways = []
    for at in range(len(atoms)):
        before, after = atoms[:at], atoms[at + 1 :]
        ways += [(*before, ".?", *after), (*before, ".", *atoms[at:])]  # changed, gone; put in
    return re.compile("|".join("".join(way) for way in ways), re.IGNORECASE | re.DOTALL)
