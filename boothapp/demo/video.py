"""The demo's video: badges in front of a camera, drawn by the project itself."""

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

from boothapp.demo.avi import write_film
from boothapp.demo.scene import SIZE, Scene
from boothapp.domain.errors import Cancelled
from boothapp.labels import BadgeText

RATE = 25  # pictures per second
_QUALITY = 80
# FFmpeg takes Motion JPEG for full-range colours, of which it complains once per picture, unless
# this comment says that they are those of television: brightness 16 to 235, colours 16 to 240.
_RANGE_MARK = b"CS=ITU601"
_LIMITED = [16 + round(value * 219 / 255) for value in range(256)] + 2 * [
    16 + round(value * 224 / 255) for value in range(256)
]
Cancel = Callable[[], bool]
"""Asked before each picture whether nobody wants the film any more."""
_LOOK = 1  # raise it when the scene is drawn differently, so that cached films are made anew


def _never() -> bool:
    return False


def make_video(
    path: Path,
    badges: Sequence[BadgeText],
    event: str,
    *,
    seconds_each: float = 3.0,
    cancelled: Cancel = _never,
) -> None:
    """Write a film (AVI, Motion JPEG, 1280×720) in which each badge is held still enough to be
    read for `seconds_each`, with a gap before each.

    Takes some 10 ms per picture and core. Raises OSError if `path` cannot be written, ValueError
    for a payload that is too long for a code, Cancelled when `cancelled` said so; then no file is
    left.
    """
    scene = Scene(badges, event, seconds_each)

    def picture(number: int) -> bytes:
        if cancelled():
            raise Cancelled
        jpeg = BytesIO()
        television = scene.frame(number / RATE).convert("YCbCr").point(_LIMITED)
        television.save(jpeg, "JPEG", quality=_QUALITY, comment=_RANGE_MARK)
        return jpeg.getvalue()

    with ThreadPoolExecutor(os.cpu_count()) as pool:  # Pillow draws and packs without the GIL
        write_film(path, pool.map(picture, range(int(scene.seconds * RATE))), SIZE, RATE)


def cached_video(
    folder: Path, badges: Sequence[BadgeText], event: str, cancelled: Cancel = _never
) -> Path:
    """The film of these badges in `folder`, made if it is not there yet. Raises as `make_video`."""
    digest = hashlib.sha256(repr((_LOOK, event, tuple(badges))).encode()).hexdigest()[:16]
    path = folder / f"badges-{digest}.avi"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        make_video(path, badges, event, cancelled=cancelled)
    return path
