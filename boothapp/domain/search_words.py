"""Words as they are searched and sorted: without case, accents and punctuation.

A needle is found at any place of a word ("konk" finds Okonkwo, "小明" finds 王小明), so a text is
filed under every ending of each of its words, cut to LONGEST letters: to look for a part of a word
is then to look for the beginning of one of its endings. That needs no dictionary of any language
and no length that a needle must have, and costs an index about the size of the text itself.
"""

import unicodedata
from collections.abc import Iterable, Iterator

LONGEST = 16
"""Letters of a filed ending; a longer needle is looked for piece by piece."""

# Letters that Unicode does not take apart, as people type them without the key for it.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_KEPT = frozenset("+#")  # C++, C#


class _Letters(dict[int, int | None]):
    """What becomes of each character: kept, dropped (accents) or a gap; filled as they come."""

    def __missing__(self, code: int) -> int | None:
        letter = chr(code)
        kind = unicodedata.category(letter)
        becomes: int | None = code
        if unicodedata.combining(letter):
            becomes = None
        elif kind[0] not in "LMN" and kind != "Co" and letter not in _KEPT:
            becomes = ord(" ")
        self[code] = becomes
        return becomes


_LETTERS = _Letters()


def folded(text: str) -> str:
    """The text in lower case without accents and punctuation, its words one blank apart."""
    plain = text.lower() if text.isascii() else taken_apart(text)
    return " ".join(plain.translate(_LETTERS).split())


def filed(texts: Iterable[str]) -> str:
    """What the texts are filed under: each ending of each word once, a blank apart, in order."""
    words = {word for text in texts for word in folded(text).split()}
    return " ".join(sorted({ending for word in words for ending in _endings(word)}))


def wanted(text: str) -> str:
    """The search for all words of what was typed, in the language of FTS5; empty for no word."""
    pieces = [piece for word in folded(text).split() for piece in _pieces(word)]
    return " AND ".join(f'"{piece}"*' for piece in dict.fromkeys(pieces))


def taken_apart(text: str) -> str:
    """Letters without case, accents beside them. Twice: a bold A becomes an A, and then an a."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKD", apart).translate(_PLAIN)


def _endings(word: str) -> Iterator[str]:
    return (word[at : at + LONGEST] for at in range(len(word)))


def _pieces(word: str) -> Iterator[str]:
    return (word[at : at + LONGEST] for at in range(0, len(word), LONGEST))
