"""By what a badge names its wearer."""

from boothapp.domain.badge import Badge
from boothapp.store.subjects import Identifier


def identifiers(badge: Badge) -> list[Identifier]:
    """What the badge says to know a person by, the strongest first; may be empty.

    Order: the organiser's or the format's own id, e-mail, profile address (DESIGN, Identity).
    """
    found = (("id", badge.badge_id), ("email", badge.email), ("url", badge.profile_url))
    return [(kind, text) for kind, text in found if text]
