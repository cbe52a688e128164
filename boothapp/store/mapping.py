"""Rows to values and back, in one place: lists and talks as JSON text, instants as milliseconds."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select

from boothapp.domain.people import BusyTime, Person
from boothapp.store.instants import from_ms, to_ms

AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]


def person_columns(person: Person) -> dict[str, str]:
    """The columns that `lead` and `roster_entry` share."""
    return {
        "name": person.name,
        "email": person.email,
        "affiliation": person.affiliation,
        "attendee_type": person.attendee_type,
        "career_stage": person.career_stage,
        "interests": list_text(person.interests),
        "links": list_text(person.links),
        "busy": json.dumps([_busy_json(busy) for busy in person.busy], ensure_ascii=False),
        "family_name": person.family_name,
    }


def person_of(row: AnyRow | Mapping[str, Any]) -> Person:
    """The person in a row of `lead` or `roster_entry`."""
    columns = row if isinstance(row, Mapping) else row._mapping
    return Person(
        name=columns["name"] or "",
        email=columns["email"] or "",
        affiliation=columns["affiliation"] or "",
        attendee_type=columns["attendee_type"] or "",
        career_stage=columns["career_stage"] or "",
        interests=text_list(columns["interests"]),
        links=text_list(columns["links"]),
        busy=busy_times(columns["busy"]),
        family_name=columns["family_name"] or "",
    )


def list_text(values: Sequence[str]) -> str:
    """A JSON list."""
    return json.dumps(list(values), ensure_ascii=False)


def text_list(text: str | None) -> tuple[str, ...]:
    """The values of a JSON list; none where the column is empty."""
    return tuple(json.loads(text)) if text else ()


def date_or_none(text: str | None) -> date | None:
    """The day in an ISO column; None where it is empty."""
    return date.fromisoformat(text) if text else None


def busy_times(text: str | None) -> tuple[BusyTime, ...]:
    """The talks and posters in a JSON list of [kind, title, starts ms, ends ms, place]."""
    return tuple(
        BusyTime(kind, title, from_ms(starts), from_ms(ends), place)
        for kind, title, starts, ends, place in json.loads(text or "[]")
    )


def _busy_json(busy: BusyTime) -> list[str | int]:
    return [busy.kind, busy.title, to_ms(busy.starts), to_ms(busy.ends), busy.place]
