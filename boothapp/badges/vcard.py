"""vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350) as a badge."""

import re
from collections.abc import Sequence

from boothapp.badges.addresses import email_address, linkedin_profile, web_address
from boothapp.badges.format import BadgeFormat
from boothapp.badges.vcard_lines import Property, properties
from boothapp.domain.badge import Badge, Missing, Unknown
from boothapp.domain.names import join_name

_BEGIN = re.compile(r"begin[ \t]*:[ \t]*vcard[ \t]*(?:[\r\n]|$)", re.IGNORECASE)
_MAILTO = re.compile(r"\Amailto:", re.IGNORECASE)
_PART = re.compile(r"((?:[^;\\]|\\.?)*)(?:;|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def _read(payload: str) -> Badge | Unknown | None:
    if not _BEGIN.match(payload):
        return None
    card = properties(payload)
    if card is None:
        return Unknown(looks_like=VCARD.name, missing=Missing.END)
    family, given = (*_parts(_first(card, "N")), "", "")[:2]
    emails = (email_address(_MAILTO.sub("", _plain(value))) for value in _values(card, "EMAIL"))
    organisations = (part for value in _values(card, "ORG") for part in _parts(value))
    return Badge(
        format=VCARD.name,
        name=_plain(_first(card, "FN")) or join_name(given, family),
        given_name=given,
        family_name=family,
        email=next(filter(None, emails), None),
        affiliation=next(filter(None, organisations), None),
        title=_plain(_first(card, "TITLE")),
        profile_url=_profile(card),
    )


def _profile(card: Sequence[Property]) -> str | None:
    """A LinkedIn profile wherever it stands, else the first web address."""
    urls = [_plain(value) for value in _values(card, "URL", "X-SOCIALPROFILE", "SOCIALPROFILE")]
    found = [*map(linkedin_profile, urls), *map(web_address, urls)]
    return next(filter(None, found), None)


def _values(card: Sequence[Property], *names: str) -> list[str]:
    """The values of these properties, preferred ones first."""
    found = [item for item in card if item.name in names]
    return [item.value for item in sorted(found, key=lambda item: not item.preferred)]


def _first(card: Sequence[Property], name: str) -> str:
    return next(iter(_values(card, name)), "")


def _parts(value: str) -> list[str]:
    return [_plain(part) for part in _PART.findall(value)]


def _plain(value: str) -> str:
    return _ESCAPE.sub(lambda found: " " if found[1] in "nN" else found[1], value).strip()


VCARD = BadgeFormat("vcard", _read, carries="name, e-mail, company")
