"""Hi.Events: `A-` and seven capital letters or digits. A likeness only: rosters number so too."""

import re

from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge

_CODE = re.compile(r"A-[A-Z0-9]{7}")


def _read(payload: str) -> Badge | None:
    return Badge(format=HI_EVENTS.name, badge_id=payload) if _CODE.fullmatch(payload) else None


HI_EVENTS = BadgeFormat("hi_events", _read, hint=True, carries="an id")
