"""What an import would do, did, or could not do, in sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace

from boothapp.domain.roster import ProblemCode, RosterReport
from boothapp.domain.roster_changes import STAY_OUT, ListedPerson, RosterChanges
from boothapp.domain.roster_mapping import ColumnMapping, RosterFile
from boothapp.services.roster_prepared import Stage
from boothapp.ui.dialogs.roster_mapping import FIELD_WORDS

_NAMED = 8
_WHO = ("Name", "Badge id")
_MARKS = "and {more} of whom only a mark is kept, or who come after the first 1,000"
_AND_MORE = "and {more} more"
_PROBLEMS = "Problems with rows"
_EARLIER_ONLY = "On earlier lists only: kept"
HANDED_ON_ABOUT = (
    "A scan then finds who has the ticket now. The first owner keeps details, answers and notes, "
    "unless the new one’s row says no. Leave it off where the list may have been sorted apart."
)
STAGE_WORDS = {
    Stage.READING: "Reading the list",
    Stage.COMPARING: "Comparing with earlier lists",
    Stage.WRITING: "Taking it in; scans wait a moment",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the preview: words, number, and the rows behind it."""

    words: str
    count: int
    heads: tuple[str, ...] = _WHO
    rows: tuple[tuple[str, ...], ...] = ()
    named: int = 0
    """How many of the number `rows` name."""
    more: str = _AND_MORE
    urgent: bool = False
    about: str = ""
    """What has to be known of all of them, below the rows."""
    to_save: bool = False
    """Whether the rows are what can be saved as CSV."""


def kinds(report: RosterReport) -> tuple[Kind, ...]:
    """All that a list does, kind by kind; what costs people something first."""
    changes = report.changes
    found = [_ended(report), _handed_on(report), _problems(report)]
    if changes.first_list:
        found += [_people("New", changes, "new"), _stay_out(changes)]
    else:
        found += [
            _people("New on the list", changes, "new"),
            _people("Agree now, did not before", changes, "agreed"),
            _stay_out(changes),
            _changed(changes),
            _people("Said yes themselves: stays", changes, "own_word"),
            _people(_EARLIER_ONLY, changes, "missing"),
            _people("Unchanged", changes, "unchanged"),
        ]
    return tuple(one for one in found if one.count) or (Kind("Nothing", 0),)


def _ended(report: RosterReport) -> Kind:
    rows = tuple(
        (who.name, who.badge_id, "lead deleted" if who.is_lead else "details deleted")
        for who in report.ended
    )
    words = "The list says no now: withdrawn"
    count = len(rows)
    return Kind(words, count, (*_WHO, "What goes"), rows, count, urgent=True)


def _handed_on(report: RosterReport) -> Kind:
    rows = tuple(
        (str(p.values["value"]), str(p.values["before"]), str(p.values["now"]))
        for p in report.problems
        if p.code in (ProblemCode.HANDED_ON, ProblemCode.NEW_OWNER)
    )
    words = "Handed on: to the new owner" if report.hands_on else "Perhaps handed on: left out"
    heads = ("Badge id", "On an earlier list", "On this list")
    return Kind(words, report.handed_on, heads, rows, len(rows), urgent=True)


def _problems(report: RosterReport) -> Kind:
    rows = tuple((p.where, p.column or "", p.words) for p in report.problems)
    heads = ("Where", "Column", "What is wrong")
    more = "and {more} more: save them as CSV to see all"
    count, words = report.problem_count, _PROBLEMS
    return Kind(words, count, heads, rows, len(rows), more, urgent=True, to_save=count > 0)


def _people(words: str, changes: RosterChanges, kind: str) -> Kind:
    named: tuple[ListedPerson, ...] = changes.people.get(kind, ())
    rows = tuple((who.name, who.badge_id) for who in named)
    more = _MARKS if kind == "missing" else _AND_MORE
    return Kind(words, getattr(changes, kind), rows=rows, named=len(rows), more=more)


def _stay_out(changes: RosterChanges) -> Kind:
    found = _people("The list says yes: they stay out", changes, "stay_out")
    return replace(found, about=f"Nothing changes for them: {STAY_OUT}.")


def _changed(changes: RosterChanges) -> Kind:
    rows = tuple(
        (
            *(str(one.who), change.field.replace("_", " ").capitalize()),
            *(change.old, change.new, change.of_lead),
        )
        for one in changes.changed_people
        for change in one.changes
    )
    heads = ("Who", "Detail", "Until now", "On this list", "Lead")
    return Kind("Changed details", changes.changed, heads, rows, len(changes.changed_people))


