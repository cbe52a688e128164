"""Person by person: what is held about each, against what the log says of them."""

from collections.abc import Callable, Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from boothapp.store.proving import DETAILS, ENTRY
from boothapp.store.verify.findings import Findings
from boothapp.store.verify.person import LEAD_COLUMNS, Checked

_STEP = 1000  # records between two words about progress

# What there is about people, each by subject; the log comes first. CROSS JOIN keeps the order of
# the leads, so that nothing is sorted in memory.
_LANES: tuple[tuple[str, Callable[[Checked, tuple[Any, ...]], None]], ...] = (
    (
        "SELECT subject, seq, at, staff_id, day, kind, entity, field, value, digest IS NOT NULL "
        "FROM change WHERE subject IS NOT NULL ORDER BY subject, seq",
        Checked.hear,
    ),
    (
        "SELECT subject, purpose, state, roster, since, since_seq, seq FROM consent_state "
        "ORDER BY subject, purpose",
        Checked.state,
    ),
    (
        "SELECT subject, seq, purpose, event, state_before, staff_id, day, undone_by "
        "FROM consent_effect ORDER BY subject, purpose, seq",
        Checked.effect,
    ),
    (f"SELECT subject, id, {', '.join(LEAD_COLUMNS)} FROM lead ORDER BY subject", Checked.lead),
    (
        "SELECT subject, note.id, text FROM lead CROSS JOIN note ON lead_id = lead.id "
        "ORDER BY subject",
        Checked.note,
    ),
    (
        "SELECT subject, lead_id, tag FROM lead CROSS JOIN lead_tag ON lead_id = lead.id "
        "ORDER BY subject",
        Checked.tag,
    ),
    (
        "SELECT subject, lead_id, qualifier_id, text FROM lead CROSS JOIN answer "
        "ON lead_id = lead.id ORDER BY subject",
        Checked.answer,
    ),
    (
        "SELECT subject, interview.id, room_id, lead_id, interviewer_id, starts, ends, status "
        "FROM lead CROSS JOIN interview ON lead_id = lead.id ORDER BY subject",
        Checked.interview,
    ),
    (
        "SELECT subject, attachment.id, purpose, attachment.name, media_type, sha256, content "
        "FROM lead CROSS JOIN attachment ON lead_id = lead.id ORDER BY subject",
        Checked.attachment,
    ),
    (
        # Each record proves some hundred rows; what was written over it is no object.
        "SELECT CAST(part.key AS TEXT), change.seq, part.value FROM change, json_each("
        "CASE WHEN NOT json_valid(change.value) THEN '{}' "
        "WHEN json_type(change.value) <> 'object' THEN '{}' ELSE change.value END) AS part "
        "WHERE kind = 'roster.rows' ORDER BY 1, 2",
        Checked.entry_said,
    ),
    (
        f"SELECT subject, salt, {', '.join(ENTRY)} FROM roster_entry "
        f"WHERE coalesce({', '.join(DETAILS)}) IS NOT NULL ORDER BY subject",
        Checked.entry,
    ),
)


def check_people(
    connection: Connection, findings: Findings, progress: Callable[[int], None]
) -> None:
    """Fold every person's events anew and compare all that is held about them."""
    number = 0
    lanes = [_rows(connection, lane, query) for lane, (query, _) in enumerate(_LANES)]
    for subject, rows in groupby(merge(*lanes, key=itemgetter(0, 1)), key=itemgetter(0)):
        person = Checked(subject, findings)
        for _, lane, row in rows:
            _LANES[lane][1](person, row)
            number += lane == 0
            if lane == 0 and number % _STEP == 0:
                progress(number)
        person.compare()


def _rows(
    connection: Connection, lane: int, query: str
) -> Iterator[tuple[str, int, tuple[Any, ...]]]:
    """(subject, lane, the other columns), one row at a time."""
    cursor: Any = connection.connection.cursor()
    cursor.execute(query)
    return ((row[0], lane, row[1:]) for row in cursor)
