"""QR codes as pictures."""

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.pil import PilImage

QUIET_ZONE = 4  # modules, as ISO/IEC 18004 asks


def qr_image(payload: str, module: int = 8) -> Image.Image:
    """A QR code of `payload` in black on white, with its quiet zone.

    `module` is the side of one little square in pixels. Error correction is M: a badge gets
    scratched. Raises ValueError if the payload is longer than a code can hold.
    """
    code = qrcode.QRCode(
        error_correction=ERROR_CORRECT_M,
        box_size=module,
        border=QUIET_ZONE,
        image_factory=PilImage,
    )
    code.add_data(payload)
    code.make(fit=True)
    image: Image.Image = code.make_image().get_image()
    return image.convert("L")
