"""The code on a staff member's own badge: scanned, it switches who is on duty."""

import re
import secrets
from base64 import b32encode
from hashlib import sha256

from boothapp.domain.errors import BadInput
from boothapp.domain.keyboards import TYPISTS

_START = "BOOTHAPP-STAFF:"
_CODE = re.compile(_START + "[A-Z2-7]{32}")  # what a scanner sends around it may be letters too
_SECRET_BYTES = 20  # nobody guesses it, so no salt is needed
_LENGTH = len(_START) + 32
_ADDED = 90  # characters that a scanner was set up to send before and after


class StaffBadgeUnknown(BadInput):
    """A badge of the staff that is nobody's any more."""

    def __init__(self) -> None:
        super().__init__(
            "This badge of the staff does not count any more. Settings, Staff makes another one."
        )


class IsStaffBadge(BadInput):
    """A badge of the staff where an attendee's was expected; nothing was written."""

    def __init__(self) -> None:
        super().__init__("This is a badge of the staff, not an attendee’s. Nothing was written.")


def new_code() -> str:
    """The text of a new badge; capital letters, so that a small code holds it."""
    return _START + b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def code_in(text: str) -> str | None:
    """The staff code that a text is, also as a scanner types it on another keyboard; else None."""
    if not _LENGTH <= len(text) <= _LENGTH + _ADDED:  # every scan is asked: most are told by this
        return None
    plain = "".join(filter(str.isprintable, text))
    found = (_CODE.search(typist.undo(plain) or "") for typist in TYPISTS)
    return next((one[0] for one in found if one is not None), None)


def digest_of(code: str) -> str:
    """What is kept of a code."""
    return sha256(code.encode()).hexdigest()
