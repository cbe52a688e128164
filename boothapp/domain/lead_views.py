"""Views of the leads table: a filter and an order under a name."""

from dataclasses import dataclass, field, replace

from boothapp.domain.errors import BadInput
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_rows import LeadSort
from boothapp.domain.people import Rating

LONGEST_NAME = 40
NOT_KNOWN = "nobody yet"
"""In place of the id of somebody who is not of the staff: nothing is theirs."""


@dataclass(frozen=True, slots=True)
class LeadView:
    """A supplied view has a word for its id, one that somebody saved a UUID (a new one: none)."""

    id: str
    name: str
    filter: LeadFilter = field(default_factory=LeadFilter)
    sort: LeadSort = LeadSort.SEEN
    descending: bool = True

    @property
    def supplied(self) -> bool:
        """Whether it comes with BoothApp, and cannot be changed."""
        return self.id in _SUPPLIED_IDS


def supplied_views(staff_id: str) -> tuple[LeadView, ...]:
    """The views that come with BoothApp; `staff_id` is on duty."""
    warm = frozenset({Rating.HOT, Rating.WARM})
    return (
        LeadView("all", "All"),
        LeadView("hot-and-warm", "Hot and warm", LeadFilter(ratings=warm), LeadSort.RATING),
        LeadView("no-follow-up", "No follow-up", LeadFilter(no_follow_up=True)),
        LeadView("mine", "Mine", LeadFilter(owners=frozenset({staff_id}))),
        LeadView("left-open", "Left open", LeadFilter(waiting=True)),
    )


_SUPPLIED_IDS = frozenset(view.id for view in supplied_views(""))


def checked_view(view: LeadView) -> LeadView:
    """The view as it may be saved: without the words that were typed. Raises BadInput."""
    name = " ".join(view.name.split())
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(f"A view’s name has 1 to {LONGEST_NAME} characters.")
    if any(name.casefold() in (one.name.casefold(), one.id) for one in supplied_views("")):
        raise BadInput(f"There is a view “{name}” already.")
    return replace(view, name=name, filter=view.filter.without_text())


def named_view(views: tuple[LeadView, ...], name: str) -> LeadView:
    """The view of a name or id. Raises BadInput, naming those that there are."""
    wanted = name.strip().casefold()
    for view in views:
        if wanted in (view.id.casefold(), view.name.casefold()):
            return view
    known = ", ".join(f"“{view.name}”" for view in views)
    raise BadInput(f"There is no view “{name}”. There are {known}.")
