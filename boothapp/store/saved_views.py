"""Views of the leads table that somebody saved. They hold no words that were typed."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection, func, insert, select, update
from sqlmodel import col

from boothapp.domain.errors import BadInput
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_rows import LeadSort
from boothapp.domain.lead_views import LeadView
from boothapp.domain.qualifiers import same_words
from boothapp.ids import new_id
from boothapp.store import desk_tables
from boothapp.store.changes import ChangeLog
from boothapp.store.mapping import AnyRow, AnySelect

_ROW = desk_tables.LeadView


class SavedViews:
    """Reads and changes views within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None) -> None:
        self._connection = connection
        self._log = log

    def all(self) -> tuple[LeadView, ...]:
        """Those in use, in the order in which they were saved."""
        query: AnySelect = (
            select(_ROW.__table__)  # type: ignore[attr-defined] # SQLModel adds it
            .where(col(_ROW.active) == 1)
            .order_by(col(_ROW.ordinal))
        )
        return tuple(view for row in self._connection.execute(query) if (view := _view(row)))

    def save(self, view: LeadView) -> str:
        """Add a view, or change the one of this name and id; answers with the id.

        A name that was in use once is taken up again. Raises BadInput where one in use has it.
        """
        found = self._named(view.name)
        if found is not None and found.active and found.id != view.id:
            raise BadInput(f"There is a view “{view.name}” already.")
        values: dict[str, str | int] = {
            "name": view.name,
            "filter": view.filter.to_json(),
            "sort": view.sort.value,
            "descending": int(view.descending),
            "active": 1,
        }
        if found is not None:
            self._set(found.id, values)
            return str(found.id)
        highest = self._connection.execute(select(func.max(col(_ROW.ordinal)))).scalar() or 0
        row_id, values = new_id(), {**values, "ordinal": highest + 1}
        self._connection.execute(insert(_ROW), {**values, "id": row_id})
        self._append("lead_view.add", row_id, values)
        return row_id

    def rename_tag(self, old: str, new: str) -> tuple[LeadView, ...]:
        """Let views that ask for a tag ask for its new name; answers with them as they were."""
        wanted = same_words(old)
        found = []
        for view in self.all():
            kept = frozenset(tag for tag in view.filter.tags if same_words(tag) != wanted)
            if kept != view.filter.tags:
                found.append(view)
                self.save(replace(view, filter=replace(view.filter, tags=kept | {new})))
        return tuple(found)

    def set_used(self, view_id: str, *, used: bool) -> None:
        """Take a view out of use, or back into it.

        Raises BadInput where one was saved under its name since: nothing is written over.
        """
        if used:
            query = select(col(_ROW.name)).where(col(_ROW.id) == view_id, col(_ROW.active) == 1)
            taken = self._connection.execute(query).scalar()
            if taken is not None:
                raise BadInput(f"There is a view “{taken}” already, saved since.")
        self._set(view_id, {"active": int(used)})

    def _named(self, name: str) -> AnyRow | None:
        """The row of a name in whatever case, also one that is out of use."""
        query: AnySelect = select(col(_ROW.id), col(_ROW.name), col(_ROW.active))
        rows = self._connection.execute(query)
        return next((row for row in rows if same_words(row.name) == same_words(name)), None)

    def _set(self, view_id: str, values: Mapping[str, object]) -> None:
        self._connection.execute(update(_ROW).where(col(_ROW.id) == view_id).values(**values))
        self._append("lead_view.set", view_id, values)

    def _append(self, kind: str, view_id: str, values: Mapping[str, object]) -> None:
        assert self._log is not None, "views change in a writing transaction"  # noqa: S101
        self._log.append(kind, view_id, value=values)


def _view(row: AnyRow) -> LeadView | None:
    """The view in a row; None where another version wrote what this one cannot read."""
    try:
        asked, sort = LeadFilter.from_json(row.filter), LeadSort(row.sort)
    except (BadInput, ValueError):
        return None
    return LeadView(row.id, row.name, asked, sort, bool(row.descending))
