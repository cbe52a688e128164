"""Leads as they are compared, and the pairs that somebody said are two people."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from boothapp.domain.duplicates import Known, place_words
from boothapp.domain.near_names import name_beginnings
from boothapp.domain.search_words import LONGEST, folded
from boothapp.store.changes import ChangeLog
from boothapp.store.mapping import text_list

_COLUMNS = "lead.id, lead.name, lead.email, lead.affiliation, lead.links, lead.badge_id"
_ALL = f"SELECT {_COLUMNS} FROM lead ORDER BY id"  # noqa: S608 - fixed words of our own
_ONE = f"SELECT {_COLUMNS} FROM lead WHERE id = ?"  # noqa: S608 - as above
_SAME_EMAIL = f"""
SELECT {_COLUMNS} FROM lead WHERE email = ? COLLATE NOCASE AND email <> '' AND id <> ? LIMIT 20
"""  # noqa: S608 - as above
_LINKED = f"SELECT {_COLUMNS} FROM lead WHERE links <> '[]' AND id <> ?"  # noqa: S608 - as above
# At the same affiliation, with a word in the name that begins alike.
_THERE = f"""
SELECT {_COLUMNS} FROM lead_index AS i JOIN lead ON lead.id = i.lead_id
WHERE i.affiliation = ? AND i.lead_id <> ? AND EXISTS (
    SELECT 1 FROM json_each(?) AS beginning WHERE instr(' ' || i.name, ' ' || beginning.value) > 0
) LIMIT {{}}
"""  # noqa: S608 - as above
# Where the affiliation is written otherwise: by whole words of both, as leads are filed.
_NAMED = f"""
SELECT {_COLUMNS} FROM lead_words JOIN lead_index AS i ON i.n = lead_words.rowid
JOIN lead ON lead.id = i.lead_id
WHERE lead_words MATCH ? AND lead.id <> ? LIMIT {{}}
"""  # noqa: S608 - as above
_MOST = 500  # leads that are compared with one
_NAMES, _PLACES = 2, 3  # words of a name and an affiliation that are looked for
_APART = "SELECT one_id, other_id FROM lead_apart"


class Duplicates:
    """Reads and changes within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None) -> None:
        self._connection = connection
        self._log = log

    def everybody(self, most: int = -1) -> tuple[Known, ...]:
        """All leads, as they are compared; or at most so many."""
        return tuple(self._known(f"{_ALL} LIMIT {int(most)}", ()))

    def get(self, lead_id: str) -> Known | None:
        """One lead, None where it is gone."""
        return next(self._known(_ONE, (lead_id,)), None)

    def like(self, lead: Known) -> tuple[Known, ...]:
        """Those that share an address, a link, or words of name and affiliation with a lead."""
        found = {one.lead_id: one for one in self._known(_SAME_EMAIL, (lead.email, lead.lead_id))}
        if lead.links:
            found |= {one.lead_id: one for one in self._known(_LINKED, (lead.lead_id,))}
        place, beginnings = folded(lead.affiliation), sorted(name_beginnings(lead.name))
        if place and beginnings:
            there, values = _THERE.format(_MOST), (place, lead.lead_id, json.dumps(beginnings))
            found |= {one.lead_id: one for one in self._known(there, values)}
            named, words = _NAMED.format(_MOST), _words(lead)
            found |= {one.lead_id: one for one in self._known(named, (words, lead.lead_id))}
        return tuple(found.values())

    def apart(self) -> frozenset[tuple[str, str]]:
        """The pairs that are two people, each with the smaller id first."""
        rows = self._connection.exec_driver_sql(_APART)
        return frozenset((row.one_id, row.other_id) for row in rows)

    def apart_from(self, lead_id: str) -> tuple[str, ...]:
        """The leads that are somebody else than this one."""
        query = f"{_APART} WHERE ? IN (one_id, other_id)"
        rows = self._connection.exec_driver_sql(query, (lead_id,))
        return tuple(row.other_id if row.one_id == lead_id else row.one_id for row in rows)

    def set_apart(self, one_id: str, other_id: str, *, apart: bool) -> bool:
        """Say that two leads are two people, or take that back; False where it stood so."""
        assert self._log is not None, "leads are set apart in a writing transaction"  # noqa: S101
        pair = (min(one_id, other_id), max(one_id, other_id))
        if (pair[1] in self.apart_from(pair[0])) == apart:
            return False
        change = (
            "INSERT INTO lead_apart VALUES (?, ?)"
            if apart
            else "DELETE FROM lead_apart WHERE one_id = ? AND other_id = ?"
        )
        self._connection.exec_driver_sql(change, pair)
        query = "SELECT subject FROM lead WHERE id = ?"
        subject = self._connection.exec_driver_sql(query, pair[:1]).scalar_one()
        value: Mapping[str, object] = {"other": pair[1], "apart": apart}
        self._log.append("lead.apart", pair[0], subject=subject, value=value)
        return True

    def _known(self, query: str, values: Sequence[str]) -> Iterator[Known]:
        cursor: Any = self._connection.connection.cursor()
        for lead_id, name, email, affiliation, links, badge_id in cursor.execute(query, values):
            listed = text_list(links) if links != "[]" else ()
            yield Known(lead_id, name, email, affiliation, listed, badge_id or "")


def _words(lead: Known) -> str:
    """The search for one of the longest words of the name with one of the affiliation."""
    names = sorted(folded(lead.name).split(), key=len, reverse=True)[:_NAMES]
    places = place_words(lead.affiliation)[:_PLACES]
    return f"({_either(names)}) AND ({_either(places)})"


def _either(words: Sequence[str]) -> str:
    return " OR ".join(f'"{word[:LONGEST]}"*' for word in words)
