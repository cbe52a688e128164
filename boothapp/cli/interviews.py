"""`boothapp slots`, `book`, `move`, `cancel` and `arrive`."""

from datetime import date
from typing import Annotated

import typer

from boothapp.cli import interview_keys as keys
from boothapp.cli.common import (
    REFUSED,
    JsonOption,
    StaffOption,
    StoreOption,
    day_of,
    print_json,
    whole_number,
)
from boothapp.cli.common import services as opened
from boothapp.domain.clashes import SlotTaken
from boothapp.domain.errors import BadInput, NothingToDo
from boothapp.domain.event import EventInfo
from boothapp.domain.interviews import MIN_MINUTES, Interview, InterviewStatus
from boothapp.services.bundle import Services
from boothapp.services.planned import MAX_MINUTES

app = typer.Typer(help="Slots of the interview rooms.", no_args_is_help=True)

LeadArgument = Annotated[
    str, typer.Argument(metavar="BADGE_ID", help="Badge id, lead id or e-mail.")
]
InterviewArgument = Annotated[
    str,
    typer.Argument(
        metavar="INTERVIEW", help="Its id, or badge id, lead id or e-mail of who has one ahead."
    ),
]
AtOption = Annotated[
    str, typer.Option(metavar="TIME", help="2026-07-09T14:30; without a zone, the event's.")
]
MinutesOption = Annotated[
    int | None,
    typer.Option(metavar="N", parser=whole_number(MIN_MINUTES, MAX_MINUTES), help="Length."),
]
AnywayOption = Annotated[
    bool, typer.Option("--anyway", help="Overrule wishes and limits; nobody is had twice.")
]


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
                booked = slot.interview
                record = keys.record(slot.room.name, slot.starts, slot.ends, booked, event)
                if json:
                    print_json(record)
                else:
                    who = booked.candidate if booked is not None else "free"
                    typer.echo(f"{record['starts']}\t{slot.room.name}\t{who}")


@app.command("offer")
def offer(
    badge_id: LeadArgument,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Show the three earliest places that suit somebody: room, time, and who would hold it."""
    with opened(store, staff) as services:
        event = services.settings.get().event
        found = services.offers.best(services.leads.find(badge_id))
    for one in found:
        record = keys.record(one.room.name, one.starts, one.ends, None, event)
        names = [who.name for who in one.panel]
        if json:
            print_json(record | {"interviewers": names})
        else:
            names = [", ".join(names)] if names else []
            typer.echo("\t".join((str(record["starts"]), one.room.name, *names)))
    if not found:
        raise NothingToDo("No place is left that suits.")


def book(
    badge_id: LeadArgument,
    room: Annotated[str, typer.Option(metavar="ROOM", help="Name of the room.")],
    at: AtOption,
    minutes: MinutesOption = None,
    with_: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="NAME", help="Who holds it; repeat it for a panel."),
    ] = None,
    anyway: AnywayOption = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Book an interview for a lead."""
    with opened(store, staff) as services:
        settings = services.settings.get()
        place = keys.room_named(room, settings.rooms)
        starts = keys.instant(at, settings.event)
        panel = keys.panel_named(with_ or [], settings)
        lead_id = services.leads.find(badge_id)
        try:
            interview = services.interviews.book(
                lead_id, place.id, starts, minutes, panel, despite=anyway
            )
        except SlotTaken as taken:
            keys.refuse(taken, settings.event, "booked")
            raise typer.Exit(REFUSED) from None
        _tell(services, interview, json=json)


def move(
    interview: InterviewArgument,
    room: Annotated[
        str | None, typer.Option(metavar="ROOM", help="Name of the room; by default the same.")
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="The new start; by default the same.")
    ] = None,
    minutes: MinutesOption = None,
    anyway: AnywayOption = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Move an interview to another room or time, or change its length."""
    if room is None and at is None and minutes is None:
        raise BadInput("Say a room, a time or a length.")
    with opened(store, staff) as services:
        settings = services.settings.get()
        one = keys.interview_of(services, interview)
        place = keys.room_named(room, settings.rooms).id if room else one.room_id
        starts = keys.instant(at, settings.event) if at else one.starts
        try:
            services.interviews.move(one.id, place, starts, minutes, despite=anyway)
        except SlotTaken as taken:
            keys.refuse(taken, settings.event, "moved")
            raise typer.Exit(REFUSED) from None
        _tell(services, services.interviews.get(one.id), json=json)


def cancel(
    interview: InterviewArgument,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Cancel an interview; its room and its people are free again."""
    with opened(store, staff) as services:
        one = keys.interview_of(services, interview)
        services.interviews.set_status(one.id, InterviewStatus.CANCELLED)
        _tell(services, services.interviews.get(one.id), json=json)


def arrive(
    badge_id: LeadArgument,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Mark that somebody is at the door for the interview of today that is nearest in time."""
    with opened(store, staff) as services:
        before = services.day_now.arrive(services.leads.find(badge_id))
        _tell(services, services.interviews.get(before.id), json=json)


def _tell(services: Services, one: Interview, *, json: bool) -> None:
    settings = services.settings.get()
    rooms = {room.id: room.name for room in settings.rooms}
    room = rooms.get(one.room_id, "a room that is not used any more")
    if json:
        print_json(keys.record(room, one.starts, one.ends, one, settings.event))
        return
    status = "" if one.status is InterviewStatus.PLANNED else f" ({one.status.value})"
    typer.echo(keys.line(one, room, settings.event) + status)


def _days(text: str | None, event: EventInfo) -> tuple[date, ...]:
    return event.days if text is None else (event.checked(day_of(text)),)
