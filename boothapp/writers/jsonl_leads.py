"""Write leads as JSON Lines: one object a line, UTF-8, as docs/formats/lead.schema.json says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from boothapp.domain.lead_fields import FIELDS, Kind
from boothapp.writers.blocks import ALONE, Watch, Written
from boothapp.writers.whole_file import Target

_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def fill(
    out: Target,
    fields: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    watch: Watch = ALONE,
) -> Written:
    """Fill `out` with the rows; what is a list, a note or a meeting comes as JSON already.

    Raises Cancelled, OSError, and whatever `rows` raises.
    """
    turn = [_TURN.get(FIELDS[name].kind, _text) for name in fields]
    count = 0
    for block in watch.blocks(rows):
        lines = [
            _AS_JSON({name: to(cell) for name, to, cell in zip(fields, turn, row, strict=True)})
            for row in block
        ]
        # A lone surrogate has no UTF-8; it came from bytes that were no text.
        out.add("\n".join([*lines, ""]).encode(errors="replace"))
        count += len(block)
    out.make_durable()
    return Written(out.path, out.sha256, count, out.size)


def _text(cell: Any) -> str | None:
    """Text, or null where nothing is known."""
    return str(cell) if cell not in (None, "") else None


_TURN: Mapping[Kind, Callable[[Any], object]] = {
    Kind.LIST: json.loads,
    Kind.ANSWERS: json.loads,
    Kind.NOTES: json.loads,
    Kind.MEETING: json.loads,
    Kind.NUMBER: int,
    Kind.YES_NO: bool,
}
