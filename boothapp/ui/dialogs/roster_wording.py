"""What an import would do, did, or could not do, in sentences."""

from __future__ import annotations

from boothapp.domain.roster import RosterReport
from boothapp.domain.roster_mapping import ColumnMapping, RosterFile
from boothapp.ui.dialogs.roster_mapping import FIELD_WORDS

_NAMED = 8


def people(count: int) -> str:
    """Return “1 person” or “3 people”."""
    return f"{count:,} person" if count == 1 else f"{count:,} people"


def outlook(report: RosterReport) -> str:
    """Return what Import would do."""
    left_out = _left_out(report)
    text = (
        f"{people(report.rows)} on the list: {report.opted_in:,} agreed to share their profile, "
        f"of {report.rows - report.opted_in:,} only keyed marks are kept."
    )
    if left_out:
        text += f" {_rows(left_out)} left out."
    return f"{text}{_ended(report, 'would be')}"


def done(report: RosterReport) -> str:
    """Return what Import did."""
    text = f"{people(report.rows)} taken in, {report.opted_in:,} of them agreed to share."
    if left_out := _left_out(report):
        text += f" {_rows(left_out)} left out, listed above."
    text += _ended(report, "were")
    if report.missing:
        text += f" Not on this list, but on an earlier one: {people(len(report.missing))}, "
        text += "named above and kept."
    return text


def ended_question(report: RosterReport) -> str:
    """Return whose leads an import deletes, for the question before it."""
    named = ["The list says no now to:"]
    named += [f"•  {ended.who}" for ended in report.leads_ended[:_NAMED]]
    if len(report.leads_ended) > _NAMED:
        named.append(f"and {len(report.leads_ended) - _NAMED:,} more")
    last = "Their notes, files and interviews go with them. This cannot be undone."
    if report.cancellations:
        last += " Interviews stand in calendars: right afterwards you can write who has to be told."
    return "\n".join((*named, "", last))


def _ended(report: RosterReport, verb: str) -> str:
    """Return how many held here the list says no to now, and what follows; empty for nobody."""
    if not report.ended:
        return ""
    text = f" The list says no now to {people(len(report.ended))} held here: "
    leads = len(report.leads_ended)
    of_them = f", {leads:,} of them leads" if leads else ""
    return f"{text}what is held of them {verb} deleted{of_them}."


def preview_heads(file: RosterFile, mapping: ColumnMapping) -> list[str]:
    """Return each column's name in the file, and below it what it is taken for."""
    meant = {header: FIELD_WORDS[field] for field, header in mapping.headers.items()}
    return [f"{header}\n{meant.get(header, 'not used')}" for header in file.headers]


def _left_out(report: RosterReport) -> int:
    return len({problem.line for problem in report.problems if not problem.code.row_kept})


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count:,} rows are"
