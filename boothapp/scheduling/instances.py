"""Invented timetable problems of any size, for measuring and for tests.

The model: four days of sixteen half hours. An interview lasts one or two of them; a fifth are
panels of two, and a panel needs a large room (every third room is large). Each candidate is
interviewed for one of six skills; an interviewer has two or three of them, can on five half days
out of eight, holds at most eight half hours a day and four in a row. Each room is closed for two
stretches of two to four half hours. A candidate can at one to three times of two hours each. Values
are one to ten.
"""

import random

from boothapp.domain.timetable import (
    TimetableInterviewer,
    TimetableProblem,
    TimetableRequest,
    TimetableRoom,
)

DAYS = 4
SLOTS = 16
SKILLS = 6
_HALF = SLOTS // 2
_WINDOW = 4
_ALL = frozenset(range(DAYS * SLOTS))


def generate(candidates: int, interviewers: int, rooms: int, seed: int) -> TimetableProblem:
    """The problem of that size with that seed: the same arguments always give the same problem."""
    chance = random.Random(f"{candidates}/{interviewers}/{rooms}/{seed}")  # noqa: S311 (invented, no secret)
    people = [_interviewer(n, chance) for n in range(interviewers)]
    skills = _skills(interviewers, chance)
    found = [_room(n, chance) for n in range(rooms)]
    return TimetableProblem(
        days=DAYS,
        ticks_per_day=SLOTS,
        rooms=tuple(found),
        interviewers=tuple(people),
        requests=tuple(_request(n, skills, found, chance) for n in range(candidates)),
    )


def _interviewer(number: int, chance: random.Random) -> TimetableInterviewer:
    halves = chance.sample(range(2 * DAYS), 5)
    return TimetableInterviewer(
        id=f"interviewer-{number}",
        open=frozenset(half * _HALF + tick for half in halves for tick in range(_HALF)),
        most_a_day=8,
        most_in_a_row=4,
    )


def _skills(interviewers: int, chance: random.Random) -> list[frozenset[str]]:
    """Who has which skill: everybody two or three, every skill somebody (two, where there are)."""
    having: list[set[str]] = [set() for _ in range(SKILLS)]
    for number in range(interviewers):
        for skill in chance.sample(range(SKILLS), chance.choice((2, 3))):
            having[skill].add(f"interviewer-{number}")
    for who in having:
        while len(who) < min(2, interviewers):
            who.add(f"interviewer-{chance.randrange(interviewers)}")
    return [frozenset(who) for who in having]


def _room(number: int, chance: random.Random) -> TimetableRoom:
    closed: set[int] = set()
    for _ in range(2):
        first = chance.randrange(DAYS) * SLOTS + chance.randrange(SLOTS - 4)
        closed |= set(range(first, first + chance.randint(2, 4)))
    kind = "large" if _is_large(number) else "small"
    return TimetableRoom(id=f"{kind}-{number}", open=_ALL - closed, starts=_ALL)


def _is_large(number: int) -> bool:
    return number % 3 == 0


def _request(
    number: int,
    skills: list[frozenset[str]],
    rooms: list[TimetableRoom],
    chance: random.Random,
) -> TimetableRequest:
    skill = chance.randrange(SKILLS)
    panel = chance.random() < 0.2
    seats = (skills[skill], skills[chance.randrange(SKILLS)]) if panel else (skills[skill],)
    windows = chance.sample(range(DAYS * SLOTS // _WINDOW), chance.choice((1, 2, 3)))
    return TimetableRequest(
        id=f"candidate-{number}",
        length=chance.choice((1, 2)),
        value=float(chance.randint(1, 10)),
        seats=seats,
        rooms=frozenset(r.id for n, r in enumerate(rooms) if _is_large(n) or not panel),
        open=frozenset(w * _WINDOW + tick for w in windows for tick in range(_WINDOW)),
    )
