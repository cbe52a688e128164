"""The default ticket secret of pretix: 32 random letters and digits without what is misread."""

import re

from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge

# The look-ahead keeps 32 bare digits out: those are somebody's number, hardly ever a secret.
_SECRET = re.compile(r"(?=.*[a-z])[abcdefghjkmnpqrstuvwxyz2-9]{32}")


def _read(payload: str) -> Badge | None:
    if not _SECRET.fullmatch(payload):
        return None
    return Badge(format=PRETIX.name, badge_id=payload)


PRETIX = BadgeFormat("pretix", _read, hint=True, carries="an id")
