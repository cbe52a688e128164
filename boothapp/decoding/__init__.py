"""Pixels to payloads, and texts to codes; the only importer of zxing-cpp."""

from boothapp.decoding.engine import Luma
from boothapp.decoding.frames import FrameDecoder
from boothapp.decoding.pictures import (
    NotAPicture,
    decode_image,
    decode_luma,
    grey_picture,
    likely_place,
)
from boothapp.decoding.reading import Point, Reading

__all__ = [
    "FrameDecoder",
    "Luma",
    "NotAPicture",
    "Point",
    "Reading",
    "decode_image",
    "decode_luma",
    "grey_picture",
    "likely_place",
]
