"""Typefaces for pictures: whatever this machine has, and Pillow's own as the last resort."""

from functools import lru_cache

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

# Pillow looks these up in the folders of the operating system.
_REGULAR = ("Inter-Regular.otf", "segoeui.ttf", "Arial.ttf", "DejaVuSans.ttf")
_BOLD = ("Inter-Bold.otf", "segoeuib.ttf", "Arial Bold.ttf", "DejaVuSans-Bold.ttf")
_OTHER = (  # East Asia first: their letters are the most
    "NotoSansCJK-Regular.ttc",
    "NotoSerifCJK-Regular.ttc",
    "msyh.ttc",
    "msgothic.ttc",
    "malgun.ttf",
    "AppleSDGothicNeo.ttc",
    "Hiragino Sans GB.ttc",
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoNaskhArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansBengali-Regular.ttf",
    "NotoSansTamil-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "FreeSans.ttf",
    "FreeSerif.ttf",
    "Nirmala.ttf",
    "Nirmala.ttc",
    "leelawui.ttf",
    "ebrima.ttf",
    "Arial Unicode.ttf",
)
_OTHER_BOLD = ("NotoSansCJK-Bold.ttc", "msyhbd.ttc", "malgunbd.ttf", "DejaVuSans-Bold.ttf")
_PROBE = 32  # pixels: two typefaces' letters differ at that size
_NOWHERE = "\U0010fffd"  # a private sign that no typeface draws


def font_for(text: str, size: float, *, bold: bool) -> Font:
    """A typeface of `size` pixels that has all letters of a text; else the one with the most."""
    return _loaded(_name_for(_letters(text), bold=bold), size)


@lru_cache(maxsize=4096)
def _name_for(letters: frozenset[str], *, bold: bool) -> str:
    names = (*_BOLD, *_OTHER_BOLD, *_OTHER) if bold else (*_REGULAR, *_OTHER)
    best, fewest = "", len(letters) + 1
    for name in names:
        missing = sum(not _draws(name, letter) for letter in letters) if _is_here(name) else 1 << 20
        if missing < fewest:
            best, fewest = name, missing
        if not missing:
            break
    return best


def _letters(text: str) -> frozenset[str]:
    return frozenset(letter for letter in text if letter.isprintable() and not letter.isspace())


@lru_cache(maxsize=64)
def _is_here(name: str) -> bool:
    try:
        ImageFont.truetype(name, _PROBE)
    except OSError:
        return False
    return True


@lru_cache(maxsize=8192)
def _draws(name: str, letter: str) -> bool:
    """Whether a typeface has a letter: what it has not looks like what nobody has."""
    face = _loaded(name, _PROBE)
    return bytes(face.getmask(letter)) != bytes(face.getmask(_NOWHERE))


@lru_cache(maxsize=128)
def _loaded(name: str, size: float) -> Font:
    return ImageFont.truetype(name, size) if name else ImageFont.load_default(size)
