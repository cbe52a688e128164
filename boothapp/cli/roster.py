"""`boothapp roster`: the organiser's list."""

from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli import roster_preview
from boothapp.cli.cancellations import CancellationsOption, write_cancellations
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
from boothapp.cli.progress import progress_line
from boothapp.cli.roster_options import (
    AllOption,
    EncodingOption,
    FileArgument,
    HandedOnOption,
    MappingOption,
    OptedInOption,
    SheetOption,
    YesOption,
    handed_on_words,
    looked_at,
    naming_options,
    people,
    reading,
    record,
    say_problems,
    say_who_decides,
    tell,
)
from boothapp.domain.errors import BadInput, BoothError
from boothapp.domain.roster import RosterReport
from boothapp.domain.roster_mapping import RosterFile
from boothapp.domain.tables import ENCODINGS, FileFault, ReadAs, RosterFileError, TableForm
from boothapp.files import shown_name
from boothapp.services.bundle import Services
from boothapp.services.roster_prepared import PreparedRoster

_STOPPED = "Stopped. Nothing was taken in."

app = typer.Typer(help="The organiser's list of attendees.", no_args_is_help=True)
roster_preview.register(app)


@app.callback()
def roster() -> None:
    """The organiser's list of attendees."""


@app.command("import")
def import_(
    file: FileArgument,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    all_opted_in: AllOption = False,
    handed_on: HandedOnOption = False,
    mapping: MappingOption = None,
    opted_in: OptedInOption = None,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    yes: YesOption = False,
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
    read_as = reading(encoding, sheet)
    with (
        opened(store, staff) as services,
        _prepared(
            services,
            file,
            looked_at(services, file, mapping, read_as, opted_in),
            read_as,
            all_opted_in=all_opted_in,
            handed_on=handed_on,
        ) as prepared,
    ):
        report = prepared.report(dry_run=True)
        if not report.rows:
            _refuse_nobody(file, report, dry_run=dry_run, json=json)
        if not (dry_run or yes):
            _ask_first(services, file, read_as, report)
        if not dry_run:
            report = _take_in(services, prepared)
            untold = write_cancellations(services, report.cancellations, cancellations)
    _answer(file, report, cancellations, json=json)
    if untold is not None:
        say(f"The list is taken in, but no cancellations were written: {untold}")
        raise typer.Exit(BAD_INPUT)


def _refuse_nobody(file: Path, report: RosterReport, *, dry_run: bool, json: bool) -> None:
    """Say what is wrong with a list of which nobody can be taken in, and leave it at that."""
    say_problems(report)
    if json:
        print_json(record(file, report) | {"dry_run": dry_run})
    elif report.handed_on:
        typer.echo(handed_on_words(report))
    say(str(RosterFileError(FileFault.NOBODY, file=shown_name(file))))
    raise typer.Exit(REFUSED)


def _take_in(services: Services, prepared: PreparedRoster) -> RosterReport:
    """Raises BoothError for Ctrl+C, unless the list was in by then."""
    before = services.roster.imports()
    try:
        with progress_line() as shown:
            return services.roster.take_in(prepared, shown)
    except KeyboardInterrupt:
        if services.roster.imports() != before:
            raise
        raise BoothError(_STOPPED) from None


def _ask_first(services: Services, file: Path, read_as: ReadAs, report: RosterReport) -> None:
    """Go on only with letters that are sure, and where it is agreed which leads go."""
    if not report.form.sure:
        _refuse_guess(services, file, read_as, report.form)
    if report.signature.before:
        agree(report.signature.words, also_unasked=True)
    if report.leads_ended:
        for who in report.leads_ended:
            say(str(who))
        others = report.others_ended
        also = f", and the details of {people(others)} more would go" if others else ""
        count = len(report.leads_ended)
        leads = "a lead" if count == 1 else "leads"
        gone = f"{people(count)} would no longer be {leads}{also}, for good."
        agree(gone, also_unasked=True)


def _refuse_guess(services: Services, file: Path, read_as: ReadAs, form: TableForm) -> None:
    """Names in the wrong letters would be stored and exported."""
    letters = ", ".join(f"“{one}”" for one in services.roster.look(file, read_as).letters)
    raise BadInput(
        f"{shown_name(file)} does not say which letters it is written in; read as "
        f"{ENCODINGS[form.encoding]}: {letters}. If that is spelled right, say --encoding "
        f"{form.encoding} or --yes, otherwise another --encoding."
    )


def _answer(file: Path, report: RosterReport, cancelled: Path | None, *, json: bool) -> None:
    say_problems(report)
    if json:
        print_json(record(file, report))
    else:
        tell(report, cancelled)


def _prepared(
    services: Services,
    file: Path,
    looked: RosterFile,
    read_as: ReadAs,
    *,
    all_opted_in: bool,
    handed_on: bool,
) -> PreparedRoster:
    for hint in looked.hints:
        say(hint)
    try:
        with naming_options(), progress_line() as shown:
            found = services.roster.prepare(
                file,
                mapping=looked.mapping,
                all_opted_in=all_opted_in,
                handed_on=handed_on,
                read_as=read_as,
                progress=shown,
            )
    except KeyboardInterrupt:
        raise BoothError(_STOPPED) from None
    say_who_decides(found.mapping, all_opted_in=all_opted_in)
    return found
