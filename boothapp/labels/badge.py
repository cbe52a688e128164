"""Conference badges as pictures, in the manner of the big conferences."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from boothapp.labels.codes import QUIET_ZONE, qr_image
from boothapp.labels.fonts import fitting_font

SIZE = (600, 840)  # pixels; the proportions of the usual holder
_PAPER, _INK, _FADED, _BAND, _HOLE = "#F8F6F1", "#161A22", "#454C5A", "#1F2A5C", "#0E1430"
_BAND_HEIGHT = 120
_MARGIN = 36
_CODE_SIDE = 400
_SAFE = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BadgeText:
    """What is printed on one badge."""

    payload: str
    name: str
    affiliation: str
    file: str = ""
    """What its file is named after, where that is not the payload."""


def badge_image(text: BadgeText, event: str) -> Image.Image:
    """The badge as an RGB picture of SIZE; long names and affiliations shrink until they fit.

    Raises ValueError if the payload is longer than a code can hold.
    """
    badge = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(badge)
    middle, widest = SIZE[0] // 2, SIZE[0] - 2 * _MARGIN
    draw.rectangle((0, 0, SIZE[0], _BAND_HEIGHT), fill=_BAND)
    draw.rounded_rectangle((middle - 56, 16, middle + 56, 36), radius=10, fill=_HOLE)
    title = " ".join(event.upper()) if len(event) < 14 else event
    _centred(draw, title, 78, size=38, fill="white", width=widest)
    lines = _two_lines(text.name)
    for number, line in enumerate(lines):
        y = 218 + (number - (len(lines) - 1) / 2) * 76
        _centred(draw, line, y, size=66, fill=_INK, width=widest, bold=True)
    _centred(draw, text.affiliation, 340, size=36, fill=_FADED, width=widest)
    code = _code(text.payload)
    place = (middle - code.width // 2, 598 - code.height // 2)
    badge.paste(_INK, (*place, place[0] + code.width, place[1] + code.height), code)
    return badge


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


def badge_files(badges: Iterable[BadgeText], folder: Path) -> list[Path]:
    """The file of each badge, in order."""
    return [
        folder / f"{name}.png"
        for name in file_names(badge.file or badge.payload for badge in badges)
    ]


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


def _code(payload: str) -> Image.Image:
    """Where ink goes: the code in whole pixels per module, which is what cameras read best."""
    modules = qr_image(payload, module=1).width - 2 * QUIET_ZONE
    return ImageOps.invert(qr_image(payload, module=_CODE_SIDE // modules))


def _two_lines(name: str) -> list[str]:
    """The name in one or two lines of like length, broken between words."""
    words = name.split()
    if len(words) < 2 or len(name) < 9:
        return [" ".join(words)]
    breaks = range(1, len(words))
    best = min(breaks, key=lambda at: max(len(" ".join(words[:at])), len(" ".join(words[at:]))))
    return [" ".join(words[:best]), " ".join(words[best:])]


def _centred(
    draw: ImageDraw.ImageDraw,
    text: str,
    y: float,
    *,
    size: int,
    fill: str,
    width: int,
    bold: bool = False,
) -> None:
    typeface = fitting_font(text, size, width, bold=bold)
    draw.text((SIZE[0] / 2, y), text, fill=fill, font=typeface, anchor="mm")
