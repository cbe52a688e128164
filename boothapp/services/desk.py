"""The table of leads: what is asked of it, and the views it is looked at through."""

import json
from collections.abc import Mapping, Sequence

from boothapp.domain.lead_history import Correction, NoteVersion
from boothapp.domain.lead_rows import LeadPage, LeadQuery, LeadRow
from boothapp.domain.lead_views import NOT_KNOWN, LeadView, checked_view, named_view, supplied_views
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.store.store import Store

_COLUMNS = "leads.columns"


class DeskService:
    """Reads the table; keeps views and the columns that are shown."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def head(self, query: LeadQuery, limit: int) -> LeadPage:
        """The first rows, at once whatever the number of leads."""
        with self._store.reading() as records:
            rows = records.lead_table.head(query, limit + 1)
        return LeadPage(rows[:limit], whole=len(rows) <= limit)

    def numbers(self, query: LeadQuery) -> Sequence[int]:
        """Every lead that fits, in order, by its number."""
        with self._store.reading() as records:
            return records.lead_table.numbers(query)

    def rows(self, numbers: Sequence[int]) -> tuple[LeadRow, ...]:
        """What these leads are now, in the same order; who is gone is left out."""
        with self._store.reading() as records:
            return records.lead_table.rows(numbers)

    def number_of(self, lead_id: str) -> int | None:
        """The number of a lead; None where it is gone."""
        with self._store.reading() as records:
            return records.lead_table.number_of(lead_id)

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The ids of leads by their numbers; who is gone is left out."""
        with self._store.reading() as records:
            return records.lead_table.ids(numbers)

    def corrections(self, lead_id: str) -> Mapping[str, Correction]:
        """Who set each of a lead's fields last; a field that is not in it stands as it came."""
        with self._store.reading() as records:
            return records.lead_history.corrections(lead_id)

    def versions(self, note_id: str) -> tuple[NoteVersion, ...]:
        """What a note said, the oldest first."""
        with self._store.reading() as records:
            return records.lead_history.versions(note_id)

    def views(self) -> tuple[LeadView, ...]:
        """The supplied views, then those that were saved."""
        staff_id = self._duty.known_id
        with self._store.reading() as records:
            return (*supplied_views(staff_id or NOT_KNOWN), *records.saved_views.all())

    def view(self, name: str) -> LeadView:
        """The view of a name or id. Raises BadInput, naming those that there are."""
        return named_view(self.views(), name)

    def sizes(self) -> Mapping[str, int]:
        """How many leads each view shows, by its id."""
        views = self.views()
        with self._store.reading() as records:
            return {view.id: records.lead_table.count(LeadQuery(view.filter)) for view in views}

    def save_view(self, view: LeadView) -> LeadView:
        """Save a view under its name, without the words that were typed: they may be a name.

        Raises BadInput for a name that is empty, too long or taken.
        """
        checked = checked_view(view)
        with self._store.writing(self._duty.staff_id) as records:
            view_id = records.saved_views.save(checked)
        self._events.publish(Changed("settings"))
        return LeadView(view_id, checked.name, checked.filter, checked.sort, checked.descending)

    def set_view_used(self, view_id: str, *, used: bool) -> None:
        """Take a saved view away, or back. Raises BadInput where its name is taken since."""
        with self._store.writing(self._duty.staff_id) as records:
            records.saved_views.set_used(view_id, used=used)
        self._events.publish(Changed("settings"))

    def columns(self) -> Mapping[str, int | None] | None:
        """The columns that are shown, in order, with their widths; None where nobody chose."""
        with self._store.reading() as records:
            text = records.setup.preference(_COLUMNS)
        found = json.loads(text) if text else None
        return found if isinstance(found, dict) else None

    def keep_columns(self, columns: Mapping[str, int | None]) -> None:
        """Remember the columns that are shown, in order; a width of None is left to the window."""
        with self._store.writing(self._duty.staff_id) as records:
            records.setup.set_preference(_COLUMNS, json.dumps(dict(columns)))
