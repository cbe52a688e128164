"""Texts to codes: every kind that is read can be printed too."""

import numpy as np
import numpy.typing as npt
import zxingcpp
from PIL import Image
from zxingcpp import BarcodeFormat

from boothapp.decoding.agreement import LEAST_LETTERS
from boothapp.domain.codes import LINEAR, Symbology

_Modules = npt.NDArray[np.uint8]
# Modules of white around each kind, as its standard asks: at the sides, above and below.
_QUIET = {
    Symbology.QR: (4, 4),
    Symbology.MICRO_QR: (2, 2),
    Symbology.RMQR: (2, 2),
    Symbology.AZTEC: (2, 2),  # none is asked for; a dark card beside it must not touch it
    Symbology.DATA_MATRIX: (2, 2),  # one is asked for, a printer's edge takes half of it
    Symbology.PDF417: (2, 2),
    Symbology.CODE_128: (10, 2),
    Symbology.CODE_39: (10, 2),
}
_HOLDS = {
    Symbology.MICRO_QR: "up to 35 digits, 21 capital letters or 15 other letters",
    Symbology.CODE_128: "letters of Western Europe, up to about 100 of them",
    Symbology.CODE_39: "capital letters, digits, space and - . $ / + %",
}
_OWN_ALPHABET = LINEAR | {Symbology.MICRO_QR}
_LONGEST = {Symbology.CODE_128: 100, Symbology.CODE_39: 60}  # wider ones fit on no badge
_BARS_SHARE = 0.15  # a row of bars is that high, compared to its width


def code_image(text: str, symbology: Symbology, module: int = 8) -> Image.Image:
    """A code of `text` in black on white, with its quiet zone, as a grey picture.

    `module` is the width of the narrowest bar or square in pixels. Raises ValueError with a
    sentence where the text is empty, does not fit, or has letters that this kind cannot hold, and
    where it is too short for a row of bars to be read again.
    """
    if module < 1:
        raise ValueError("A module is at least one pixel wide.")
    if not text:
        raise ValueError(f"An empty text makes no {symbology.words}.")
    modules = _modules(text, symbology)
    if symbology in LINEAR and len(text) < LEAST_LETTERS:
        raise ValueError(
            f"“{text}” is too short for a {symbology.words}: bars are read from {LEAST_LETTERS} "
            "letters on. Choose another kind of code."
        )
    beside, above = _QUIET[symbology]
    framed = np.pad(modules, ((above, above), (beside, beside)), constant_values=255)
    picture = Image.fromarray(framed)
    size = picture.width * module, picture.height * module
    return picture.resize(size, Image.Resampling.NEAREST)


def _modules(text: str, symbology: Symbology) -> _Modules:
    """One pixel for each module, without anything around them."""
    if len(text) > _LONGEST.get(symbology, len(text)):
        raise ValueError(_refusal(text, symbology))
    try:
        options = {"ec_level": "M"} if symbology is Symbology.QR else {}
        if not text.isascii() and symbology not in _OWN_ALPHABET:
            options["eci"] = "UTF-8"  # else the library takes the oldest encoding that fits
        code = zxingcpp.create_barcode(text, getattr(BarcodeFormat, symbology.value), **options)
        drawn = np.array(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False))
    except (ValueError, UnicodeError) as error:
        raise ValueError(_refusal(text, symbology)) from error
    dark = drawn < 128
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    own = drawn[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if symbology in LINEAR:
        high = max(15, round(own.shape[1] * _BARS_SHARE))
        own = np.repeat(own[:1], high, axis=0)
        if _said_by(own) != text:  # Code 39 writes "a" and "+A" the same way, as capitals
            raise ValueError(_refusal(text, symbology))
    return np.ascontiguousarray(own, np.uint8)


def _said_by(bars: _Modules) -> str | None:
    quiet = np.pad(np.kron(bars, np.ones((1, 2), np.uint8)), 20, constant_values=255)
    read = zxingcpp.read_barcode(quiet, text_mode=zxingcpp.TextMode.Plain)
    return read.text if read is not None else None


def _refusal(text: str, symbology: Symbology) -> str:
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    holds = _HOLDS.get(symbology)
    which = f" It holds {holds}." if holds else " The text is too long for it."
    return f"“{shown}” does not fit into a {symbology.words}.{which}"
