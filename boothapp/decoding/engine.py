"""The one place that calls zxing-cpp to read codes."""

from collections.abc import Iterable
from functools import cache

import numpy as np
import numpy.typing as npt
import zxingcpp
from zxingcpp import Barcode, BarcodeFormat, BarcodeFormats, Binarizer, TextMode

from boothapp.decoding.reading import Point, Reading
from boothapp.decoding.text import payload_text
from boothapp.domain.codes import LOOKED_FOR, Symbology

Luma = npt.NDArray[np.uint8]
"""A grey picture: rows × columns of one byte."""

Kinds = frozenset[Symbology]
QR_ONLY: Kinds = frozenset({Symbology.QR})
ALL_KINDS: Kinds = frozenset(LOOKED_FOR)

# ISO/IEC 15424: the modifiers of `]Q` that say that the code declares its encoding.
_WITH_ECI = frozenset({"]Q2", "]Q4", "]Q6"})


def look_quickly(luma: Luma, kinds: Kinds = QR_ONLY) -> list[Reading]:
    """Every code that is easily seen: one threshold for the whole picture, full size only."""
    codes = zxingcpp.read_barcodes(
        luma,
        formats=_formats(kinds),
        text_mode=TextMode.Plain,
        binarizer=Binarizer.GlobalHistogram,
        try_downscale=False,
        try_rotate=False,
        try_invert=False,
    )
    return _readings(codes)


def look(luma: Luma, kinds: Kinds = QR_ONLY, *, invert: bool) -> list[Reading]:
    """One code, with local thresholds and smaller sizes; light on dark too if `invert`."""
    code = zxingcpp.read_barcode(
        luma,
        formats=_formats(kinds),
        text_mode=TextMode.Plain,
        try_rotate=kinds != QR_ONLY,  # a QR code is found in any direction without
        try_invert=invert,
    )
    return _readings([code] if code is not None else [])


def look_once(luma: Luma, kinds: Kinds, *, global_threshold: bool = False) -> list[Reading]:
    """One dark code in a picture that was prepared for it: at its own size only.

    Micro QR and rMQR codes are left out: what repairs a QR code makes such a small one of noise.
    """
    code = zxingcpp.read_barcode(
        luma,
        formats=_formats(kinds, large_only=True),
        text_mode=TextMode.Plain,
        binarizer=Binarizer.GlobalHistogram if global_threshold else Binarizer.LocalAverage,
        try_downscale=False,
        try_rotate=kinds != QR_ONLY,
        try_invert=False,
    )
    return _readings([code] if code is not None else [])


def look_for_all(
    luma: Luma, kinds: Kinds = ALL_KINDS, *, global_threshold: bool = False
) -> list[Reading]:
    """Every code in the picture, light on dark ones too."""
    threshold = Binarizer.GlobalHistogram if global_threshold else Binarizer.LocalAverage
    codes = zxingcpp.read_barcodes(
        luma, formats=_formats(kinds), text_mode=TextMode.Plain, binarizer=threshold
    )
    return _readings(codes)


@cache
def _formats(kinds: Kinds, *, large_only: bool = False) -> BarcodeFormats:
    formats = [getattr(BarcodeFormat, kind.value) for kind in sorted(kinds - QR_ONLY)]
    if Symbology.QR in kinds:  # in this version QRCode stands for Micro QR and rMQR too
        formats.append(BarcodeFormat.QRCodeModel2 if large_only else BarcodeFormat.QRCode)
    return BarcodeFormats(formats)


def _readings(codes: Iterable[Barcode]) -> list[Reading]:
    return [_reading(code) for code in codes]


def _reading(code: Barcode) -> Reading:
    name = _name(code)
    # Other kinds do not say reliably whether they declare one; the library knows.
    declares = code.symbology_identifier in _WITH_ECI or name != Symbology.QR
    by_eci = code.text if declares else None
    at = code.position
    corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    points: list[Point] = [(corner.x, corner.y) for corner in corners]
    return Reading(
        text=payload_text(code.bytes, by_eci),
        corners=(points[0], points[1], points[2], points[3]),
        symbology=name,
    )


def _name(code: Barcode) -> str:
    """The kind as we name it: a variety such as "Code 39 Extended" counts as its kind."""
    own: str = code.format.name
    family: str = code.symbology.name
    return own if own in set(Symbology) else family
