"""Whom single rows of a list name by their keys, before they are settled among each other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from boothapp.store.handing import Look, led_on
from boothapp.store.roster_handed import Owned, their_own
from boothapp.store.spool import Spooled

Match = tuple[str, str | None, int, int]
"""The subject so far, whom else the e-mail names, whether the badge is known, and plain."""


def keys_now(
    rows: Sequence[Spooled], look: Look
) -> tuple[Sequence[Spooled], dict[str, str | None]]:
    """The rows with the keys that stand for their ids now, and whom all their keys name.

    Where no ticket was handed on it is one look.
    """
    keys = {key for row in rows for key in (row.badge_key, row.email_key, row.token_key) if key}
    known = dict(look(list(keys)))
    now = led_on((key for row in rows for key in _ids(row)), known, look)
    return [_with(row, now) for row in rows] if now else rows, known


def whom(rows: Sequence[Spooled], known: Mapping[str, str | None], held: Owned) -> list[Match]:
    """Each row's match, by what its keys name; of a new owner also by the name."""
    own = their_own(rows, known, held)
    return [(own[row.n], None, 1, 0) if row.n in own else _matched(row, known) for row in rows]


def _ids(row: Spooled) -> tuple[str, ...]:
    """The keys that can be handed on: an address cannot."""
    ids = (row.badge_key, None if row.by_address else row.token_key)
    return tuple(key for key in ids if key)


def _with(row: Spooled, now: Mapping[str, str]) -> Spooled:
    if not any(key in now for key in _ids(row)):
        return row
    badge, token = row.badge_key, row.token_key
    if token and not row.by_address:
        token = now.get(token, token)
    return replace(row, badge_key=now.get(badge, badge) if badge else None, token_key=token)


def _matched(row: Spooled, known: Mapping[str, str | None]) -> Match:
    badge = known.get(row.badge_key) if row.badge_key else None
    badge = badge or (known.get(row.token_key) if row.token_key else None)
    email = known.get(row.email_key) if row.email_key else None
    # As a scan makes it: of the strongest of what is on the badge.
    subject = badge or email or row.token_key or row.badge_key or row.email_key or ""
    if row.badge_key and email is not None and badge != email:
        return subject, email, int(badge is not None), 0
    return subject, None, int(badge is not None), 1
