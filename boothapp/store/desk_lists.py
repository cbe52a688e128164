"""Questions with their versions, tags with their colours, and fields of interest."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select
from sqlmodel import col

from boothapp.domain.desk_lists import TagStyle
from boothapp.domain.qualifiers import Qualifier, same_words
from boothapp.store import desk_tables, setup_rows, tables
from boothapp.store.leads import Leads
from boothapp.store.mapping import AnySelect
from boothapp.store.setup import Setup


class DeskLists:
    """Reads and changes them within one transaction."""

    def __init__(self, connection: Connection, setup: Setup, leads: Leads) -> None:
        self._connection = connection
        self._setup = setup
        self._leads = leads

    def question(self, qualifier_id: str) -> Qualifier | None:
        """A question, also one that is asked no more; None where there is none."""
        row = tables.Qualifier
        query: AnySelect = select(row.__table__).where(col(row.id) == qualifier_id)  # type: ignore[attr-defined] # SQLModel adds it
        found = self._connection.execute(query).first()
        return None if found is None else setup_rows.qualifier_of(found)

    def is_answered(self, qualifier_id: str) -> bool:
        """Whether a lead has an answer to this version of a question."""
        answer = tables.Answer
        query = select(col(answer.lead_id)).where(col(answer.qualifier_id) == qualifier_id)
        return self._connection.execute(query.limit(1)).first() is not None

    def save_question(self, asked: Qualifier) -> Qualifier:
        """Add a question (empty id), or change the one with its id and ask it."""
        values = setup_rows.qualifier_columns(asked)
        return replace(asked, id=self._setup.put(tables.Qualifier, asked.id, values, ordered=True))

    def new_version(self, before: Qualifier, asked: Qualifier) -> Qualifier:
        """Ask a question in other words, in the place of the one `before`."""
        row = tables.Qualifier
        query = select(col(row.ordinal)).where(col(row.id) == before.id)
        place = self._connection.execute(query).scalar_one()
        asked = replace(asked, id="", version=before.version + 1, replaces=before.id)
        self._setup.retire("qualifier", before.id)
        values = {**setup_rows.qualifier_columns(asked), "ordinal": place}
        return replace(asked, id=self._setup.put(row, "", values, ordered=True))

    def save_tag(self, style: TagStyle) -> TagStyle:
        """Set a tag up (again), or change the one with its id or, without one, this name."""
        row_id = style.id or self._id_of_tag(style.name)
        values = {"name": style.name, "colour": style.colour}
        saved = self._setup.put(desk_tables.TagStyle, row_id, values, ordered=True)
        return replace(style, id=saved)

    def save_named(self, style: TagStyle) -> TagStyle:
        """Set a tag up, in the row that has its name already, also where it was taken out of use;
        else in its own."""
        return self.save_tag(replace(style, id=self._id_of_tag(style.name) or style.id))

    def tag_uses(self) -> dict[str, int]:
        """Every tag that a lead has, with the number of leads, in alphabetical order."""
        tag = col(tables.LeadTag.tag)
        query = select(tag, func.count()).group_by(tag).order_by(func.lower(tag))
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def tagged(self, tag: str) -> tuple[str, ...]:
        """The leads that have a tag, in exactly this spelling."""
        row = tables.LeadTag
        query = select(col(row.lead_id)).where(col(row.tag) == tag).order_by(col(row.lead_id))
        return tuple(self._connection.execute(query).scalars())

    def has_interests(self) -> bool:
        """Whether a list of interests was ever set up here."""
        query = select(col(desk_tables.Interest.id)).limit(1)
        return self._connection.execute(query).first() is not None

    def replace_interests(self, names: Sequence[str]) -> None:
        """Offer these, in this order, and no others."""
        table = desk_tables.Interest
        query = select(col(table.id), col(table.name), col(table.ordinal), col(table.active))
        known = {same_words(row.name): row for row in self._connection.execute(query)}
        wanted = {same_words(name) for name in names}
        for key, row in known.items():
            if row.active and key not in wanted:
                self._setup.retire("interest", row.id)
        for place, name in enumerate(names, start=1):
            values = {"name": name, "ordinal": place}
            found = known.get(same_words(name))
            if found is None:
                self._setup.put(table, "", values, ordered=True)
            elif (found.name, found.ordinal, found.active) != (name, place, 1):
                self._setup.change(table, found.id, {**values, "active": 1})

    def _id_of_tag(self, name: str) -> str:
        table, wanted = desk_tables.TagStyle, same_words(name)
        rows = self._connection.execute(select(col(table.id), col(table.name)))
        return next((row.id for row in rows if same_words(row.name) == wanted), "")
