"""A table that somebody brings as a file: how it is to be read, and how it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from boothapp.domain.errors import BadInput


class FileKind(StrEnum):
    """What a table is written in."""

    TEXT = "text"
    WORKBOOK = "workbook"
    JSON = "json"
    JSON_LINES = "json_lines"

    @property
    def place(self) -> str:
        """What people call the place of one person in it."""
        return _PLACES[self]


_PLACES = {
    FileKind.TEXT: "Line",
    FileKind.WORKBOOK: "Row",
    FileKind.JSON: "Item",
    FileKind.JSON_LINES: "Line",
}

ENCODINGS: Mapping[str, str] = MappingProxyType(
    {
        "utf-8": "UTF-8",
        "utf-16": "UTF-16",
        "utf-16-le": "UTF-16, little-endian",
        "utf-16-be": "UTF-16, big-endian",
        "cp1252": "Windows-1252 (Western European)",
        "cp1250": "Windows-1250 (Central European)",
        "cp1251": "Windows-1251 (Cyrillic)",
        "cp1253": "Windows-1253 (Greek)",
        "cp1254": "Windows-1254 (Turkish)",
        "cp1255": "Windows-1255 (Hebrew)",
        "cp1256": "Windows-1256 (Arabic)",
        "cp1257": "Windows-1257 (Baltic)",
        "iso8859-15": "ISO 8859-15 (Western European)",
        "mac-roman": "Mac Roman",
        "gb18030": "GB18030 (Chinese)",
        "big5": "Big5 (Chinese)",
        "cp932": "Shift-JIS (Japanese)",
        "euc-jp": "EUC-JP (Japanese)",
        "iso2022-jp": "ISO-2022-JP (Japanese)",
        "cp949": "EUC-KR (Korean)",
    }
)
"""The encodings a person can choose, by Python's name, and what they are called."""

# What else they are called: by the WHATWG's encoding standard, as browsers read these names.
_ALSO = {
    **dict.fromkeys(("iso88591", "latin1", "l1", "ascii", "usascii"), "cp1252"),
    **dict.fromkeys(("utf8sig", "utf8bom"), "utf-8"),
    **dict.fromkeys(("iso88599", "latin5", "l5"), "cp1254"),
    **dict.fromkeys(("latin9", "l9"), "iso8859-15"),
    **dict.fromkeys(("macintosh", "mac"), "mac-roman"),
    **dict.fromkeys(("gbk", "gb2312", "cp936", "euccn"), "gb18030"),
    **dict.fromkeys(("sjis", "shiftjis", "xsjis", "windows31j", "ms932"), "cp932"),
    **dict.fromkeys(("euckr", "uhc", "ksc56011987"), "cp949"),
    "big5hkscs": "big5",
}


def encoding_named(name: str) -> str | None:
    """The key of ENCODINGS that a person means by a name, such as “latin-1”; None for others."""
    squeezed = _squeezed(name)
    plain = squeezed.replace("windows125", "cp125")
    return _ALSO.get(squeezed) or next((one for one in ENCODINGS if _squeezed(one) == plain), None)


