"""Posters for the booth: the open positions, each with the code of its application page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from boothapp.domain.drawing import Align, Area, Box, Code, Drawing, Part, Words
from boothapp.domain.sheets import PaperSize
from boothapp.labels.codes import code_modules

MOST_ON_ONE = 6
"""Roles; more take another page."""
_PAPER, _BAND, _INK, _FADED = "#FFFFFF", "#1F2A5C", "#161A22", "#454C5A"
_LONGEST_TYPED = 80  # characters of an address that anybody types
_HOW = "Point your phone’s camera at the code and open the page that it shows."


@dataclass(frozen=True, slots=True)
class Opening:
    """An open position and where to apply."""

    title: str
    link: str


def poster_pages(openings: Sequence[Opening], sponsor: str, paper: PaperSize) -> Iterator[Drawing]:
    """One page for up to MOST_ON_ONE positions, evenly filled where there are more.

    Raises ValueError for a link that is longer than a code can hold.
    """
    pages = -(-len(openings) // MOST_ON_ONE)
    for number in range(pages):
        first, after = (at * len(openings) // pages for at in (number, number + 1))
        yield _page(openings[first:after], sponsor, paper)


def _page(openings: Sequence[Opening], sponsor: str, paper: PaperSize) -> Drawing:
    width, height = paper.millimetres
    margin, band, foot = width * 0.07, height * 0.17, height * 0.07
    several = len(openings) > 1
    head = Area(margin, band * 0.12, width - 2 * margin, band * 0.5)
    line = Area(margin, band * 0.62, head.width, band * 0.26)
    parts: list[Part] = [
        Box(Area(0, 0, width, height), _PAPER),
        Box(Area(0, 0, width, band), _BAND),
        Words(head, sponsor or "Open positions", band * 0.36, "#FFFFFF", bold=True, most=2),
        Words(line, "Work with us" if sponsor else "", band * 0.18, "#FFFFFF"),
    ]
    body = Area(margin, band + margin * 0.5, head.width, height - band - foot - margin * 0.5)
    for opening, place in zip(openings, _places(body, len(openings)), strict=True):
        parts += _several(opening, place) if several else _alone(opening, place)
    below = Area(margin, height - foot - margin * 0.2, head.width, foot)
    parts.append(Words(below, _HOW, width * 0.026, _FADED, most=2))
    return Drawing(width, height, tuple(parts))


def _places(body: Area, count: int) -> Iterator[Area]:
    """Rows of one for up to three, pairs for more."""
    columns = 1 if count <= 3 else 2
    rows = -(-count // columns)
    width, height = body.width / columns, body.height / rows
    for number in range(count):
        row, column = divmod(number, columns)
        gap = min(width, height) * 0.04
        yield Area(body.left + column * width, body.top + row * height, width, height).inset(gap)


def _alone(opening: Opening, place: Area) -> tuple[Part, ...]:
    """The title above its code, which fills the page."""
    title = Area(place.left, place.top, place.width, place.height * 0.22)
    link = place.height * 0.08
    side = place.height - title.height - link
    code = Area(place.left, place.top + title.height, place.width, side)
    below = Area(place.left, code.top + side, place.width, link)
    return (
        Words(title, opening.title, place.width * 0.1, _INK, bold=True, most=3),
        Code(code, code_modules(opening.link), _INK),
        Words(below, _short(opening.link), place.width * 0.04, _FADED, most=2),
    )


def _several(opening: Opening, place: Area) -> tuple[Part, ...]:
    """The code beside its title, or below it where the place is upright."""
    modules = code_modules(opening.link)
    if place.height > place.width * 0.65:
        title = Area(place.left, place.top, place.width, place.height * 0.2)
        link = place.height * 0.08
        code = Area(
            place.left,
            place.top + title.height,
            place.width,
            place.height - title.height - link,
        )
        below = Area(place.left, code.top + code.height, place.width, link)
        return (
            Words(title, opening.title, place.width * 0.1, _INK, bold=True, most=3),
            Code(code, modules, _INK),
            Words(below, _short(opening.link), place.width * 0.05, _FADED, most=2),
        )
    side = min(place.height, place.width * 0.45)
    code = Area(place.left + place.width - side, place.top, side, place.height)
    words = Area(place.left, place.top, place.width - side - place.width * 0.03, place.height)
    title = Area(words.left, words.top, words.width, words.height * 0.62)
    below = Area(words.left, words.top + title.height, words.width, words.height * 0.3)
    size = min(place.width * 0.07, place.height * 0.2)
    return (
        Words(title, opening.title, size, _INK, bold=True, align=Align.START, most=4),
        Code(code, modules, _INK),
        Words(below, _short(opening.link), size * 0.5, _FADED, align=Align.START, most=3),
    )


def _short(link: str) -> str:
    """The address as people type it, for who has no camera; of a long one the site alone."""
    parts = urlsplit(link)
    site = parts.netloc.rpartition("@")[2]  # whoever's name and password were in it stay out
    rest = urlunsplit(("", "", parts.path.rstrip("/"), parts.query, parts.fragment))
    return f"{site}{rest}" if len(site) + len(rest) <= _LONGEST_TYPED else site
