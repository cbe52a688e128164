"""`boothapp decode`: what the codes in pictures say. No store is opened or made."""

import re
from collections.abc import Iterator
from json import dumps
from pathlib import Path
from typing import Annotated

import typer

from boothapp import badges
from boothapp.cli.common import BAD_INPUT, REFUSED, JsonOption, plain, say
from boothapp.decoding import NotAPicture, Reading, decode_image
from boothapp.domain.badge import Badge, Unknown
from boothapp.domain.badge_words import format_name, unknown_reason
from boothapp.domain.codes import symbology_words
from boothapp.domain.staff_badges import code_in

# JSON itself escapes only what lies below the space.
_UNSEEN = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)

_STAFF = "staff"


def decode(
    images: Annotated[
        list[Path], typer.Argument(metavar="IMAGE", readable=False, help="Pictures of codes.")
    ],
    json: JsonOption = False,
) -> None:
    """Read the codes in pictures and say what they hold. Needs no store and keeps nothing."""
    broken = empty = False
    for image in images:
        try:
            readings = decode_image(image)
        except NotAPicture as error:
            more = f" Name the pictures in it, such as {image / '*.jpg'}." if image.is_dir() else ""
            say(plain(f"{error}{more}"))
            broken = True
            continue
        empty = empty or not readings
        for line in _lines(image, readings, json=json):
            typer.echo(line)
    if broken:
        raise typer.Exit(BAD_INPUT)
    if empty:
        raise typer.Exit(REFUSED)


def _lines(image: Path, readings: list[Reading], *, json: bool) -> Iterator[str]:
    """One line for each code, and one for a picture without any."""
    for reading in readings or (None,):
        yield _as_json(image, reading) if json else plain(_in_words(image, reading))


def _as_json(image: Path, reading: Reading | None) -> str:
    record = {
        "image": str(image),
        "text": reading.text if reading is not None else None,
        "symbology": reading.symbology if reading is not None else None,
        "format": _format(reading.text) if reading is not None else None,
    }
    return _UNSEEN.sub(_escaped, dumps(record, ensure_ascii=False))


def _escaped(letter: re.Match[str]) -> str:
    """A letter that steers a terminal or cannot be printed, as JSON writes it."""
    return dumps(letter[0]).strip('"')


def _in_words(image: Path, reading: Reading | None) -> str:
    if reading is None:
        return f"{image}: no readable code. Closer, flatter or in more light it may be read."
    line = f"{image}: {symbology_words(reading.symbology)}, {_known(reading.text)}: {reading.text}"
    return " ⏎ ".join(line.splitlines())


def _format(text: str) -> str | None:
    if code_in(text) is not None:  # before any format, as a scan does it
        return _STAFF
    read = badges.parse(text)
    return read.format if isinstance(read, Badge) else None


def _known(text: str) -> str:
    if code_in(text) is not None:
        return "BoothApp staff badge"
    read = badges.parse(text)
    return format_name(read.format) if isinstance(read, Badge) else _unknown(read)


def _unknown(read: Unknown) -> str:
    reason = unknown_reason(read, looked_up=False)
    return f"no badge format that is known ({reason[:1].lower()}{reason[1:]})"
