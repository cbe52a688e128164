"""BoothApp's own signed badge: the id, what the organiser says to each purpose, and a signature.

Written down in docs/formats/signed-badge.md.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from boothapp.badges import base45
from boothapp.badges.addresses import email_address
from boothapp.badges.altered import begins_like
from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge, Missing, Signed, Unknown
from boothapp.domain.consent import Purpose
from boothapp.signatures import HINT_SIZE, SIGNATURE_SIZE, key_hint, public_bytes, sign

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PREFIX = "BA1:"
MAX_ID = 200  # bytes
_VERSION = 1
_HEAD = 1 + HINT_SIZE + 1 + 1  # version, key, flags, the id's length
_LEAST, _MOST = _HEAD + 1 + SIGNATURE_SIZE, _HEAD + MAX_ID + SIGNATURE_SIZE
_LIKE, _FEW = 60, 3  # characters: the fewest of an altered one, and the most that are not its own
# What is signed begins with this, so that no signature of anything else can be put on a badge.
_CONTEXT = b"BoothApp badge\x00"
# Two bits for each purpose, the lowest first; a purpose that was not asked has neither.
_PURPOSES = (Purpose.RECRUITING, Purpose.CV, Purpose.MARKETING)
_YES, _NO = 1, 2


def signed_badge(
    badge_id: str, opted_in: Mapping[Purpose, bool], private: "Ed25519PrivateKey"
) -> str:
    """The text of a signed badge. Raises ValueError where the id is empty or longer than MAX_ID."""
    written = badge_id.encode()
    if not 0 < len(written) <= MAX_ID:
        raise ValueError(f"a signed badge's id has 1 to {MAX_ID} bytes")
    hint = key_hint(public_bytes(private))
    body = bytes([_VERSION]) + hint + bytes([_flags(opted_in), len(written)]) + written
    return PREFIX + base45.encoded(body + sign(private, _CONTEXT + body))


def was_signed(text: str) -> bool:
    """Whether a text is such a badge, whole or altered.

    What begins with the prefix is one, however little follows. In another case, or with one
    character changed, put in or left out, what follows has to look like one, too.
    """
    if text.startswith(PREFIX):
        return True
    loud = text.upper()
    if loud.startswith(PREFIX):
        rest = loud[len(PREFIX) :]
        return len(rest) >= _LIKE and len(base45.foreign(rest)) <= _FEW
    if not begins_like(loud, *PREFIX):
        return False
    rests = (base45.decoded(loud[size:]) for size in range(len(PREFIX) - 1, len(PREFIX) + 2))
    return any(rest is not None and _LEAST <= len(rest) <= _MOST for rest in rests)


def _read(payload: str) -> Badge | Unknown | None:
    if not was_signed(payload):
        return None
    data = base45.decoded(payload[len(PREFIX) :]) if payload.startswith(PREFIX) else None
    badge = _badge(data) if data is not None and len(data) >= _LEAST else None
    return badge or Unknown(looks_like=COMPACT.name, missing=Missing.SIGNATURE)


def _badge(data: bytes) -> Badge | None:
    body, signature = data[:-SIGNATURE_SIZE], data[-SIGNATURE_SIZE:]
    opted_in = _opted_in(body[_HEAD - 2])
    if body[0] != _VERSION or opted_in is None or body[_HEAD - 1] != len(body) - _HEAD:
        return None
    try:
        who = body[_HEAD:].decode()
    except UnicodeDecodeError:
        return None
    signed = Signed(
        message=_CONTEXT + body,
        signature=signature,
        key_hint=body[1 : 1 + HINT_SIZE],
        opted_in=opted_in,
    )
    if email_address(who):  # of somebody whom the list gives no id
        return Badge(format=COMPACT.name, email=who, signed=signed)
    return Badge(format=COMPACT.name, badge_id=who, signed=signed)


def _flags(opted_in: Mapping[Purpose, bool]) -> int:
    return sum(
        (_YES if opted_in[purpose] else _NO) << 2 * place
        for place, purpose in enumerate(_PURPOSES)
        if purpose in opted_in
    )


def _opted_in(flags: int) -> dict[Purpose, bool] | None:
    """What the flags say; None where they contradict themselves."""
    bits = {purpose: flags >> 2 * place & 3 for place, purpose in enumerate(_PURPOSES)}
    if flags >> 2 * len(_PURPOSES) or _YES | _NO in bits.values():
        return None
    return {purpose: said == _YES for purpose, said in bits.items() if said}


COMPACT = BadgeFormat("signed", _read, carries="an id, opt-ins; signed")
