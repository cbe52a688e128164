"""MECARD, the short contact of Japanese phones: `MECARD:N:Last,First;EMAIL:…;;`."""

import re

from boothapp.badges.addresses import email_address, linkedin_profile, web_address
from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge
from boothapp.domain.names import join_name

_PREFIX = "mecard:"
_FIELD = re.compile(r"((?:[^;\\]|\\.?)*)(?:;|$)", re.DOTALL)
_NAME_PART = re.compile(r"((?:[^,\\]|\\.?)*)(?:,|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def _read(payload: str) -> Badge | None:
    if payload[: len(_PREFIX)].casefold() != _PREFIX:
        return None
    fields: dict[str, str] = {}
    for text in _FIELD.findall(payload[len(_PREFIX) :]):
        key, _, value = text.partition(":")
        fields.setdefault(key.strip().casefold(), value)
    family, given = _names(fields.get("n", ""))
    url = _plain(fields.get("url", ""))
    return Badge(
        format=MECARD.name,
        name=join_name(given, family),
        given_name=given,
        family_name=family,
        email=email_address(_plain(fields.get("email", ""))),
        affiliation=_plain(fields.get("org", "")),
        title=_plain(fields.get("title", "")),
        profile_url=linkedin_profile(url) or web_address(url),
    )


def _names(value: str) -> tuple[str, str]:
    """Family and given name; a name without a comma is kept whole, as a given name."""
    family, *more = _NAME_PART.finditer(value)
    has_comma = family[0] != family[1]
    return (_plain(family[1]), _plain(more[0][1])) if has_comma else ("", _plain(value))


def _plain(value: str) -> str:
    return _ESCAPE.sub(r"\1", value).strip()


MECARD = BadgeFormat("mecard", _read, carries="name, e-mail, company")
