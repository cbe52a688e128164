"""What the desk files people under: tags with their colours, and fields of interest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boothapp.domain.errors import BadInput
from boothapp.domain.qualifiers import same_words

if TYPE_CHECKING:  # leads know their tags, not the other way round
    from boothapp.domain.lead_views import LeadView

MAX_TAG = 60
COLOURS = ("grey", "red", "amber", "green", "teal", "blue", "violet", "pink")
"""The colours that a tag can have, each a token's name: tag.red.soft and tag.red.on_soft."""

MAX_INTEREST, MAX_INTERESTS = 80, 2_000
_HEADERS = frozenset({"interest", "interests", "topic", "topics", "area", "areas", "research area"})


@dataclass(frozen=True, slots=True)
class TagStyle:
    """A tag with its colour; without an id it is in use and was not set up."""

    id: str
    name: str
    colour: str = COLOURS[0]


@dataclass(frozen=True, slots=True)
class Interest:
    """A field of interest that is offered."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag as Settings lists it, with the number of leads that have it."""

    style: TagStyle
    leads: int


class TagTaken(BadInput):
    """Another tag goes by this name: the two would become one."""

    def __init__(self, name: str, other: str, leads: int) -> None:
        has = "1 lead has" if leads == 1 else f"{leads:,} leads have"
        super().__init__(f"There is a tag “{other}” already; {has} it.")
        self.name, self.other, self.leads = name, other, leads


@dataclass(frozen=True, slots=True)
class TagChange:
    """A tag that was changed, and the way back."""

    before: TagStyle
    after: TagStyle
    moved: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """The leads that had the old name, with its spelling."""
    had: frozenset[str] = field(default=frozenset(), repr=False)
    """The leads that had the new name before."""
    merged: tuple[TagStyle, ...] = ()
    """The tags that went up in it, as they were set up."""
    views: tuple["LeadView", ...] = field(default=(), repr=False)
    """The saved views that asked for the old name, as they were."""


@dataclass(frozen=True, slots=True)
class ListChange:
    """What another list of interests brings and takes."""

    comes: tuple[str, ...]
    goes: tuple[str, ...]
    stays: tuple[str, ...]


def checked_tag(text: str) -> str:
    """The tag on one line. Raises BadInput for an empty or overlong one."""
    tag = " ".join(text.split())
    if not tag or len(tag) > MAX_TAG:
        raise BadInput(f"A tag has 1 to {MAX_TAG} characters.")
    return tag


def checked_colour(colour: str) -> str:
    """A colour that there is. Raises BadInput."""
    if colour not in COLOURS:
        raise BadInput(f"“{colour}” is no colour of a tag: {', '.join(COLOURS)}.")
    return colour


def least_used(colours: Iterable[str]) -> str:
    """The colour that stands out most among these: grey stays for what nobody chose."""
    used = list(colours)
    return min(COLOURS[1:], key=used.count)


def spelled(tag: str, known: Iterable[str]) -> str:
    """The tag as it is known already, where it differs only by case and blanks."""
    wanted = same_words(tag)
    return next((one for one in known if same_words(one) == wanted), tag)


def is_heading(text: str) -> bool:
    """Whether a text names the column of a list rather than an interest."""
    return same_words(text) in _HEADERS


def interests_in(lines: Iterable[str]) -> tuple[str, ...]:
    """The fields of interest, one on each line, each once. Raises BadInput."""
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        name = " ".join(line.split())
        if not name or (number == 1 and is_heading(name)):
            continue
        if len(name) > MAX_INTEREST:
            raise BadInput(
                f"Line {number} has {len(name):,} characters; an interest has at most "
                f"{MAX_INTEREST}. Give one on each line."
            )
        found.setdefault(same_words(name), name)
    if not found:
        raise BadInput("There is no interest in it. Give one on each line.")
    if len(found) > MAX_INTERESTS:
        raise BadInput(f"These are {len(found):,} interests; a list has at most {MAX_INTERESTS:,}.")
    return tuple(found.values())


def compared(before: Iterable[str], after: Iterable[str]) -> ListChange:
    """What comes, goes and stays; another spelling of the same stays."""
    old = {same_words(name): name for name in before}
    new = {same_words(name): name for name in after}
    return ListChange(
        comes=tuple(name for key, name in new.items() if key not in old),
        goes=tuple(name for key, name in old.items() if key not in new),
        stays=tuple(name for key, name in new.items() if key in old),
    )


def filed_under(typed: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Interests as typed, each once, in the list's spelling where they are in it."""
    listed = {same_words(name): name for name in known}
    found: dict[str, str] = {}
    for text in typed:
        name = " ".join(text.split())[:MAX_INTEREST]
        if name:
            found.setdefault(same_words(name), listed.get(same_words(name), name))
    return tuple(found.values())
