"""How a list is to be read, as options; and what a report says, as text and JSON."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.cancellations import say_ahead
from boothapp.cli.common import plain, say
from boothapp.domain.errors import BadInput
from boothapp.domain.roster import EndedByList, ProblemCode, RosterField, RosterReport
from boothapp.domain.roster_changes import STAY_OUT, ListedPerson, RosterChanges
from boothapp.domain.roster_mapping import ColumnMapping, RosterFile
from boothapp.domain.tables import (
    ENCODINGS,
    FileFault,
    ReadAs,
    RosterFileError,
    encoding_named,
)
from boothapp.services import roster_trial
from boothapp.services.bundle import Services
from boothapp.services.roster_mappings import read_by

FileArgument = Annotated[
    Path,
    typer.Argument(metavar="FILE", readable=False, help="The list: CSV, Excel (.xlsx) or JSON."),
]
AllOption = Annotated[
    bool, typer.Option("--all-opted-in", help="State that everybody on the list agreed to share.")
]
HandedOnOption = Annotated[
    bool,
    typer.Option(
        "--handed-on",
        help="State that tickets with other people than on an earlier list were handed on.",
    ),
]
MappingOption = Annotated[
    str | None,
    typer.Option("--mapping", metavar="NAME", help="A kept mapping: `roster mappings list`."),
]
OptedInOption = Annotated[
    str | None,
    typer.Option("--opted-in", metavar="COLUMN", help="The column that says who agreed to share."),
]
EncodingOption = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help=f"One of {', '.join(ENCODINGS)}."),
]
SheetOption = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help="Which sheet of a workbook.")
]
YesOption = Annotated[
    bool,
    typer.Option(
        "--yes",
        help="Do not ask before leads are deleted that say no now, nor where only an earlier "
        "list was signed, and take letters that were guessed as they are.",
    ),
]
_OF_THE_AGREEMENT = frozenset(
    (FileFault.NO_OPT_IN_COLUMN, FileFault.SAYS_WHO_AGREED, FileFault.MAY_SAY_NO)
)
_ASKED = frozenset((ProblemCode.OPT_IN_UNKNOWN, ProblemCode.TURNED_ROUND))
_NAMED = 10  # of those for whom nothing changes; --json names more
_IDENTITY = (RosterField.BADGE_ID, RosterField.EMAIL)


def reading(encoding: str | None, sheet: str | None) -> ReadAs:
    """What the options say. Raises BadInput for an encoding that nobody knows."""
    if encoding is None:
        return ReadAs(sheet=sheet)
    name = encoding_named(encoding)
    if name is None:
        raise BadInput(f"“{encoding}” is no encoding known here: {', '.join(ENCODINGS)}.")
    return ReadAs(encoding=name, sheet=sheet)


def looked_at(
    services: Services, path: Path, name: str | None, read_as: ReadAs, opted_in: str | None
) -> RosterFile:
    """The file, read by the kept mapping of a name, else by the one that fits or by a guess.

    Raises BadInput.
    """
    if name is None:
        return with_column(services.roster.look(path, read_as), opted_in)
    kept = services.roster.mappings.named(name)
    return with_column(read_by(kept, roster_trial.look(path, read_as)), opted_in)


def with_column(looked: RosterFile, opted_in: str | None) -> RosterFile:
    """The file with the column that a person says for who agreed; what to look at is said then.

    Raises RosterFileError where there is no such column.
    """
    if opted_in is None:
        return looked
    if opted_in not in looked.headers:
        raise RosterFileError(FileFault.COLUMN_UNKNOWN, column=opted_in)
    headers = {**looked.mapping.headers, RosterField.OPTED_IN: opted_in}
    headers = {  # what it was taken for is a guess; who a row is of cannot be done without
        one: header
        for one, header in headers.items()
        if header != opted_in or one in (*_IDENTITY, RosterField.OPTED_IN)
    }
    mapping = ColumnMapping(headers, looked.mapping.answers).without_stray_answers(looked.mapping)
    return replace(looked, mapping=mapping, hints=())


@contextmanager
def naming_options() -> Iterator[None]:
    """Say which options choose what a sentence says to choose, before it is said."""
    try:
        yield
    except RosterFileError as error:
        if error.fault in _OF_THE_AGREEMENT:
            say("--opted-in names the column that says who agreed.")
        if error.fault is FileFault.NO_OPT_IN_COLUMN:
            say("--all-opted-in states that everybody agreed.")
        raise


def say_who_decides(mapping: ColumnMapping, *, all_opted_in: bool) -> None:
    """Where the list itself says who agreed, say that --all-opted-in changes nothing."""
    column = mapping.headers.get(RosterField.OPTED_IN)
    if all_opted_in and column is not None:
        say(
            f"The column “{plain(column)}” says who agreed, and it decides: --all-opted-in has no "
            "effect here."
        )


def record(file: Path, report: RosterReport) -> dict[str, object]:
    """A report as one JSON object."""
    changes = report.changes
    return {
        "file": str(file),
        "read_as": report.form.words,
        "signed_by": report.signature.name,
        "rows": report.rows,
        "opted_in": report.opted_in,
        "opted_out": report.rows - report.opted_in,
        "problems": report.problem_count,
        "left_out": report.left_out,
        "handed_on": report.handed_on,
        "new": changes.new,
        "agreed": changes.agreed,
        "changed": changes.changed,
        "unchanged": changes.unchanged,
        "own_word": changes.own_word,
        "stay_out_count": changes.stay_out,
        "stay_out": [
            {"name": who.name, "badge_id": who.badge_id}
            for who in changes.people.get("stay_out", ())
        ],
        "ended": [
            {"name": who.name, "badge_id": who.badge_id, "lead": who.is_lead}
            for who in report.ended
        ],
        "missing_count": changes.missing,
        "missing": [{"name": who.name, "badge_id": who.badge_id} for who in report.missing],
        "interviews_to_cancel": len(report.cancellations),
        "dry_run": report.dry_run,
    }


def say_problems(report: RosterReport) -> None:
    """What is wrong with rows, on stderr."""
    for problem in report.problems:
        say(str(problem))
    more = report.problem_count - len(report.problems)
    if more > 0:
        say(f"and {more:,} more problem{'s' * (more > 1)}.")
    if any(one.code in _ASKED and one.values["value"] for one in report.problems):
        say(
            "What an answer means can be said in the window: Settings, The organiser’s list, "
            "Import a list. Lists like that one are then read so here, too."
        )


def tell(report: RosterReport, cancelled: Path | None) -> None:
    """The report as text on stdout."""
    verb = "would be taken in" if report.dry_run else "taken in"
    typer.echo(
        f"{people(report.rows)} {verb}, {report.sharing:,} of them agreed to share; "
        f"{problems(report.problem_count)}."
    )
    typer.echo(f"  {report.form.words[:1].upper()}{report.form.words[1:]}.")
    typer.echo(f"  {report.signature.words}")
    if report.handed_on:
        typer.echo(handed_on_words(report))
    for who in report.ended:
        typer.echo(f"  {who}" if report.dry_run else f"  {_gone(who)}")
    if report.changes.stay_out:
        typer.echo(
            f"The list says yes, but they stay out: {report.changes.stay_out:,} ({STAY_OUT}):"
        )
        _list(report.changes.people.get("stay_out", ()), report.changes.stay_out)
    if report.dry_run or cancelled is None:
        say_ahead(report.cancellations, is_over=not report.dry_run)
    if not report.changes.first_list:
        _tell_counts(report.changes)
        if report.dry_run:
            _tell_changed(report.changes)
    if report.changes.missing:
        count = report.changes.missing
        typer.echo(f"{people(count)} of earlier lists not on this one; they stay:")
        _list(report.missing[:_NAMED], count - report.changes.missing_marks)
        if report.changes.missing_marks:
            typer.echo(f"  {people(report.changes.missing_marks)} of whom only a mark is kept")


def _tell_counts(changes: RosterChanges) -> None:
    agree = "agrees" if changes.agreed == 1 else "agree"
    refuse = "says" if changes.ended == 1 else "say"
    typer.echo(
        f"{changes.new:,} new, {changes.agreed:,} {agree} now, {changes.ended:,} {refuse} no now, "
        f"{changes.changed:,} changed, {changes.unchanged:,} unchanged."
    )


def _tell_changed(changes: RosterChanges) -> None:
    """What is changed field by field, and for whom the list's no changes nothing."""
    for one in changes.changed_people:
        said = "; ".join(
            f"{c.field.replace('_', ' ')} {c.old or '–'} → {c.new or '–'}"
            + (f" ({c.of_lead})" if c.of_lead else "")
            for c in one.changes
        )
        typer.echo(f"  {one.who}: {said}")
    if changes.own_word:
        typer.echo(
            f"{people(changes.own_word)} said yes themselves; the list’s no changes nothing:"
        )
        _list(changes.people.get("own_word", ()), changes.own_word)


def handed_on_words(report: RosterReport) -> str:
    """What comes of tickets that were somebody else's on an earlier list."""
    count = report.handed_on
    one = count == 1
    tickets, owners = ("1 ticket was", "owner") if one else (f"{count:,} tickets were", "owners")
    if report.hands_on:
        finds = "would find" if report.dry_run else "finds"
        return f"{tickets} handed on: a scan {finds} the new {owners} from then on."
    rows = "the row is" if one else "the rows are"
    return (
        f"{tickets} perhaps handed on, and {rows} left out; with --handed-on a scan finds the new "
        f"{owners} from then on."
    )


def _gone(who: EndedByList) -> str:
    went = "the lead was" if who.is_lead else "the details were"
    return f"{who.who}: the list says no now, {went} deleted"


def _list(named: tuple[ListedPerson, ...], count: int) -> None:
    for who in named:
        typer.echo(f"  {who}")
    if count > len(named):
        typer.echo(f"  and {count - len(named):,} more")


def problems(count: int) -> str:
    """Return “1 problem” or “3 problems”."""
    return "1 problem" if count == 1 else f"{count:,} problems"


def people(count: int) -> str:
    """Return “1 person” or “3 people”."""
    return "1 person" if count == 1 else f"{count:,} people"
