"""Small timetable problems of every shape, and what is best in a tiny one by trying everything."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations, product

from hypothesis import strategies as st

from boothapp.domain.timetable import (
    FixedInterview,
    Placement,
    Timetable,
    TimetableInterviewer,
    TimetableProblem,
    TimetableRequest,
    TimetableRoom,
)
from boothapp.scheduling import check

DAY = 8


def room(id_: str = "A", **changes: object) -> TimetableRoom:
    ticks = frozenset(range(DAY))
    return replace(TimetableRoom(id=id_, open=ticks, starts=ticks), **changes)  # type: ignore[arg-type] # by name


def person(id_: str = "ann", **changes: object) -> TimetableInterviewer:
    return replace(TimetableInterviewer(id=id_, open=frozenset(range(DAY))), **changes)  # type: ignore[arg-type] # by name


def request(id_: str = "r", **changes: object) -> TimetableRequest:
    plain = TimetableRequest(
        id=id_,
        length=1,
        value=1.0,
        seats=(frozenset({"ann"}),),
        rooms=frozenset({"A"}),
        open=frozenset(range(DAY)),
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # by name


def problem(*requests: TimetableRequest, **changes: object) -> TimetableProblem:
    plain = TimetableProblem(
        days=1, ticks_per_day=DAY, rooms=(room(),), interviewers=(person(),), requests=requests
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # by name


def place(id_: str, start: int, *people: str, room: str = "A") -> Placement:
    return Placement(request=id_, room=room, start=start, interviewers=people or ("ann",))


@st.composite
def problems(draw: st.DrawFn, *, most_requests: int = 6) -> TimetableProblem:
    """Two rooms and three interviewers at most, with every rule there is somewhere."""
    days, ticks = draw(st.sampled_from([(1, 5), (2, 3), (1, 3)]))
    mostly = st.sets(st.integers(0, days * ticks - 1), max_size=2).map(
        lambda closed: frozenset(range(days * ticks)) - closed
    )
    rooms = ["A", "B"][: draw(st.integers(1, 2))]
    people = ["ann", "bob", "cem"][: draw(st.integers(1, 3))]
    cap = st.none() | st.integers(1, 3)
    who = st.frozensets(st.sampled_from(people), min_size=1)
    suits = st.frozensets(st.sampled_from(rooms), min_size=1)
    made = [
        TimetableRequest(
            id=f"r{n}",
            length=draw(st.integers(1, 2)),
            value=draw(st.sampled_from([0.0, 1.0, 2.0, 2.5, 4.0, 1 / 3])),
            seats=tuple(draw(st.lists(who, min_size=0, max_size=2))),
            rooms=draw(suits),
            open=draw(mostly),
        )
        for n in range(draw(st.integers(1, most_requests)))
    ]
    twins = [replace(made[0], id="twin")] if draw(st.booleans()) else []
    return TimetableProblem(
        days=days,
        ticks_per_day=ticks,
        rooms=tuple(
            TimetableRoom(
                id=id_, open=draw(mostly), starts=draw(mostly), buffer=draw(st.integers(0, 1))
            )
            for id_ in rooms
        ),
        interviewers=tuple(
            TimetableInterviewer(
                id=id_,
                open=draw(mostly),
                most_a_day=draw(cap),
                most_in_a_row=draw(cap),
                gap=draw(st.integers(0, 1)),
            )
            for id_ in people
        ),
        requests=tuple(made[: most_requests - len(twins)] + twins),
        fixed=tuple(draw(st.lists(_fixed(rooms, people, days * ticks), max_size=2))),
    )


def _fixed(rooms: list[str], people: list[str], ticks: int) -> st.SearchStrategy[FixedInterview]:
    return st.builds(
        FixedInterview,
        room=st.sampled_from([*rooms, "gone"]),
        start=st.integers(0, ticks - 1),
        length=st.just(1),
        interviewers=st.frozensets(st.sampled_from(people), max_size=1).map(tuple),
    )


def best_by_trying(tiny: TimetableProblem) -> float:
    """The highest value of a valid timetable."""
    order = sorted(tiny.requests, key=lambda one: -one.value)
    best = 0.0

    def go(number: int, placed: dict[str, Placement], value: float) -> None:
        nonlocal best
        best = max(best, value)
        if number == len(order) or value + sum(one.value for one in order[number:]) <= best:
            return
        for placement in _places(tiny, order[number]):
            with_it = {**placed, placement.request: placement}
            worth = value + order[number].value
            if not check(tiny, Timetable(with_it, worth)):
                go(number + 1, with_it, worth)
        go(number + 1, placed, value)

    go(0, {}, 0.0)
    return best


def _places(tiny: TimetableProblem, one: TimetableRequest) -> Iterator[Placement]:
    people = [person.id for person in tiny.interviewers]
    for start, room_id, seated in product(
        range(tiny.days * tiny.ticks_per_day), one.rooms, permutations(people, len(one.seats))
    ):
        found = Placement(request=one.id, room=room_id, start=start, interviewers=seated)
        if not check(tiny, Timetable({one.id: found}, one.value)):
            yield found
