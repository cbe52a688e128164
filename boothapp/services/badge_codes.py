"""The code on a badge, in any of the kinds that are read."""

from collections.abc import Callable

from boothapp.domain.codes import Symbology
from boothapp.domain.drawing import Modules
from boothapp.domain.errors import BadInput

Coder = Callable[[str], Modules]
"""Makes a code of a text; raises ValueError with a sentence where it does not fit."""

_SHORT = {
    "qr": Symbology.QR,
    "microqr": Symbology.MICRO_QR,
    "rmqr": Symbology.RMQR,
    "dm": Symbology.DATA_MATRIX,
}
_USUAL = "qr, micro-qr, rmqr, aztec, datamatrix, pdf417, code128, code39"


def symbology_named(text: str) -> Symbology:
    """A kind of code as people write it: “qr”, “Micro QR”, “data-matrix”. Raises BadInput."""
    plain = "".join(letter for letter in text.casefold() if letter.isalnum())
    known = {kind.value.casefold(): kind for kind in Symbology} | _SHORT
    if plain not in known:
        raise BadInput(f"“{text}” is no kind of code that is made here: {_USUAL}.")
    return known[plain]


def coder_of(symbology: Symbology) -> Coder:
    """What makes codes of a kind."""
    if symbology is Symbology.QR:
        return _qr
    return lambda text: _drawn(text, symbology)


def _qr(text: str) -> Modules:
    from boothapp.labels.codes import code_modules

    try:
        return code_modules(text)
    except ValueError:
        raise ValueError("The text is too long for a QR code.") from None


def _drawn(text: str, symbology: Symbology) -> Modules:
    from boothapp.decoding.making import code_image

    image = code_image(text, symbology, module=1)
    pixels, width = image.tobytes(), image.width
    starts = range(0, len(pixels), width)
    return tuple(tuple(grey < 128 for grey in pixels[at : at + width]) for at in starts)
