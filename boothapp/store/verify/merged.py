"""Badges that became one person's: what the log says of it, and what went over with it."""

from collections.abc import Iterator

from sqlalchemy import Connection

from boothapp.store.verify.authors import Authors
from boothapp.store.verify.playback import BLANKED
from boothapp.store.verify.record import Said

_LOOK = "Find out who wrote into the store; the latest backup tells what was there."
# What was made under a badge that was merged at any time, and all that the log says of it.
_MOVED = """
SELECT seq, at, staff_id, kind, entity, subject FROM change WHERE kind IN (
    'note.add', 'note.set', 'attachment.add'
) AND entity IN (
    SELECT entity FROM change WHERE kind IN ('note.add', 'attachment.add')
    AND subject IN (SELECT subject FROM change WHERE kind = 'person.merge')
) ORDER BY seq
"""
# The visits of badges that are merged now, as far as they count for their leads.
_VISITS = """
SELECT main, change.subject, seq, at, staff_id, kind, entity FROM same_person
JOIN change ON change.subject = same_person.subject
WHERE kind IN ('lead.add', 'lead.remove', 'scan.add', 'person.erase') ORDER BY main, seq
"""
_SAID = """
WITH said AS (
    SELECT seq, entity, CASE WHEN json_valid(value) THEN value ->> '$.other' END AS other,
        CASE WHEN json_valid(value) THEN value ->> '$.apart' END AS apart
    FROM change WHERE kind = 'lead.apart'
), last AS (SELECT entity, other, apart, max(seq) FROM said GROUP BY entity, other)
"""
_NOT_APART = f"""
{_SAID} SELECT one_id, other_id FROM lead_apart WHERE NOT EXISTS (
    SELECT 1 FROM last WHERE entity = one_id AND other = other_id AND apart = 1
)
"""
_APART_NO_MORE = f"""
{_SAID} SELECT entity, other FROM last
WHERE apart = 1 AND entity IN (SELECT id FROM lead) AND other IN (SELECT id FROM lead)
AND NOT EXISTS (SELECT 1 FROM lead_apart WHERE one_id = entity AND other_id = other)
"""


class Merged:
    """Whether one badge is merged, by the log and by the row."""

    def __init__(self) -> None:
        self._said: Said | None = None
        self._main: str | None = None

    def hear(self, said: Said) -> None:
        """The next record; others than of a merging and its end are passed over."""
        if said.kind in ("person.merge", "person.part"):
            self._said = said

    def row(self, main: str) -> None:
        """The row as it stands."""
        self._main = main

    def wrong(self, person: str) -> Iterator[str]:
        """What does not fit."""
        is_said = self._said is not None and self._said.kind == "person.merge"
        if self._main is not None and not is_said:
            yield f"No record of the log says that the badge of {person} is another person's too."
        elif self._main is None and is_said:
            yield f"By the log the badge of {person} was merged, and it stands by itself."
        elif self._said is not None and self._main is not None:
            value = self._said.value
            main = value.get("main") if isinstance(value, dict) else None
            if value is not BLANKED and main not in (None, self._main):
                yield f"The badge of {person} was merged with another one than the log says."


class Moved:
    """What went over with a merging: who wrote it, and when the person came."""

    def __init__(self, connection: Connection, since: int | None) -> None:
        """`since` is the place of the first record under the rules of 0004."""
        self._things = Authors(since)
        for row in connection.exec_driver_sql(_MOVED):
            said = Said(None, row.seq, row.kind, row.at, row.staff_id)
            self._things.hear(said, row.entity)
        self._visits: dict[str, dict[str, Said]] = {}
        self._take_in_visits(connection, since)

    def made(self, what: str, entity: str) -> dict[str, Said]:
        """The columns that a thing must have, whoever's lead it hangs on; none where it stayed."""
        return self._things.of(what, entity)

    def seen(self, main: str) -> dict[str, Said]:
        """The last visit under one of the badges that were merged into this subject."""
        return self._visits.get(main, {})

    def _take_in_visits(self, connection: Connection, since: int | None) -> None:
        authors: dict[str, Authors] = {}
        for row in connection.exec_driver_sql(_VISITS):
            said = Said(None, row.seq, row.kind, row.at, row.staff_id)
            heard = authors.setdefault(row.subject, Authors(since))
            heard.hear(said, row.entity)
            seen = {k: v for k, v in heard.last_lead().items() if k in ("seen", "seen_by")}
            before = self._visits.get(row.main)
            if seen and (before is None or before["seen"].value <= seen["seen"].value):
                self._visits[row.main] = seen


def check_apart(connection: Connection) -> Iterator[str]:
    """Pairs that are two people, against the records that say so, both ways."""
    for row in connection.exec_driver_sql(_NOT_APART):
        yield (
            f"No record of the log says that lead {row.one_id} and lead {row.other_id} are two "
            f"people. {_LOOK}"
        )
    for row in connection.exec_driver_sql(_APART_NO_MORE):
        yield (
            f"By the log lead {row.entity} and lead {row.other} are two people, and nothing says "
            f"so there. {_LOOK}"
        )


def looked(sentence: str) -> str:
    """A sentence with what to do about it."""
    return f"{sentence} {_LOOK}"
