"""The signed ticket secret of pretix, scheme 1.

Base64, reversed; in it a byte 0x01, the lengths of payload and signature (two bytes each, the high
one first), a protobuf payload (seed, item, variation, subevent, times), and its Ed25519 signature.
The seed is what the ticket is told apart by; it is shown, and the rest is not. What else stands in
the payload is nothing to us, as in any protobuf message: the signature decides.
"""

import binascii
import re
from base64 import b64decode, b64encode

from boothapp.badges.format import BadgeFormat
from boothapp.badges.protobuf import fields_in, written
from boothapp.domain.badge import Badge, Missing, Signed, Unknown
from boothapp.signatures import SIGNATURE_SIZE

_TEXT = re.compile(r"[A-Za-z0-9+/=]{96,800}")
_HEAD = 5  # bytes: version, two lengths
_SEED = re.compile(r"[A-Za-z0-9]{4,64}")
_SEED_FIELD = 1


def _read(payload: str) -> Badge | Unknown | None:
    if not _TEXT.fullmatch(payload):
        return None
    raw = _bytes_in(payload[::-1])
    message, signature = raw[_HEAD:-SIGNATURE_SIZE], raw[-SIGNATURE_SIZE:]
    seed = _seed(message)
    if seed and all(_facts(raw, len(message))):
        signed = Signed(message=message, signature=signature)
        return Badge(format=PRETIX_SIG1.name, badge_id=seed, token=payload, signed=signed)
    if _was_one(payload[::-1]):
        return Unknown(looks_like=PRETIX_SIG1.name, missing=Missing.SIGNATURE)
    return None


def _was_one(text: str) -> bool:
    """Whether it was such a ticket before it was changed: most of what is fixed still stands.

    One character spoils two bytes at most; the padding at the end, too, may be what was changed.
    """
    raw = _bytes_in(text.replace("=", "A")[: len(text) // 4 * 4])
    for padding in range(3):
        size = len(raw) - padding - _HEAD - SIGNATURE_SIZE
        facts = sum(_facts(raw, size))
        if facts >= 2 or (facts and _seed(raw[_HEAD : _HEAD + size])):
            return True
    return False


def _facts(raw: bytes, size: int) -> tuple[bool, bool, bool]:
    """What always stands there: the version, and two lengths."""
    return (
        raw[:1] == b"\x01",
        int.from_bytes(raw[1:3], "big") == size,
        int.from_bytes(raw[3:5], "big") == SIGNATURE_SIZE,
    )


def text_of(message: bytes, signature: bytes) -> str:
    """The code of a payload that `message_of` made."""
    lengths = len(message).to_bytes(2, "big") + len(signature).to_bytes(2, "big")
    return b64encode(b"\x01" + lengths + message + signature).decode()[::-1]


def message_of(seed: str, item: int, variation: int = 0, subevent: int = 0) -> bytes:
    """The payload that is signed."""
    return written({1: seed.encode(), 2: item, 3: variation, 4: subevent})


def _bytes_in(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return b""


def _seed(message: bytes) -> str:
    seed = (fields_in(message) or {}).get(_SEED_FIELD)
    text = seed.decode("ascii", "replace") if isinstance(seed, bytes) else ""
    return text if _SEED.fullmatch(text) else ""


PRETIX_SIG1 = BadgeFormat("pretix_sig1", _read, carries="an id; signed")
