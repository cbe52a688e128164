"""The log's anchor: its end, written down outside the database.

A log that is cut at its end, or written anew from some record on, is a whole chain in itself. What
was noted here at the last close shows it. The anchor only moves forward, and only along the chain
that it lies on: closing a store that was tampered with hides nothing.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection

from boothapp.domain.errors import StoreDamaged

FILE = "log-anchor.json"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A record's number, and its hash in hex."""

    seq: int
    hash: str


def read(folder: Path) -> Anchor | None:
    """What was written down; None where nothing was. Raises StoreDamaged for anything else."""
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Anchor(int(said["seq"]), str(said["hash"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(f"{folder / FILE} does not say what BoothApp wrote into it.") from error


def advance(folder: Path, connection: Connection) -> None:
    """Write down the end of the log, if it goes on from where the anchor lies.

    A disk that refuses it is no reason to fail: the older anchor is still one.
    """
    with suppress(OSError, StoreDamaged):
        found = read(folder)
        end = _record(connection, "SELECT seq, hash FROM change ORDER BY seq DESC LIMIT 1")
        if end is not None and (found is None or (found != end and holds(found, connection))):
            _write(folder, end)


def holds(anchor: Anchor, connection: Connection) -> bool:
    """Whether the log still has the record that was written down."""
    query = "SELECT seq, hash FROM change WHERE seq = ?"
    return _record(connection, query, anchor.seq) == anchor


def _record(connection: Connection, query: str, *values: int) -> Anchor | None:
    row = connection.exec_driver_sql(query, values).first()
    return None if row is None else Anchor(row.seq, row.hash.hex())


def _write(folder: Path, anchor: Anchor) -> None:
    new = folder / f"{FILE}.{os.getpid()}.new"
    descriptor = os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with open(descriptor, "w", encoding="utf-8") as out:  # noqa: PTH123 - the file is open already
        json.dump(asdict(anchor), out)
        out.flush()
        os.fsync(out.fileno())
    new.replace(folder / FILE)
