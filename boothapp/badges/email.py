"""An e-mail address, bare or as a `mailto:` link (RFC 6068)."""

from urllib.parse import unquote

from boothapp.badges.addresses import email_address
from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge, Missing, Unknown

_SCHEME = "mailto:"


def _read(payload: str) -> Badge | Unknown | None:
    is_link = payload[: len(_SCHEME)].casefold() == _SCHEME
    text = payload
    if is_link:  # the first recipient; subject and body after `?` are of no interest
        text = unquote(payload[len(_SCHEME) :].partition("?")[0].partition(",")[0])
    address = email_address(text)
    if address is None:
        return Unknown(looks_like=EMAIL.name, missing=Missing.PERSON) if is_link else None
    return Badge(format=EMAIL.name, email=address)


EMAIL = BadgeFormat("email", _read, carries="an e-mail")
