"""Tickets that were handed on: one rule that leads from a badge id to whose it is now.

A key of `identity` never passes to another subject; it can only come to name nobody. And the first
owner's subject is often the very hash of the id. So a ticket that was handed on leaves its key
naming nobody, and the key that is derived from it here names the new owner: of a third owner it is
the same step once more. A shared e-mail names nobody either, but nothing is derived from one.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

Look = Callable[[Sequence[str]], Mapping[str, str | None]]
"""Those of the keys that are known, with whom they name; None where they name nobody any more."""


def next_key(key: str) -> str:
    """The key that stands for a badge id once the one before was handed on."""
    return hashlib.sha256(f"{key}:handed on".encode()).hexdigest()


def led_on(keys: Iterable[str], known: dict[str, str | None], look: Look) -> dict[str, str]:
    """Those of the keys of ids that were handed on, each with the one that stands for it now.

    `known` says what they name, and learns the same of the keys on the way. Each step needs a row
    that names nobody, so there are no more of them than a ticket had owners.
    """
    now = {key: key for key in keys}
    going = [key for key in now if known.get(key, "") is None]
    while going:
        now |= {key: next_key(now[key]) for key in going}
        known.update(look([now[key] for key in going]))
        going = [key for key in going if known.get(now[key], "") is None]
    return {key: last for key, last in now.items() if last != key}
