"""Cards that staff put before the scanner to go on duty."""

from PIL import Image

from boothapp.domain.drawing import Drawing
from boothapp.labels.badge import MILLIMETRES, BadgeText, badge_drawing
from boothapp.labels.codes import code_modules
from boothapp.labels.picture import picture

_DOTS = 300.0  # per inch: for print
_WORD = "Staff"


def staff_card(name: str, sponsor: str, payload: str) -> Image.Image:
    """A card in a badge's shape: the sponsor, the name, “Staff” and the code, as an RGB picture.

    It is for print at 300 dots per inch. Raises ValueError if the payload is longer than a code
    can hold.
    """
    return picture(staff_drawing(name, sponsor, payload, MILLIMETRES), _DOTS)


def staff_drawing(name: str, sponsor: str, payload: str, size: tuple[float, float]) -> Drawing:
    """The same of `size` millimetres, to be laid on a sheet. Raises ValueError as above."""
    text = BadgeText(payload, name, _WORD)
    return badge_drawing(text, sponsor, size, code_modules(payload))
