"""Two leads that may be one person, and what speaks for it. Nothing is merged because of it.

An address, an ORCID iD or a profile is a person's own. A name is not, so it counts only together
with the same affiliation, and where both have an address of the same mail domain it has to be the
whole name, and a long one: an institution gives "Wei Wang" and "Wei Wang" two addresses because
they are two. What that finds and misses is measured in tests/domain/test_duplicates.py.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlsplit

from boothapp.domain.near_names import letters_of, name_beginnings, name_parts, names_near
from boothapp.domain.search_words import folded

_ORCID = re.compile(r"(?<!\d)(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\d)")
_ORCID_LENGTH = 16
_NONE: frozenset[str] = frozenset()
_LONG = 9
"""Letters of a name that hardly two people of one institution share."""
_CROWD = 60  # people of one affiliation under the same beginning; more are told apart further
_SAME_PLACE = 90.0  # of 100, by the words of two affiliations
# Words that half of all affiliations have.
_COMMON = frozenset(
    (
        *(
            "the",
            "of",
            "and",
            "for",
            "in",
            "at",
            "de",
            "la",
            "le",
            "du",
            "des",
            "der",
            "die",
            "das",
        ),
        *("und", "fur", "y", "et", "e", "university", "universitat", "universite", "universidad"),
        *("universidade", "universita", "universiteit", "univ", "institute", "institut", "inc"),
        *("instituto", "institution", "technology", "technical", "science", "sciences", "school"),
        *("college", "department", "dept", "faculty", "laboratory", "lab", "labs", "research"),
        *("center", "centre", "national", "state", "ltd", "gmbh"),
    )
)
_STEP = 2_000


class Likeness(StrEnum):
    """What speaks for two leads being one person."""

    EMAIL = "email"
    ORCID = "orcid"
    LINK = "link"
    NAME = "name"


_WEIGHT = {Likeness.EMAIL: 0.95, Likeness.ORCID: 0.98, Likeness.LINK: 0.9}


@dataclass(frozen=True, slots=True)
class Known:
    """What a lead is compared by."""

    lead_id: str
    name: str
    email: str
    affiliation: str
    links: tuple[str, ...] = ()
    badge_id: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two leads that may be one person, with the reasons; `score` is 0 to 1."""

    one: Known
    other: Known
    reasons: tuple[Likeness, ...]
    score: float


def pair_of(one: Known, other: Known) -> Pair | None:
    """The two as a pair, None where nothing speaks for it."""
    found: dict[Likeness, float] = {}
    if one.email and _address(one.email) == _address(other.email):
        found[Likeness.EMAIL] = _WEIGHT[Likeness.EMAIL]
    if (mine := orcids(one)) and not mine.isdisjoint(orcids(other)):
        found[Likeness.ORCID] = _WEIGHT[Likeness.ORCID]
    if (own := pages(one)) and not own.isdisjoint(pages(other)):
        found[Likeness.LINK] = _WEIGHT[Likeness.LINK]
    near = _near(one, other)
    if near:
        found[Likeness.NAME] = near
    if not found:
        return None
    doubt = 1.0
    for weight in found.values():
        doubt *= 1 - weight
    return Pair(one, other, tuple(found), 1 - doubt)


def pairs(
    leads: Sequence[Known], progress: Callable[[int, int], object] = lambda _done, _all: None
) -> tuple[Pair, ...]:
    """All pairs that may be one person, the surest first. `progress` may raise to stop it.

    Only leads that share an address, a link, or an affiliation and the beginning of a word of the
    name are looked at, so twice as many leads take about twice the time.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, lead in enumerate(leads):
        for key in _keys(lead):
            blocks[key].append(number)
        if number % _STEP == 0:
            progress(number // 2, len(leads))
    found: dict[tuple[int, int], Pair] = {}
    seen: set[tuple[int, int]] = set()
    for done, block in enumerate(blocks.values()):
        for near in _told_apart(block, leads):
            _compare(near, leads, seen, found)
        if done % _STEP == 0:
            progress((len(leads) + len(leads) * done // len(blocks)) // 2, len(leads))
    return tuple(sorted(found.values(), key=lambda pair: (-pair.score, pair.one.lead_id)))


def forget() -> None:
    """Let go of the names that were compared: who is erased stays in no memory of ours."""
    name_parts.cache_clear()
    _telling.cache_clear()


def orcids(lead: Known) -> frozenset[str]:
    """The ORCID iDs that a lead's links or badge name."""
    if not lead.links and len(lead.badge_id) < _ORCID_LENGTH:
        return _NONE
    texts = [link for link in lead.links if "orcid" in link.lower()]
    texts += [lead.badge_id] if _ORCID.fullmatch(lead.badge_id) else []
    return frozenset(
        "-".join(match.groups()).upper() for text in texts for match in _ORCID.finditer(text)
    )


