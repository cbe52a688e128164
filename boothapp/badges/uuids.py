"""UUIDs as they stand in payloads."""

import binascii
import re
from base64 import b64decode
from uuid import UUID

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def uuid_in(text: str) -> UUID | None:
    """The UUID that a text is in its usual spelling with hyphens, else None."""
    return UUID(text) if _UUID.fullmatch(text) else None


def packed_uuid(item: object) -> UUID | None:
    """The UUID in base64 of its 16 bytes, in either alphabet and with or without `=`."""
    if not isinstance(item, str):
        return None
    standard = item.translate(str.maketrans("-_", "+/")).rstrip("=")
    try:
        raw = b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except (ValueError, binascii.Error):
        return None
    return UUID(bytes=raw) if len(raw) == 16 else None
