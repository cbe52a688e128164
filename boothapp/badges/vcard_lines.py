"""The lines of a vCard: folding, quoted-printable, groups, parameters; bounded throughout."""

import binascii
import quopri
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass

from boothapp.domain.charset import to_text

_MAX_LINES = 400
_MAX_LINE = 1500  # longer ones are pictures and keys
_BREAK = re.compile(r"\r\n|\r|\n")
_NAME = re.compile(r"(?:[\w-]+\.)*([\w-]+)", re.ASCII)
_PARAMETER = re.compile(r';((?:"[^"]*"|[^;:"])*)')


@dataclass(frozen=True, slots=True)
class Property:
    """One property: upper-case name without its group, and the value as written (escaped)."""

    name: str
    value: str
    preferred: bool


def properties(payload: str) -> list[Property] | None:
    """The properties of the first vCard, those of nested ones left out; None if it has no end."""
    found: list[Property] = []
    depth = 0
    for line in _logical_lines(payload):
        item = _property(line)
        if item is None:
            continue
        is_card = item.value.strip().upper() == "VCARD"
        if item.name == "BEGIN" and is_card:
            depth += 1
        elif item.name == "END" and is_card:
            depth -= 1
            if depth == 0:
                return found
        elif depth == 1:
            found.append(item)
    return None


def _logical_lines(payload: str) -> Iterator[str]:
    """Lines with folds and quoted-printable soft breaks undone."""
    lines = _BREAK.split(payload, maxsplit=_MAX_LINES)[:_MAX_LINES]
    logical = ""
    for line in lines:
        if _continues_softly(logical):
            logical = logical[:-1] + line
        elif line[:1] in (" ", "\t"):
            logical += line[1:]
        else:
            yield logical
            logical = line
    yield logical


def _continues_softly(line: str) -> bool:
    return line.endswith("=") and "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _property(line: str) -> Property | None:
    name = _NAME.match(line)
    if name is None or len(line) > _MAX_LINE:
        return None
    end, parameters = name.end(), []
    while found := _PARAMETER.match(line, end):
        parameters.append(found[1].replace('"', "").upper())
        end = found.end()
    if line[end : end + 1] != ":":
        return None
    return Property(
        name=name[1].upper(),
        value=_decoded(line[end + 1 :], parameters),
        preferred=any("PREF" in parameter for parameter in parameters),
    )


def _decoded(value: str, parameters: list[str]) -> str:
    """The value without its transfer encoding; version 2.1 may drop the word `ENCODING=`."""
    options = dict(parameter.partition("=")[::2] for parameter in parameters)
    encoding = options.get("ENCODING", "")
    if encoding == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in options:
        raw = quopri.decodestring(value.encode("utf-8", "replace"))
    elif encoding in ("B", "BASE64") or "BASE64" in options:
        try:
            raw = b64decode(value)
        except (ValueError, binascii.Error):
            return ""
    else:
        return value
    return to_text(raw, options.get("CHARSET", ""))
