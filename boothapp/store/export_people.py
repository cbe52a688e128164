"""Who is in a file: read with its rows, and looked at once more before the ledger names them.

Pseudonyms are kept packed, so that those of a very large file take little memory; they go through
SQL in batches, so that what SQLite remembers (in memory) to undo a statement stays small.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from boothapp.domain.exporting import ExportRequest
from boothapp.store.export_rows import HAS_GRANT, Stretch, Values, granted, sent_before

_BATCH = 10_000
_HEX, _PACKED = 64, 32  # the length of a pseudonym, as text and packed
_JOINED = f"""
SELECT group_concat(subject, ''), max(subject), count(*) FROM (
    SELECT lead.subject {{source}} WHERE {{where}} AND lead.subject > :last
    ORDER BY lead.subject LIMIT {_BATCH}
)
"""
_STANDING = """
SELECT count(*) FROM json_each(:people) AS who JOIN lead ON lead.subject = who.value
WHERE {still}
"""
_NAMED = """
INSERT INTO export_subject (export_id, subject) SELECT :export, value FROM json_each(:people)
"""
_ANSWERED = "SELECT DISTINCT subject FROM change WHERE seq > :seq AND kind GLOB 'consent.*'"


@dataclass(frozen=True, slots=True)
class InFile:
    """Who is in a file: how many, the digest of their pseudonyms, and these."""

    number: int
    digest: str
    packed: tuple[bytes, ...] = field(repr=False)

    @property
    def batches(self) -> Iterator[list[str]]:
        """The pseudonyms, ascending, a batch at a time."""
        for one in self.packed:
            text = one.hex()
            yield [text[at : at + _HEX] for at in range(0, len(text), _HEX)]

    def has(self, subject: str) -> bool:
        """Whether this person is in it."""
        one = bytes.fromhex(subject)
        return any(batch.find(one) >= 0 for batch in self.packed)


def people_of(cursor: Any, request: ExportRequest, stretch: Stretch) -> InFile:
    """Who goes, as this connection sees it."""
    source, where, values = granted(request, stretch)
    query = _JOINED.format(source=source, where=where)
    digest, packed, last = hashlib.sha256(), [], ""
    while True:
        text, reached, count = cursor.execute(query, {**values, "last": last}).fetchone()
        if not count:
            break
        digest.update(text.encode())
        packed.append(bytes.fromhex(text))
        last = reached
    number = sum(len(one) for one in packed) // _PACKED
    return InFile(number, digest.hexdigest(), tuple(packed))


def still_go(cursor: Any, request: ExportRequest, people: InFile, since: int) -> bool:
    """Whether all of them may still go, and none answered anything after the log's record `since`.

    Where only new ones go, none of them may have gone meanwhile.
    """
    answered = cursor.execute(_ANSWERED, {"seq": since}).fetchall()
    if any(people.has(subject) for (subject,) in answered):
        return False
    still, values = HAS_GRANT, Values(purpose=request.purpose.value)
    if not request.again:
        before, more = sent_before(request)
        still, values = f"{still} AND NOT {before}", values | more
    query = _STANDING.format(still=still)
    return all(
        cursor.execute(query, {**values, "people": json.dumps(batch)}).fetchone()[0] == len(batch)
        for batch in people.batches
    )


def name(cursor: Any, export_id: str, people: InFile) -> None:
    """Write them into the ledger, for the file of this id."""
    for batch in people.batches:
        cursor.execute(_NAMED, {"export": export_id, "people": json.dumps(batch)})
