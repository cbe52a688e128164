"""A LeadFilter in SQL, over `lead_index AS i`: the same for the table, exports and reports."""

import json
from collections.abc import Collection
from datetime import datetime

from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.search_words import wanted
from boothapp.store.instants import to_ms
from boothapp.store.lead_index import BITS, HEAT

Values = dict[str, str | int]

NOBODY = "0"
"""The condition for a text without a letter or figure in it: nothing says that."""
MATCHES = "(SELECT rowid FROM lead_words WHERE lead_words MATCH :f_words)"


def conditions(asked: LeadFilter) -> tuple[str, Values]:
    """The condition and the values of its named parameters, all of which begin with `f_`."""
    where, values = parts(asked)
    words = wanted(asked.text)
    if words:
        where.insert(0, f"i.n IN {MATCHES}")
        values["f_words"] = words
    elif asked.text.strip():
        where.insert(0, NOBODY)
    return " AND ".join(where) or "1", values


def parts(asked: LeadFilter) -> tuple[list[str], Values]:
    """The conditions on everything but the text."""
    where: list[str] = []
    values: Values = {}

    def one_of(column: str, name: str, chosen: Collection[str | int]) -> None:
        if chosen:
            known = {f"f_{name}{n}": value for n, value in enumerate(sorted(chosen, key=str))}
            values.update(known)
            where.append(f"{column} IN ({', '.join(f':{key}' for key in known)})")

    one_of("i.rating", "rating", {HEAT[rating] for rating in asked.ratings})
    one_of("i.role_id", "role", asked.roles)
    one_of("i.owner_id", "owner", asked.owners)
    one_of("i.made_by", "staff", asked.staff)
    one_of("i.meeting", "meeting", {meeting.value for meeting in asked.meetings})
    if asked.purposes:
        values["f_purposes"] = sum(BITS[purpose] for purpose in asked.purposes)
        where.append("i.purposes & :f_purposes = :f_purposes")
    if asked.waiting:
        where.append("i.waiting = 1")
    if asked.days:
        days = {f"f_day{n}": day.isoformat() for n, day in enumerate(sorted(asked.days))}
        values.update(days)
        where.append(f"({' OR '.join(f'instr(i.days, :{key}) > 0' for key in days)})")
    for n, tag in enumerate(sorted(asked.tags)):
        values[f"f_tag{n}"] = tag
        tagged = f"SELECT lead_id FROM lead_tag WHERE tag = :f_tag{n} COLLATE NOCASE"  # noqa: S608 - our own words
        where.append(f"i.lead_id IN ({tagged})")
    if asked.no_follow_up:
        where.append("i.next_step = 0 AND i.meeting <> 'planned'")
    if asked.made is not None:
        first, last = asked.made
        values |= {"f_from": _ms(first), "f_to": _ms(last)}
        where.append("i.made >= :f_from AND i.made < :f_to")
    if asked.leads is not None:
        values["f_leads"] = json.dumps(sorted(asked.leads))
        where.append("i.lead_id IN (SELECT value FROM json_each(:f_leads))")
    return where, values


def _ms(instant: datetime) -> int:
    return to_ms(instant)
