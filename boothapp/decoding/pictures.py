"""Picture files to codes: dropped, pasted or opened, where a second more does not matter."""

from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from boothapp.decoding.engine import look_for_all
from boothapp.decoding.reading import Point, Reading
from boothapp.domain.errors import BoothError

_MAX_PIXELS = 80_000_000  # the largest phone cameras make 50 million; a bomb makes billions
Image.MAX_IMAGE_PIXELS = None  # ours is asked before anything is unpacked, and without a warning
_MAX_ENLARGED = 8_000_000  # above that, no code is lost for want of pixels
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "PPM", "ICO")


class NotAPicture(BoothError):
    """A file that is no picture, or none that can be read; `path` is None for pasted data."""

    def __init__(self, path: Path | None, reason: str) -> None:
        super().__init__(f"{path or 'What was pasted'} {reason}.")
        self.path = path
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Look:
    """One way to prepare a grey picture before it is looked at."""

    scale: float = 1
    blur: float = 0
    global_threshold: bool = False

    def readings(self, grey: Image.Image) -> list[Reading]:
        if self.scale > 1 and grey.width * grey.height > _MAX_ENLARGED:
            return []
        size = max(1, int(grey.width * self.scale)), max(1, int(grey.height * self.scale))
        picture = grey if self.scale == 1 else grey.resize(size, Image.Resampling.BILINEAR)
        if self.blur:
            picture = picture.filter(ImageFilter.GaussianBlur(self.blur))
        found = look_for_all(np.asarray(picture), global_threshold=self.global_threshold)
        return [_rescaled(reading, 1 / self.scale) for reading in found]


# The plain look, then those that read a few photographs more, the best first.
_LOOKS = (
    _Look(),
    _Look(global_threshold=True),
    _Look(scale=2),
    _Look(blur=1, global_threshold=True),
    _Look(scale=0.5, global_threshold=True),
)


def decode_image(source: Path | bytes) -> list[Reading]:
    """Every code in a picture file, or in the bytes of one; an empty list where none is found.

    Corners are in pixels of the picture as it is meant to be seen (after its EXIF rotation).
    Raises NotAPicture for what cannot be opened, is damaged, or is unreasonably large.
    """
    grey = _open(source)
    return next(filter(None, (look.readings(grey) for look in _LOOKS)), [])


def _open(source: Path | bytes) -> Image.Image:
    path, data = (source, source) if isinstance(source, Path) else (None, BytesIO(source))
    try:
        with Image.open(data, formats=_FORMATS) as picture:
            if picture.width * picture.height <= _MAX_PIXELS:
                return _grey(ImageOps.exif_transpose(picture))
    except (FileNotFoundError, NotADirectoryError):
        raise NotAPicture(path, "does not exist") from None
    except IsADirectoryError:
        raise NotAPicture(path, "is a folder") from None
    except PermissionError:
        raise NotAPicture(path, "may not be read by you") from None
    except UnidentifiedImageError:
        raise NotAPicture(path, "is not a picture") from None
    except Exception as error:  # Pillow's readers raise whatever a broken file makes them meet
        raise NotAPicture(path, "is damaged and cannot be read") from error
    raise NotAPicture(path, "is too large a picture")


def _grey(picture: Image.Image) -> Image.Image:
    """Brightness in 8 bits; what is transparent lies on white paper."""
    if picture.has_transparency_data:
        coloured = picture.convert("RGBA")
        paper = Image.new("RGBA", coloured.size, "white")
        return Image.alpha_composite(paper, coloured).convert("L")
    if picture.mode[0] in "IF":  # 16 and 32 bits: Pillow would cut them off at 255
        values = np.asarray(picture, dtype=np.float32)
        lowest, highest = float(values.min()), float(values.max())
        span = (highest - lowest) or 1.0
        return Image.fromarray(((values - lowest) * (255 / span)).astype(np.uint8))
    return picture.convert("L")


def _rescaled(reading: Reading, factor: float) -> Reading:
    def scaled(point: Point) -> Point:
        return round(point[0] * factor), round(point[1] * factor)

    first, second, third, fourth = reading.corners
    corners = (scaled(first), scaled(second), scaled(third), scaled(fourth))
    return replace(reading, corners=corners)
