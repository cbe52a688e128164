"""An organiser's own badge format: a regular expression whose named groups are a badge's fields.

Matched by RE2, whose time grows with the text's length alone: no pattern, however it is written,
can hold up a scan. (Python's own engine has no bound, and the one of `regex` takes all the memory
there is for a pattern that nests counts.) The price: no looking ahead or behind, and no references
back. It is imported on first use.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import Any

from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge
from boothapp.domain.badge_patterns import GROUPS, MAX_PATTERN, NEEDED, BadgePattern, WrongPattern

_MAX_MEMORY = 4 << 20  # bytes, for one pattern
_GROUP = re.compile(r"\(\?P?<([^>]*)>")
_SENTENCES = {
    "missing )": "A “(” is not closed",
    "missing ]": "A “[” is not closed",
    "unexpected )": "A “)” closes nothing",
    "invalid named capture group": "A group is named as in (?P<badge_id>…)",
    "duplicate capture group name": "Two groups have one name",
    "invalid repetition size": "A count is too large or runs backwards: at most {1000}, all in all",
    "no argument for repetition operator": "Nothing stands before what is to be repeated",
    "bad repetition operator": "Something is repeated twice",
    "invalid perl operator": (
        "This “(?” is not supported: no look-around such as (?=…) or (?<!…), and no back-references"
    ),
    "invalid escape sequence": (
        "This cannot stand after a “\\”; back-references such as \\1 are not supported"
    ),
    "trailing \\": "A “\\” stands at the end",
    "invalid character class range": "This is no range of characters",
    "invalid character class": "This is no class of characters",
    "pattern too large": "It is too large; repeat less",
}


@lru_cache(maxsize=64)
def compiled(pattern: BadgePattern) -> BadgeFormat:
    """The badge format that a pattern makes. Raises WrongPattern with where it breaks."""
    expression = _expression(pattern.pattern)

    def read(payload: str) -> Badge | None:
        found = expression.fullmatch(payload)
        if found is None:
            return None
        fields: dict[str, Any] = {
            name: (value or "").strip() for name, value in found.groupdict().items()
        }
        if not any(fields.get(name) for name in NEEDED):
            return None
        return Badge(format=pattern.name, **fields)

    return BadgeFormat(pattern.name, read)


def fits_nothing(pattern: str) -> bool:
    """Whether a pattern fits even a code with nothing in it. Raises WrongPattern."""
    return _expression(pattern).fullmatch("") is not None


def _expression(text: str) -> Any:
    import re2

    if not text or len(text) > MAX_PATTERN or not text.isprintable():
        raise WrongPattern(f"A pattern has 1 to {MAX_PATTERN} characters, on one line.")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MAX_MEMORY
    try:
        expression = re2.compile(text, options)
    except re2.error as error:
        raise _wrong(text, error) from None
    _check_groups(text, set(expression.groupindex))
    return expression


def _check_groups(text: str, groups: set[str]) -> None:
    twice = [name for name, count in Counter(_GROUP.findall(text)).items() if count > 1]
    if twice:
        second = [found.start() for found in _GROUP.finditer(text) if found[1] == twice[0]][1]
        raise WrongPattern(f"Two groups are named “{twice[0]}”", second)
    other = sorted(groups - set(GROUPS))
    if other:
        at = text.find(f"<{other[0]}>")
        raise WrongPattern(f"There is no field “{other[0]}”; there are {', '.join(GROUPS)}", at)
    if not groups & set(NEEDED):
        raise WrongPattern(
            f"A group has to say who it is: {', '.join(NEEDED[:-1])} or {NEEDED[-1]}, as in "
            "https://badge.example/(?P<badge_id>[A-Z0-9]+)"
        )


def _wrong(text: str, error: Exception) -> WrongPattern:
    said = error.args[0] if error.args else ""
    said = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    what, _, where = said.partition(": ")
    sentence = _SENTENCES.get(what) or _SENTENCES.get(what.partition(" - ")[0])
    if what == "missing )":
        return WrongPattern(_SENTENCES[what], _open_bracket(text))
    if where == "(?P":  # all that the engine quotes of (?P=…); the groups that are right begin so
        where = "(?P="
    at = text.find(where) if where else -1
    return WrongPattern(sentence or "This cannot be read as a pattern", at if at >= 0 else None)


def _open_bracket(text: str) -> int | None:
    """Where the last “(” stands that is not closed."""
    opened: list[int] = []
    at, in_class = 0, False
    while at < len(text):
        letter = text[at]
        if letter == "\\":
            at += 1
        elif in_class:
            in_class = letter != "]"
        elif letter == "[":
            in_class = True
        elif letter == "(":
            opened.append(at)
        elif letter == ")" and opened:
            opened.pop()
        at += 1
    return opened[-1] if opened else None
