"""What the columns of organisers' lists hold, as it was said: kept under a name, by headers."""

import json
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import col

from boothapp.domain.errors import BadInput
from boothapp.domain.qualifiers import same_words
from boothapp.domain.roster import RosterField
from boothapp.domain.roster_mapping import ColumnMapping, SavedMapping
from boothapp.store.mapping import AnyRow, AnySelect
from boothapp.store.organiser_tables import RosterMapping as Row
from boothapp.store.setup import Setup


class KeptMappings:
    """Reads and changes mappings within one transaction."""

    def __init__(self, connection: Connection, setup: Setup) -> None:
        self._connection = connection
        self._setup = setup

    def all(self) -> tuple[SavedMapping, ...]:
        """Those in use, the one that was made last first."""
        query: AnySelect = (
            select(Row.__table__)  # type: ignore[attr-defined] # SQLModel adds it
            .where(col(Row.active) == 1)
            .order_by(col(Row.ordinal).desc())
        )
        return tuple(one for row in self._connection.execute(query) if (one := _mapping(row)))

    def save(self, mapping: SavedMapping) -> str:
        """Add a mapping, or change the one with its id; answers with the id.

        A name that was in use once is taken up again. Raises BadInput where another has it.
        """
        name = " ".join(mapping.name.split())
        if not name:
            raise BadInput("A mapping needs a name.")
        found = self._named(name)
        if found is not None and found.active and found.id != mapping.id:
            raise BadInput(f"There is a mapping “{found.name}” already.")
        row_id = mapping.id
        if found is not None and found.id != mapping.id:
            if mapping.id:  # its own row takes the name; the old row of that name lets go of it
                self._setup.change(Row, found.id, {"name": f"{found.name} ({found.id[-12:]})"})
            else:
                row_id = found.id
        values = {"name": name, "headers": _text(mapping)}
        return self._setup.put(Row, row_id, values, ordered=True)

    def is_free(self, name: str) -> bool:
        """Whether no mapping in use has the name."""
        found = self._named(name)
        return found is None or not found.active

    def set_used(self, mapping_id: str, *, used: bool) -> None:
        """Take a mapping out of use, or back into it. Raises BadInput where its name is taken."""
        self._setup.change(Row, mapping_id, {"active": int(used)})

    def _named(self, name: str) -> AnyRow | None:
        query: AnySelect = select(col(Row.id), col(Row.name), col(Row.active))
        rows = self._connection.execute(query)
        return next((row for row in rows if same_words(row.name) == same_words(name)), None)


def _text(mapping: SavedMapping) -> str:
    said: dict[str, Any] = {
        "columns": {field.value: header for field, header in mapping.mapping.headers.items()},
        "answers": dict(mapping.mapping.answers),
        "file": list(mapping.file_headers),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _mapping(row: AnyRow) -> SavedMapping | None:
    """The mapping in a row; None where another version wrote what this one cannot read."""
    try:
        said = json.loads(row.headers)
        columns = {RosterField(field): str(header) for field, header in said["columns"].items()}
        answers = {str(word): meaning for word, meaning in said["answers"].items()}
        file_headers = tuple(map(str, said["file"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if any(meaning not in (True, False, None) for meaning in answers.values()):
        return None
    mapping = ColumnMapping(columns, answers)
    return SavedMapping(id=row.id, name=row.name, mapping=mapping, file_headers=file_headers)
