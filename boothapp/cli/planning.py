"""`boothapp plan`: a timetable for everybody who waits, or a repair of the booked one."""

from typing import Annotated

import typer

from boothapp.cli import interview_keys as keys
from boothapp.cli.common import (
    REFUSED,
    JsonOption,
    StaffOption,
    StoreOption,
    print_json,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.domain.errors import BadInput
from boothapp.domain.event import EventInfo
from boothapp.services import plan_words
from boothapp.services.bundle import Services
from boothapp.services.planning import SEARCH_SECONDS
from boothapp.services.proposals import Accepted, Proposal, Proposed, Refused, Unplaced

_MOST_SECONDS = 600


def plan(
    seconds: Annotated[
        float | None,
        typer.Option(metavar="N", help="How long to look for a better one at most: 15 seconds."),
    ] = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Find new places for interviews that cannot stay.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Book it; without this it is only shown.")
    ] = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Propose a timetable for everybody who waits; booked interviews stay as they are."""
    if seconds is not None and repair:
        raise BadInput("A repair takes as long as it needs: leave --seconds out.")
    seconds = SEARCH_SECONDS if seconds is None else seconds
    if not 0 < seconds <= _MOST_SECONDS:
        raise BadInput(f"Look for more than 0 and at most {_MOST_SECONDS} seconds.")
    with opened(store, staff) as services:
        event = services.settings.get().event
        proposal = services.planning.repair() if repair else _search(services, seconds)
        accepted = services.planning.accept(proposal) if accept else None
    _tell(proposal, accepted, event, json=json)
    if accepted is None:
        say("Nothing was booked: repeat this with --accept to book it.")
        return
    for one in accepted.refused:
        what = "Not booked" if one.place.booked is None else "Not moved"
        say(f"{what}: {one.place.name}, {_why_refused(one, event)}.")
    say(f"Booked: {len(accepted.booked)}. Moved: {len(accepted.moved)}.")
    if accepted.refused:
        raise typer.Exit(REFUSED)


def _tell(proposal: Proposal, accepted: Accepted | None, event: EventInfo, *, json: bool) -> None:
    """Print the places, as far as they are booked by now, who has none, and how good it is."""
    refused = {one.place.id: one for one in accepted.refused} if accepted else {}
    for place in proposal.places:
        no = refused.get(place.id)
        became = {
            "interview_id": place.id if accepted and no is None else None,
            "refused": _why_refused(no, event) if no is not None else None,
        }
        _show(_place(place, event) | became, _line(place, event), json=json)
    for left in proposal.unplaced:
        _show(_missing(left, proposal, event), _missing_line(left, proposal, event), json=json)
    _show(_summary(proposal), _summary_line(proposal), json=json)


def _why_refused(one: Refused, event: EventInfo) -> str:
    return one.reason or "; ".join(keys.worded(clash, event) for clash in one.clashes)


def _search(services: Services, seconds: float) -> Proposal:
    search = services.planning.begin(seconds)
    try:
        last = ""
        for found in search.progress():
            gap = "" if found.gap > 1 else f", at most {found.gap:.1%} short of the best"
            said = f"{len(found.timetable.placements)} placed{gap}"
            if said != last:  # else only the time is another
                say(f"{found.seconds:.1f} s: {said}")
            last = said
        if search.failed:
            say(f"{search.failed[:1].upper()}{search.failed[1:]}. This is the best so far.")
    except KeyboardInterrupt:
        search.cancel()
        say("Stopped: this is the best so far.")
    finally:
        search.close()
    return search.latest()


def _show(record: dict[str, object], line: str, *, json: bool) -> None:
    print_json(record) if json else typer.echo(line)


def _place(place: Proposed, event: EventInfo) -> dict[str, object]:
    return {
        "lead_id": place.lead_id,
        "candidate": place.name,
        "placed": True,  # in the proposal; what became of it stands beside it
        "room": place.room.name,
        "starts": event.local(place.starts).isoformat(),
        "ends": event.local(place.ends).isoformat(),
        "interviewers": [who.name for who in place.panel],
        "moves": place.booked.id if place.booked is not None else None,
    }


def _line(place: Proposed, event: EventInfo) -> str:
    starts, ends = event.local(place.starts), event.local(place.ends)
    names = "".join(f", {who.name}" for who in place.panel)
    verb = "moves to" if place.booked is not None else "→"
    return f"{place.name} {verb} {place.room.name}, {starts:%Y-%m-%d %H:%M}–{ends:%H:%M}{names}"


def _missing(one: Unplaced, proposal: Proposal, event: EventInfo) -> dict[str, object]:
    return {
        "lead_id": one.lead_id,
        "candidate": one.name,
        "placed": False,
        "why": one.why.obstacle.value,
        "change": plan_words.best_change(one, proposal, event) or None,
    }


def _missing_line(one: Unplaced, proposal: Proposal, event: EventInfo) -> str:
    change = plan_words.best_change(one, proposal, event)
    return f"{one.name}: no place, {plan_words.why(one)}." + (f" {change}." if change else "")


def _summary(proposal: Proposal) -> dict[str, object]:
    finite = proposal.gap <= 1
    return {
        "places": len(proposal.places),
        "unplaced": len(proposal.unplaced),
        "stays": proposal.stays,
        "value": proposal.value,
        "bound": proposal.bound if finite else None,
        "gap": proposal.gap if finite else None,
        "best": proposal.is_best,
        "seconds": round(proposal.seconds, 2),
    }


def _summary_line(proposal: Proposal) -> str:
    how = "the best there is" if proposal.is_best else f"within {proposal.gap:.1%} of the best"
    return (
        f"{len(proposal.places)} placed, {len(proposal.unplaced)} without a place; {how} "
        f"({proposal.seconds:.1f} s)."
    )
