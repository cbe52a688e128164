"""What leads are searched, filtered and sorted by: one narrow row and one set of words each.

Both follow from the other tables. Triggers name in `lead_stale` the leads of which something has
changed; `catch_up` writes those anew before the transaction ends, so nobody sees an index of
before. What was written past BoothApp is caught up with at the next write or start.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from boothapp.domain.consent import VALID_STATES, ConsentState, Purpose
from boothapp.domain.people import Rating
from boothapp.domain.search_words import filed, folded
from boothapp.store.mapping import text_list

TABLES = frozenset(
    {"lead_index", "lead_stale", "lead_words"}
    | {f"lead_words_{part}" for part in ("config", "data", "docsize", "idx")}
)
"""Those that hold nothing of their own."""

HEAT: dict[str | None, int] = {None: 0, Rating.COLD: 1, Rating.WARM: 2, Rating.HOT: 3}
"""Ratings as they are sorted."""
BITS = {purpose: 1 << place for place, purpose in enumerate(Purpose)}
"""The bit that stands for a valid yes to a purpose."""

_LEADS_A_TIME = 500
_WORDS = 2  # where _ROWS has the digest of the words that are filed
_FEW = 10_000
_VALID = ", ".join(f"'{state}'" for state in sorted(VALID_STATES))
_PURPOSES = " ".join(f"WHEN '{purpose}' THEN {bit}" for purpose, bit in BITS.items())
# One interview counts: the next that stands, else the last that took place, else the last missed.
COUNTS = """interview.id = (
    SELECT one.id FROM interview AS one WHERE one.lead_id = lead.id AND one.status <> 'cancelled'
    ORDER BY CASE one.status WHEN 'no_show' THEN 2 WHEN 'done' THEN 1 ELSE 0 END,
        CASE WHEN one.status IN ('done', 'no_show') THEN -one.starts ELSE one.starts END
    LIMIT 1
)"""
"""Whether `interview` is the one of `lead` that counts."""
_MEETING = f"""
SELECT CASE WHEN status IN ('done', 'no_show') THEN status ELSE 'planned' END || ' ' || starts
FROM interview WHERE {COUNTS}
"""  # noqa: S608 - fixed words of our own
_ROWS = f"""
SELECT lead.id, known.n, known.words, lead.name, lead.affiliation, lead.email, lead.badge_id,
    lead.interests, lead.rating, lead.role_id, role.title, lead.owner_id, owner.name,
    lead.created, lead.created_by, lead.seen, lead.next_step, lead.next_step_on, lead.graduates,
    (SELECT sum(CASE purpose {_PURPOSES} END) FROM consent_state
        WHERE subject = lead.subject AND state IN ({_VALID})),
    EXISTS (SELECT 1 FROM consent_state
        WHERE subject = lead.subject AND state = '{ConsentState.DEFERRED}'),
    coalesce(
        (SELECT group_concat(DISTINCT day) FROM scan WHERE subject = lead.subject
            OR subject IN (SELECT subject FROM same_person WHERE main = lead.subject)),
        (SELECT day FROM change WHERE entity = lead.id AND kind = 'lead.add' LIMIT 1), ''
    ),
    ({_MEETING}),
    (SELECT group_concat(text, char(10)) FROM note WHERE lead_id = lead.id),
    (SELECT group_concat(tag, char(10)) FROM lead_tag WHERE lead_id = lead.id),
    (SELECT group_concat(text, char(10)) FROM answer WHERE lead_id = lead.id)
