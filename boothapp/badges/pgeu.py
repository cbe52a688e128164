"""pgeu-system, of the PostgreSQL conferences: `{SITE}/t/at/{token}/`, and `/t/id/` on tickets.

The two tokens of a person differ, and neither leads to the other.
"""

import re

from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge

_CODE = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?/t/(?:at|id)/([A-Za-z0-9$_-]{8,128})/?")


def _read(payload: str) -> Badge | None:
    found = _CODE.fullmatch(payload)
    return Badge(format=PGEU.name, badge_id=found[1]) if found else None


PGEU = BadgeFormat("pgeu", _read, carries="an id")
