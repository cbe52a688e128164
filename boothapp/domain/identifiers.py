"""When two ways of writing an identifier are one: for the store, and for the twins of one list."""

import unicodedata


def one_spelling(kind: str, text: str) -> str:
    """One spelling for one identifier. Badge ids keep their case: some are case-sensitive codes."""
    text = unicodedata.normalize("NFC", text).strip()
    return text.casefold() if kind == "email" else text
