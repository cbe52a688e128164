"""A Motion JPEG film as an AVI file: a few headers around JPEG pictures, and an index.

Written here because it needs no encoder, no event loop and no display, and every player reads it.
"""

import os
import struct
import tempfile
from collections.abc import Iterable
from pathlib import Path

_HAS_INDEX = 0x10
_KEY_FRAME = 0x10


def write_film(path: Path, frames: Iterable[bytes], size: tuple[int, int], rate: int) -> None:
    """Write `frames` (JPEG files of `size` pixels) as a film of `rate` pictures per second.

    The file appears under its name only when it is whole, also where two write it at once. Raises
    OSError if it cannot be written, and whatever `frames` raises; then nothing is left.
    """
    handle, name = tempfile.mkstemp(suffix=".part", prefix=path.stem, dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_headers(size, rate, sizes=[]))
            sizes = []
            for frame in frames:
                file.write(_chunk(b"00dc", frame))
                sizes.append(len(frame))
            file.write(_index(sizes))
            file.seek(0)
            file.write(_headers(size, rate, sizes))  # now that the lengths are known
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _headers(size: tuple[int, int], rate: int, sizes: list[int]) -> bytes:
    """Everything before the first picture."""
    width, height = size
    largest, count = max(sizes, default=0), len(sizes)
    microseconds = 1_000_000 // rate
    main = struct.pack(
        "<14I",
        *(microseconds, largest * rate, 0, _HAS_INDEX, count, 0, 1, largest),
        *(width, height, 0, 0, 0, 0),
    )
    stream = struct.pack(
        "<4s4sIHHIIIIIIII4H",
        *(b"vids", b"MJPG", 0, 0, 0, 0, 1, rate, 0, count, largest, 0xFFFFFFFF, 0),
        *(0, 0, width, height),
    )
    picture = struct.pack(
        "<IiiHH4sIiiII", 40, width, height, 1, 24, b"MJPG", width * height * 3, 0, 0, 0, 0
    )
    strl = _list(b"strl", _chunk(b"strh", stream) + _chunk(b"strf", picture))
    hdrl = _list(b"hdrl", _chunk(b"avih", main) + strl)
    movi_length = 4 + sum(8 + length + length % 2 for length in sizes)
    riff_length = 4 + len(hdrl) + 8 + movi_length + 8 + 16 * count
    riff = struct.pack("<4sI4s", b"RIFF", riff_length, b"AVI ")
    return riff + hdrl + struct.pack("<4sI4s", b"LIST", movi_length, b"movi")


def _index(sizes: list[int]) -> bytes:
    entries, offset = [], 4
    for length in sizes:
        entries.append(struct.pack("<4sIII", b"00dc", _KEY_FRAME, offset, length))
        offset += 8 + length + length % 2
    return _chunk(b"idx1", b"".join(entries))


def _list(kind: bytes, content: bytes) -> bytes:
    return _chunk(b"LIST", kind + content)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", name, len(content)) + content + b"\0" * (len(content) % 2)
