"""Whether a signed badge is the organiser's: checked offline, against the keys in the store."""

from collections.abc import Sequence
from dataclasses import replace

from boothapp import signatures
from boothapp.domain.badge import Badge, Missing, SignatureCheck, Signed, Unknown
from boothapp.domain.organiser_keys import OrganiserKey


def checked(badge: Badge, keys: Sequence[OrganiserKey]) -> Badge | Unknown:
    """The badge with what is known of its signature.

    Without any key it is `unverified`: read like an unsigned one, which anybody could have written
    too. With keys, one that none of them signed is Unknown: it was forged or altered.
    """
    signed = badge.signed
    if signed is None:
        return badge
    if not keys:
        return replace(badge, checked=SignatureCheck.UNVERIFIED)
    by = next((key for key in keys if _is_by(key, signed)), None)
    if by is None:
        return Unknown(looks_like=badge.format, missing=Missing.SIGNATURE)
    return replace(badge, checked=SignatureCheck.VERIFIED, signed_by=by.name)


def _is_by(key: OrganiserKey, signed: Signed) -> bool:
    if signed.key_hint and signed.key_hint != signatures.key_hint(key.raw):
        return False
    return signatures.verifies(key.raw, signed.signature, signed.message)
