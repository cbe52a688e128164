"""`boothapp slots` and `boothapp book`."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from boothapp.cli.common import (
    REFUSED,
    JsonOption,
    StaffOption,
    StoreOption,
    day_of,
    print_json,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.domain.clashes import Clash, ClashKind, SlotTaken
from boothapp.domain.errors import BadInput
from boothapp.domain.event import EventInfo, Room
from boothapp.domain.interviews import Interview, Slot

app = typer.Typer(help="Slots of the interview rooms.", no_args_is_help=True)


@app.callback()
def slots() -> None:
    """Slots of the interview rooms."""


@app.command("list")
def list_(
    day: Annotated[
        str | None, typer.Option(metavar="DAY", help="One day; without it, all of them.")
    ] = None,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """List free and booked slots; times are the event's."""
    with opened(store, staff) as services:
        event = services.settings.get().event
        for one in _days(day, event):
            for slot in services.interviews.slots(one):
                record = _record(slot, event)
                if json:
                    print_json(record)
                else:
                    who = slot.interview.candidate if slot.interview is not None else "free"
                    typer.echo(f"{record['starts']}\t{slot.room.name}\t{who}")


def book(
    badge_id: Annotated[
        str, typer.Argument(metavar="BADGE_ID", help="Badge id, lead id or e-mail.")
    ],
    room: Annotated[str, typer.Option(metavar="ROOM", help="Name of the room.")],
    at: Annotated[
        str, typer.Option(metavar="TIME", help="2026-07-09T14:30; without a zone, the event's.")
    ],
    minutes: Annotated[int | None, typer.Option(metavar="N", help="Length.")] = None,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Book an interview for a lead."""
    with opened(store, staff) as services:
        settings = services.settings.get()
        place = _room(room, settings.rooms)
        starts = _instant(at, settings.event)
        lead_id = services.leads.find(badge_id)
        try:
            interview = services.interviews.book(lead_id, place.id, starts, minutes)
        except SlotTaken as taken:
            for clash in taken.clashes:
                say(f"Not booked: {_worded(clash, settings.event)}.")
            raise typer.Exit(REFUSED) from None
        record = _record(Slot(place, interview.starts, interview.ends, interview), settings.event)
        if json:
            print_json(record)
        else:
            typer.echo(f"{interview.candidate}: {place.name}, {record['starts']}")


def _worded(clash: Clash, event: EventInfo) -> str:
    starts, ends = event.local(clash.starts), event.local(clash.ends)
    if clash.kind is ClashKind.CLOSED:
        return f"{clash.who} is open from {starts:%H:%M} to {ends:%H:%M}"
    return f"{clash} ({starts:%H:%M} to {ends:%H:%M})"


def _days(text: str | None, event: EventInfo) -> tuple[date, ...]:
    if text is None:
        return event.days
    day = day_of(text)
    if day not in event.days:
        raise BadInput(f"{day} is no day of the event ({event.first_day} to {event.last_day}).")
    return (day,)


def _room(name: str, rooms: tuple[Room, ...]) -> Room:
    found = next((room for room in rooms if room.name.casefold() == name.casefold()), None)
    if found is None:
        known = ", ".join(room.name for room in rooms) or "none"
        raise BadInput(f"There is no room “{name}”. Rooms: {known}.")
    return found


def _instant(text: str, event: EventInfo) -> datetime:
    """An aware instant. Raises BadInput, also for a time that the clock change skips."""
    try:
        found = datetime.fromisoformat(text if ":" in text else "")
    except ValueError:
        raise BadInput(f"“{text}” is no time; write it as 2026-07-09T14:30.") from None
    if found.tzinfo is not None:
        return found.astimezone(UTC)
    local = found.replace(tzinfo=event.zone)
    if local.astimezone(UTC).astimezone(event.zone).replace(tzinfo=None) != found:
        raise BadInput(f"{text} does not exist in {event.timezone}: the clocks change then.")
    return local.astimezone(UTC)


def _record(slot: Slot, event: EventInfo) -> dict[str, object]:
    booked: Interview | None = slot.interview
    return {
        "room": slot.room.name,
        "starts": event.local(slot.starts).isoformat(),
        "ends": event.local(slot.ends).isoformat(),
        "free": booked is None,
        "interview_id": booked.id if booked is not None else None,
        "lead_id": booked.lead_id if booked is not None else None,
        "candidate": booked.candidate if booked is not None else None,
        "status": booked.status.value if booked is not None else None,
    }
