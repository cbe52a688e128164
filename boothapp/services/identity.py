"""By what a badge names its wearer."""

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from boothapp import badges
from boothapp.domain.badge import Badge, Missing, Unknown
from boothapp.domain.badge_patterns import WrongPattern
from boothapp.domain.identifiers import one_spelling
from boothapp.domain.near_names import may_be_one_name
from boothapp.services import signing
from boothapp.store.records import Records
from boothapp.store.subjects import Identifier

if TYPE_CHECKING:  # a scan needs nothing of lists
    from boothapp.domain.roster import RosterRow

_PLAIN_ID = re.compile(r"[\w.-]{1,60}")  # no structured code is as short and as plain

_log = logging.getLogger(__name__)


def read(payload: str, records: Records, *, typed: bool = False) -> Badge | Unknown:
    """The badge in a code: structured formats first, then an exact match in the list, then the
    formats of other packages, then the organiser's own patterns, then hints of shape.

    A signed badge is checked against the organisers' keys; a forged one is Unknown. Packages and
    patterns come late so that a wide one swallows no vCard with its name, no id that the list has,
    and no altered signed badge.

    What somebody `typed` as a badge id is one, also where no list has it: the person in front of
    them can be asked. People type letters in any case.
    """
    recognised = badges.built_in(payload)
    if isinstance(recognised, Badge) and recognised.signed:
        return signing.checked(recognised, records.organisers.public_keys())
    if isinstance(recognised, Badge):
        return _of_this_event(recognised, records)
    if recognised is not None:
        return recognised
    plain = badges.plain(payload)
    listed = _on_list(plain, records, typed=typed)
    if listed is not None:
        return listed
    read = badges.brought(payload) or _by_pattern(payload, records) or badges.by_shape(payload)
    if isinstance(read, Badge):
        return _of_this_event(read, records)
    could_be_id = read is not None and read.missing is Missing.ROSTER_ROW
    return plain if plain is not None and typed and could_be_id else read


def _of_this_event(badge: Badge, records: Records) -> Badge:
    """The badge; without its id where the list has somebody else under that.

    Events number their tickets alike, and people bring badges of others. An organiser's signature
    says that the id is theirs. Of whom the list does not say yes it keeps no name to compare with.
    """
    if not (badge.badge_id and badge.name):
        return badge
    subject = records.subjects.find([("id", badge.badge_id)])
    listed = records.rosters.person(subject) if subject is not None else None
    if listed is None or may_be_one_name(badge.name, listed.name):
        return badge
    if badge.email and one_spelling("email", badge.email) == one_spelling("email", listed.email):
        return badge
    return replace(badge, badge_id=None, token=None)


def _on_list(plain: Badge | None, records: Records, *, typed: bool) -> Badge | None:
    """The badge whose very id is on the list; of what was typed, in any case."""
    if plain is None or not plain.badge_id:
        return None
    cases = (str.upper, str.lower) if typed else ()
    ids = (plain.badge_id, *(case(plain.badge_id) for case in cases))
    found = next((one for one in ids if records.subjects.knows(("id", one))), None)
    return None if found is None else replace(plain, badge_id=found)


def _by_pattern(payload: str, records: Records) -> Badge | None:
    """What the first of the organiser's own patterns that reads it makes of a code."""
    own = records.organisers.patterns()
    if not own:
        return None
    from boothapp.badges.patterns import compiled  # the engine is for who has patterns

    for pattern in own:
        try:
            read = badges.read_with([compiled(pattern)], payload)
        except WrongPattern as error:  # such as one of a newer BoothApp
            _log.warning("badge pattern %s cannot be used: %s", pattern.id, error)
            continue
        if isinstance(read, Badge):
            return read
    return None


def of_row(row: "RosterRow") -> "RosterRow":
    """A row of the organiser's list whose badge id is the code on the ticket, with the public id.

    The same reading as at a scan, so that the scan finds the row; the code's secret stays out. An
    address in the place of the id names its person as it does on a badge.
    """
    if not row.badge_id or _PLAIN_ID.fullmatch(row.badge_id):
        return row
    badge = badges.structured(row.badge_id)
    if badge is None:
        return row
    if badge.badge_id is not None:
        return replace(row, badge_id=badge.badge_id, token=badge.token or "")
    if badge.email and one_spelling("email", row.email) in ("", one_spelling("email", badge.email)):
        return replace(row, badge_id="", email=row.email or badge.email)
    named = identifiers(badge)
    if not named:
        return row
    kind, address = named[0]
    return replace(row, token=address, token_kind=kind)


def identifiers_in(badge: Badge, payload: str) -> list[Identifier]:
    """As `identifiers`; the code itself where the badge says nothing to know a person by."""
    return identifiers(badge) or [("payload", payload)]


def identifiers(badge: Badge) -> list[Identifier]:
    """What the badge says to know a person by, the strongest first; may be empty.

    Order: what only identifies, then the organiser's or the format's own id, e-mail, profile
    address (DESIGN, Identity). The first comes first because other codes of the same ticket have
    it too, as Indico's two versions do.
    """
    found = (
        *(("id", badge.token), ("id", badge.badge_id)),
        *(("email", badge.email), ("url", badge.profile_url)),
    )
    return [(kind, text) for kind, text in found if text]
