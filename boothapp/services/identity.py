"""By what a badge names its wearer."""

from boothapp.domain.badge import Badge
from boothapp.domain.roster import RosterRow
from boothapp.store.subjects import Identifier


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
