"""Read a preset (TOML): what is wrong in it is said with the file, the line or the key."""

import re
import string
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from boothapp.domain.errors import BadInput
from boothapp.domain.lead_fields import FIELDS
from boothapp.domain.preset_rows import FACTS
from boothapp.domain.presets import OF_COLUMNS, Column, Format, Part, Piece, Preset, most_rows

_KEYS = frozenset(
    [
        "title",
        "format",
        "separator",
        "bom",
        "rows",
        "file_name",
        "single_name",
        "icon",
        "drops",
        "reasons",
        "warns",
        "columns",
        "fields",
    ]
)
_COLUMN_KEYS = frozenset(
    [
        "header",
        "field",
        "constant",
        "parts",
        "between",
        "required",
        "email",
        "limit",
        "lists",
        "words",
        "empty",
        "filled",
        "same",
    ]
)
_SEPARATORS = ("", ",", ";", "\t")
_MOST_BYTES = 1 << 20
_FALLBACK = "leads"
"""What a file is called where nothing of its name fits."""
_MOST = 1_000_000_000
"""Rows or characters: more is a slip of the key."""
T = TypeVar("T")


def read_preset(path: Path, *, own: bool = False) -> Preset:
    """The preset in this file; its id is the file's name. Raises BadInput."""
    try:
        if path.exists() and not path.is_file():
            raise BadInput(f"{path.name} is no file.")
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(f"{path.name} is no preset: it is larger than 1 MB.")
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path.name} is no text in UTF-8.") from error
    except ValueError as error:  # also of numbers that are too long to be any
        raise BadInput(f"{path.name} is no TOML: {error}.") from error
    except RecursionError as error:
        raise BadInput(f"{path.name} is no preset: it is nested too deeply.") from error
    return _Reader(path.name).preset(path.stem, said, own=own)


