"""The ticket codes of Indico.

Version 2 is `{"i":[2,"indico.example",b64(uuid)]}`. Version 1 names the same registration by its
number, and by the same UUID, there called `checkin_secret`. The UUID is what both are known by;
where the number is there, the number is what is shown. It counts the registrations of a whole site,
so the site stands before it: a bare number could be somebody else's in the organiser's list.
"""

from boothapp.badges.format import BadgeFormat
from boothapp.badges.json_text import id_in, json_object
from boothapp.badges.uuids import packed_uuid, uuid_in
from boothapp.domain.badge import Badge, Missing, Unknown

_VERSION = 2
_FIRST = ("checkin_secret", "event_id", "server_url")


def _read(payload: str) -> Badge | Unknown | None:
    content = json_object(payload)
    if content is None:
        return None
    ticket = content.get("i")
    if isinstance(ticket, list):
        return _second(ticket)
    return _first(content) if all(key in content for key in _FIRST) else None


def _second(ticket: list[object]) -> Badge | Unknown:
    if not ticket or ticket[0] != _VERSION:
        return Unknown(looks_like=INDICO.name, missing=Missing.FORMAT)
    # version, site, registration; a companion's ticket has a fourth item, who is somebody else
    # than the person who registered, and so needs an id of their own
    ids = [packed_uuid(item) for item in ticket[2:4]]
    if not ids or None in ids:
        return Unknown(looks_like=INDICO.name, missing=Missing.PERSON)
    return Badge(format=INDICO.name, badge_id="/".join(str(one) for one in ids))


def _first(content: dict[str, object]) -> Badge | Unknown:
    if content.get("version", 1) not in (1, "1"):
        return Unknown(looks_like=INDICO.name, missing=Missing.FORMAT)
    secret = uuid_in(id_in(content["checkin_secret"]))
    number = id_in(content.get("registrant_id")) or id_in(content.get("registration_id"))
    site = id_in(content["server_url"]).partition("://")[2] or id_in(content["server_url"])
    if secret is None or not number.isdecimal() or not site:
        return Unknown(looks_like=INDICO.name, missing=Missing.PERSON)
    shown = f"{site.rstrip('/')}/{number}"
    return Badge(format=INDICO.name, badge_id=shown, token=str(secret))


INDICO = BadgeFormat("indico", _read, carries="an id")
