"""What an interview needs: who has to be there, how long it lasts, when the candidate can."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, time

from boothapp.domain.matching import matched

_PANEL = ("all_of", "any_of", "size")  # what goes together: a number out of other people is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Interviewer:
    """Somebody who holds interviews.

    Limits are in minutes: `day_minutes` of interviews a day at most, `row_minutes` without any
    pause, `gap_minutes` between two of them. None is no limit. `staff_id` is who they are at the
    booth, so that their scorecards are theirs.
    """

    id: str = ""
    name: str
    email: str = ""
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    day_minutes: int | None = None
    row_minutes: int | None = None
    gap_minutes: int = 0
    staff_id: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """When a candidate can, on the event's wall clock; None leaves that end open.

    Without a day it holds on every day.
    """

    day: date | None = None
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What an interview needs. An empty field asks for nothing.

    The panel: everybody of `all_of`, and out of `any_of` (of everybody, where it is empty) as many
    as are missing to `size`; of several in `any_of` one comes at least, who may be of `all_of` too.
    Somebody of them has every one of `skills`; all of them speak `language`.
    """

    minutes: int | None = None
    """None: as long as the room's slot."""
    all_of: tuple[str, ...] = ()
    """Ids of interviewers who all have to be there."""
    any_of: tuple[str, ...] = ()
    """Ids of interviewers of whom one has to be there."""
    size: int | None = None
    """How many hold the interview; None: as few as it takes, at least one."""
    skills: tuple[str, ...] = ()
    language: str = ""
    room_kind: str = ""
    windows: tuple[Window, ...] = ()
    """When the candidate can; without any, whenever they are not busy."""

    @property
    def is_empty(self) -> bool:
        """Nothing is asked for."""
        return self == Need()

    @property
    def asks_for_people(self) -> bool:
        """Whether it says anything about who holds the interview."""
        return bool(self.all_of or self.any_of or self.size or self.skills or self.language)

    def suits(self, room_kind: str) -> bool:
        """Whether a room of this kind will do; case does not count."""
        return not self.room_kind or room_kind.casefold() == self.room_kind.casefold()

    def over(self, usual: "Need | None") -> "Need":
        """This need, with what it leaves open taken from the role's usual one."""
        if usual is None:
            return self
        gaps = {
            field.name: getattr(usual, field.name)
            for field in fields(self)
            if not getattr(self, field.name)
        }
        if self.all_of or self.any_of:  # who was chosen for this candidate stands for the role's
            gaps = {key: value for key, value in gaps.items() if key not in _PANEL}
        return replace(self, **gaps)


def seats(need: Need, interviewers: Iterable[Interviewer]) -> tuple[frozenset[str], ...]:
    """The seats of a panel, each with the ids of those who can take it; nobody takes two.

    An empty seat means that nobody here can: the need cannot be met as it stands. Skills and
    languages are compared without regard to case.
    """
    known = {who.id: who for who in interviewers}
    here = frozenset(known)  # its `&` with a dict's keys would be a set, which cannot be a key
    speaking = frozenset(key for key, who in known.items() if _has(who.languages, (need.language,)))
    able = frozenset(key for key, who in known.items() if _has(who.skills, need.skills))
    fixed = [frozenset({key}) & here for key in need.all_of]
    others = speaking - frozenset(need.all_of)
    met = not need.any_of or not set(need.any_of).isdisjoint(need.all_of)
    free = frozenset(need.any_of) & here - frozenset(need.all_of) if need.any_of else others
    if met and not free:  # who has to come is all of `any_of`: the rest is anybody
        free = others
    count = max(need.size or 0, len(fixed) + (not met), 1)
    found = fixed + [free] * (count - len(fixed))
    found = [seat & speaking for seat in found]
    if any(seat & able == seat and seat for seat in found):
        return tuple(found)  # whoever takes that seat has the skills
    flexible = next((n for n, seat in reversed(tuple(enumerate(found))) if seat & able), None)
    if flexible is None:
        return (*found[:-1], frozenset())
    found[flexible] &= able
    return tuple(found)


def seats_to_fill(need: Need, interviewers: Sequence[Interviewer]) -> tuple[frozenset[str], ...]:
    """The seats of a panel; none where there are no interviewers and nobody is asked for."""
    return seats(need, interviewers) if interviewers or need.asks_for_people else ()


def seated(asked: Iterable[frozenset[str]], rank: Iterable[str]) -> tuple[str, ...] | None:
    """A panel for the seats, by those who come first in `rank`; None where there is none.

    `rank` names who can come, the one to be asked first at the front.
    """
    order = tuple(rank)
    return matched([[who for who in order if who in seat] for seat in asked])


def _has(own: Iterable[str], asked: Iterable[str]) -> bool:
    """Whether everything that is asked for is there."""
    there = {word.casefold() for word in own}
    return all(word.casefold() in there for word in asked if word)
