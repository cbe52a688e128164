"""A file about people on its way out: said to whom, made durable, in the ledger; then in place."""

from collections.abc import Collection

from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import ExportRecord, Leaving
from boothapp.store.records import Records
from boothapp.writers.whole_file import Unfinished


def checked_recipient(name: str) -> str:
    """The name of who will hold a file, trimmed. Raises BadInput where there is none."""
    if not name.strip():
        raise BadInput("Say who will hold this file: the recipient is missing.")
    return name.strip()


def leave(
    records: Records,
    out: Unfinished,
    data: bytes,
    subjects: Collection[str],
    *,
    purpose: Purpose,
    to: str,
    what: Leaving,
) -> ExportRecord:
    """Fill a file that is about `subjects`, and write it into the ledger before it is there.

    Raises OSError.
    """
    out.add(data)
    out.make_durable()
    return records.exports.add_for(
        subjects, path=out.path, sha256=out.sha256, purpose=purpose, to=to, what=what
    )
