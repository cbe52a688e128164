"""The badges of an invented conference: `EX1|badge id|given name|family name|affiliation`.

Beside the two formats that work stand those that do not, each for a reason of its own.
"""

from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge, Missing, Unknown

_PREFIX = "EX1|"


def _read(payload: str) -> Badge | Unknown | None:
    if not payload.startswith(_PREFIX):
        return None
    fields = payload.split("|")
    if len(fields) != 5:
        return Unknown(looks_like="example", missing=Missing.END)
    _, badge_id, given, family, affiliation = fields
    return Badge(
        format="example",
        badge_id=badge_id,
        given_name=given,
        family_name=family,
        affiliation=affiliation,
    )


def _guess(payload: str) -> Badge | None:
    is_one = payload.startswith("EX-") and payload[3:].isdigit()
    return Badge(format="example_guess", badge_id=payload) if is_one else None


def _raise(payload: str) -> Badge | None:
    if payload.startswith("RAISE"):
        raise RuntimeError(payload)
    return None


def _nonsense(payload: str) -> Badge | None:
    return payload if payload.startswith("NONSENSE") else None  # type: ignore[return-value] # on purpose


EXAMPLE = BadgeFormat("example", _read, carries="an id, name, affiliation")
GUESS = BadgeFormat("example_guess", _guess, hint=True, carries="an id")
RAISES = BadgeFormat("raises", _raise)
NONSENSE = BadgeFormat("nonsense", _nonsense)
TAKEN = BadgeFormat("vcard", _read)
