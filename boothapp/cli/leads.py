"""`boothapp leads`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from boothapp.cli.common import (
    REFUSED,
    JsonOption,
    StaffOption,
    StoreOption,
    day_of,
    plain,
    print_json,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.cli.lead_records import lead_record, row_record
from boothapp.cli.lead_text import lead_lines
from boothapp.cli.merging import register as register_merging
from boothapp.domain.desk_lists import checked_tag
from boothapp.domain.errors import BadInput, NoSuchLead
from boothapp.domain.lead_rows import LeadQuery, LeadRow, LeadSort
from boothapp.domain.people import Rating
from boothapp.domain.search_words import folded
from boothapp.services.bundle import Services

app = typer.Typer(help="People whose details are held with their consent.", no_args_is_help=True)
register_merging(app)

_NOT_RATED = "none"
_NOBODY = "nobody"

Who = Annotated[
    list[str], typer.Argument(metavar="WHO...", help="Badge ids, lead ids, e-mails or whole names.")
]
ViewOption = Annotated[
    str | None, typer.Option("--view", metavar="NAME", help="Only the leads of this view.")
]


@app.callback()
def leads() -> None:
    """People whose details are held with their consent."""


@app.command("list")
def list_(
    view: ViewOption = None,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """List leads, the latest visit first; the table of the window."""
    with opened(store, staff) as services:
        chosen = services.desk.view(view or "all")
        query = LeadQuery(chosen.filter, chosen.sort, chosen.descending)
        _print_rows(services, query, json=json)


@app.command("find")
def find(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words, or parts of them.")],
    view: ViewOption = None,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Find leads in whose name, affiliation, e-mail, notes, tags or answers every word occurs."""
    with opened(store, staff) as services:
        chosen = services.desk.view(view or "all").filter
        asked = replace(chosen, text=text)
        if not _print_rows(services, LeadQuery(asked, LeadSort.MATCH), json=json):
            say(_nothing_found(text))
            raise typer.Exit(REFUSED)


