"""PyCon Italia: `https://pycon.it/b/<hashid>`."""

import re

from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge

_CODE = re.compile(r"(?i:https?://(?:www\.)?(?:\d{4}\.)?pycon\.it)/b/([A-Za-z0-9_-]{2,64})/?")


def _read(payload: str) -> Badge | None:
    found = _CODE.fullmatch(payload)
    return Badge(format=PYCON_ITALIA.name, badge_id=found[1]) if found else None


PYCON_ITALIA = BadgeFormat("pycon_italia", _read, carries="an id")
