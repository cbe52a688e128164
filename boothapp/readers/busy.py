"""When candidates cannot come, out of a calendar file or a table."""

from pathlib import Path

from boothapp.domain.busy import BusyFault, BusyFileError, BusyProblem, BusyRead
from boothapp.domain.event import EventInfo
from boothapp.readers import busy_calendar, busy_table

MAX_FILE = 10_000_000  # bytes; some thousand people's posters, or years of one's appointments
MAX_PROBLEMS = 1_000  # nobody reads more
_BEGINS = b"BEGIN:VCALENDAR"
_BOM = b"\xef\xbb\xbf"


def read(path: Path, event: EventInfo) -> BusyRead:
    """Read a file: a calendar is one person's, a table names somebody in each row.

    Times without a zone are the event's. What is not on the event’s days is left out: nobody here
    needs it. Raises BadInput where the file cannot be taken in at all.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(100)
    except OSError as error:
        raise BusyFileError(f"The file cannot be opened: {error.strerror or error}.") from error
    if size > MAX_FILE:
        raise BusyFileError(
            f"The file is larger than {MAX_FILE // 1_000_000} MB. Export the event’s days only."
        )
    calendar = start.removeprefix(_BOM).lstrip().upper().startswith(_BEGINS)
    reader = busy_calendar if calendar or path.suffix.lower() in (".ics", ".ical") else busy_table
    return _bounded(reader.read(path, event))


def _bounded(found: BusyRead) -> BusyRead:
    further = len(found.problems) - MAX_PROBLEMS
    if further <= 0:
        return found
    last = BusyProblem(0, BusyFault.FURTHER, values={"count": further})
    return BusyRead(found.rows, (*found.problems[:MAX_PROBLEMS], last))
