"""Pixels to payloads; the only importer of zxing-cpp."""

from boothapp.decoding.engine import Luma
from boothapp.decoding.frames import FrameDecoder
from boothapp.decoding.pictures import NotAPicture, decode_image
from boothapp.decoding.reading import Point, Reading

__all__ = ["FrameDecoder", "Luma", "NotAPicture", "Point", "Reading", "decode_image"]
