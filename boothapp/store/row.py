"""What all tables are made from."""

from pydantic import ConfigDict
from sqlmodel import SQLModel


class Row(SQLModel):
    """Pydantic's own schema of a row is built when it is first used, which is never: the rows are
    read and written column by column, and every start would wait for all of them."""

    model_config = ConfigDict(defer_build=True)  # type: ignore[assignment] # SQLModel's own type has one key more
