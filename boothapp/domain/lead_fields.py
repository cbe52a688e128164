"""What can be said of a lead in a file: each field's name, its words, and what kind of value it is.

A purpose gives no more than domain.exporting.COLUMNS says; what is made out of those (a first
name out of the name) goes wherever they go.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from boothapp.domain.consent import Purpose
from boothapp.domain.exporting import COLUMNS


class Kind(StrEnum):
    """What a value is."""

    TEXT = "text"
    LIST = "list"
    ANSWERS = "answers"
    NOTES = "notes"
    TIME = "time"
    DAY = "day"
    """A day, or a text where it is less exact: a year, a month."""
    MEETING = "meeting"
    NUMBER = "number"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class LeadField:
    """A field: the words that people choose it by, its kind, and what it is made of."""

    title: str
    kind: Kind = Kind.TEXT
    made_of: str = ""
    """The field that it is taken from; empty where it is stored itself."""
    beside: str = ""
    """A stored value that is needed for it as well, and is no field by itself."""


FIELDS: Mapping[str, LeadField] = MappingProxyType(
    {
        "lead_id": LeadField("Lead id"),
        "reference": LeadField("Reference"),
        "badge_id": LeadField("Badge id"),
        "name": LeadField("Name"),
        "first_name": LeadField("First name", made_of="name", beside="family_name"),
        "last_name": LeadField("Last name", made_of="name", beside="family_name"),
        # Never chosen by itself: no purpose gives it but in the two above.
        "family_name": LeadField("Family name"),
        "email": LeadField("E-mail"),
        "affiliation": LeadField("Affiliation"),
        "attendee_type": LeadField("Attendee type"),
        "career_stage": LeadField("Career stage"),
        "rating": LeadField("Rating"),
        "role": LeadField("Role"),
        "tags": LeadField("Tags", Kind.LIST),
        "interests": LeadField("Interests", Kind.LIST),
        "links": LeadField("Links", Kind.LIST),
        "social_link": LeadField("Social media", made_of="links"),
        "website": LeadField("Website", made_of="links"),
        "answers": LeadField("Answers", Kind.ANSWERS),
        "notes": LeadField("Notes", Kind.NOTES),
        "consent": LeadField("Consent"),
        "consent_since": LeadField("Consent since", Kind.TIME),
        "marketing": LeadField("Agreed to marketing", Kind.YES_NO),
        "first_seen": LeadField("First seen", Kind.TIME),
        "last_seen": LeadField("Last seen", Kind.TIME),
        "visits": LeadField("Visits", Kind.NUMBER),
        "interview": LeadField("Interview", Kind.MEETING),
        "interview_starts": LeadField("Interview starts", Kind.TIME),
        "interview_room": LeadField("Interview room"),
        "captured_by": LeadField("Captured by"),
        "graduates": LeadField("Graduates", Kind.DAY),
        "owner": LeadField("Owner"),
        "next_step": LeadField("Next step"),
        "next_step_on": LeadField("Next step by", Kind.DAY),
    }
)

CARD_FIELDS = (
    "lead_id",
    "reference",
    "name",
    "first_name",
    "last_name",
    "email",
    "affiliation",
    "career_stage",
    "role",
    "rating",
    "tags",
    "links",
    "answers",
    "notes",
    "last_seen",
)
"""What a card is made of, as far as its purpose gives it."""

_MORE_FOR_RECRUITERS = ("marketing", "visits", "interview_starts", "interview_room")
_SOCIAL = ("linkedin.", "//x.com", "twitter.", "bsky.", "mastodon", "facebook.", "instagram.")


def allowed(purpose: Purpose) -> tuple[str, ...]:
    """The fields that a file for this purpose may have, in the order they are offered in."""
    given = set(COLUMNS[purpose])
    if purpose is Purpose.RECRUITING:
        given.update(_MORE_FOR_RECRUITERS)
    return tuple(name for name, field in FIELDS.items() if name in given or field.made_of in given)


def sources(fields: Iterable[str]) -> tuple[str, ...]:
    """The stored fields that these are made of, each once."""
    found: dict[str, None] = {}
    for name in fields:
        found.setdefault(FIELDS[name].made_of or name)
        if FIELDS[name].beside:
            found.setdefault(FIELDS[name].beside)
    return tuple(found)


def listed(name: str) -> str:
    """The source of a stored list as JSON: as text its values cannot be told from their parts."""
    return f"{name}.list"


def social_link(links: Iterable[str]) -> str:
    """The first of the links that leads to a social network."""
    return next((link for link in links if _is_social(link)), "")


def website(links: Iterable[str]) -> str:
    """The first of the links that does not."""
    return next((link for link in links if link and not _is_social(link)), "")


def _is_social(link: str) -> bool:
    return any(part in link.casefold() for part in _SOCIAL)
