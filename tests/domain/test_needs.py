"""Who can sit on a panel, and who is asked first."""

from datetime import date, time
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain import need_words
from boothapp.domain.needs import Interviewer, Need, Window, seated, seats

TOMASZ = Interviewer(id="t", name="Tomasz", skills=("NLP", "Vision"), languages=("English",))
ELIF = Interviewer(id="e", name="Elif", skills=("Speech",), languages=("English", "Korean"))
KWAME = Interviewer(id="k", name="Kwame", skills=("NLP",))
ALL = (TOMASZ, ELIF, KWAME)


def names(need: Need) -> list[str]:
    found = seats(need, ALL)
    assert all(type(seat) is frozenset for seat in found), "they are keys"
    return ["".join(sorted(seat)) for seat in found]


@pytest.mark.parametrize(
    ("need", "asked"),
    [
        (Need(), ["ekt"]),
        (Need(size=2), ["ekt", "ekt"]),
        (Need(all_of=("t",)), ["t"]),
        (Need(all_of=("t", "e")), ["t", "e"]),
        (Need(any_of=("e", "k")), ["ek"]),
        (Need(all_of=("t",), any_of=("e", "k")), ["t", "ek"]),
        (Need(all_of=("t",), size=2), ["t", "ek"]),
        (Need(skills=("nlp",)), ["kt"]),
        (Need(skills=("NLP", "vision")), ["t"]),
        (Need(size=2, skills=("speech",)), ["ekt", "e"]),
        (Need(all_of=("e",), size=2, skills=("nlp",)), ["e", "kt"]),
        (Need(all_of=("t", "e"), skills=("nlp",)), ["t", "e"]),
        (Need(language="korean"), ["e"]),
        (Need(all_of=("t",), any_of=("t",)), ["t"]),
        (Need(all_of=("t",), any_of=("t", "e")), ["t"]),
        (Need(all_of=("t",), any_of=("t",), size=2), ["t", "ek"]),
        (Need(all_of=("t",), any_of=("t", "e"), size=2), ["t", "e"]),
        (Need(all_of=("gone",)), [""]),
        (Need(all_of=("k",), language="korean"), [""]),
        (Need(skills=("robotics",)), [""]),
    ],
)
def test_who_can_take_each_seat(need: Need, asked: list[str]) -> None:
    assert names(need) == asked


def test_that_what_is_left_open_is_the_roles_and_the_own_panel_counts_alone() -> None:
    usual = Need(minutes=45, all_of=("t",), skills=("NLP",), room_kind="large")
    assert Need().over(usual) == usual
    assert Need(any_of=("e",)).over(usual) == Need(
        minutes=45, any_of=("e",), skills=("NLP",), room_kind="large"
    )
    three = Need(size=3, minutes=45)
    assert Need(any_of=("e",)).over(three) == Need(any_of=("e",), minutes=45)
    assert Need(any_of=("e", "k"), size=2).over(three).size == 2
    assert Need(skills=("NLP",)).over(three).size == 3
    assert Need(minutes=30).over(None) == Need(minutes=30)


SEATS = st.lists(st.frozensets(st.sampled_from("abcde"), max_size=4), max_size=4)


@given(asked=SEATS, rank=st.permutations("abcde"), here=st.integers(0, 5))
def test_that_a_panel_is_found_wherever_there_is_one(
    asked: list[frozenset[str]], rank: list[str], here: int
) -> None:
    able = rank[:here]
    panel = seated(asked, able)
    possible = [
        some
        for some in permutations(able, len(asked))
        if all(who in seat for who, seat in zip(some, asked, strict=True))
    ]
    assert (panel in possible) if possible else (panel is None)


def test_that_a_need_is_said_in_words() -> None:
    known = {who.id: who.name for who in ALL}
    need = Need(
        minutes=45,
        all_of=("t",),
        any_of=("e", "k"),
        skills=("NLP", "speech"),
        language="Korean",
        room_kind="large",
        windows=(Window(date(2026, 7, 10)), Window(None, time(15), None), Window(None, None, None)),
    )
    assert need_words.words(need, known) == (
        "Tomasz and one of Elif or Kwame",
        "knows NLP and speech",
        "in Korean",
        "45 min",
        "room: large",
        "Fri 10 only",
        "from 15:00",
        "any time",
    )
    assert need_words.who_words(Need(size=3), known) == "anyone, 3 in all"
    both = Window(date(2026, 7, 9), time(9, 30), time(12))
    assert need_words.window_words(both) == "Thu 9 09:30–12:00"


def test_that_the_case_of_a_rooms_kind_does_not_count() -> None:
    assert Need(room_kind="Large").suits("large")
    assert Need().suits("large")
    assert not Need(room_kind="large").suits("")