@app.command("show")
def show(
    who: Annotated[
        str, typer.Argument(metavar="WHO", help="Badge id, lead id, e-mail or whole name.")
    ],
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Show everything that the panel beside the table shows of a lead."""
    with opened(store, staff) as services:
        lead_id = services.leads.find(who)
        if json:
            print_json(lead_record(services, lead_id))
            return
        for line in lead_lines(services, lead_id):
            typer.echo(line)


@app.command("tag")
def tag(
    who: Who,
    add: Annotated[list[str] | None, typer.Option("--add", metavar="TAG")] = None,
    remove: Annotated[list[str] | None, typer.Option("--remove", metavar="TAG")] = None,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Put tags on leads, and take tags off."""
    if not add and not remove:
        raise BadInput("Say which tag: --add TAG or --remove TAG. Nothing was changed.")
    with opened(store, staff) as services:
        ids = _ids(services, who)
        for one in (*(add or ()), *(remove or ())):
            checked_tag(one)  # all of them before anything is changed
        known = set(services.leads.tags())
        for one in add or ():
            done = services.bulk.tag(ids, one)
            if done.tag not in known:
                say(f"“{plain(done.tag)}” is a new tag.")
                known.add(done.tag)
            _tell(f"tagged “{done.tag}”", done.changed, json=json)
        for one in remove or ():
            done = services.bulk.untag(ids, one)
            _tell(f"no longer tagged “{done.tag}”", done.changed, json=json)


@app.command("rate")
def rate(
    who: Who,
    rating: Annotated[
        str, typer.Option("--as", metavar="RATING", help="cold, warm, hot, or none to take it off.")
    ],
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Rate leads."""
    with opened(store, staff) as services:
        done = services.bulk.rate(_ids(services, who), _rating(rating))
        word = rating.strip().lower()
        _tell("not rated now" if word == _NOT_RATED else f"now {word}", done.changed, json=json)


@app.command("assign")
def assign(
    who: Who,
    to: Annotated[
        str | None, typer.Option("--to", metavar="NAME", help=f"Who follows up, or {_NOBODY}.")
    ] = None,
    step: Annotated[
        str | None, typer.Option("--step", metavar="TEXT", help="What is done next; empty: none.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="DAY",
            help="By which day, as 2026-07-12; alone: of the step that is there.",
        ),
    ] = None,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Say who follows up with leads, and what is done next."""
    if to is None and step is None and by is None:
        raise BadInput(
            "Say who follows up (--to NAME), what is next (--step TEXT) or by when (--by DAY)."
        )
    if by is not None and step is not None and not step.strip():
        raise BadInput("Say what is to be done by that day: --step TEXT. Nothing was changed.")
    day: date | None = None if by is None else day_of(by)
    with opened(store, staff) as services:
        ids = _ids(services, who)
        staff_id = None if to is None else _staff_id(services, to)
        _warn_of(day, services)
        if step is not None:  # before the owner: it may be refused
            changed = services.bulk.plan_step(ids, step, day).changed
            said = "with another next step" if step.strip() else "without a next step"
            _tell(said, changed, json=json)
        elif day is not None:
            changed = services.bulk.move_step(ids, day).changed
            _tell(f"to be followed up by {day}", changed, json=json)
        if to is not None:
            done = services.bulk.assign(ids, staff_id)
            _tell(f"now with {to}", done.changed, json=json)


def _warn_of(day: date | None, services: Services) -> None:
    first = services.settings.get().event.first_day
    if day is not None and day < first:
        say(f"{day} is before the event begins, on {first}.")


def _nothing_found(text: str) -> str:
    if text.strip() and not folded(text):
        return f"Search looks for letters and digits, and “{plain(text)}” has none."
    return f"No lead has “{plain(text)}” in it."


def _ids(services: Services, who: Sequence[str]) -> list[str]:
    """The leads that are named, each once. Raises NoSuchLead, SeveralLeads, before anything is
    changed."""
    found: dict[str, None] = {}
    unknown: list[str] = []
    for one in who:
        try:
            found[services.leads.find(one)] = None
        except NoSuchLead as error:
            unknown.append(error.key)
    if unknown:
        raise NoSuchLead(*dict.fromkeys(unknown))
    return list(found)


def _rating(text: str) -> Rating | None:
    word = text.strip().lower()
    if word == _NOT_RATED:
        return None
    if word not in {known.value for known in Rating}:
        known = ", ".join(Rating)
        raise BadInput(f"“{plain(text)}” is no rating. There are {known}, and {_NOT_RATED}.")
    return Rating(word)


def _staff_id(services: Services, name: str) -> str | None:
    wanted = name.strip().casefold()
    if wanted == _NOBODY:
        return None
    known = services.settings.get().staff
    for member in known:
        if member.name.casefold() == wanted:
            return member.id
    names = ", ".join(member.name for member in known)
    raise BadInput(f"“{plain(name)}” is not of the staff. There are {names}.")


def _print_rows(services: Services, query: LeadQuery, *, json: bool) -> int:
    """Print the leads that fit; answers with how many there are."""
    event, numbers = services.settings.get().event, services.desk.numbers(query)
    for at in range(0, len(numbers), 500):
        for row in services.desk.rows(numbers[at : at + 500]):
            if json:
                print_json(row_record(row, event))
            else:
                typer.echo(_line(row))
    return len(numbers)


def _line(row: LeadRow) -> str:
    rating = row.rating.value if row.rating is not None else "-"
    cells = (row.badge_id or row.id, rating, row.name, row.affiliation)
    return "\t".join(plain(cell) for cell in cells)


def _tell(what: str, changed: int, *, json: bool) -> None:
    if json:
        print_json({"changed": changed, "what": what})
    else:
        typer.echo(f"{'1 lead is' if changed == 1 else f'{changed:,} leads are'} {what}.")
