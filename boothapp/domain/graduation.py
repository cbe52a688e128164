"""When somebody graduates, as exactly as they know it."""

import re
from datetime import date

from boothapp.domain.errors import BadInput

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.](\d{4})")
_YEARS = range(1950, 2100)


def checked_graduation(text: str) -> str:
    """ "2027", "2027-06" or "2027-06-30" for what was typed ("6/2027" too); empty for nothing.

    Raises BadInput for anything else.
    """
    typed = text.strip()
    if not typed:
        return ""
    swapped = _MONTH_FIRST.fullmatch(typed)
    found = _ISO.fullmatch(f"{swapped[2]}-{swapped[1]}" if swapped else typed)
    if found is None:
        raise BadInput(_unreadable(typed))
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise BadInput(_unreadable(typed)) from error
    if year not in _YEARS:
        raise BadInput(_unreadable(typed))
    return "-".join(f"{part:02}" for part in (year, month, day) if part is not None)


def _unreadable(typed: str) -> str:
    return f"“{typed}” is no time to graduate; write a year or a month: 2027 or 2027-06."
