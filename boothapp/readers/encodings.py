"""Which encoding a text file is in: said by its first bytes, by what it can only be, or guessed."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from boothapp.domain.tables import ENCODINGS

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOK = 64 * 1024  # bytes of a file that a guess is made of
_STEP = 1 << 20
_ESCAPE = b"\x1b$"  # begins Japanese in ISO-2022-JP
_GUESSED = tuple(
    name for name in ENCODINGS if not name.startswith("utf") and name not in ("iso2022-jp",)
)
_WIDE = ("gb18030", "cp932", "big5", "cp949", "euc-jp")
_ASCII = 0x80
_TELLING = 3  # lines of UTF-8 that a file needs, for the others to be its damage
_TO_ONE = 4  # as many for each line that is none
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")


DAMAGED = "surrogateescape"
_DAMAGE = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Found:
    """An encoding by Python's name (`codec`) and ours (`name`), and whether it is beyond doubt."""

    codec: str
    name: str
    sure: bool = True
    errors: str = "strict"
    """How bytes are read that are no letters: `DAMAGED` keeps each as a mark of its own."""


def find(path: Path) -> Found:
    """The encoding of a file. Raises OSError."""
    with path.open("rb") as file:
        start = file.read(_LOOK)
    for bom, codec in _BOMS:
        if start.startswith(bom):
            return Found(codec, codec.removesuffix("-sig"))
    wide = _utf16_without_bom(start)
    if wide is not None:
        return Found(wide, wide)
    if _ESCAPE in start and _reads(start, "iso2022-jp"):
        return Found("iso2022-jp", "iso2022-jp")
    telling = _not_utf8(path)
    if telling is None:
        return Found("utf-8", "utf-8")
    if _is_damaged_utf8(path):
        return Found("utf-8", "utf-8", sure=False, errors=DAMAGED)
    name = _guess(telling)
    return Found(name, name, sure=False)


def has_damage(text: str) -> bool:
    """Whether a text that was read with `DAMAGED` holds bytes that were no letters."""
    return _DAMAGE.search(text) is not None


def first_unreadable(path: Path, codec: str) -> int:
    """The first line of a file that is no text in an encoding; 1 where it cannot be told."""
    with path.open(encoding=codec, errors="replace", newline="") as file:
        for number, line in enumerate(file, start=1):
            if "\ufffd" in line:
                return number
    return 1


def chosen(path: Path, name: str) -> Found:
    """The encoding that a person says; a mark at the file's beginning is still none of its text."""
    with path.open("rb") as file:
        start = file.read(4)
    if name == "utf-8":
        codec = "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"
        return Found(codec, name, errors=DAMAGED if _is_damaged_utf8(path) else "strict")
    if name == "utf-16" and not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Found("utf-16-le", name)
    return Found(name, name)


def _utf16_without_bom(start: bytes) -> str | None:
    """Plain letters, commas and line ends have a zero in one byte of two, always the same one."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) < 2 or min(even, odd) * 20 > max(even, odd):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = codecs.getincrementaldecoder(name)().decode(start)
    except UnicodeDecodeError:
        return None
    is_text = "\n" in text or "\r" in text
    return name if is_text and not _CONTROL.search(text) else None


def _not_utf8(path: Path) -> bytes | None:
    """None where all of the file is UTF-8; else those of its lines that tell what it is in."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while block := file.read(_STEP):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            file.seek(0)
            return _telling_lines(file.read(4 * _STEP))
    return None


def _is_damaged_utf8(path: Path) -> bool:
    """Whether all but a few of the lines that tell are UTF-8, and those few are no text in it.

    Such a file is no other encoding's: hardly a line of another is UTF-8 by chance. A cell that
    was pasted, or a file that was cut within its last letter, must not turn everybody's name.
    """
    good = bad = 0
    with path.open("rb") as file:
        while line := file.readline(_STEP):
            if not line.isascii():
                fine = _is_utf8(line)
                good, bad = good + fine, bad + (not fine)
    return bad > 0 and good >= max(_TELLING, bad * _TO_ONE)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _telling_lines(text: bytes) -> bytes:
    """The lines with letters that are not ASCII, as many as a guess needs."""
    found: list[bytes] = []
    size = 0
    for line in text.splitlines(keepends=True):
        if not line.isascii():
            found.append(line)
            size += len(line)
        if size > _LOOK:
            break
    return b"".join(found) or text[-_LOOK:]


