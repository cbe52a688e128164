"""The one place that calls zxing-cpp."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import zxingcpp
from zxingcpp import Barcode, BarcodeFormat, BarcodeFormats, Binarizer, TextMode

from boothapp.decoding.reading import Point, Reading
from boothapp.decoding.text import payload_text

Luma = npt.NDArray[np.uint8]
"""A grey picture: rows × columns of one byte."""

_FORMATS = BarcodeFormats(BarcodeFormat.QRCode)
# ISO/IEC 15424: the modifiers of `]Q` that say that the code declares its encoding.
_WITH_ECI = frozenset({"]Q2", "]Q4", "]Q6"})


def look_quickly(luma: Luma) -> list[Reading]:
    """Every code that is easily seen: one threshold for the whole picture, full size only."""
    codes = zxingcpp.read_barcodes(
        luma,
        formats=_FORMATS,
        text_mode=TextMode.Plain,
        binarizer=Binarizer.GlobalHistogram,
        try_downscale=False,
        try_rotate=False,
        try_invert=False,
    )
    return _readings(codes)


def look(luma: Luma, *, invert: bool) -> list[Reading]:
    """One code, with local thresholds and smaller sizes; light on dark too if `invert`."""
    code = zxingcpp.read_barcode(
        luma, formats=_FORMATS, text_mode=TextMode.Plain, try_rotate=False, try_invert=invert
    )
    return _readings([code] if code is not None else [])


def look_for_all(luma: Luma, *, global_threshold: bool = False) -> list[Reading]:
    """Every code in the picture, light on dark ones too."""
    threshold = Binarizer.GlobalHistogram if global_threshold else Binarizer.LocalAverage
    codes = zxingcpp.read_barcodes(
        luma, formats=_FORMATS, text_mode=TextMode.Plain, binarizer=threshold
    )
    return _readings(codes)


def _readings(codes: Iterable[Barcode]) -> list[Reading]:
    return [_reading(code) for code in codes]


def _reading(code: Barcode) -> Reading:
    by_eci = code.text if code.symbology_identifier in _WITH_ECI else None
    at = code.position
    corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    points: list[Point] = [(corner.x, corner.y) for corner in corners]
    return Reading(
        text=payload_text(code.bytes, by_eci),
        corners=(points[0], points[1], points[2], points[3]),
        symbology=code.format.name,
    )
