"""Attendize: fifteen random letters and digits, in both cases. A likeness only.

Words can be as long, also put together (`MachineLearning`); what is random turns between capitals
and small letters far oftener, or has a digit in it.
"""

import re
from itertools import pairwise

from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge

_CODE = re.compile(r"(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9]{15}")
_TURNS = 5


def _read(payload: str) -> Badge | None:
    if not _CODE.fullmatch(payload):
        return None
    turns = sum(one.isupper() != other.isupper() for one, other in pairwise(payload))
    if turns < _TURNS and not any(letter.isdigit() for letter in payload):
        return None
    return Badge(format=ATTENDIZE.name, badge_id=payload)


ATTENDIZE = BadgeFormat("attendize", _read, hint=True, carries="an id")
