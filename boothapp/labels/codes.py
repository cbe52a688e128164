"""QR codes as pictures."""

from __future__ import annotations

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.image.pil import PilImage

from boothapp.domain.drawing import Modules

QUIET_ZONE = 4  # modules, as ISO/IEC 18004 asks


def qr_image(payload: str, module: int = 8) -> Image.Image:
    """A QR code of `payload` in black on white, with its quiet zone.

    `module` is the side of one little square in pixels. Error correction is M: a badge gets
    scratched. Raises ValueError if the payload is longer than a code can hold.
    """
    image: Image.Image = _code(payload, module).make_image().get_image()
    return image.convert("L")


def code_modules(payload: str) -> Modules:
    """The rows of a QR code, True for dark, with its quiet zone, error correction M as above.

    Raises ValueError if the payload is longer than a code can hold.
    """
    return tuple(tuple(map(bool, row)) for row in _code(payload, 1).get_matrix())


def qr_modules(payload: str, largest: int) -> tuple[tuple[bool, ...], ...]:
    """The rows of a QR code, True for dark, without its quiet zone: to be drawn at any size.

    Error correction is L: a screen has no scratches, and fewer squares are larger ones. Raises
    ValueError where the payload needs more than version `largest`.
    """
    code = _code(payload, 1, ERROR_CORRECT_L)
    if code.version > largest:
        raise ValueError(f"the payload needs a code of version {code.version}")
    code.border = 0
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def _code(payload: str, module: int, correction: int = ERROR_CORRECT_M) -> qrcode.QRCode[PilImage]:
    code = qrcode.QRCode(
        error_correction=correction,
        box_size=module,
        border=QUIET_ZONE,
        image_factory=PilImage,
    )
    code.add_data(payload)
    code.make(fit=True)
    return code
