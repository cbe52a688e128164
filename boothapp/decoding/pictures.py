"""Picture files to codes: dropped, pasted or opened, where a second more does not matter."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from boothapp.decoding import variants
from boothapp.decoding.agreement import trusted
from boothapp.decoding.engine import ALL_KINDS, Luma, look_for_all, look_once
from boothapp.decoding.likely import Region, likely_regions
from boothapp.decoding.reading import Reading
from boothapp.decoding.variants import Variant, fitted
from boothapp.domain.codes import LINEAR
from boothapp.domain.errors import BoothError

_MAX_PIXELS = 80_000_000  # the largest phone cameras make 50 million; a bomb makes billions
Image.MAX_IMAGE_PIXELS = None  # ours is asked before anything is unpacked, and without a warning
_MAX_ENLARGED = 8_000_000  # above that, no code is lost for want of pixels
_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # bytes: readers of PDFs look that far for its mark
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "PPM", "ICO")


class NotAPicture(BoothError):
    """A file that is no picture, or none that can be read; `path` is None for pasted data."""

    def __init__(self, path: Path | None, reason: str) -> None:
        super().__init__(f"{path or 'What was pasted'} {reason}.")
        self.path = path
        self.reason = reason


_PLACES = 4  # parts of a picture that are looked at closely
_PLAIN_LARGEST = 3000  # pixels: at more than that, no code is lost by making the picture smaller
# What reads a few photographs more, the best for its time first.
_CLOSER = (
    *(variants.SOFT, variants.SMALL_LIGHT, variants.SHARP, variants.DOUBLE, variants.WIDE_LIGHT),
    *(
        variants.LIGHT,
        variants.GLARE,
        variants.EVEN,
        variants.SOFT_DOUBLE,
        variants.SOFT_SHARP,
        variants.REFOCUS,
    ),
    *(variants.REFOCUS_LARGE, variants.STILL, variants.DOUBLE_LIGHT, variants.STILL_MORE),
    *(variants.REFOCUS_MORE, variants.DOUBLE_SHARP),
)


def decode_image(source: Path | bytes) -> list[Reading]:
    """Every code in a picture file, or in the bytes of one; an empty list where none is found.

    Corners are in pixels of the picture as it is meant to be seen (after its EXIF rotation).
    Raises NotAPicture for what cannot be opened, is damaged, or is unreasonably large.
    """
    return decode_luma(grey_picture(source))


def decode_luma(luma: Luma) -> list[Reading]:
    """The same for a grey picture of rows × columns; one without a pixel holds no code."""
    if luma.size == 0:
        return []
    return next(filter(None, _looks(luma)), [])


def likely_place(luma: Luma) -> Region | None:
    """The part of a picture that most likely holds a code; None where no part looks like it."""
    return next(iter(likely_regions(luma, most=1)), None)


def _looks(luma: Luma) -> Iterator[list[Reading]]:
    """One look after the other, each tried only where those before found nothing."""
    yield trusted(look_for_all(luma))
    for largest in (_PLAIN_LARGEST, _PLAIN_LARGEST // 3):
        if max(luma.shape) > largest:
            yield _prepared(luma, lambda whole, side=largest: fitted(whole, side))  # type: ignore[misc] # side is an int
    yield trusted(look_for_all(luma, global_threshold=True))
    if luma.size <= _MAX_ENLARGED:
        yield _prepared(luma, variants.doubled)
    yield _prepared(luma, lambda whole: variants.softened(fitted(whole, 1500)), also_global=True)
    yield _prepared(luma, variants.halved, also_global=True)
    for place in likely_regions(luma, most=_PLACES):
        left, top, right, bottom = place
        part = np.ascontiguousarray(luma[top:bottom, left:right])
        for variant in _CLOSER:
            yield [one.moved(left, top) for one in closer_look(part, variant)]


def closer_look(part: Luma, variant: Variant) -> list[Reading]:
    """The code in a part of a picture that is prepared in one more way."""
    prepared = variant.of(part)
    for light in (prepared, variants.inverted(prepared)):
        found = look_once(light, ALL_KINDS - LINEAR, global_threshold=variant.global_threshold)
        if found:
            return [one.scaled(part.shape[1] / prepared.shape[1]) for one in found]
    return []


def _prepared(
    luma: Luma, prepare: Callable[[Luma], Luma], *, also_global: bool = False
) -> list[Reading]:
    prepared = prepare(luma)
    found = look_for_all(prepared, global_threshold=also_global)
    return [one.scaled(luma.shape[1] / prepared.shape[1]) for one in trusted(found)]


def grey_picture(source: Path | bytes) -> Luma:
    """The brightness of a picture as it is meant to be seen. Raises NotAPicture."""
    return np.asarray(_open(source))


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
        raise NotAPicture(path, _no_picture(source)) from None
    except Exception as error:  # Pillow's readers raise whatever a broken file makes them meet
        raise NotAPicture(path, "is damaged and cannot be read") from error
    most = _MAX_PIXELS // 1_000_000
    raise NotAPicture(path, f"is too large a picture ({most} million pixels at most)")


def _no_picture(source: Path | bytes) -> str:
    """Why a file in none of the formats is not read. BoothApp prints badges as PDF, so that the
    next thought is to drop one."""
    begin = b""
    if isinstance(source, bytes):
        begin = source[:_PDF_WITHIN]
    else:
        with suppress(OSError), source.open("rb") as file:  # it may be gone by now
            begin = file.read(_PDF_WITHIN)
    if _PDF in begin:
        return "is a PDF; PDFs are not read, pictures of their pages are"
    return "is not a picture"


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
