"""What a receiver takes: a file format with its columns, as data. A plain format has none: then
the file has every field of the purpose under the field's own name."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from boothapp.domain.errors import BadInput
from boothapp.domain.search_words import taken_apart


class Format(StrEnum):
    """How a file is written."""

    CSV = "csv"
    EXCEL = "excel"
    XLSX = "xlsx"
    JSONL = "jsonl"
    VCARD = "vcard"


ENDINGS: Mapping[Format, str] = MappingProxyType(
    {
        Format.CSV: ".csv",
        Format.EXCEL: ".csv",
        Format.XLSX: ".xlsx",
        Format.JSONL: ".jsonl",
        Format.VCARD: ".vcf",
    }
)
ZIP = ".zip"
"""The ending of what is under a passphrase."""
OF_COLUMNS = (Format.CSV, Format.EXCEL, Format.XLSX)
"""The formats in which the columns may have any name and hold any text."""


XLSX_ROWS = 1_048_575
"""The most rows of a sheet in Excel below its header."""


def most_rows(form: Format, rows: int = 0) -> int:
    """The most rows that a file of this format may have, where its receiver takes `rows`; 0 for
    any number, here as there."""
    if form is not Format.XLSX:
        return rows
    return min(rows or XLSX_ROWS, XLSX_ROWS)


def file_stem(text: str) -> str:
    """A part of a file's name: letters and digits of any script with their accents and vowel
    signs, one dash for whatever stands between them."""
    whole = unicodedata.normalize("NFC", text)
    kept = (sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in whole)
    return "-".join("".join(kept).split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A literal text, then a field; either may be empty."""

    text: str
    field: str = ""


Part = tuple[Piece, ...]
"""A text with fields in it; it is left out where one of its fields is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a preset."""

    header: str
    parts: tuple[Part, ...]
    between: str = "\n"
    """What stands between two parts."""
    required: bool = False
    email: bool = False
    """Whether the receiver takes whole e-mail addresses only."""
    limit: int = 0
    """The most characters that the receiver takes; 0 for any."""
    lists: str = "; "
    """What stands between the values of a list."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What stands for a value; others stay as they are."""
    empty: str = ""
    """What the receiver does where it is empty, as a sentence's end: "Acme makes a second …"."""
    filled: str = ""
    """What the receiver does where it is not, in the same way."""
    same: str = ""
    """What it does where two rows have the same in it (in any case of letters), in the same way."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that go into it."""
        return tuple(piece.field for part in self.parts for piece in part if piece.field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A kind of file: for a system, or a plain format."""

    id: str
    title: str
    format: Format = Format.CSV
    separator: str = ","
    """Between the cells of a CSV; empty for the one of this computer's region."""
    bom: bool = False
    columns: tuple[Column, ...] = ()
    drops: tuple[str, ...] = ()
    """Fields that the receiver would not keep, and that are not in the file therefore."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why it would not, by field, as a sentence's end."""
    warns: tuple[str, ...] = ()
    """What is good to know of the receiver before any file, one sentence each."""
    rows: int = 0
    """The most rows that one file may have; 0 for any number."""
    names: str = ""
    """The characters that a file's name may have, as a class of a regular expression."""
    single_name: str = "first_name"
    """Where a person's only name goes."""
    icon: str = "table"
    own: bool = False
    """Whether somebody here made it."""
    fields: tuple[str, ...] = ()
    """Of a plain format: the fields that were chosen; empty for all of the purpose."""

    @property
    def ending(self) -> str:
        """The end of the file's name."""
        return ENDINGS[self.format]

    @property
    def is_system(self) -> bool:
        """Whether a certain system reads the file, and not whoever opens it."""
        return bool(self.columns)

    def checked_stem(self, stem: str, *, zipped: bool = False) -> str:
        """A file's name without its ending. Raises BadInput where the receiver refuses it.

        Of a zip it is the name of the file inside, which may be said before `.zip` or not.
        """
        plain = stem.removesuffix(self.ending) if zipped else stem
        fitting = self.fitting_stem(plain)
        if fitting != plain:
            call = f"{fitting}.zip" if zipped else f"{fitting}{self.ending}"
            raise BadInput(
                f"{self.title} takes no file of the name {plain}{self.ending}. Call it {call}. "
                "Nothing was written."
            )
        return plain

    def fitting_name(self, name: str, *, zipped: bool = False) -> str:
        """A file's name, with its own ending in place of one that another kind of file has; of a
        zip the ending inside."""
        inside = name[: -len(ZIP)] if zipped else name
        stem, mark, ending = inside.rpartition(".")
        others = {*ENDINGS.values(), ZIP} - {self.ending}
        if stem and f"{mark}{ending.casefold()}" in others:
            inside = f"{stem}{self.ending}"
        return f"{inside}{ZIP}" if zipped else inside

    def fitting_stem(self, stem: str) -> str:
        """The name, or the nearest one that the receiver takes."""
        if not self.names or re.fullmatch(f"[{self.names}]+", stem):
            return stem
        letters = "".join(sign for sign in taken_apart(stem) if not unicodedata.combining(sign))
        gap = next((sign for sign in "-_" if re.fullmatch(f"[{self.names}]", sign)), "")
        taken = re.split(f"(?:[^{self.names}]|{gap})+" if gap else f"[^{self.names}]+", letters)
        return gap.join(filter(None, taken)) or "leads"


PLAIN = (
    Preset(id="csv", title="Plain CSV", icon="file-csv"),
    Preset(
        id="excel",
        title="Excel CSV",
        format=Format.EXCEL,
        separator="",
        bom=True,
        icon="file-excel",
    ),
    Preset(id="xlsx", title="XLSX", format=Format.XLSX, rows=XLSX_ROWS, icon="table"),
    Preset(id="jsonl", title="JSON", format=Format.JSONL, icon="braces"),
    Preset(id="vcard", title="vCard", format=Format.VCARD, icon="card"),
)
"""The formats that no certain system asks for."""
PLAIN_CSV = PLAIN[0]
OWN_ID = "own"
"""The id of the columns that were chosen last: no file of a preset has it."""
