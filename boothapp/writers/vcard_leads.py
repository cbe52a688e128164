"""Write leads as vCard 4.0 (RFC 6350): one file of many cards, UTF-8, CRLF, folded lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from boothapp.writers.blocks import ALONE, Watch, Written
from boothapp.writers.whole_file import Target

_OCTETS = 75  # of a line, without its end
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})


def fill(
    out: Target,
    fields: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    watch: Watch = ALONE,
) -> Written:
    """Fill `out` with a card for each row; lists, answers and notes come as JSON.

    Raises Cancelled, OSError, and whatever `rows` raises.
    """
    count = 0
    for block in watch.blocks(rows):
        cards = [_card(dict(zip(fields, row, strict=True))) for row in block]
        out.add("".join(cards).encode())
        count += len(block)
    out.make_durable()
    return Written(out.path, out.sha256, count, out.size)


def _card(lead: Mapping[str, Any]) -> str:
    lines = ["BEGIN:VCARD", "VERSION:4.0", *_lines(lead), "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _lines(lead: Mapping[str, Any]) -> Iterator[str]:
    name, email = _one_line(lead.get("name", "")), _one_line(lead.get("email", ""))
    first, last = (_one_line(lead.get(part, "")) for part in ("first_name", "last_name"))
    # Where no name is known a card still has to be called something.
    yield f"FN:{_escaped(name or email or str(lead['reference']))}"
    yield f"N:{_escaped(last)};{_escaped(first)};;;"
    for key, value in (
        ("EMAIL", email),
        ("ORG", _one_line(lead.get("affiliation", ""))),
        ("TITLE", _one_line(lead.get("career_stage", ""))),
        ("ROLE", _one_line(lead.get("role", ""))),
    ):
        if value:
            yield f"{key}:{_escaped(value)}"
    for link in _listed(lead, "links"):
        # Older readers end a value at a comma, though the address is one.
        yield f"URL:{_one_line(link).replace(',', '%2C').replace(';', '%3B')}"
    note = _note(lead)
    if note:
        yield f"NOTE:{_escaped(note)}"
    words = [*_listed(lead, "tags"), *filter(None, [str(lead.get("rating") or "")])]
    if words:
        yield f"CATEGORIES:{','.join(_escaped(_one_line(word)) for word in words)}"
    yield f"UID:urn:x-boothapp:{_one_line(str(lead['lead_id']))}"
    if lead.get("last_seen"):
        yield f"REV:{_stamp(str(lead['last_seen']))}"


def _note(lead: Mapping[str, Any]) -> str:
    answers = [f"{said['question']}: {said['answer']}" for said in _listed(lead, "answers")]
    notes = [f"{said['text']} ({said['author']})" for said in _listed(lead, "notes")]
    return "\n".join([*answers, *notes])


def _listed(lead: Mapping[str, Any], name: str) -> list[Any]:
    found: list[Any] = json.loads(lead.get(name) or "[]")
    return found


def _stamp(iso: str) -> str:
    """A timestamp as RFC 6350 writes it: 2026-07-09T12:00:00+09:00 → 20260709T120000+0900."""
    return iso.replace("-", "", 2).replace(":", "")


def _escaped(text: str) -> str:
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    # A lone surrogate has no UTF-8; it came from bytes that were no text.
    return plain.translate(_ESCAPED).encode(errors="replace").decode()


def _one_line(text: str) -> str:
    plain = " ".join(_CONTROL.sub(" ", text).split())
    return plain.encode(errors="replace").decode()


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which tears a character."""
    data = line.encode()
    if len(data) <= _OCTETS:
        return line
    pieces, room, at = [], _OCTETS, 0
    while at < len(data):
        end = min(at + room, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[at:end].decode())
        at, room = end, _OCTETS - 1  # a space begins every further line
    return "\r\n ".join(pieces)
