"""`boothapp retention`: what goes when, and the purge."""

from typing import Annotated

import typer

from boothapp.cli.common import (
    JsonOption,
    StaffOption,
    StoreOption,
    agree,
    day_of,
    print_json,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.domain.retention import Due, Kept, RetentionPreview, TimeJumped

app = typer.Typer(help="How long things are kept, and what goes when.", no_args_is_help=True)

_WORDS = {
    Kept.RECRUITING: "leads (recruiting contact)",
    Kept.CV: "consents to CV sharing, with the CVs",
    Kept.MARKETING: "consents to marketing",
    Kept.ROSTER: "rows of the organiser's list, of people who never came by",
}


@app.callback()
def retention() -> None:
    """How long things are kept, and what goes when."""


@app.command("preview")
def preview(store: StoreOption = None, staff: StaffOption = None, json: JsonOption = False) -> None:
    """Show what a purge would delete now, and what goes later. Changes nothing."""
    with opened(store, staff, purge=False) as services:
        found = services.retention.preview()
    for due, now in [(due, True) for due in found.due] + [(due, False) for due in found.later]:
        if json:
            print_json(_record(due, now=now))
        else:
            when = "goes now (kept until" if now else "later (kept until"
            typer.echo(f"{when} {due.until.isoformat()}): {due.people} {_WORDS[due.kept]}")
    if not json and not found.due:
        typer.echo("Nothing is due.")
    _warn(found)


@app.command("purge")
def purge(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    today: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Confirm the clock's day after it jumped, as 2027-01-07."),
    ] = None,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Delete what was kept until yesterday or longer ago. It cannot be undone."""
    day = day_of(today) if today is not None else None
    with opened(store, staff, purge=False) as services:
        found = services.retention.preview()
        if not found.due:
            say("Nothing is due; nothing was deleted.")
        elif not yes:
            agree(f"Delete {found.people} for good.")
        purged = services.retention.purge(today=day)
    if json:
        print_json({kept.value: purged.counts.get(kept, 0) for kept in Kept})
        return
    for kept, count in purged.counts.items():
        typer.echo(f"deleted: {count} {_WORDS[kept]}")


def _warn(found: RetentionPreview) -> None:
    if isinstance(found.now, TimeJumped):
        say(
            f"The clock moved by more than a day since {found.now.seen:%Y-%m-%d}; a purge asks "
            "for the day to be confirmed with --today."
        )


def _record(due: Due, *, now: bool) -> dict[str, object]:
    return {
        "kept": due.kept.value,
        "until": due.until.isoformat(),
        "people": due.people,
        "due": now,
    }
