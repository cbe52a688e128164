"""Person by person: what is held about each, against what the log says of them."""

from collections.abc import Callable, Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from boothapp.store.proving import ENTRY
from boothapp.store.verify.columns import (
    FILE_COLUMNS,
    INTERVIEW_COLUMNS,
    LEAD_COLUMNS,
    NOTE_COLUMNS,
    SCORECARD_COLUMNS,
)
from boothapp.store.verify.findings import Findings
from boothapp.store.verify.merged import Moved
from boothapp.store.verify.person import Checked

_STEP = 1000  # records between two words about progress
_CARD = [f"scorecard.{column}" for column in SCORECARD_COLUMNS]
_FILE = [f"attachment.{column}" for column in FILE_COLUMNS]  # a lead has a name as well

# What there is about people, each by subject; the log comes first. CROSS JOIN keeps the order of
# the leads, so that nothing is sorted in memory.
_LANES: tuple[tuple[str, Callable[[Checked, tuple[Any, ...]], None]], ...] = (
    (
        "SELECT subject, seq, at, staff_id, day, kind, entity, field, value, digest IS NOT NULL "
        "FROM change WHERE subject IS NOT NULL ORDER BY subject, seq",
        Checked.hear,
    ),
    ("SELECT subject, main FROM same_person ORDER BY subject", Checked.same),
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
        f"SELECT subject, note.id, {', '.join(NOTE_COLUMNS)} "
        "FROM lead CROSS JOIN note ON lead_id = lead.id "
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
        f"SELECT subject, interview.id, {', '.join(INTERVIEW_COLUMNS)} "
        "FROM lead CROSS JOIN interview ON lead_id = lead.id ORDER BY subject",
        Checked.interview,
    ),
    (
        f"SELECT subject, scorecard.id, {', '.join(_CARD)} "
        "FROM lead CROSS JOIN scorecard ON lead_id = lead.id ORDER BY subject",
        Checked.scorecard,
    ),
    (
        f"SELECT subject, attachment.id, purpose, {', '.join(_FILE)}, content "
        "FROM lead CROSS JOIN attachment ON lead_id = lead.id ORDER BY subject",
        Checked.attachment,
    ),
    (
        # Each record proves some hundred rows; what was written over it is no object.
        "SELECT CAST(part.key AS TEXT), change.seq, entity, part.value FROM change, json_each("
        "CASE WHEN NOT json_valid(change.value) THEN '{}' "
        "WHEN json_type(change.value) <> 'object' THEN '{}' ELSE change.value END) AS part "
        "WHERE kind = 'roster.rows' ORDER BY 1, 2",
        Checked.entry_said,
    ),
    (
        f"SELECT subject, salt, {', '.join(ENTRY)} FROM roster_entry ORDER BY subject",
        Checked.entry,
    ),
)


def check_people(
    connection: Connection,
    findings: Findings,
    since: int | None,
    progress: Callable[[int], None],
) -> int:
    """Fold every person's events anew and compare all that is held about them.

    `since` is the place of the first record under the rules of 0004. Answers how many people were
    on a list and are not any more.
    """
    number = off_the_list = 0
    moved = Moved(connection, since)
    lanes = [_rows(connection, lane, query) for lane, (query, _) in enumerate(_LANES)]
    for subject, rows in groupby(merge(*lanes, key=itemgetter(0, 1)), key=itemgetter(0)):
        person = Checked(subject, findings, since, moved)
        for _, lane, row in rows:
            _LANES[lane][1](person, row)
            number += lane == 0
            if lane == 0 and number % _STEP == 0:
                progress(number)
        person.compare()
        off_the_list += person.is_off_the_list
    return off_the_list


def _rows(
    connection: Connection, lane: int, query: str
) -> Iterator[tuple[str, int, tuple[Any, ...]]]:
    """(subject, lane, the other columns), one row at a time."""
    cursor: Any = connection.connection.cursor()
    cursor.execute(query)
    return ((row[0], lane, row[1:]) for row in cursor)
