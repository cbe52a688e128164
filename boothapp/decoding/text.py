"""The bytes of a code to its text, by rules instead of guesses."""

import re

from boothapp.domain.charset import to_text

_CHARSET = re.compile(rb";CHARSET=\"?([\w-]{2,20})", re.IGNORECASE)
_KANJI = re.compile(rb"[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]")
_KATAKANA = re.compile(rb"[\xa6-\xdf]+")
_HANZI = re.compile(rb"[\xb0-\xf7][\xa1-\xfe]")


def payload_text(raw: bytes, by_eci: str | None) -> str:
    """The text in `raw`; never raises.

    UTF-8 first, whatever else is claimed; then `by_eci`, the text according to the encoding that
    the code itself declares, where it does; then the CHARSET that a vCard names; then what the
    bytes can hardly be by accident: Shift-JIS (codes in Kanji mode hold it), GBK; else
    Windows-1252.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        if by_eci is not None:
            return by_eci
    named = _CHARSET.search(raw)
    if named is not None:
        return to_text(raw, named[1].decode("ascii", "replace"))
    return to_text(raw, _likely(raw))


def _likely(raw: bytes) -> str:
    """The East Asian encoding that all bytes beyond ASCII fit, or nothing.

    European names have single such bytes between ASCII letters, so a few in a row are the sign.
    """
    kanji = _KANJI.findall(raw)
    without_kanji = _KANJI.sub(b"", raw)
    unlike_latin = [pair for pair in kanji if pair[0] < 0xA0]
    katakana = max(map(len, _KATAKANA.findall(without_kanji)), default=0)
    is_sign = len(unlike_latin) >= max(2, len(kanji) / 2) or (not kanji and katakana >= 3)
    if is_sign and _KATAKANA.sub(b"", without_kanji).isascii():
        return "shift_jis"
    return "gbk" if _HANZI.sub(b"", raw).isascii() else ""