def _squeezed(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What a person says of a file; None is found out."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class TableForm:
    """How a file was read."""

    kind: FileKind = FileKind.TEXT
    encoding: str = ""
    """A key of ENCODINGS; empty where the kind of file leaves no choice."""
    sure: bool = True
    """Whether the encoding is beyond doubt; otherwise a person should look at the letters."""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    """All sheets of a workbook."""

    @property
    def words(self) -> str:
        """How it was read, for people."""
        if self.kind is FileKind.WORKBOOK:
            return f"Excel workbook, sheet “{self.sheet}”"
        if self.kind is not FileKind.TEXT:
            return f"JSON, read as {ENCODINGS[self.encoding]}"
        return f"read as {ENCODINGS[self.encoding]}, {delimiter_words(self.delimiter)}"


def delimiter_words(delimiter: str) -> str:
    """What parts the columns, in a word."""
    return _DELIMITERS.get(delimiter, f"“{delimiter}”")


_DELIMITERS = {
    ",": "comma",
    ";": "semicolon",
    "\t": "tab",
    "|": "bar",
    ":": "colon",
    " ": "space",
    "\x1f": "unit separator",
}


class FileFault(StrEnum):
    """Why a whole file cannot be taken in."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_TEXT = "not_text"
    BINARY = "binary"
    OLD_EXCEL = "old_excel"
    PASSWORD = "password"  # noqa: S105 - the fault's name
    OPEN_DOCUMENT = "open_document"
    BROKEN_WORKBOOK = "broken_workbook"
    TOO_LARGE = "too_large"
    NO_SHEET = "no_sheet"
    BROKEN_JSON = "broken_json"
    NO_LIST = "no_list"
    TWO_LISTS = "two_lists"
    TOO_MANY_COLUMNS = "too_many_columns"
    NO_HEADER = "no_header"
    DUPLICATE_HEADER = "duplicate_header"
    HALF_CHARACTER = "half_character"
    RECORD_TOO_LONG = "record_too_long"
    COLUMN_UNKNOWN = "column_unknown"
    NO_IDENTITY_COLUMN = "no_identity_column"
    NO_OPT_IN_COLUMN = "no_opt_in_column"
    SAYS_WHO_AGREED = "says_who_agreed"
    MAY_SAY_NO = "may_say_no"
    SAYS_TWO_THINGS = "says_two_things"
    MEANING_UNKNOWN = "meaning_unknown"
    NOBODY = "nobody"
    CHANGED = "changed"


_FAULT_WORDS: Mapping[FileFault, str] = {
    FileFault.MISSING: "The file cannot be opened: {cause}.",
    FileFault.EMPTY: "The file is empty.",
    FileFault.NOT_TEXT: (
        "Line {line} cannot be read as {encoding}. Choose another encoding, or save the list as "
        "“CSV UTF-8” and try again."
    ),
    FileFault.BINARY: (
        "This is not a list. Save it as “CSV UTF-8” or as an Excel workbook (.xlsx) and try again."
    ),
    FileFault.OLD_EXCEL: (
        "This is a workbook of an old Excel (.xls). Open it, save it as “Excel workbook (.xlsx)” "
        "and try again."
    ),
    FileFault.PASSWORD: (
        "This workbook is locked with a password. Open it in Excel, take the password out "
        "(File, Info, Protect Workbook, Encrypt with Password), save it and try again."
    ),
    FileFault.OPEN_DOCUMENT: (
        "This is an OpenDocument file. Open it, save it as “Excel workbook (.xlsx)” or as CSV and "
        "try again."
    ),
    FileFault.BROKEN_WORKBOOK: (
        "The workbook is damaged or no Excel workbook. Open it in Excel, save it again as .xlsx "
        "and try again."
    ),
    FileFault.TOO_LARGE: (
        "The file unpacks to more than {limit} MB, which no list of people does. It was not opened."
    ),
    FileFault.NO_SHEET: "The workbook has no sheet “{sheet}”. Its sheets: {found}.",
    FileFault.BROKEN_JSON: "The JSON cannot be read near line {line}: {cause}.",
    FileFault.NO_LIST: (
        "The JSON holds no list of people: an array of objects is needed, by itself or inside an "
        "object."
    ),
    FileFault.TWO_LISTS: (
        "The JSON holds several lists: {found}. Keep the one of the people and try again."
    ),
    FileFault.TOO_MANY_COLUMNS: "The list has more than {limit} columns.",
    FileFault.NO_HEADER: "The first line holds no column names.",
    FileFault.DUPLICATE_HEADER: "The column name “{column}” stands there twice.",
    FileFault.HALF_CHARACTER: (
        "Half a character is in the column name “{column}”, so it cannot be kept. Put it right in "
        "the file and try again."
    ),
    FileFault.RECORD_TOO_LONG: (
        "The row that begins on line {line} does not end: a quotation mark is missing."
    ),
    FileFault.COLUMN_UNKNOWN: "The file has no column “{column}”.",
    FileFault.NO_IDENTITY_COLUMN: (
        "No column holds the badge id or the e-mail. Choose one for “Badge id” or “E-mail”, or "
        "name it so in the file’s first line. Columns found: {found}."
    ),
    FileFault.NO_OPT_IN_COLUMN: (
        "No column says who agreed to share their profile. Choose one for “Agreed to share”, or "
        "state that everybody on this list agreed. A column named “Share with sponsors” is chosen "
        "by itself. Columns found: {found}."
    ),
    FileFault.SAYS_WHO_AGREED: (
        "Nobody can say that all agreed: the column “{column}” says it for each person. Choose it "
        "for “Agreed to share”."
    ),
    FileFault.MAY_SAY_NO: (
        "Nobody can say that all agreed: people may have said no in the column “{column}”. Choose "
        "it for “Agreed to share” and say what its words mean, or ask for a list of those who "
        "agreed."
    ),
    FileFault.SAYS_TWO_THINGS: (
        "The column “{column}” is taken for the {field}, so it cannot say who agreed as well. "
        "Choose another column for one of them."
    ),
    FileFault.NOBODY: "Nobody on this list can be taken in. Nothing was changed.",
    FileFault.MEANING_UNKNOWN: "An empty cell is no yes. Choose “no” or “not said” for it.",
    FileFault.CHANGED: "The file was changed since it was looked at. Look at it again.",
}


class RosterFileError(BadInput):
    """A file that cannot be taken in: the fault and its facts; `str()` words it."""

    def __init__(self, fault: FileFault, *, file: str = "", **values: str | int) -> None:
        """`file` is the file's name, where the fault is one of the file itself."""
        self.fault = fault
        self.file = file
        self.values: Mapping[str, str | int] = MappingProxyType(values)
        words = _FAULT_WORDS[fault].format_map(values)
        super().__init__(f"{file}: {words}" if file else words)

    def of(self, file: str) -> "RosterFileError":
        """The same, with the name of the file."""
        return RosterFileError(self.fault, file=self.file or file, **self.values)
