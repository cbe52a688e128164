"""Devoxx: `badgeId::last::first::company::email`."""

from boothapp.badges.colons import fields_of, is_devoxx, person
from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge


def _read(payload: str) -> Badge | None:
    fields = fields_of(payload)
    if fields is None or not is_devoxx(fields):
        return None
    return person(DEVOXX.name, fields, given=2, family=1)


DEVOXX = BadgeFormat("devoxx", _read, carries="an id, name, e-mail")