def _guess(text: bytes) -> str:
    """The likeliest encoding of a text that is not UTF-8."""
    if _is_western(text):
        return "cp1252"
    from charset_normalizer import from_bytes  # slow to import, and rarely needed

    codecs_wanted = [codecs.lookup(name).name.replace("-", "_") for name in _GUESSED]
    best = from_bytes(text, cp_isolation=codecs_wanted).best()
    said = codecs.lookup(best.encoding).name if best is not None else ""
    likely = {codecs.lookup(name).name: name for name in _GUESSED}.get(said)
    scores = {name: _fits(text, name) for name in _WIDE}
    wide = max(scores, key=lambda name: scores[name])
    if likely not in _WIDE and scores[wide] > 0.9:
        return wide
    if likely in _WIDE and scores[wide] > scores[likely]:
        return wide
    if likely is not None:
        return likely
    return next((name for name in ("cp1252", *_GUESSED) if _reads(text, name)), "cp1252")


def _is_western(text: bytes) -> bool:
    """Letters with accents stand alone or in twos among plain ones, as in no script of its own."""
    if not _reads(text, "cp1252"):
        return False
    high = short = 0
    run = 0
    letters = text.decode("cp1252")
    for letter in [*letters, " "]:
        if ord(letter) >= _ASCII:
            run += 1
            continue
        high += run
        short += run if run <= 2 else 0
        run = 0
    odd = sum(
        1
        for letter in letters
        if ord(letter) >= _ASCII and not letter.isalpha() and letter not in _PRINTERS
    )
    own = sum(1 for letter in letters if letter in _NOT_WESTERN)
    return high > 0 and short == high and odd + own <= high * 0.25


_PRINTERS = frozenset(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u20ac\xa0\xab\xbb\xb0"
)  # marks of print
# Letters of Windows-1252 that few names have, where another encoding puts frequent ones
# (Polish ł, Czech ř, Turkish ı and so on).
_NOT_WESTERN = frozenset("³¹¿¡£¥ùþðýÝÞÐ×÷ƒ¸ª¼¾½")


def _fits(text: bytes, name: str) -> float:
    """How many of the letters that are not ASCII are usual ones of the encoding's own script."""
    try:
        letters = [one for one in text.decode(name) if ord(one) >= _ASCII]
    except UnicodeDecodeError:
        return 0.0
    if not letters:
        return 0.0
    usual = sum(_is_usual(letter, name) for letter in letters)
    return usual / len(letters)


def _is_usual(letter: str, name: str) -> bool:
    """Whether a letter is one that people write every day."""
    if "\u3000" <= letter <= "\u303f" or "\uff01" <= letter <= "\uff5e":
        return True  # the script's own punctuation
    if name == "cp949":
        return "\uac00" <= letter <= "\ud7a3"
    if name in ("cp932", "euc-jp") and "\u3041" <= letter <= "\u30ff":
        return True
    if not "\u4e00" <= letter <= "\u9fff":
        return False
    return _is_of_first_level(letter, name)


def _is_of_first_level(letter: str, name: str) -> bool:
    """Whether a character is in the part of its standard that holds the frequent ones."""
    standard, first, last = {
        "gb18030": ("gb2312", 0xB0, 0xD7),
        "big5": ("big5", 0xA4, 0xC6),
        "cp932": ("euc-jp", 0xB0, 0xCF),
        "euc-jp": ("euc-jp", 0xB0, 0xCF),
    }[name]
    try:
        return first <= letter.encode(standard)[0] <= last
    except UnicodeEncodeError:
        return False


def _reads(text: bytes, name: str) -> bool:
    """Whether the bytes are a text in this encoding, but for a letter cut off at the end."""
    try:
        codecs.getincrementaldecoder(name)().decode(text)
    except UnicodeDecodeError:
        return False
    return True
