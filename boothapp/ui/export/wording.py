"""What an export is about to do, and what left before, in sentences."""

from __future__ import annotations

from pathlib import Path

from boothapp.domain.exporting import ExportRecord, ExportRequest, Leaving, part_paths
from boothapp.domain.presets import Format, Preset
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


def question(
    path: Path, recipient: str, request: ExportRequest, *, protected: bool, parts: int = 1
) -> str:
    """Return what the person says yes to: which file, for whom, what for, and that it is final."""
    many = f", in {parts} files with -1, -2 … behind the name" if parts > 1 else ""
    lines = [
        f"File: {path}{many}",
        f"Kind of file: {request.preset.title}",
        f"Who will hold it: {recipient}",
        f"What for: {PURPOSE_LONG[request.purpose]}",
        "Protected with a passphrase that BoothApp does not keep."
        if protected
        else "Not protected: whoever gets hold of the file can read it.",
    ]
    older = [part.name for part in part_paths(path, parts) if part.exists()]
    if older and parts == 1:
        lines.append("A file of this name is there already; it is replaced.")
    elif older:
        lines.append(f"There already, and replaced: {', '.join(older)}")
    lines.append("")
    lines.append("This cannot be undone. It is in the ledger, so that a later withdrawal names it.")
    return "\n".join(lines)


def last(record: ExportRecord) -> str:
    """Return what left last, for whom."""
    what = people(record.rows) if record.what is Leaving.LEADS else LEFT[record.what]
    return f"{what}, {record.recipient}{'' if record.appeared else '; the file never appeared'}"


def protection(record: ExportRecord) -> str:
    """Return how the file lies where it lies."""
    return "Passphrase" if record.encrypted else "Open"


def layout(preset: Preset) -> str:
    """Return how the file is written: its encoding, what parts the cells, its line ends."""
    if preset.format is Format.XLSX:
        return "Excel workbook"
    if preset.format is Format.JSONL:
        return "UTF-8, one lead a line"
    if preset.format is Format.VCARD:
        return "vCard 4.0, UTF-8"
    parted = {",": "comma", ";": "semicolon", "\t": "tab"}[preset.separator or ","]
    return f"UTF-8{' with BOM' if preset.bom else ''}, {parted}, CRLF"
