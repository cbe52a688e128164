"""`boothapp report`: what a day or the whole event came to."""

from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import (
    JsonOption,
    ReplaceOption,
    StaffOption,
    StoreOption,
    day_of,
    named_path,
    one_of,
    plain,
    print_json,
    refuse_existing,
    with_ending,
    words_of,
)
from boothapp.cli.common import services as opened
from boothapp.domain.day_sheets import Paper
from boothapp.domain.errors import BadInput
from boothapp.domain.figures import Bar, Figures, Outcome
from boothapp.services.bundle import Services

app = typer.Typer(help="What a day or the whole event came to.", no_args_is_help=True)

WHOLE = "all"


@app.callback()
def report() -> None:
    """What a day or the whole event came to."""


@app.command("day")
def day(
    which: Annotated[
        str | None,
        typer.Option("--day", metavar="DAY", help="As 2026-07-09, or all; by default today."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write one page of PDF instead of showing the figures."),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Name the staff; by default they are numbered.")
    ] = False,
    replace: ReplaceOption = False,
    paper: Annotated[
        Paper,
        typer.Option(
            metavar=words_of(Paper), help="What the PDF is printed on.", parser=one_of(Paper)
        ),
    ] = Paper.A4,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Show the figures: scans by what came of them and by hour, leads, staff, rooms, what is open.

    Nobody who was scanned is named.
    """
    target = None if to is None else _pdf(to)
    if target is not None:
        refuse_existing([target], replace=replace)
    with opened(store, staff, purge=False) as services:
        figures = _figures(services, which)
        shown = figures if names else figures.without_names()
        if target is not None:
            services.dashboard.write_report(target, figures, names=names, paper=paper)
        text = services.dashboard.report_text(shown)
    if json:
        print_json(record(shown) | ({} if target is None else {"file": str(target)}))
    elif target is None:
        typer.echo(plain(text))
    else:
        typer.echo(f"The report was written to {target}.")


def _pdf(to: str) -> Path:
    path = named_path(to)
    if path.suffix.casefold() != ".pdf":
        raise BadInput(f"The report is a PDF: name it {with_ending(path, '.pdf')}.")
    return path


def _figures(services: Services, which: str | None) -> Figures:
    if which is not None and which.casefold() == WHOLE:
        return services.dashboard.whole()
    if which is None:
        return services.dashboard.day()
    return services.dashboard.day(services.settings.get().event.checked(day_of(which)))


def record(figures: Figures) -> dict[str, object]:
    """The figures for a program: numbers, and no words that may change."""
    leads, meetings = figures.leads, figures.meetings
    since = figures.waiting_since
    return {
        "first_day": figures.first.isoformat(),
        "last_day": figures.last.isoformat(),
        "scans": figures.tally.scans,
        **_outcomes(figures),
        "adds_up": figures.adds_up,
        "unreadable": figures.unreadable,
        "new_leads_gone": figures.gone,
        "bars": [_bar(bar) for bar in figures.bars],
        "leads": leads.total,
        "leads_of_event": figures.all_leads,
        "ratings": {
            (rating.value if rating is not None else "none"): count
            for rating, count in leads.ratings.items()
        },
        "roles": {one.name: one.count for one in leads.roles},
        "without_role": leads.no_role,
        "hot_without_interview": leads.hot_unmet,
        "staff": {one.name: one.count for one in figures.staff},
        "waiting_since": None if since is None else since.isoformat(),
        "slots_used": meetings.used,
        "slots": meetings.slots,
        "no_shows": meetings.no_shows,
        "cancelled": meetings.cancelled,
        "rooms": {room.name: round(room.share, 3) for room in meetings.rooms},
    }


def _outcomes(figures: Figures) -> dict[str, int]:
    return {one.value: figures.tally.of(one) for one in Outcome}


def _bar(bar: Bar) -> dict[str, object]:
    return {
        "day": bar.day.isoformat(),
        "hour": bar.hour,
        "scans": bar.tally.scans,
        **{one.value: bar.tally.of(one) for one in Outcome},
        "day_before": bar.before,
    }
