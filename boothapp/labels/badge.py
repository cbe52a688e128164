"""Conference badges in the manner of the big conferences, for holders of any size and labels."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from boothapp.domain.drawing import INCH, Align, Area, Box, Code, Drawing, Modules, Part, Words
from boothapp.labels.codes import code_modules
from boothapp.labels.picture import picture

SIZE = (600, 840)  # pixels of `badge_image`
MILLIMETRES = (90.0, 126.0)
"""A badge in the usual holder."""
_DOTS = SIZE[0] / MILLIMETRES[0] * INCH
_PAPER, _INK, _FADED, _BAND, _HOLE = "#F8F6F1", "#161A22", "#454C5A", "#1F2A5C", "#0E1430"
_SAFE = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_WIDE = 1.8  # codes from that on lie below the text, not beside it


@dataclass(frozen=True, slots=True)
class BadgeText:
    """What is printed on one badge."""

    payload: str
    name: str
    affiliation: str
    file: str = ""
    """What its file is named after, where that is not the payload."""


def badge_drawing(text: BadgeText, event: str, size: tuple[float, float], code: Modules) -> Drawing:
    """A badge of `size` millimetres on tinted paper, the event's band on top.

    Long names and affiliations wrap and shrink until they fit.
    """
    width, height = size
    band = height / 7
    parts: list[Part] = [
        Box(Area(0, 0, width, height), _PAPER),
        Box(Area(0, 0, width, band), _BAND),
    ]
    title = Area(width * 0.05, band * 0.1, width * 0.9, band * 0.8)
    if height > width:  # worn on a lanyard: where the slot is punched
        slot = Area(width * 0.407, band * 0.13, width * 0.186, band * 0.17)
        parts.append(Box(slot, _HOLE, radius=slot.height / 2))
        title = Area(title.left, band * 0.4, title.width, band * 0.5)
    parts.append(Words(title, event, min(band * 0.33, width * 0.065), "#FFFFFF"))
    body = Area(0, band, width, height - band)
    return Drawing(width, height, (*parts, *_body(body, text, code)))


def label_drawing(text: BadgeText, event: str, size: tuple[float, float], code: Modules) -> Drawing:
    """The same for a label of `size` millimetres: nothing touches its edge."""
    width, height = size
    margin = max(1.5, min(size) * 0.05)
    parts: tuple[Part, ...] = ()
    body = Area(0, 0, width, height)
    if event and height >= 30:
        line = Area(margin, margin, width - 2 * margin, height * 0.1)
        parts = (Words(line, event, min(line.height * 0.8, 4.0), _FADED),)
        body = Area(0, line.height + margin, width, height - line.height - margin)
    return Drawing(width, height, (*parts, *_body(body, text, code)))


def code_drawing(code: Modules, size: tuple[float, float]) -> Drawing:
    """The code alone, on white."""
    whole = Area(0, 0, *size)
    return Drawing(*size, (Box(whole, "#FFFFFF"), Code(whole, code)))


def badge_image(text: BadgeText, event: str) -> Image.Image:
    """The badge with a QR code as an RGB picture of SIZE.

    Raises ValueError if the payload is longer than a code can hold.
    """
    drawing = badge_drawing(text, event, MILLIMETRES, code_modules(text.payload))
    return picture(drawing, _DOTS)


def write_badges(badges: Sequence[BadgeText], event: str, folder: Path) -> list[Path]:
    """One PNG per badge into `folder`, which is made if missing; answers the files, in order.

    A file is named after its payload, cut down to letters that every file system takes; equal
    names get a number. Raises OSError if the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = badge_files(badges, folder)
    for badge, path in zip(badges, paths, strict=True):
        badge_image(badge, event).save(path)
    return paths


def badge_files(badges: Iterable[BadgeText], folder: Path, suffix: str = ".png") -> list[Path]:
    """The file of each badge, in order."""
    names = file_names(badge.file or badge.payload for badge in badges)
    return [folder / f"{name}{suffix}" for name in names]


def file_names(texts: Iterable[str]) -> list[str]:
    """A safe name for each text, all different even where upper and lower case are one."""
    taken: set[str] = set()
    names = []
    for text in texts:
        plain = unicodedata.normalize("NFKD", text)
        safe = _SAFE.sub("-", plain.encode("ascii", "ignore").decode())[:64].strip("-.") or "badge"
        stem = name = f"_{safe}" if _RESERVED.fullmatch(safe) else safe
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _body(area: Area, text: BadgeText, code: Modules) -> tuple[Part, ...]:
    """Name, affiliation and code, one below the other or side by side."""
    if area.height > area.width:
        return _upright(area, text, code)
    inner = area.inset(max(1.5, min(area.width, area.height) * 0.05))
    if len(code[0]) > _WIDE * len(code):
        below = inner.height * 0.42
        words = Area(inner.left, inner.top, inner.width, inner.height - below)
        place = Area(inner.left, inner.top + words.height, inner.width, below)
        return (*_texts(words, text, Align.CENTRE), Code(place, code, _INK))
    side = min(inner.height, area.width * 0.38)
    gap = inner.left - area.left
    words = Area(inner.left, inner.top, inner.width - side - gap, inner.height)
    place = Area(inner.left + inner.width - side, inner.top, side, inner.height)
    return (*_texts(words, text, Align.START), Code(place, code, _INK))


def _upright(area: Area, text: BadgeText, code: Modules) -> tuple[Part, ...]:
    margin = area.width * 0.06
    inner = Area(area.left + margin, area.top, area.width - 2 * margin, area.height)
    name = Area(inner.left, area.top + area.height * 0.03, inner.width, area.height * 0.22)
    below = Area(inner.left, name.top + name.height, inner.width, area.height * 0.11)
    top = below.top + below.height
    side = area.height * 0.61
    place = Area(inner.left, top, inner.width, min(side, area.top + area.height - top))
    return (
        Words(name, text.name, area.width * 0.11, _INK, bold=True, most=3),
        Words(below, text.affiliation, area.width * 0.06, _FADED, most=2),
        Code(place, code, _INK),
    )


def _texts(area: Area, text: BadgeText, align: Align) -> tuple[Part, ...]:
    """The name large, the affiliation below it."""
    share = 0.66 if text.affiliation else 1.0
    name = Area(area.left, area.top, area.width, area.height * share)
    rest = Area(area.left, area.top + name.height, area.width, area.height - name.height)
    large = min(area.height * 0.34, area.width * 0.2)
    small = min(area.height * 0.16, area.width * 0.1)
    return (
        Words(name, text.name, large, _INK, bold=True, align=align, most=3),
        Words(rest, text.affiliation, small, _FADED, align=align, most=3),
    )
