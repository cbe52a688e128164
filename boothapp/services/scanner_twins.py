"""Ids that another keyboard makes of each other: whom a swapped letter could turn into whom."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from glob import escape

from boothapp import badges
from boothapp.store.records import Records

_SHORT, _SHORTEST = 8, 5  # characters: of longer ids hardly one in a million is given out
_LONG = 12  # characters: nobody's id of this length is by accident somebody else's, keys swapped
_USUAL = re.compile(r"[A-Za-z0-9 ._/-]*")  # what badge ids are made of in every list seen
_DENSE = 1e-3  # of all ids of a look: above it a swapped letter easily makes another one
_FEW, _MOST = 5, 20_000  # ids that make a pattern; that are looked at
_GLOBS = ("[A-Z]", "[a-z]", "[0-9]")


def has_twin(written: str, texts: Iterable[str], records: Records) -> bool:
    """Whether somebody's id, also of one who is on no list, may well have come out as `written`.

    One that looks the same but for letters that a keyboard swaps, or is of the other case.
    """
    if len(written) > _SHORT:
        return False
    shape = _shape(written)
    twins = [text for text in texts if text != written and _shape(text) == shape]
    if len(written) <= _SHORTEST:
        twins.append(written.swapcase())
    return any(twin != written and may_be_given_out(twin, records) for twin in twins)


def may_be_given_out(twin: str, records: Records) -> bool:
    """Whether an id is known, goes on a row of ids on the list, or ids are given out so densely
    that anybody's change of a letter is somebody else's."""
    if records.subjects.knows(("id", twin)):
        return True
    shape = _shape(twin)
    row = "".join("[0-9]" if letter.isdecimal() else escape(letter) for letter in twin)
    if row != escape(twin) and records.rosters.badges_like(row, 1):
        return True
    letters: int = shape.count("[A-Z]") + shape.count("[a-z]")
    dense: int = max(_FEW, round(26.0**letters * _DENSE))
    if dense > _MOST:
        return False
    listed = records.rosters.badges_like(shape, _MOST)
    return len({re.sub("[0-9]", "0", one) for one in listed}) >= dense


def is_sure(written: str, sent: str, records: Records) -> bool:
    """Whether `written` shows by itself that it is not what was sent.

    By signs that no badge id has, by its length, or by letters all in the wrong case: an id that
    is another person's with some of its letters swapped is none of these.
    """
    badge = badges.structured(sent)
    if badge is not None and badge.format == "email" and "@" in written:
        return False  # the sign that makes an address was there: something else was meant
    if not _USUAL.fullmatch(written) or len(sent) >= _LONG:
        return True
    one_case = sent.isupper() or sent.islower()
    turned = written == sent.swapcase() and any(map(str.isdigit, sent))
    return one_case and turned and not may_be_given_out(written, records)


def _shape(text: str) -> str:
    """A text with its letters and digits as the patterns of GLOB that they match."""
    return "".join(
        next((glob for glob in _GLOBS if fnmatchcase(letter, glob)), letter) for letter in text
    )
