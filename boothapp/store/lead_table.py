"""The table of leads: any number of them, the first at once, the others by their place.

Three questions are asked of it. `head` answers with the first rows, and does not look at all the
others; `numbers` with every lead in order, as bare numbers, in one step of SQLite; `rows` with what
those are that can be seen. A place in the table is then a place in a list, whatever the order, and
no row is read to be skipped.
"""

import json
from array import array
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from boothapp.domain.consent import Purpose
from boothapp.domain.event import Stretch
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.lead_rows import RANKED_AT_MOST, LeadQuery, LeadRow, LeadSort
from boothapp.domain.people import Rating
from boothapp.domain.search_words import folded, wanted
from boothapp.store.instants import from_ms, from_ms_or_none, to_ms
from boothapp.store.lead_filter import MATCHES, NOBODY, Values, parts
from boothapp.store.lead_index import BITS, COUNTS
from boothapp.store.mapping import date_or_none

# What an order is by, and what may be missing of it.
_BY = {
    LeadSort.NAME: "i.name {0}, i.n {0}",
    LeadSort.AFFILIATION: "i.affiliation {0}, i.n {0}",
    LeadSort.RATING: "i.rating {0}, i.seen {0}, i.n {0}",
    LeadSort.CONSENT: "i.purposes {0}, i.seen {0}, i.n {0}",
    LeadSort.ROLE: "i.role = '', i.role {0}, i.seen DESC, i.n DESC",
    LeadSort.INTERVIEW: "i.interview IS NULL, i.interview {0}, i.seen DESC, i.n DESC",
    LeadSort.SEEN: "i.seen {0}, i.n {0}",
    LeadSort.MADE: "i.made {0}, i.n {0}",
    LeadSort.OWNER: "i.owner = '', i.owner {0}, i.seen DESC, i.n DESC",
    LeadSort.NEXT_STEP: "i.next_step_on IS NULL, i.next_step_on {0}, i.seen DESC, i.n DESC",
    LeadSort.GRADUATES: "i.graduates IS NULL, i.graduates {0}, i.seen DESC, i.n DESC",
}
# How well a name matches: words that begin it, that begin a later name, that are in it; else
# where they are in the affiliation, else anywhere.
_MATCH = """CASE
    WHEN substr(i.name, 1, length(:o_text)) = :o_text THEN 0
    WHEN instr(' ' || i.name, ' ' || :o_text) > 0 THEN 1
    WHEN instr(i.name, :o_text) > 0 THEN 2
    WHEN instr(i.affiliation, :o_text) > 0 THEN 3
    ELSE 4
END, i.seen DESC, i.n DESC"""
# Measured on 10,000 to 300,000 leads with notes, per row looked up one by one and per match that
# is listed: what a way to the first rows costs, in the same unit.
_LOOK_UP, _LIST = 400.0, 0.25
_FEW = 20  # where fewer than one in so many match, each is looked up; else the order is walked

# What the columns stand for, looked up: sixty rows are made while somebody waits for them.
_RATINGS: dict[str | None, Rating | None] = {None: None, **{one.value: one for one in Rating}}
_MEETINGS: dict[str, InterviewStatus | None] = {
    "": None,
    **{one.value: one for one in InterviewStatus},
}
_NO_MEETING = ("", "", "")
_PURPOSES = {
    bits: frozenset(one for one in Purpose if bits & BITS[one]) for bits in range(1 << len(Purpose))
}

_ROWS = f"""
SELECT i.n, lead.id, lead.badge_id, lead.name, lead.affiliation, lead.email, lead.career_stage,
    lead.rating, i.purposes, i.waiting, coalesce(role.title, ''), i.interview, lead.seen,
    seer.name, coalesce(owner.name, ''), coalesce(lead.next_step, ''), lead.next_step_on,
    coalesce(lead.graduates, ''), lead.created, maker.name,
    (SELECT status || ' ' || room.name FROM interview JOIN room ON room.id = interview.room_id
        WHERE lead_id = lead.id AND {COUNTS}),
    (SELECT group_concat(tag, char(10)) FROM
        (SELECT tag FROM lead_tag WHERE lead_id = lead.id ORDER BY tag COLLATE NOCASE))
FROM lead_index AS i
JOIN lead ON lead.id = i.lead_id
JOIN staff AS seer ON seer.id = lead.seen_by
JOIN staff AS maker ON maker.id = lead.created_by
LEFT JOIN staff AS owner ON owner.id = lead.owner_id
LEFT JOIN role ON role.id = lead.role_id
WHERE i.n IN (SELECT value FROM json_each(?))
"""  # noqa: S608 - fixed words of our own


