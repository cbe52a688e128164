"""Typefaces for pictures: whatever this machine has, and Pillow's own as the last resort."""

from functools import lru_cache

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

# Pillow looks these up in the folders of the operating system.
_REGULAR = ("Inter-Regular.otf", "segoeui.ttf", "Arial.ttf", "DejaVuSans.ttf")
_BOLD = ("Inter-Bold.otf", "segoeuib.ttf", "Arial Bold.ttf", "DejaVuSans-Bold.ttf")
_EAST_ASIAN = (
    "NotoSansCJK-Regular.ttc",
    "NotoSerifCJK-Regular.ttc",
    "msgothic.ttc",
    "malgun.ttf",
    "msyh.ttc",
    "AppleSDGothicNeo.ttc",
    "Hiragino Sans GB.ttc",
)
_FIRST_EAST_ASIAN = "\u2e80"


@lru_cache(maxsize=64)
def font(size: int, *, bold: bool, east_asian: bool = False) -> Font:
    """A typeface of `size` pixels; a plain one where the machine has none of the known ones."""
    latin = _BOLD if bold else _REGULAR
    for name in (*_EAST_ASIAN, *latin) if east_asian else latin:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def fitting_font(text: str, size: int, width: int, *, bold: bool) -> Font:
    """The largest typeface up to `size` in which `text` is at most `width` pixels wide."""
    east_asian = any(letter >= _FIRST_EAST_ASIAN for letter in text)
    while size > 8 and font(size, bold=bold, east_asian=east_asian).getlength(text) > width:
        size -= max(1, size // 16)
    return font(size, bold=bold, east_asian=east_asian)
