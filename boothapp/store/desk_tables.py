"""The rows of the leads desk, as SQLModel tables (see tables.py for how values are written)."""

from sqlmodel import Field

from boothapp.store.row import Row


class TagStyle(Row, table=True):
    """A tag that the sponsor set up, with its colour's name; `lead_tag` may hold others too."""

    __tablename__ = "tag_style"

    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    colour: str
    ordinal: int
    active: int = 1


class Interest(Row, table=True):
    """A field of interest that is offered for people to be filed under."""

    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    ordinal: int
    active: int = 1


class LeadView(Row, table=True):
    """A filter with its order that was given a name; the filter as JSON, without any text."""

    __tablename__ = "lead_view"

    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    filter: str
    sort: str
    descending: int
    ordinal: int
    active: int = 1


class LeadApart(Row, table=True):
    """Two leads that look alike and are not the same person."""

    __tablename__ = "lead_apart"

    one_id: str = Field(primary_key=True, foreign_key="lead.id")
    other_id: str = Field(primary_key=True, foreign_key="lead.id")


class SamePerson(Row, table=True):
    """A badge's subject that was merged into the lead of another one, `main`."""

    __tablename__ = "same_person"

    subject: str = Field(primary_key=True)
    main: str