class LeadTable:
    """Reads within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._cursor: Any = connection.connection.cursor()

    def head(self, query: LeadQuery, limit: int) -> tuple[LeadRow, ...]:
        """The first rows in order, at most `limit` of them."""
        where, values, order = self._asked(query, walks=limit)
        found = self._cursor.execute(
            f"SELECT i.n FROM lead_index AS i WHERE {where} ORDER BY {order} LIMIT {int(limit)}",  # noqa: S608 - values are bound
            values,
        )
        return self.rows([row[0] for row in found])

    def numbers(self, query: LeadQuery) -> Sequence[int]:
        """Every lead that fits, in order; each as the number that its row has too."""
        where, values, order = self._asked(query)
        # One text in one step: SQLite works without Python's lock until it is there, and the
        # window, which wants to paint, waits only while it is read.
        ordered = f"SELECT i.n FROM lead_index AS i WHERE {where} ORDER BY {order}"  # noqa: S608 - values are bound
        self._cursor.execute(f"SELECT '[' || group_concat(n) || ']' FROM ({ordered})", values)  # noqa: S608 - as above
        return array("q", json.loads(self._cursor.fetchone()[0] or "[]"))

    def count(self, query: LeadQuery) -> int:
        """How many leads fit."""
        where, values, _ = self._asked(query)
        counted = f"SELECT count(*) FROM lead_index AS i WHERE {where}"  # noqa: S608 - as above
        return int(self._cursor.execute(counted, values).fetchone()[0])

    def rows(self, numbers: Sequence[int]) -> tuple[LeadRow, ...]:
        """The rows of these leads in the same order; who is gone is left out."""
        found = {row[0]: row for row in self._cursor.execute(_ROWS, (_listed(numbers),))}
        return tuple(_row(found[number]) for number in numbers if number in found)

    def number_of(self, lead_id: str) -> int | None:
        """What the table calls a lead; None where it is gone."""
        self._cursor.execute("SELECT n FROM lead_index WHERE lead_id = ?", (lead_id,))
        row = self._cursor.fetchone()
        return None if row is None else int(row[0])

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The ids of leads by their numbers, in order; who is gone is left out."""
        self._cursor.execute(
            "SELECT lead_id FROM json_each(?) AS wanted JOIN lead_index ON n = wanted.value "
            "ORDER BY wanted.key",
            (_listed(numbers),),
        )
        return tuple(row[0] for row in self._cursor.fetchall())

    def counts(self, today: Stretch) -> tuple[int, int]:
        """(leads stored within the two instants, all leads)."""
        self._cursor.execute(
            "SELECT (SELECT count(*) FROM lead_index WHERE made >= ? AND made < ?), "
            "(SELECT count(*) FROM lead_index)",
            tuple(to_ms(instant) for instant in today),
        )
        made, everybody = self._cursor.fetchone()
        return int(made), int(everybody)

    def _asked(self, query: LeadQuery, walks: int = 0) -> tuple[str, Values, str]:
        """Condition, values and order.

        Words are looked for as a list of all matches, or, where the first `walks` rows are wanted
        and nearly everybody matches, in each row of the order until there are enough.
        """
        where, values = parts(query.filter)
        words = wanted(query.filter.text)
        matches = 0
        if words:
            values["f_words"] = words
            matches = self._matches(words)
            where.insert(0, self._match_condition(matches, walks))
        elif query.filter.text.strip():
            where.insert(0, NOBODY)
        order = self._order(query, matches, values)
        return " AND ".join(where) or "1", values, order

    def _matches(self, words: str) -> int:
        self._cursor.execute("SELECT count(*) FROM lead_words WHERE lead_words MATCH ?", (words,))
        return int(self._cursor.fetchone()[0])

    def _match_condition(self, matches: int, walks: int) -> str:
        """How matches are found: `+` keeps SQLite from looking up each one, out of order."""
        if matches <= RANKED_AT_MOST:
            return f"i.n IN {MATCHES}"
        everybody = self._cursor.execute("SELECT count(*) FROM lead_index").fetchone()[0]
        if walks and walks * everybody / matches * _LOOK_UP < matches * _LIST:
            return (
                "EXISTS (SELECT 1 FROM lead_words WHERE lead_words MATCH :f_words AND rowid = i.n)"
            )
        return f"+i.n IN {MATCHES}" if matches * _FEW > everybody else f"i.n IN {MATCHES}"

    def _order(self, query: LeadQuery, matches: int, values: Values) -> str:
        if query.sort is LeadSort.MATCH:
            if 0 < matches <= RANKED_AT_MOST:
                values["o_text"] = folded(query.filter.text)
                return _MATCH
            return _BY[LeadSort.SEEN].format("DESC")
        return _BY[query.sort].format("DESC" if query.descending else "ASC")


def _listed(numbers: Sequence[int]) -> str:
    """As JSON: there may be more of them than a statement has parameters."""
    return f"[{','.join(map(str, numbers))}]"


def _row(row: Sequence[Any]) -> LeadRow:
    (
        number, lead_id, badge_id, name, affiliation, email, stage, rating, purposes, waiting,
        role, interview, seen, staff, owner, step, step_on, graduates, created, maker,
        meeting, tags,
    ) = row  # fmt: skip # a line for each would hide the rest
    status, _, room = meeting.partition(" ") if meeting else _NO_MEETING
    # By place, in the order of LeadRow's fields: by name it takes half as long again.
    return LeadRow(
        number, lead_id, badge_id, name, affiliation, email, stage, _RATINGS[rating],
        _PURPOSES[purposes], bool(waiting), role, tuple(tags.split("\n")) if tags else (),
        from_ms_or_none(interview), _MEETINGS[status], room, from_ms(seen), staff, owner, step,
        date_or_none(step_on), graduates, from_ms(created), maker,
    )  # fmt: skip # as above
