"""The signed ticket secret of pretix, scheme 1.

Base64, reversed; in it a byte 0x01, the lengths of payload and signature (two bytes each, the high
one first), a protobuf payload (seed, item, variation, subevent, times), and its Ed25519 signature.
The seed is what the ticket is told apart by; it is shown, and the rest is not. What else stands in
the payload is nothing to us, as in any protobuf message: the signature decides.
"""

import binascii
import re
from base64 import b64decode, b64encode

from boothapp.badges.altered import begins_like
from boothapp.badges.format import BadgeFormat
from boothapp.badges.protobuf import fields_in, written
from boothapp.domain.badge import Badge, Missing, Signed, Unknown
from boothapp.signatures import SIGNATURE_SIZE

_LIKE, _MOST, _FEW = 60, 801, 3  # characters: of an altered one, and those that are not its own
_FOREIGN = re.compile(r"[^A-Za-z0-9+/=]")
_HEAD = 5  # bytes: version, two lengths
# The head in base64, with the first field's number after it: version 1, a payload of less than 512
# bytes, a signature of 64.
_BEGINS = ("A", "Q", "[A-H]", ".", "A", "E", "A", "K")
# No other code begins with the padding of base64.
_PADDED = re.compile(r"={1,2}(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9+/]+")
# A payload, or what is left of it: its head, the seed or its end, the item, and further numbers.
_NUMBER = rb"[\x80-\xff]{0,4}[\x00-\x7f]"
_ENDS = re.compile(
    rb"(?:.{0,5}\x0a.|.{0,2})[A-Za-z0-9]{4,64}(?:\x10%b)(?:[\x18\x20\x28\x30]%b)*"
    % (_NUMBER, _NUMBER),
    re.DOTALL,
)
_SEED = re.compile(r"[A-Za-z0-9]{4,64}")
_SEED_FIELD = 1


def was_signed(text: str) -> bool:
    """Whether a text is such a ticket, whole or altered: the beginning shows that, or its end.

    One character may be changed, put in or left out, and the case may be another. Of one that is
    cut off where the ticket begins, the padding shows it, where it has some; else what is left
    before the signature, which still has its shape.
    """
    if not _LIKE <= len(text) <= _MOST or len(_FOREIGN.findall(text)) > _FEW:
        return False
    turned = text[::-1]
    if begins_like(turned, *_BEGINS) or _PADDED.fullmatch(text):
        return True
    lost = -len(turned) % 4
    raw = _bytes_in("A" * lost + turned)[lost:]
    return _ENDS.fullmatch(raw[:-SIGNATURE_SIZE]) is not None


def _read(payload: str) -> Badge | Unknown | None:
    if not was_signed(payload):
        return None
    raw = _bytes_in(payload[::-1])
    message, signature = raw[_HEAD:-SIGNATURE_SIZE], raw[-SIGNATURE_SIZE:]
    seed = _seed(message)
    if seed and text_of(message, signature) == payload:  # in the one way to write it
        signed = Signed(message=message, signature=signature)
        return Badge(format=PRETIX_SIG1.name, badge_id=seed, token=payload, signed=signed)
    return Unknown(looks_like=PRETIX_SIG1.name, missing=Missing.SIGNATURE)


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
