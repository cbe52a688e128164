"""`boothapp badges`: badges of a roster, as sheets to print or a picture each."""

from functools import partial
from pathlib import Path

import typer

from boothapp.cli.badge_options import (
    CodeOnlyOption,
    CodeOption,
    EventOption,
    FirstOption,
    FormatOption,
    LabelsOption,
    LimitOption,
    OnlyOption,
    OutlineOption,
    PaperOption,
    RosterArgument,
    Sheets,
    SignOption,
    SizeOption,
    ToOption,
    chosen_mapping,
)
from boothapp.cli.common import (
    REFUSED,
    JsonOption,
    ReplaceOption,
    StaffOption,
    StoreOption,
    print_json,
    refuse_existing,
    say,
)
from boothapp.cli.progress import progress_line
from boothapp.cli.roster_options import EncodingOption, MappingOption, SheetOption, reading
from boothapp.domain.errors import BadInput, BoothError, Cancelled
from boothapp.services.badge_codes import symbology_named
from boothapp.services.badge_making import (
    FileFormat,
    Look,
    Made,
    Tell,
    make_files,
    make_sheets,
    planned_files,
)
from boothapp.services.badge_people import BadgePeople, PeopleOrder, read_people
from boothapp.services.places import checked_free, checked_parent, whole_or_nothing


def badges(
    roster: RosterArgument,
    to: ToOption,
    event: EventOption = "Conference",
    sign: SignOption = None,
    symbology: CodeOption = "qr",
    labels: LabelsOption = None,
    paper: PaperOption = None,
    size: SizeOption = None,
    first: FirstOption = None,
    outline: OutlineOption = False,
    form: FormatOption = None,
    code_only: CodeOnlyOption = False,
    only: OnlyOption = None,
    limit: LimitOption = None,
    mapping: MappingOption = None,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    replace: ReplaceOption = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Make a badge for each row of a roster. Needs no store, but for --mapping.

    A key to sign with is made by `boothapp organiser-keys make`.
    """
    sheets = Sheets.of(to, labels=labels, paper=paper, size=size, first=first, outline=outline)
    picture = sheets.checked_format(form)
    look = Look(event=event, symbology=symbology_named(symbology), code_only=code_only)
    read_as = reading(encoding, sheet)
    kept = chosen_mapping(roster, mapping, read_as, store, staff)
    order = PeopleOrder(
        roster=roster, read_as=read_as, mapping=kept, sign=sign, only=tuple(only or ()), limit=limit
    )
    people = read_people(order)
    _check_places(people, sheets, to, picture, replace=replace)
    if people.doubt:
        say(f"{people.doubt} If that is spelled wrong, make them again with another --encoding.")
    with progress_line() as shown, whole_or_nothing(to):
        made = _made(people, look, sheets, to, picture, partial(shown, "Making badges"))
    _tell(people, made, is_pdf=sheets.sheet is not None, json=json)


def _check_places(
    people: BadgePeople, sheets: Sheets, to: Path, picture: FileFormat, *, replace: bool
) -> None:
    """Raises BadInput before any work where the files could not be written."""
    if sheets.sheet is not None:
        checked_parent(to)
        files = [to]
    elif to.exists() and not to.is_dir():
        raise BadInput(f"{to} is a file; give a folder, or FILE.pdf. Nothing was written.")
    else:
        files = planned_files(people, to, picture)
    checked_free(files)
    refuse_existing(files, replace=replace)


def _made(
    people: BadgePeople, look: Look, sheets: Sheets, to: Path, picture: FileFormat, tell: Tell
) -> Made:
    first, outline = sheets.first, sheets.outline
    try:
        if sheets.sheet is None:
            return make_files(people, look, sheets.size, to, form=picture, tell=tell)
        return make_sheets(people, look, sheets.sheet, to, first=first, outline=outline, tell=tell)
    except Cancelled:
        raise BoothError("Stopped. Nothing was written.") from None


def _tell(people: BadgePeople, made: Made, *, is_pdf: bool, json: bool) -> None:
    for problem in made.problems:
        say(str(problem))
    left_out = len(people.wanted) - made.badges
    if left_out:
        say(f"{made.badges:,} of {len(people.wanted):,} badges were made: {left_out:,} left out.")
    for file in made.files:
        record = {"file": str(file)}
        if json and is_pdf:
            print_json(record | {"badges": made.badges, "pages": made.pages})
        elif json:
            print_json(record)
        else:
            typer.echo(str(file))
    if is_pdf and not json:
        pages = "1 page" if made.pages == 1 else f"{made.pages:,} pages"
        count = "1 badge" if made.badges == 1 else f"{made.badges:,} badges"
        say(f"{count} on {pages}. Print at 100 %, not fitted to the page.")
    if not made.files:
        raise typer.Exit(REFUSED)
