"""Badges whose fields stand between `::`, as alf.io and Devoxx write them.

alf.io writes `id::first::last::company` (and whatever else the organiser chose, after the id),
Devoxx `id::last::first::company::email`. What tells them apart: Devoxx always has five fields with
the e-mail at the end, and ids of its own; alf.io's ids are UUIDs, and its usual fields are four.
Where both could be, nobody can say which name is the family's: then the names are left out.
"""

from boothapp.badges.addresses import email_address
from boothapp.badges.format import BadgeFormat
from boothapp.badges.uuids import uuid_in
from boothapp.domain.badge import Badge
from boothapp.domain.names import join_name

_MOST = 12  # fields


def fields_of(payload: str) -> list[str] | None:
    """The fields of such a badge, the id first; None for any other text."""
    if "::" not in payload or "\n" in payload or "\r" in payload:
        return None
    fields = [field.strip() for field in payload.split("::")]
    is_id = bool(fields[0]) and len(fields[0]) <= 64 and not set(fields[0]) & set(" /:@")
    return fields if is_id and 2 <= len(fields) <= _MOST else None


def is_devoxx(fields: list[str]) -> bool:
    """Five fields, an e-mail (or nothing) at the end, and an id that is no UUID."""
    return len(fields) == 5 and uuid_in(fields[0]) is None and _ends_as_devoxx(fields)


def is_alfio(fields: list[str]) -> bool:
    """The four usual fields, or a UUID before any others that are not Devoxx's."""
    is_usual = len(fields) == 4 and not any(map(email_address, fields))
    return is_usual or (uuid_in(fields[0]) is not None and not _ends_as_devoxx(fields))


def person(format_name: str, fields: list[str], *, given: int, family: int) -> Badge:
    """The badge of who stands there; the company is the fourth field."""
    return Badge(
        format=format_name,
        badge_id=fields[0],
        name=join_name(fields[given], fields[family]),
        given_name=fields[given],
        family_name=fields[family],
        affiliation=fields[3],
        email=next(filter(None, map(email_address, fields)), None),
    )


def _ends_as_devoxx(fields: list[str]) -> bool:
    return len(fields) == 5 and (not fields[4] or email_address(fields[4]) is not None)


def _read(payload: str) -> Badge | None:
    fields = fields_of(payload)
    if fields is None or is_devoxx(fields) or is_alfio(fields):
        return None
    address = next(filter(None, map(email_address, fields)), None)
    if len(fields) == 5 and _ends_as_devoxx(fields):  # the company stands there in both
        return Badge(format=COLONS.name, badge_id=fields[0], email=address, affiliation=fields[3])
    if address is None:  # any text can have two colons in it
        return None
    return Badge(format=COLONS.name, badge_id=fields[0], email=address)


COLONS = BadgeFormat("colons", _read, carries="an id, e-mail; no name")
