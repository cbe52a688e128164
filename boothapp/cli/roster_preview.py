"""`boothapp roster preview` and `boothapp roster mappings`."""

from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import JsonOption, StaffOption, StoreOption, print_json, say
from boothapp.cli.common import services as opened
from boothapp.cli.progress import progress_line
from boothapp.cli.roster_options import (
    AllOption,
    EncodingOption,
    FileArgument,
    MappingOption,
    OptedInOption,
    SheetOption,
    looked_at,
    naming_options,
    reading,
    record,
    say_problems,
    say_who_decides,
    tell,
    with_column,
)
from boothapp.domain.errors import StoreMissing
from boothapp.domain.roster import RosterReport
from boothapp.domain.roster_mapping import RosterFile, SavedMapping, WordFound
from boothapp.domain.tables import ReadAs
from boothapp.services import roster_trial

mappings = typer.Typer(help="What the columns of lists hold, as it was said once.")
_MEANS = {True: "yes", False: "no", None: "not said"}
Name = Annotated[str, typer.Argument(metavar="NAME", help="The mapping's name.")]


def register(app: typer.Typer) -> None:
    """Add the commands to those of the list."""
    app.command("preview")(preview)
    app.add_typer(mappings, name="mappings")


def preview(
    file: FileArgument,
    mapping: MappingOption = None,
    opted_in: OptedInOption = None,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    all_opted_in: AllOption = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Say how a list would be read and what it would change; nothing is taken in.

    Without a store: columns, encoding and errors only.
    """
    read_as = reading(encoding, sheet)
    try:
        with opened(store, staff, purge=False) as services:
            looked = looked_at(services, file, mapping, read_as, opted_in)
            words = services.roster.words(file, looked.mapping, read_as)
            _show_file(looked, words, looked.remembered, json=json)
            say_who_decides(looked.mapping, all_opted_in=all_opted_in)
            with naming_options(), progress_line() as shown:
                report = services.roster.import_file(
                    file,
                    mapping=looked.mapping,
                    all_opted_in=all_opted_in,
                    read_as=read_as,
                    dry_run=True,
                    progress=shown,
                )
    except StoreMissing:
        if mapping is not None:
            raise
        looked = with_column(roster_trial.look(file, read_as), opted_in)
        report = _without_store(file, looked, read_as, all_opted_in=all_opted_in, json=json)
    say_problems(report)
    if json:
        print_json(record(file, report))
    else:
        tell(report, None)


def _without_store(
    file: Path, looked: RosterFile, read_as: ReadAs, *, all_opted_in: bool, json: bool
) -> RosterReport:
    say("There is no store here: earlier lists cannot be compared.")
    _show_file(looked, roster_trial.words(file, looked.mapping, read_as), "", json=json)
    say_who_decides(looked.mapping, all_opted_in=all_opted_in)
    with naming_options():
        return roster_trial.try_out(
            file, looked.mapping, all_opted_in=all_opted_in, read_as=read_as
        )


def _show_file(looked: RosterFile, words: list[WordFound], kept: str, *, json: bool) -> None:
    """How the file is read: columns, what they are taken for, words of the opt-in column."""
    meant = {header: field.value for field, header in looked.mapping.headers.items()}
    if json:
        print_json(
            {
                "read_as": looked.form.words,
                "encoding": looked.form.encoding,
                "sure": looked.form.sure,
                "sheets": looked.form.sheets,
                "mapping": kept,
                "columns": {header: meant.get(header) for header in looked.headers},
                "answers": {one.word: _MEANS[one.meaning] for one in words},
            }
        )
        return
    kind = looked.form.words
    typer.echo(f"{kind[:1].upper()}{kind[1:]}; {looked.columns}.")
    if not looked.form.sure:
        typer.echo(f"  Is this spelled right? {', '.join(looked.letters)}  (else: --encoding)")
    if len(looked.form.sheets) > 1:
        typer.echo(f"  Sheets: {', '.join(looked.form.sheets)}")
    if kept:
        typer.echo(f"  Read as “{kept}” was.")
    for header in looked.headers:
        typer.echo(f"  {header or '(no name)'} → {meant.get(header, '–').replace('_', ' ')}")
    for one in words:
        typer.echo(f"  “{one.word or '(empty)'}” ({one.count:,}) → {_MEANS[one.meaning]}")
    for hint in looked.hints:
        say(hint)


@mappings.command("list")
def list_(store: StoreOption = None, staff: StaffOption = None, json: JsonOption = False) -> None:
    """Show the mappings that are kept."""
    with opened(store, staff, purge=False) as services:
        kept = services.roster.mappings.all()
        if not kept:
            say("No mapping is kept yet; taking a list in keeps one.")
        for one in kept:
            print_json(_mapping_record(one)) if json else typer.echo(_mapping_line(one))


@mappings.command("rename")
def rename(
    name: Name,
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its name from now on.")],
    store: StoreOption = None,
    staff: StaffOption = None,
) -> None:
    """Give a mapping another name."""
    with opened(store, staff) as services:
        found = services.roster.mappings.named(name)
        services.roster.mappings.rename(found.id, new)
        say(f"“{found.name}” is called “{new}” now.")


@mappings.command("remove")
def remove(name: Name, store: StoreOption = None, staff: StaffOption = None) -> None:
    """Forget a mapping."""
    with opened(store, staff) as services:
        found = services.roster.mappings.named(name)
        services.roster.mappings.set_used(found.id, used=False)
        say(f"“{found.name}” was removed.")


def _mapping_record(one: SavedMapping) -> dict[str, object]:
    return {
        "name": one.name,
        "columns": {field.value: header for field, header in one.mapping.headers.items()},
        "answers": {word: _MEANS[meaning] for word, meaning in one.mapping.answers.items()},
    }


def _mapping_line(one: SavedMapping) -> str:
    columns = ", ".join(
        f"{header} → {field.value.replace('_', ' ')}"
        for field, header in one.mapping.headers.items()
    )
    return f"{one.name}: {columns}"
