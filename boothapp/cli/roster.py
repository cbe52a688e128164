"""`boothapp roster`: the organiser's list."""

from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.cancellations import CancellationsOption, say_ahead, write_cancellations
from boothapp.cli.common import (
    BAD_INPUT,
    REFUSED,
    JsonOption,
    StaffOption,
    StoreOption,
    agree,
    print_json,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.domain.roster import RosterReport
from boothapp.domain.tables import FileFault, RosterFileError
from boothapp.services.bundle import Services

app = typer.Typer(help="The organiser's list of attendees.", no_args_is_help=True)


@app.callback()
def roster() -> None:
    """The organiser's list of attendees."""


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help="The list as CSV (UTF-8).")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    all_opted_in: Annotated[
        bool,
        typer.Option("--all-opted-in", help="State that everybody on the list agreed to share."),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do not ask before leads are deleted that say no now.")
    ] = False,
    cancellations: CancellationsOption = None,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Take a list in. Wrong rows are named and left out; details are kept of who opted in only.

    Who is held by an earlier list's word alone and says no on this one is deleted, after a
    question where they are leads.
    """
    untold = None
    with opened(store, staff) as services:
        report = _import(services, file, all_opted_in=all_opted_in, dry_run=True)
        if report.leads_ended and not (dry_run or yes):
            for who in report.leads_ended:
                say(str(who))
            agree(f"{_people(len(report.leads_ended))} would no longer be leads, for good.")
        if not dry_run:
            report = _import(services, file, all_opted_in=all_opted_in, dry_run=False)
            untold = write_cancellations(services, report.cancellations, cancellations)
    for problem in report.problems:
        say(str(problem))
    if json:
        print_json(_record(file, report))
    else:
        _tell(report, cancellations)
    if untold is not None:
        say(f"The list is taken in, but no cancellations were written: {untold}")
        raise typer.Exit(BAD_INPUT)
    if not report.rows:
        raise typer.Exit(REFUSED)


def _import(services: Services, file: Path, *, all_opted_in: bool, dry_run: bool) -> RosterReport:
    try:
        return services.roster.import_file(file, all_opted_in=all_opted_in, dry_run=dry_run)
    except RosterFileError as error:
        if error.fault is FileFault.NO_OPT_IN_COLUMN:
            say("--all-opted-in states that everybody agreed.")
        raise


def _record(file: Path, report: RosterReport) -> dict[str, object]:
    return {
        "file": str(file),
        "rows": report.rows,
        "opted_in": report.opted_in,
        "opted_out": report.rows - report.opted_in,
        "problems": len(report.problems),
        "ended": [
            {"name": who.name, "badge_id": who.badge_id, "lead": who.is_lead}
            for who in report.ended
        ],
        "missing": [{"name": who.name, "badge_id": who.badge_id} for who in report.missing],
        "interviews_to_cancel": len(report.cancellations),
        "dry_run": report.dry_run,
    }


def _tell(report: RosterReport, cancelled: Path | None) -> None:
    verb = "would be taken in" if report.dry_run else "taken in"
    typer.echo(
        f"{_people(report.rows)} {verb}, {report.opted_in} of them agreed to share; "
        f"{len(report.problems)} problems."
    )
    for who in report.ended:
        typer.echo(f"  {who}")
    if report.dry_run or cancelled is None:
        say_ahead(report.cancellations, is_over=not report.dry_run)
    if report.missing:
        count = len(report.missing)
        typer.echo(f"{_people(count)} of earlier lists not on this one; they stay:")
        for missing in report.missing:
            typer.echo(f"  {missing}")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
