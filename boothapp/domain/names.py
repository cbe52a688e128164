"""A name in two parts, for systems that want a first and a last name.

Nobody can do this right for everybody; the rules here are those that are seldom wrong: names in
Chinese, Japanese and Korean script begin with the family, others end with it, particles stay with
the last name, and a single name is not torn apart.
"""

import re

_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af々〆ヶ]")
_CJK_NAME = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af々〆ヶ\u3040-\u30ff\s\u3000]+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
# Family names of two characters; any other has one.
_TWO_LETTERS = frozenset(
    [
        "남궁",
        "황보",
        "제갈",
        "사공",
        "선우",
        "독고",
        "서문",
        "동방",
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "诸葛",
        "諸葛",
        "上官",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "公孫",
        "令狐",
        "慕容",
        "司徒",
        "宇文",
    ]
)
_PARTICLES = frozenset(
    [
        "af",
        "al",
        "av",
        "bin",
        "bint",
        "da",
        "das",
        "de",
        "degli",
        "dei",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "les",
        "lo",
        "san",
        "st",
        "te",
        "ten",
        "ter",
        "van",
        "vom",
        "von",
        "y",
        "zu",
        "zum",
        "zur",
    ]
)
# Written large, these are often given names or family names in their own right.
_ALSO_LARGE = frozenset(["de", "del", "della", "den", "der", "dos", "ibn", "van", "von"])
_BEFORE = frozenset(["dr", "prof", "mr", "mrs", "ms", "mx", "dipl-ing", "ir"])
_GENERATIONS = frozenset(["jr", "sr", "ii", "iii", "iv"])
_DEGREES = frozenset(["phd", "md", "msc", "mba", "bsc", "ma", "esq", "dphil"])


def split_name(name: str) -> tuple[str, str]:
    """First and last name; a single name is a first name, and the last one stays empty."""
    words = name.split()
    if not words:
        return "", ""
    if _is_family_first(name):
        return _family_first(words)
    plain, after = _without_titles(name)
    if "," in plain:  # Doe, Jane
        last, _, first = plain.partition(",")
        return _joined([first.strip()]), _joined([last.strip(), *after])
    words = plain.split()
    if len(words) == 1:
        return words[0], _joined(after)
    at = _begin_of_last(words)
    return " ".join(words[:at]), _joined([*words[at:], *after])


def name_parts(name: str, family: str = "") -> tuple[str, str]:
    """First and last name: by the family name where it is known and in the name, else guessed."""
    whole, known = " ".join(name.split()), " ".join(family.split())
    if not known or known not in whole:
        return split_name(name)
    if whole.endswith(known) and not whole[: -len(known)].rstrip(" ").endswith(","):
        before = whole[: -len(known)]
        if not before or before.endswith(" ") or _is_family_first(whole):
            return before.strip(), known
    if whole.startswith(known):
        after = whole[len(known) :]
        if after[:1] in (" ", ",") or _is_family_first(whole):
            return after.lstrip(" ,"), known
    return split_name(name)


def join_name(given: str, family: str) -> str:
    """A name of what stands in two columns, written so that `split_name` gives the two back.

    That cannot be done for each: of "Gabriel" and "García Márquez" nothing in the name says where
    the family begins. `is_guess` says so of every name that may be another's.
    """
    given, family = " ".join(given.split()), " ".join(family.split())
    usual = _joined([given, family])
    if not (given and family) or not _is_family_first(usual):
        return usual
    written = (f"{family}{given}", f"{family} {given}")
    return next((name for name in written if split_name(name) == (given, family)), written[-1])


def is_guess(name: str, family: str = "") -> bool:
    """Whether nothing says for sure where a name's last name begins: a known `family` does.

    So it is with more than two words, with a suffix ("Jr."), and in a script that is written with
    the family first.
    """
    known = " ".join(family.split())
    if not all(split_name(name)) or (known and name_parts(name, known)[1] == known):
        return False
    plain, after = _without_titles(name)
    if after or _is_family_first(name):
        return True
    return "," not in plain and len(name.partition(",")[0].split()) > 2


def _is_family_first(name: str) -> bool:
    return bool(_CJK.search(name) and _CJK_NAME.fullmatch(name))


def _family_first(words: list[str]) -> tuple[str, str]:
    if len(words) > 1:
        return " ".join(words[1:]), words[0]
    (word,) = words
    if len(word) == 1:
        return word, ""
    family = 1
    if (word[:2] in _TWO_LETTERS and len(word) > 2) or _seems_japanese(word):
        family = 2
    return word[family:], word[:family]


def _seems_japanese(word: str) -> bool:
    """Four characters without Hangul, or kana at the end: the family has mostly two of them."""
    if _HANGUL.search(word):
        return False
    return len(word) == 4 or (len(word) > 3 and bool(_KANA.search(word[2:])))


def _without_titles(name: str) -> tuple[str, list[str]]:
    """The name without degrees and forms of address, and what belongs behind the last name."""
    plain = name.strip()
    after: list[str] = []
    while True:
        head, mark, tail = plain.rpartition(",")
        if not mark or _bare(tail) not in _DEGREES | _GENERATIONS:
            break
        plain = head.rstrip()
        after = [tail.strip(), *after] if _bare(tail) in _GENERATIONS else after
    words = plain.split()
    while len(words) > 2 and _bare(words[0]) in _BEFORE:
        words = words[1:]
    while len(words) > 2 and _bare(words[-1]) in _DEGREES | _GENERATIONS:
        last = words.pop()
        after = [last, *after] if _bare(last) in _GENERATIONS else after
    return " ".join(words), after


def _begin_of_last(words: list[str]) -> int:
    """Where the last name begins: at the last word, or at the particles before it."""
    at = len(words) - 1
    for number in range(1, len(words) - 1):
        if _is_particle(words[number]):
            return number
    return at


def _is_particle(word: str) -> bool:
    small = word.casefold().rstrip(".")
    return small in _PARTICLES and (word[0].islower() or small in _ALSO_LARGE)


def _bare(word: str) -> str:
    return word.strip().casefold().replace(".", "").rstrip(",")


def _joined(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)
