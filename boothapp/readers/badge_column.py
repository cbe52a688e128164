"""Whether the column that is called like a badge id holds one: “Ticket” may say which kind.

A badge id is one person's. Where people share what stands in a column, another that could be the
badge id goes before it, or a person is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from boothapp.domain import mapping_hints
from boothapp.domain.roster import RosterField
from boothapp.readers.headers import candidates

_FEW = 0.1  # of the rows: so many ids may be typed wrong
_MOST = 0.9  # of the rows
_OF_PEOPLE = (
    *(RosterField.EMAIL, RosterField.NAME, RosterField.GIVEN_NAME, RosterField.FAMILY_NAME),
)


def keep_no_kind(
    found: dict[RosterField, str],
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    like_ids: Sequence[str],
) -> list[str]:
    """Change in `found` a badge id that people share; answers with what a person should look at.

    `like_ids`: the columns that hold ids by what stands in them. It stays where nothing else tells
    people apart.
    """
    chosen = found.get(RosterField.BADGE_ID)
    if chosen is None:
        return []
    column = {one: _column(headers.index(one), rows) for one in headers if one}
    people = _people(found, column, len(rows))
    shared = _shared(column[chosen], people)
    if not shared:
        return []
    others = [
        one
        for one in candidates(headers, RosterField.BADGE_ID)
        if one != chosen and _is_full(column[one]) and not _shared(column[one], people)
    ]
    if shared <= _FEW and others:
        del found[RosterField.BADGE_ID]
        return [mapping_hints.some_share(chosen, others[0])]
    if not others and RosterField.EMAIL not in found and shared > _FEW and len(like_ids) == 1:
        others = [*like_ids]
    if others:
        found[RosterField.BADGE_ID] = others[0]
        return [mapping_hints.taken_instead(others[0], chosen)]
    mails = column.get(found.get(RosterField.EMAIL, ""), [])
    if shared > _FEW and _is_full(mails) and len(set(filter(None, mails))) >= _MOST * len(mails):
        del found[RosterField.BADGE_ID]
        return [mapping_hints.is_shared(chosen)]
    return []


def _column(at: int, rows: Sequence[Sequence[str]]) -> list[str]:
    return [row[at].strip() if at < len(row) else "" for row in rows]


def _people(
    found: Mapping[RosterField, str], column: Mapping[str, Sequence[str]], count: int
) -> list[str]:
    """Whose each row is: a person who is in the list twice shares nothing with others."""
    known = [column[found[field]] for field in _OF_PEOPLE if field in found]
    said = [" ".join(values[n] for values in known).strip().casefold() for n in range(count)]
    return [one or str(n) for n, one in enumerate(said)]


def _shared(values: Sequence[str], people: Sequence[str]) -> float:
    """Of the filled cells, which part holds what another person's cell holds."""
    owners: dict[str, set[str]] = defaultdict(set)
    for value, person in zip(values, people, strict=True):
        owners[value.casefold()].add(person)
    filled = [value.casefold() for value in values if value]
    return sum(len(owners[value]) > 1 for value in filled) / max(1, len(filled))


def _is_full(values: Sequence[str]) -> bool:
    return bool(values) and sum(map(bool, values)) >= _MOST * len(values)
