"""eventyay: JSON with a secret `ticket` and a public `lead`; older codes `<uuid>-<digits>`.

The secret opens the door of the event and is not kept, not even to know somebody again: `lead` is
what exhibitors are meant to have.
"""

import re

from boothapp.badges.format import BadgeFormat
from boothapp.badges.json_text import id_in, json_object
from boothapp.domain.badge import Badge, Missing, Unknown

_OLDER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-\d{1,12}", re.IGNORECASE)


def _read(payload: str) -> Badge | Unknown | None:
    if _OLDER.fullmatch(payload):
        return Badge(format=EVENTYAY.name, badge_id=payload.lower())
    content = json_object(payload)
    if content is None or "lead" not in content or not content.keys() <= {"ticket", "lead"}:
        return None
    lead = id_in(content["lead"])
    if not lead:
        return Unknown(looks_like=EVENTYAY.name, missing=Missing.PERSON)
    return Badge(format=EVENTYAY.name, badge_id=lead)


EVENTYAY = BadgeFormat("eventyay", _read, carries="an id")
