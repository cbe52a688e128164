"""The ticket code of Indico, version 2: `{"i":[2,"indico.example",b64(uuid)]}`."""

import binascii
import json
from base64 import b64decode
from uuid import UUID

from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge, Missing, Unknown

_VERSION = 2


def _read(payload: str) -> Badge | Unknown | None:
    ticket = _ticket(payload)
    if ticket is None:
        return None
    if not ticket or ticket[0] != _VERSION:
        return Unknown(looks_like=INDICO.name, missing=Missing.FORMAT)
    # version, site, registration; a companion's ticket has a fourth item, who is somebody else
    # than the person who registered, and so needs an id of their own
    ids = [_uuid(item) for item in ticket[2:4]]
    if not ids or None in ids:
        return Unknown(looks_like=INDICO.name, missing=Missing.PERSON)
    return Badge(format=INDICO.name, badge_id="/".join(str(one) for one in ids))


def _ticket(payload: str) -> list[object] | None:
    if not payload.startswith("{"):
        return None
    for text in (payload, payload.replace("'", '"')):  # wallets were given Python's spelling
        try:
            content = json.loads(text)
        except (ValueError, RecursionError):
            continue
        ticket = content.get("i") if isinstance(content, dict) else None
        return ticket if isinstance(ticket, list) else None
    return None


def _uuid(item: object) -> UUID | None:
    if not isinstance(item, str):
        return None
    standard = item.translate(str.maketrans("-_", "+/")).rstrip("=")
    try:
        raw = b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except (ValueError, binascii.Error):
        return None
    return UUID(bytes=raw) if len(raw) == 16 else None


INDICO = BadgeFormat("indico", _read)
