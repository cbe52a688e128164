"""By what a badge names its wearer."""

from dataclasses import replace

from boothapp import badges
from boothapp.domain.badge import Badge, Missing, Unknown
from boothapp.domain.roster import RosterRow
from boothapp.store.records import Records
from boothapp.store.subjects import Identifier


def read(payload: str, records: Records, *, typed: bool = False) -> Badge | Unknown:
    """The badge in a code: structured formats first, then an exact match, then hints of shape.

    What somebody `typed` as a badge id is one, also where no list has it: the person in front of
    them can be asked. People type letters in any case.
    """
    badge = badges.structured(payload)
    if badge is not None:
        return badge
    plain = badges.plain(payload)
    if plain is None or not plain.badge_id:
        return badges.by_shape(payload)
    cases = (str.upper, str.lower) if typed else ()
    for badge_id in (plain.badge_id, *(case(plain.badge_id) for case in cases)):
        if records.subjects.knows(("id", badge_id)):
            return replace(plain, badge_id=badge_id)
    read = badges.by_shape(payload)
    could_be_id = isinstance(read, Unknown) and read.missing is Missing.ROSTER_ROW
    return plain if typed and could_be_id else read


def identifiers_in(badge: Badge, payload: str) -> list[Identifier]:
    """As `identifiers`; the code itself where the badge says nothing to know a person by."""
    return identifiers(badge) or [("payload", payload)]


def identifiers(badge: Badge) -> list[Identifier]:
    """What the badge says to know a person by, the strongest first; may be empty.

    Order: the organiser's or the format's own id, e-mail, profile address (DESIGN, Identity).
    """
    found = (("id", badge.badge_id), ("email", badge.email), ("url", badge.profile_url))
    return [(kind, text) for kind, text in found if text]


def row_identifiers(row: RosterRow) -> list[Identifier]:
    """What a row of the organiser's list names its person by, the strongest first."""
    found = (("id", row.badge_id), ("email", row.email))
    return [(kind, text) for kind, text in found if text]