class _Reader:
    """Takes one file's tables apart; every complaint names the file and the key."""

    def __init__(self, file: str) -> None:
        self._file = file

    def preset(self, preset_id: str, said: Mapping[str, Any], *, own: bool) -> Preset:
        self._only(said, _KEYS, "")
        form = self._format(said)
        columns = self._columns(said)
        fields = self._fields(said, "fields")
        if bool(columns) == bool(fields):
            self._wrong("columns", "give either [[columns]] or fields, one of them")
        if columns and form not in OF_COLUMNS:
            self._wrong("format", f"“{form}” has no columns of one's own choice")
        separator = self._get(said, "separator", str, "," if form is Format.CSV else "")
        if separator not in _SEPARATORS:
            self._wrong("separator", "takes a comma, a semicolon or a tab")
        return Preset(
            id=preset_id,
            title=self._needed(said, "title"),
            format=form,
            separator=separator,
            bom=self._get(said, "bom", bool, form is Format.EXCEL),
            columns=columns,
            fields=fields,
            drops=self._fields(said, "drops"),
            reasons=self._texts(said, "reasons"),
            warns=self._sentences(said, "warns"),
            rows=most_rows(form, self._count(said, "rows")),
            names=self._names(said),
            single_name=self._one_of(said, "single_name", ("first_name", "last_name")),
            icon=self._get(said, "icon", str, "sliders"),
            own=own,
        )

    def _format(self, said: Mapping[str, Any]) -> Format:
        word = self._get(said, "format", str, Format.CSV.value)
        try:
            return Format(word)
        except ValueError:
            known = ", ".join(form.value for form in Format)
            self._wrong("format", f"“{word}” is none of {known}")

    def _columns(self, said: Mapping[str, Any]) -> tuple[Column, ...]:
        tables = self._get(said, "columns", list, [])
        columns = tuple(self._column(table, number) for number, table in enumerate(tables, 1))
        headers = [column.header for column in columns]
        for header in headers:
            if headers.count(header) > 1:
                self._wrong("columns", f"“{header}” is there twice")
        return columns

    def _column(self, table: Any, number: int) -> Column:
        where = f"columns, number {number}"
        if not isinstance(table, dict):
            self._wrong(where, "is no table; begin it with [[columns]]")
        self._only(table, _COLUMN_KEYS, f"{where}, ")
        return Column(
            header=self._needed(table, "header", where),
            parts=self._parts(table, where),
            between=self._get(table, "between", str, "\n", where),
            required=self._get(table, "required", bool, False, where),
            email=self._get(table, "email", bool, False, where),
            limit=self._count(table, "limit", where),
            lists=self._get(table, "lists", str, "; ", where),
            words=self._texts(table, "words", where),
            empty=self._get(table, "empty", str, "", where),
            filled=self._get(table, "filled", str, "", where),
            same=self._get(table, "same", str, "", where),
        )

    def _parts(self, table: Mapping[str, Any], where: str) -> tuple[Part, ...]:
        given = [key for key in ("field", "constant", "parts") if key in table]
        if len(given) != 1:
            self._wrong(where, "needs one of field, constant and parts")
        (key,) = given
        if key == "field":
            field = self._get(table, key, str, "", where)
            return ((Piece("", self._known(field, f"{where}, field", facts=True)),),)
        if key == "constant":
            return ((Piece(self._get(table, key, str, "", where)),),)
        texts = self._get(table, key, list, [], where)
        if not all(isinstance(text, str) for text in texts):
            self._wrong(f"{where}, parts", "takes texts only")
        return tuple(self._part(text, f"{where}, parts") for text in texts)

    def _part(self, text: str, where: str) -> Part:
        try:
            found = list(string.Formatter().parse(text))
        except ValueError as error:
            self._wrong(where, f"“{text}”: {error}")
        pieces = []
        for before, field, form, turn in found:
            if form or turn:
                self._wrong(where, f"“{text}”: write a field as {{name}}, without more")
            name = "" if field is None else self._known(field, where, facts=True)
            pieces.append(Piece(before, name))
        return tuple(pieces)

    def _texts(self, said: Mapping[str, Any], key: str, where: str = "") -> dict[str, str]:
        texts: dict[str, Any] = self._get(said, key, dict, {}, where)
        if not all(isinstance(text, str) for text in texts.values()):
            self._wrong(_at(where, key), "takes texts only")
        return texts

    def _sentences(self, said: Mapping[str, Any], key: str) -> tuple[str, ...]:
        texts = self._get(said, key, list, [])
        if not all(isinstance(text, str) and text.strip(" .") for text in texts):
            self._wrong(key, "takes sentences only")
        return tuple(text.strip().removesuffix(".") for text in texts)

    def _fields(self, said: Mapping[str, Any], key: str) -> tuple[str, ...]:
        names = self._get(said, key, list, [])
        return tuple(dict.fromkeys(self._known(name, key) for name in names))

    def _known(self, name: Any, where: str, *, facts: bool = False) -> str:
        if not isinstance(name, str):
            self._wrong(where, "takes texts only")
        if name not in FIELDS and not (facts and name in FACTS):
            self._wrong(where, f"there is no field “{name}”; known are {', '.join(FIELDS)}")
        return name

    def _names(self, said: Mapping[str, Any]) -> str:
        names = self._get(said, "file_name", str, "")
        try:
            # Brackets would end the set, and begin anything; twice the same sign may be an order.
            sound = not re.search(r"[\[\]]|--|\|\||&&|~~", names)
            fits = not names or (sound and re.fullmatch(f"[{names}]+", _FALLBACK) is not None)
        except re.error:
            sound = fits = False
        if not sound:
            self._wrong("file_name", f"“{names}” is no set of characters; write it as a-z0-9_-")
        if not fits:
            self._wrong("file_name", f"“{names}” does not take “{_FALLBACK}”, as files are called")
        return names

    def _one_of(self, said: Mapping[str, Any], key: str, known: Sequence[str]) -> str:
        word = self._get(said, key, str, known[0])
        if word not in known:
            self._wrong(key, f"“{word}” is none of {', '.join(known)}")
        return word

    def _count(self, said: Mapping[str, Any], key: str, where: str = "") -> int:
        count = self._get(said, key, int, 0, where)
        if count < 0 or isinstance(count, bool):
            self._wrong(_at(where, key), "takes a number of 1 or more")
        if count > _MOST:
            self._wrong(_at(where, key), f"takes a number up to {_MOST:,}")
        return count

    def _needed(self, said: Mapping[str, Any], key: str, where: str = "") -> str:
        text = self._get(said, key, str, "", where)
        if not text.strip():
            self._wrong(_at(where, key), "is missing")
        return text.strip()

    def _get(
        self, said: Mapping[str, Any], key: str, kind: type[T], default: T, where: str = ""
    ) -> T:
        value = said.get(key, default)
        if not isinstance(value, kind):
            self._wrong(_at(where, key), f"takes {_WORDS[kind]}")
        return value

    def _only(self, said: Mapping[str, Any], known: frozenset[str], where: str) -> None:
        for key in said:
            if key not in known:
                self._wrong(f"{where}{key}", f"is not known; known are {', '.join(sorted(known))}")

    def _wrong(self, where: str, what: str) -> NoReturn:
        raise BadInput(f"{self._file}, {where}: {what}.")


_WORDS: Mapping[type, str] = {
    str: "a text in quotation marks",
    bool: "true or false",
    int: "a whole number",
    list: "a list in square brackets",
    dict: "a table in braces",
}


def _at(where: str, key: str) -> str:
    return f"{where}, {key}" if where else key
