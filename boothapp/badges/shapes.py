"""What a text that is no badge looks like, so that the window can say it."""

import json
import re

from boothapp.domain.badge import Missing, Shape, Unknown

_SHAPES = (
    (Shape.WIFI, re.compile(r"wifi:.*", re.IGNORECASE | re.DOTALL)),
    (Shape.PHONE_NUMBER, re.compile(r"(?:tel|sms|smsto):.*|\+[\d ()/-]{6,24}", re.IGNORECASE)),
    (
        Shape.WEB_ADDRESS,
        re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|(?:[\w-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE),
    ),
    (Shape.DIGITS, re.compile(r"(?=[ .-]*\d)[\d .-]+")),
    (Shape.TOKEN, re.compile(r"\S{1,200}")),
)
_COULD_BE_AN_ID = (Shape.DIGITS, Shape.TOKEN)


def shape_of(text: str) -> Unknown:
    """Why `text`, which no format reads, names nobody."""
    if _is_json(text):
        return Unknown(looks_like=Shape.JSON, missing=Missing.FORMAT)
    for shape, pattern in _SHAPES:
        if pattern.fullmatch(text):
            could_be_id = shape in _COULD_BE_AN_ID
            missing = Missing.ROSTER_ROW if could_be_id else Missing.FORMAT
            return Unknown(looks_like=shape, missing=missing)
    return Unknown(looks_like=Shape.TEXT, missing=Missing.FORMAT)


def _is_json(text: str) -> bool:
    if text[:1] not in ("{", "["):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
