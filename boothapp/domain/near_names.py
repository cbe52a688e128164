"""Names as badges spell them: the same words in another order, cut to initials, without accents."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from boothapp.domain.search_words import folded

_TYPO = 6  # letters of a word in which one may be wrong
_PREFIX = 3  # letters by which words of names are put together
_FIRST_SCRIPT = "\u1100"  # of the letters that are written without spaces


def names_near(one: str, other: str) -> float:
    """How near two names are: 1 for the same words in any order, 0 for two people's.

    Initials stand for words that begin so, further names may be missing, one word of six letters
    or more may have a wrong letter; scripts without spaces have to be the same.
    """
    (plain, script), (plain_other, script_other) = name_parts(one), name_parts(other)
    if script and script_other:
        mine, theirs = "".join(script), "".join(script_other)
        same = len(mine) > 1 and (mine == theirs or sorted(mine) == sorted(theirs))
        return 1.0 if same else 0.0
    return _words_near(plain, plain_other)


def may_be_one_name(one: str, other: str) -> bool:
    """Whether two spellings may be of one person's name: nothing speaks against it but both whole.

    They may where they have a word in common, where one has none, and where they are of different
    scripts, which cannot be compared.
    """
    first, second = folded(one), folded(other)
    if not first or not second or first.isascii() != second.isascii():
        return True
    if first.isascii():
        return bool({*first.split()} & {*second.split()})
    return bool({*first} & {*second} - {" "})  # names without blanks: one sign of it is enough


def name_beginnings(name: str) -> frozenset[str]:
    """What the words of a name begin with; two near names have one in common."""
    plain, script = name_parts(name)
    return frozenset([word[:_PREFIX] for word in plain if len(word) > 1] + list(script))


@lru_cache(maxsize=400_000)
def name_parts(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name: those in letters, and those in a script without spaces."""
    words = folded(name).split()
    return (
        tuple(word for word in words if not _is_script(word)),
        tuple(word for word in words if _is_script(word)),
    )


def _is_script(word: str) -> bool:
    if word[0] < _FIRST_SCRIPT:
        return False
    name = unicodedata.name(word[0], "")
    return name.startswith(("CJK", "HANGUL", "HIRAGANA", "KATAKANA"))


def letters_of(name: str) -> int:
    """How many letters a name has."""
    return len(folded(name).replace(" ", ""))


def _words_near(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    short, long = sorted((one, other), key=len)
    if len(short) < 2:
        return 1.0 if short and "".join(long) == short[0] and len(long) > 1 else 0.0
    if sorted(short) == sorted(long) or "".join(short) == "".join(long):
        return 1.0
    if not _could_be(short, long):
        return 0.0
    left = list(long)
    whole = initials = typos = 0
    for word in sorted(short, key=len, reverse=True):
        kind, partner = _partner(word, left)
        if partner is None:
            return 0.0
        left.remove(partner)
        whole += kind == "whole"
        initials += kind == "initial"
        typos += kind == "typo"
    # A family name has to be whole, and not everything else may be guessed.
    if typos > 1 or (typos and initials) or not (whole or (typos and len(short) > 2)):
        return 0.0
    return 0.85 if initials else 0.8 if typos else 0.9


def _could_be(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether every word has one that begins with its letter: tells most names apart at once."""
    firsts = {word[0] for word in long}
    wrong = sum(word[0] not in firsts for word in short)
    return wrong == 0 or (wrong == 1 and min(map(len, short)) >= _TYPO)


def _partner(word: str, words: Sequence[str]) -> tuple[str, str | None]:
    """The word that another one stands for, and how it does."""
    from rapidfuzz.distance import OSA  # slow import, needed for this only

    if word in words:
        return "initial" if len(word) == 1 else "whole", word
    for one in words:
        if (len(word) == 1 and one[0] == word) or (len(one) == 1 and word[0] == one):
            return "initial", one
    for one in words:
        if min(len(one), len(word)) >= _TYPO and OSA.distance(one, word, score_cutoff=1) <= 1:
            return "typo", one
    return "", None