FROM lead
LEFT JOIN lead_index AS known ON known.lead_id = lead.id
LEFT JOIN role ON role.id = lead.role_id
LEFT JOIN staff AS owner ON owner.id = lead.owner_id
"""  # noqa: S608 - as above
_STALE = f"""
{_ROWS} WHERE lead.id IN (SELECT lead_id FROM lead_stale ORDER BY lead_id LIMIT {_LEADS_A_TIME})
"""  # noqa: S608 - as above
AFTER = f"""
{_ROWS} WHERE lead.id IN (SELECT id FROM lead WHERE id > ? ORDER BY id LIMIT {_LEADS_A_TIME})
ORDER BY lead.id
"""  # noqa: S608 - as above
"""The next leads after an id, as `values_of` takes them."""
COLUMNS = (
    *("lead_id", "name", "affiliation", "rating", "purposes", "waiting", "role_id", "role"),
    *("owner_id", "owner", "made", "made_by", "seen", "days", "meeting", "interview"),
    *("next_step", "next_step_on", "graduates", "words"),
)
"""Of a row of the index, in the order of `values_of`; `words` is a digest of those."""
_UPDATES = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])
_SAVE = f"""
INSERT INTO lead_index ({", ".join(COLUMNS)}) VALUES ({", ".join("?" * len(COLUMNS))})
ON CONFLICT (lead_id) DO UPDATE SET {_UPDATES}
RETURNING n
"""  # noqa: S608 - as above
_FILE = "INSERT OR REPLACE INTO lead_words (rowid, words) VALUES (?, ?)"
_DONE = f"""
DELETE FROM lead_stale
WHERE lead_id IN (SELECT lead_id FROM lead_stale ORDER BY lead_id LIMIT {_LEADS_A_TIME})
"""  # noqa: S608 - as above
_BEHIND = """
SELECT EXISTS (SELECT 1 FROM lead_stale)
    OR (SELECT count(*) FROM lead) <> (SELECT count(*) FROM lead_index)
"""
_NAME_MISSING = """
INSERT OR IGNORE INTO lead_stale
SELECT id FROM lead WHERE NOT EXISTS (SELECT 1 FROM lead_index WHERE lead_id = lead.id)
"""
_DROP_STRANGERS = "DELETE FROM lead_index WHERE lead_id NOT IN (SELECT id FROM lead)"
FORGET = "INSERT INTO lead_words (lead_words) VALUES ('optimize')"
"""Writes the words anew without those of who is gone: until then they are marked only."""


def catch_up(connection: Connection) -> None:
    """Write anew what is stale; the caller holds the write lock."""
    cursor: Any = connection.connection.cursor()
    while rows := cursor.execute(_STALE).fetchall():
        for row in rows:
            _save(cursor, row)
        cursor.execute(_DONE)
    cursor.execute("DELETE FROM lead_stale")  # named, and gone since


def is_behind(connection: Connection) -> bool:
    """Whether something was written past BoothApp, or by one that knew no index."""
    return bool(connection.exec_driver_sql(_BEHIND).scalar_one())


def rebuild_missing(connection: Connection) -> None:
    """File whoever is not, and drop who is no lead; the caller holds the write lock."""
    connection.exec_driver_sql(_DROP_STRANGERS)
    connection.exec_driver_sql(_NAME_MISSING)
    catch_up(connection)


def forget_words(connection: Connection) -> None:
    """Write the words anew without those of who is gone: 100,000 leads take about 0.8 s."""
    connection.exec_driver_sql(FORGET)


def forget_words_of_few(connection: Connection) -> None:
    """The same at once, where there are not too many leads for it: 10,000 take about 0.1 s.

    Where there are more, their words go with the other bytes that a deletion leaves, and no
    backup takes them along.
    """
    leads = connection.exec_driver_sql("SELECT count(*) FROM lead_index").scalar_one()
    if leads <= _FEW:
        forget_words(connection)


def values_of(row: Sequence[Any]) -> tuple[tuple[Any, ...], str]:
    """The row of the index that a lead should have, and the words that it is filed under."""
    lead_id, _n, _known, name, affiliation, email, badge_id, interests, rating, *rest = row
    role_id, role, owner_id, owner, made, made_by, seen, step, step_on, graduates, *rest = rest
    purposes, waiting, days, meeting, notes, tags, answers = rest
    texts = (name, affiliation, email, badge_id, step, notes, tags, answers)
    words = filed([*(text for text in texts if text), *text_list(interests)])
    digest = hashlib.blake2b(words.encode(errors="replace"), digest_size=8).digest()
    status, _, starts = (meeting or "none").partition(" ")
    return (
        *(lead_id, folded(name or email), folded(affiliation), HEAT[rating]),
        *(purposes or 0, waiting, role_id or "", folded(role or "")),
        *(owner_id or "", folded(owner or ""), made, made_by, seen, days),
        *(status, int(starts) if starts else None, int(bool(step)), step_on, graduates, digest),
    ), words


def _save(cursor: Any, row: Sequence[Any]) -> None:
    values, words = values_of(row)
    n = cursor.execute(_SAVE, values).fetchone()[0]
    if values[-1] != row[_WORDS]:
        cursor.execute(_FILE, (n, words))
