"""Bytes to text by clear rules: what a code holds is bytes, and few codes say in which encoding."""

# Only plain character sets: Python's other codecs (`unicode_escape`, `idna`, …) would interpret.
_KNOWN = {
    "utf8": "utf-8",
    "usascii": "cp1252",
    "ascii": "cp1252",
    "iso88591": "cp1252",
    "latin1": "cp1252",
    "windows1252": "cp1252",
    **{f"iso8859{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)},
    **{f"windows{n}": f"cp{n}" for n in (1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)},
    "shiftjis": "cp932",
    "sjis": "cp932",
    "windows31j": "cp932",
    "eucjp": "euc_jp",
    "iso2022jp": "iso2022_jp",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "euckr": "cp949",
    "ksc56011987": "cp949",
    "koi8r": "koi8_r",
}


def to_text(raw: bytes, declared: str = "") -> str:
    """The text in `raw`; never raises.

    UTF-8 goes first, because no other text of any length happens to be valid UTF-8. Then the
    encoding that was `declared`, if it is a known one and fits. Else Windows-1252, the superset of
    Latin-1 that real programs mean by it; its five undefined bytes become the replacement sign.
    """
    for encoding in ("utf-8-sig", _KNOWN.get(_key(declared), "")):
        try:
            return raw.decode(encoding) if encoding else raw.decode("cp1252", "replace")
        except UnicodeDecodeError:
            continue
    return raw.decode("cp1252", "replace")


def _key(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isascii() and letter.isalnum())
