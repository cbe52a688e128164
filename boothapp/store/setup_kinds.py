"""What is set up and can be taken out of use again, and the tables that it stands in."""

from typing import Literal

from sqlmodel import SQLModel

from boothapp.store import desk_tables, interview_tables, tables

Ordered = Literal[
    "role", "qualifier", "tag_style", "badge_pattern", "organiser_key", "roster_mapping"
]
"""What stands in an order that can be changed."""
Retirable = (
    Ordered | Literal["room", "staff", "interviewer", "availability", "criterion", "interest"]
)
_TABLES: dict[str, type[SQLModel]] = {
    "room": interview_tables.Room,
    "staff": tables.Staff,
    "interviewer": interview_tables.Interviewer,
    "role": tables.Role,
    "qualifier": tables.Qualifier,
    "availability": interview_tables.Availability,
    "criterion": interview_tables.Criterion,
    "tag_style": desk_tables.TagStyle,
    "interest": desk_tables.Interest,
}


def table_of(kind: Retirable) -> type[SQLModel]:
    """The table of a kind; those of organisers are wanted in Settings only, not at the start."""
    if kind in _TABLES:
        return _TABLES[kind]
    from boothapp.store import organiser_tables

    others: dict[str, type[SQLModel]] = {
        "badge_pattern": organiser_tables.BadgePattern,
        "organiser_key": organiser_tables.OrganiserKey,
        "roster_mapping": organiser_tables.RosterMapping,
    }
    return others[kind]
