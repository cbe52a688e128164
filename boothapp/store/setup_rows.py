"""What the sponsor set up: rows to values and back."""

import json
from datetime import date, time
from typing import Any

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.event import Role, Room
from boothapp.domain.needs import Interviewer
from boothapp.domain.qualifiers import Kind, Qualifier
from boothapp.store.mapping import AnyRow, list_text, text_list
from boothapp.store.need_text import need_of, need_text


def room_of(row: AnyRow) -> Room:
    """The room in a row."""
    return Room(
        id=row.id,
        name=row.name,
        seats=row.seats,
        opens=time.fromisoformat(row.opens),
        closes=time.fromisoformat(row.closes),
        slot_minutes=row.slot_minutes,
        kind=row.kind,
        buffer_minutes=row.buffer_minutes,
    )


def room_columns(room: Room) -> dict[str, Any]:
    """The columns of a room, without id and place in the order."""
    return {
        "name": room.name,
        "seats": room.seats,
        "opens": room.opens.isoformat("minutes"),
        "closes": room.closes.isoformat("minutes"),
        "slot_minutes": room.slot_minutes,
        "kind": room.kind,
        "buffer_minutes": room.buffer_minutes,
    }


def interviewer_of(row: AnyRow) -> Interviewer:
    """The interviewer in a row."""
    return Interviewer(
        id=row.id,
        name=row.name,
        email=row.email,
        skills=text_list(row.skills),
        languages=text_list(row.languages),
        day_minutes=row.day_minutes,
        row_minutes=row.row_minutes,
        gap_minutes=row.gap_minutes,
        staff_id=row.staff_id,
    )


def interviewer_columns(who: Interviewer) -> dict[str, Any]:
    """The columns of an interviewer, without the id."""
    return {
        "name": who.name,
        "email": who.email,
        "skills": list_text(who.skills),
        "languages": list_text(who.languages),
        "day_minutes": who.day_minutes,
        "row_minutes": who.row_minutes,
        "gap_minutes": who.gap_minutes,
        "staff_id": who.staff_id,
    }


def availability_of(row: AnyRow) -> Availability:
    """The open or blocked time in a row."""
    return Availability(
        id=row.id,
        kind=AvailabilityKind(row.kind),
        title=row.title,
        room_id=row.room_id,
        interviewer_id=row.interviewer_id,
        days=tuple(date.fromisoformat(day) for day in json.loads(row.days)),
        starts=time.fromisoformat(row.starts),
        ends=time.fromisoformat(row.ends),
    )


def availability_columns(one: Availability) -> dict[str, Any]:
    """The columns of an open or blocked time, without the id."""
    return {
        "room_id": one.room_id,
        "interviewer_id": one.interviewer_id,
        "kind": one.kind.value,
        "title": one.title,
        "days": list_text([day.isoformat() for day in one.days]),
        "starts": one.starts.isoformat("minutes"),
        "ends": one.ends.isoformat("minutes"),
    }


def role_of(row: AnyRow) -> Role:
    """The open position in a row."""
    return Role(row.id, row.title, need_of(row.need), row.link)


def role_columns(role: Role) -> dict[str, Any]:
    """The columns of an open position, without id and place in the order."""
    return {"title": role.title, "need": need_text(role.need), "link": role.link}


def qualifier_of(row: AnyRow) -> Qualifier:
    """The question in a row, also in one from before questions had kinds."""
    return Qualifier(
        row.id,
        row.question,
        text_list(row.choices),
        Kind(row.kind),
        bool(row.required),
        row.version,
        row.replaces or "",
    )


def qualifier_columns(asked: Qualifier) -> dict[str, Any]:
    """The columns of a question, without id and place in the order."""
    return {
        "question": asked.question,
        "choices": list_text(asked.choices),
        "kind": asked.kind.value,
        "required": int(asked.required),
        "version": asked.version,
        "replaces": asked.replaces or None,
    }