def pages(lead: Known) -> frozenset[str]:
    """A lead's profiles, each in one spelling; ORCID iDs and front pages of sites are none."""
    if not lead.links:
        return _NONE
    found = (page_key(link) for link in lead.links if "orcid" not in link.lower())
    return frozenset(key for key in found if key)


def page_key(link: str) -> str:
    """One spelling of an address: without scheme, "www.", query, trailing slash and case.

    Empty for the front page of a site, which is many people's, and for what is no address.
    """
    try:
        parts = urlsplit(link if "//" in link else f"//{link}")
    except ValueError:  # such as "https://[x", which a badge may well have
        return ""
    host, path = parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/").lower()
    query = f"?{parts.query}" if "user=" in parts.query else ""  # as some sites name their people
    return f"{host}{path}{query}" if host and (path or query) else ""


def same_place(one: str, other: str) -> bool:
    """Whether two affiliations are one, as people write it."""
    from rapidfuzz import fuzz  # slow import, needed for this only

    first, second = folded(one), folded(other)
    if not first or not second:
        return False
    if first == second:
        return True
    if _telling(first).isdisjoint(_telling(second)):
        return False
    return fuzz.token_set_ratio(first, second) >= _SAME_PLACE


def place_words(affiliation: str) -> tuple[str, ...]:
    """The words that tell an affiliation from others, the longest first."""
    return tuple(sorted(_telling(folded(affiliation)), key=lambda word: (-len(word), word)))


def _near(one: Known, other: Known) -> float:
    """The weight of near names at one affiliation; 0 where it proves nothing."""
    near = names_near(one.name, other.name)
    if not near or not same_place(one.affiliation, other.affiliation):
        return 0.0
    mine, theirs = _address(one.email), _address(other.email)
    if mine and theirs and mine != theirs and _domain(mine) == _domain(theirs):
        numbered = _undigited(mine) == _undigited(theirs)
        if numbered or near < 1 or letters_of(one.name) < _LONG:
            return 0.0
        return 0.6
    if letters_of(one.name) < _LONG and near < 1:
        return 0.5
    return 0.55 + 0.3 * near


def _keys(lead: Known) -> Iterator[str]:
    """What a lead has in common with one that may be the same person."""
    if lead.email:
        yield f"email {_address(lead.email)}"
    for orcid in orcids(lead):
        yield f"orcid {orcid}"
    for page in pages(lead):
        yield f"page {page}"
    if lead.affiliation:
        for place in _telling(folded(lead.affiliation)):
            for beginning in name_beginnings(lead.name):
                yield f"name {place} {beginning}"


def _told_apart(block: Sequence[int], leads: Sequence[Known]) -> Iterator[Sequence[int]]:
    """A crowd in smaller parts: near names begin their words with the same letters."""
    if len(block) <= _CROWD:
        yield block
        return
    parts: dict[str, list[int]] = defaultdict(list)
    for number in block:
        plain, script = name_parts(leads[number].name)
        for one in sorted({word[0] for word in plain} | set(script)):
            for two in sorted({word[0] for word in plain} | set(script)):
                if one < two:
                    parts[f"{one} {two}"].append(number)
    yield from parts.values()


def _compare(
    block: Sequence[int],
    leads: Sequence[Known],
    seen: set[tuple[int, int]],
    found: dict[tuple[int, int], Pair],
) -> None:
    for at, one in enumerate(block):
        for other in block[at + 1 :]:
            key = (one, other) if one < other else (other, one)
            if one == other or key in seen:
                continue
            seen.add(key)
            pair = pair_of(leads[key[0]], leads[key[1]])
            if pair is not None:
                found[key] = pair


@lru_cache(maxsize=100_000)
def _telling(place: str) -> frozenset[str]:
    """The words of a folded affiliation that tell it from others."""
    words = frozenset(place.split())
    return (words - _COMMON) or words


def _address(email: str) -> str:
    return email.strip().casefold()


def _domain(address: str) -> str:
    """The last two parts of an address's domain: departments of one institution are one."""
    return ".".join(address.rpartition("@")[2].split(".")[-2:])


def _undigited(address: str) -> str:
    return "".join(letter for letter in address if not letter.isdigit())


def without(found: Iterable[Pair], apart: frozenset[tuple[str, str]]) -> tuple[Pair, ...]:
    """Leave out the pairs that somebody said are two people."""
    return tuple(
        pair
        for pair in found
        if (pair.one.lead_id, pair.other.lead_id) not in apart
        and (pair.other.lead_id, pair.one.lead_id) not in apart
    )