def people(count: int) -> str:
    """Return “1 person” or “3 people”."""
    return f"{count:,} person" if count == 1 else f"{count:,} people"


def outlook(report: RosterReport) -> str:
    """Return what Import would do."""
    text = (
        f"{people(report.rows)} on the list: {report.sharing:,} agreed to share their profile, "
        f"of {report.rows - report.sharing:,} only keyed marks are kept."
    )
    if report.left_out:
        text += f" {_rows(report.left_out)} left out."
    text += _stay_out_words(report) + _ended_words(report, "would be")
    return f"{text} This cannot be undone." if report.ended else text


def handed_on_choice(count: int) -> str:
    """Return what the tick box says of tickets that were somebody else's on an earlier list."""
    owners = "The new owner has it" if count == 1 else "The new owners have them"
    return f"Tickets that were handed on: {count:,}. {owners} from now on"


def done(report: RosterReport) -> str:
    """Return what Import did."""
    text = f"{people(report.rows)} taken in, {report.sharing:,} of them agreed to share."
    if report.hands_on and report.handed_on:
        text += f" Tickets that their new owners have from now on: {report.handed_on:,}."
    if report.left_out:
        text += f" {_rows(report.left_out)} left out: see “{_PROBLEMS}”."
    text += _stay_out_words(report) + _ended_words(report, "was")
    if report.changes.missing:
        text += (
            f" Not on this list, but on an earlier one: {people(report.changes.missing)}, kept; "
        )
        text += f"see “{_EARLIER_ONLY}”."
    return text


def question(report: RosterReport) -> tuple[str, str, str] | None:
    """Return what is asked before an import, the text below it and the answer; None for nothing."""
    unsigned = report.signature.words if report.signature.before else ""
    if report.leads_ended:
        count = len(report.leads_ended)
        leads = "a lead" if count == 1 else f"{count:,} leads"
        text = "\n\n".join(filter(None, (unsigned, _ended_question(report))))
        return f"Delete {leads} with this list?", text, "Import and delete"
    if unsigned:
        return "Take in a list that is not signed?", unsigned, "Import all the same"
    return None


def _ended_question(report: RosterReport) -> str:
    """Return whose leads an import deletes."""
    named = ["The list says no now to:"]
    named += [f"•  {ended.who}" for ended in report.leads_ended[:_NAMED]]
    if len(report.leads_ended) > _NAMED:
        named.append(f"and {len(report.leads_ended) - _NAMED:,} more")
    last = "Their notes, files and interviews go with them"
    if report.others_ended:
        last += f", and so do the list’s details of {people(report.others_ended)} who "
        last += f"{'is no lead' if report.others_ended == 1 else 'are no leads'}"
    last += ". This cannot be undone."
    if report.cancellations:
        last += " Interviews stand in calendars: right afterwards you can write who has to be told."
    return "\n".join((*named, "", last))


def _stay_out_words(report: RosterReport) -> str:
    """Return for how many the list's yes changes nothing; empty for nobody."""
    count = report.changes.stay_out
    stay = "stays" if count == 1 else "stay"
    return f" The list says yes to {people(count)} who {stay} out: {STAY_OUT}." if count else ""


def _ended_words(report: RosterReport, verb: str) -> str:
    """Return how many held here the list says no to now, and what follows; empty for nobody."""
    if not report.ended:
        return ""
    text = f" The list says no now to {people(len(report.ended))} held here: "
    leads = len(report.leads_ended)
    of_them = f", {leads:,} of them {'a lead' if leads == 1 else 'leads'}" if leads else ""
    return f"{text}what is held of them {verb} deleted{of_them}."


def preview_heads(file: RosterFile, mapping: ColumnMapping) -> list[str]:
    """Return each column's name in the file, and below it what it is taken for."""
    meant = {header: FIELD_WORDS[field] for field, header in mapping.headers.items()}
    return [f"{header}\n{meant.get(header, 'not used')}" for header in file.headers]


def read_words(file: RosterFile) -> str:
    """Return how a file was read, and what to look at."""
    text = file.form.words
    said = [f"{text[:1].upper()}{text[1:]}, {file.columns}."]
    if file.remembered:
        said.append(f"Its columns are read as those of “{file.remembered}” were.")
    return " ".join((*said, *file.hints))


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count:,} rows are"
