"""From the text inside a code to a badge. Nothing in here raises, whatever the text.

The order is: BoothApp's structured formats, then an exact match in the roster, then other packages'
formats, then likeness. The roster is the caller's, so the way of a payload is `built_in`, or
`plain` where a roster has that id, or else `brought`, or else `by_shape`.
"""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from boothapp.badges import compact, pretix_sig1
from boothapp.badges.addresses import email_address, linkedin_profile, web_address
from boothapp.badges.alfio import ALFIO
from boothapp.badges.attendize import ATTENDIZE
from boothapp.badges.colons import COLONS
from boothapp.badges.compact import COMPACT
from boothapp.badges.devoxx import DEVOXX
from boothapp.badges.email import EMAIL
from boothapp.badges.eventyay import EVENTYAY
from boothapp.badges.format import BadgeFormat
from boothapp.badges.hi_events import HI_EVENTS
from boothapp.badges.indico import INDICO
from boothapp.badges.linkedin import LINKEDIN
from boothapp.badges.mecard import MECARD
from boothapp.badges.pgeu import PGEU
from boothapp.badges.plugins import PLUGINS
from boothapp.badges.pretix import PRETIX
from boothapp.badges.pretix_sig1 import PRETIX_SIG1
from boothapp.badges.pycon_italia import PYCON_ITALIA
from boothapp.badges.shapes import shape_of
from boothapp.badges.vcard import VCARD
from boothapp.domain.badge import Badge, Missing, Shape, Unknown

FORMATS: tuple[BadgeFormat, ...] = (
    *(VCARD, MECARD, COMPACT, PRETIX_SIG1, INDICO, EVENTYAY, ALFIO, DEVOXX, COLONS),
    *(PGEU, PYCON_ITALIA, LINKEDIN, EMAIL, PRETIX, HI_EVENTS, ATTENDIZE),
)
PLAIN = "plain"
_OWN = tuple(one for one in FORMATS if not one.hint)
_SIGNED = ((COMPACT, compact.was_signed), (PRETIX_SIG1, pretix_sig1.was_signed))

# What one QR code can hold at most.
_MAX_DIGITS = 7089
_MAX_LETTERS = 2953
_MAX_FIELD = 300
_MAX_ID = 200

# Control characters (but line breaks and tabs, which a vCard needs), lone surrogates, and all that
# turn the direction of writing: they make a name read as another one.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# The text fields of a badge, without its format and what checking its signature says.
_TEXTS = tuple(
    field.name
    for field in fields(Badge)
    if field.name not in ("format", "token", "signed", "checked", "signed_by")
)


def parse(payload: str) -> Badge | Unknown:
    """The badge in `payload`, where no roster is at hand; never raises."""
    return structured(payload) or by_shape(payload)


def recognised(payload: str) -> Badge | Unknown | None:
    """As `structured`; Unknown where it is plainly one of these, but broken; never raises."""
    return built_in(payload) or brought(payload)


def built_in(payload: str) -> Badge | Unknown | None:
    """As `recognised`, by BoothApp's own formats alone; an altered signed badge is Unknown."""
    read = read_with(_OWN, payload)
    if isinstance(read, Badge) or (read and read.missing is Missing.SIGNATURE):
        return read
    text = payload.strip()  # whatever else is wrong with it, it may have been signed
    was = next((one for one, is_like in _SIGNED if is_like(text)), None)
    return read if was is None else Unknown(looks_like=was.name, missing=Missing.SIGNATURE)


def brought(payload: str) -> Badge | Unknown | None:
    """As `recognised`, by the formats of other packages alone."""
    return read_with(_by_hint(PLUGINS.formats(), False), payload)


def structured(payload: str) -> Badge | None:
    """The badge, where the payload has a format that says so by itself; never raises."""
    read = recognised(payload)
    return read if isinstance(read, Badge) else None


def format_of(payload: str) -> str:
    """The name of BoothApp's own structured format that reads a payload, empty where none does.

    No other package is asked: this is for the window's thread.
    """
    read = built_in(payload)
    return read.format if isinstance(read, Badge) else ""


def plain(payload: str) -> Badge | None:
    """The payload as a bare badge id, to be looked up in the roster; never raises.

    None where it can be nobody's id: empty, several lines, too long, or with control characters;
    or where BoothApp has a format for it. No other package is asked, for the roster goes before
    them.
    """
    if built_in(payload) is not None:
        return None
    text = payload.strip()
    if len(text) > _MAX_ID or not text.isprintable():
        return None
    likeness = read_with(_by_hint(FORMATS, True), text)
    return likeness if isinstance(likeness, Badge) else Badge(format=PLAIN, badge_id=text)


def by_shape(payload: str) -> Badge | Unknown:
    """What a payload is that no roster knows: a badge by likeness, or why none; never raises."""
    hints = [*_by_hint(PLUGINS.formats(), True), *_by_hint(FORMATS, True)]
    return recognised(payload) or read_with(hints, payload) or shape_of(payload.strip())


def read_with(formats: Sequence[BadgeFormat], payload: str) -> Badge | Unknown | None:
    """What the first of these formats that reads the payload says, made tidy; None: none does."""
    refused = _refused(payload)
    if refused is not None:
        return refused
    text = payload.strip()
    for badge_format in formats:
        read = badge_format.read(text)
        if read is not None:
            return _tidy(read) if isinstance(read, Badge) else read
    return None


def _by_hint(formats: Sequence[BadgeFormat], hint: bool) -> list[BadgeFormat]:
    return [one for one in formats if one.hint is hint]


def _refused(payload: str) -> Unknown | None:
    text = payload.strip()
    if not text:
        return Unknown(looks_like=Shape.NOTHING, missing=Missing.CONTENT)
    if len(text) > (_MAX_DIGITS if text.isdecimal() else _MAX_LETTERS):
        return Unknown(looks_like=Shape.TEXT, missing=Missing.SHORTER)
    if _HOSTILE.search(payload):
        return Unknown(looks_like=Shape.UNREADABLE, missing=Missing.PLAIN_CHARACTERS)
    return None


def _tidy(badge: Badge) -> Badge | Unknown:
    """Each field one line of bounded length, or None; a badge that names nobody is Unknown.

    What is no address stands in no field for one, whatever a pattern or a package put there.
    """
    values: dict[str, Any] = {name: _line(getattr(badge, name)) for name in _TEXTS}
    values["email"] = email_address(values["email"] or "")
    url = values["profile_url"] or ""
    values["profile_url"] = linkedin_profile(url) or web_address(url)
    text = "".join(value or "" for value in values.values())
    if not text:
        return Unknown(looks_like=badge.format, missing=Missing.PERSON)
    if _HOSTILE.search(text):  # hidden in quoted-printable or percent-encoding
        return Unknown(looks_like=badge.format, missing=Missing.PLAIN_CHARACTERS)
    return replace(badge, **values)


def _line(value: str | None) -> str | None:
    return " ".join((value or "").split())[:_MAX_FIELD].rstrip() or None
