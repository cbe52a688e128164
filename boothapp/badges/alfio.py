"""alf.io: the ticket `uuid/base64(HMAC-SHA256)`, and the badge `uuid::first::last::company`.

The UUID is the ticket's public id, which both have; what follows it on a ticket opens the door and
is not kept.
"""

import re

from boothapp.badges.addresses import email_address
from boothapp.badges.colons import fields_of, is_alfio, person
from boothapp.badges.format import BadgeFormat
from boothapp.badges.uuids import uuid_in
from boothapp.domain.badge import Badge

_SEAL = re.compile(r"[A-Za-z0-9+/]{43}=")  # 32 bytes


def _read(payload: str) -> Badge | None:
    ticket, slash, seal = payload.partition("/")
    found = uuid_in(ticket)
    if slash and found is not None and _SEAL.fullmatch(seal):
        return Badge(format=ALFIO.name, badge_id=str(found))
    fields = fields_of(payload)
    if fields is None or not is_alfio(fields):
        return None
    known = uuid_in(fields[0])
    fields[0] = fields[0] if known is None else str(known)
    address = next(filter(None, map(email_address, fields)), None)
    if len(fields) == 4 and address is None:
        return person(ALFIO.name, fields, given=1, family=2)
    # The organiser chose these fields, and nothing says which is which.
    return Badge(format=ALFIO.name, badge_id=fields[0], email=address)


ALFIO = BadgeFormat("alfio", _read, carries="an id; name, company")
