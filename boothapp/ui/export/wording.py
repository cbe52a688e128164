"""What an export is about to do, and what left before, in sentences."""

from __future__ import annotations

from pathlib import Path

from boothapp.domain.consent import Purpose
from boothapp.domain.exporting import ExportRecord, Leaving
from boothapp.ui.scan.wording import PURPOSE_LONG

LEFT = {
    Leaving.LEADS: "Leads",
    Leaving.ATTACHMENT: "A lead’s file",
    Leaving.SUBJECT_ACCESS: "A person’s own data",
    Leaving.INVITATION: "An invitation",
    Leaving.TIMETABLE: "Interview times",
}


def leads(count: int) -> str:
    """Return “1 lead” or “3 leads”."""
    return "1 lead" if count == 1 else f"{count:,} leads"


def people(count: int) -> str:
    """Return “1 person” or “3 people”."""
    return "1 person" if count == 1 else f"{count:,} people"


def question(path: Path, recipient: str, purpose: Purpose, *, protected: bool) -> str:
    """Return what the person says yes to: which file, for whom, what for, and that it is final."""
    lines = [
        f"File: {path}",
        f"Who will hold it: {recipient}",
        f"What for: {PURPOSE_LONG[purpose]}",
        "Protected with a passphrase that BoothApp does not keep."
        if protected
        else "Not protected: whoever gets hold of the file can read it.",
    ]
    if path.exists():
        lines.append("A file of this name is there already; it is replaced.")
    lines.append("")
    lines.append("This cannot be undone. It is in the ledger, so that a later withdrawal names it.")
    return "\n".join(lines)


def last(record: ExportRecord) -> str:
    """Return what left last, for whom."""
    what = people(record.rows) if record.what is Leaving.LEADS else LEFT[record.what]
    return f"{what}, {record.recipient}"


def protection(record: ExportRecord) -> str:
    """Return how the file lies where it lies."""
    return "Passphrase" if record.encrypted else "Open"
