"""The next parts are read while the one before is worked on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

_AHEAD = 4
Part = TypeVar("Part")
Answer = TypeVar("Answer")


def read_ahead(read: Callable[[Part], Answer], parts: Iterable[Part]) -> Generator[Answer]:
    """What `read` answers for each part, in order; it is called on a thread of its own.

    SQLite works without Python's lock until a statement has an answer: with parts that are one
    answer each, it has a core to itself. Raises what `read` raises. Closed before its end, it waits
    for the one reading that is under way.
    """
    from concurrent.futures import ThreadPoolExecutor  # not needed for the first paint

    pool = ThreadPoolExecutor(1)
    under_way: deque[Future[Answer]] = deque()
    try:
        for part in parts:
            under_way.append(pool.submit(read, part))
            if len(under_way) > _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
