"""The parts of a filter in words, and the filter without one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from boothapp.domain.consent import Purpose
from boothapp.domain.event import Settings
from boothapp.domain.figure_words import RATING_WORDS
from boothapp.domain.lead_filter import NOBODY, LeadFilter, Meeting
from boothapp.domain.people import HOTTEST_FIRST

PURPOSES = {
    Purpose.RECRUITING: "recruiting contact",
    Purpose.CV: "CV sharing",
    Purpose.MARKETING: "marketing",
}
MEETINGS = {
    Meeting.NONE: "none",
    Meeting.PLANNED: "planned",
    Meeting.DONE: "done",
    Meeting.NO_SHOW: "no-show",
}
NOT_RATED = "not rated"


@dataclass(frozen=True, slots=True)
class FilterPart:
    """One chip: “Rating” “hot or warm”; `field` is the part of LeadFilter that it stands for."""

    field: str
    label: str
    value: str


def parts_of(asked: LeadFilter, settings: Settings) -> tuple[FilterPart, ...]:
    """Return a chip for each part that is set; the typed words stand in their own field."""
    known = Names.of(settings)
    found = [
        FilterPart(field, label, words(asked, known))
        for field, (label, words) in _PARTS.items()
        if getattr(asked, field) != getattr(LeadFilter(), field)
    ]
    return tuple(found)


def without(asked: LeadFilter, field: str) -> LeadFilter:
    """Return the filter with one part taken away."""
    return replace(asked, **{field: getattr(LeadFilter(), field)})


@dataclass(frozen=True, slots=True)
class Names:
    """Roles and staff by their ids, and how the event words its instants."""

    roles: Mapping[str, str]
    staff: Mapping[str, str]
    settings: Settings

    @classmethod
    def of(cls, settings: Settings) -> Names:
        """Those of the present settings."""
        roles = {role.id: role.title for role in settings.roles}
        staff = {member.id: member.name for member in settings.staff}
        return cls(roles, staff, settings)


def day_words(day: date) -> str:
    """Return “Thu 9 July”."""
    return f"{day:%a} {day.day} {day:%B}"


def _either(words: Iterable[str]) -> str:
    """Return “hot, warm or cold”."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _ratings(asked: LeadFilter, _known: Names) -> str:
    chosen = [rating for rating in HOTTEST_FIRST if rating in asked.ratings]
    return _either(RATING_WORDS[one].lower() if one else NOT_RATED for one in chosen)


def _named(field: str, nobody: str) -> Callable[[LeadFilter, Names], str]:
    def words(asked: LeadFilter, known: Names) -> str:
        names = {**known.roles, **known.staff, NOBODY: nobody}
        chosen = [names.get(one, "taken out of use") for one in getattr(asked, field)]
        return _either(sorted(chosen, key=str.casefold))

    return words


def _made(asked: LeadFilter, known: Names) -> str:
    first, last = (known.settings.event.local(one) for one in asked.made or ())
    if first.time() == last.time() == time():  # whole days
        end = (last - timedelta(days=1)).date()
        days = [day_words(first.date()), day_words(end)]
        return days[0] if first.date() == end else " to ".join(days)
    return f"{day_words(first.date())}, {first:%H:%M} to {last:%H:%M}"


_PARTS: Mapping[str, tuple[str, Callable[[LeadFilter, Names], str]]] = {
    "ratings": ("Rating", _ratings),
    "days": ("Day", lambda asked, _: _either(day_words(day) for day in sorted(asked.days))),
    "purposes": (
        "Consent",
        lambda asked, _: " and ".join(PURPOSES[one] for one in Purpose if one in asked.purposes),
    ),
    "waiting": ("Consent", lambda _asked, _known: "left open"),
    "roles": ("Role", _named("roles", "none")),
    "owners": ("Owner", _named("owners", "nobody")),
    "staff": ("Stored by", _named("staff", "nobody")),
    "tags": ("Tag", lambda asked, _: " and ".join(sorted(asked.tags, key=str.casefold))),
    "meetings": (
        "Interview",
        lambda asked, _: _either(MEETINGS[one] for one in Meeting if one in asked.meetings),
    ),
    "no_follow_up": ("Follow-up", lambda _asked, _known: "none"),
    "made": ("Stored", _made),
    "leads": ("Leads", lambda asked, _: f"{len(asked.leads or ()):,} chosen"),
}
