"""What each kind of question takes for an answer, and what is kept of it."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.errors import BadInput
from boothapp.domain.qualifiers import (
    Kind,
    Qualifier,
    checked_answer,
    checked_qualifier,
    worded,
)

FRUIT = ("Apple", "Pear", "Fig")


def asks(kind: Kind, *choices: str) -> Qualifier:
    return Qualifier("q", "What?", choices, kind)


def test_that_a_question_of_before_kinds_without_choices_takes_text() -> None:
    assert Qualifier("q", "What?", (), Kind.CHOICE).kind is Kind.TEXT
    assert Qualifier("q", "What?", ("a", "b"), Kind.CHOICE).kind is Kind.CHOICE


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *(("3,5", "3.5"), ("3.50", "3.5"), (" 12 ", "12"), ("-0", "0"), ("+4", "4"), ("007", "7")),
        *(("1 000", "1000"), ("12’500,75", "12500.75"), ("100", "100"), ("0,125", "0.125")),
        *(("３", "3"), ("\N{MINUS SIGN}2", "-2"), ("1\N{NO-BREAK SPACE}000", "1000")),
    ],
)
def test_that_a_number_is_kept_with_a_point(typed: str, kept: str) -> None:
    assert checked_answer(asks(Kind.NUMBER), typed) == kept


@pytest.mark.parametrize("typed", ["three", "1,000", "1.2.3", "1e5", "12 00", "--1", "nan", "∞"])
def test_that_what_is_no_clear_number_is_refused_with_a_way_out(typed: str) -> None:
    with pytest.raises(BadInput, match="Write"):
        checked_answer(asks(Kind.NUMBER), typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("2027-06-30", "30.6.2027", "30 June 2027", "30 Jun 2027", "June 30, 2027", "6/30/2027"),
        *("30/06/2027", "2027/6/30", "30-06-2027"),
    ],
)
def test_that_a_day_is_kept_as_iso(typed: str) -> None:
    assert checked_answer(asks(Kind.DATE), typed) == "2027-06-30"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("03/04/2027", "Write 2027-03-04 or 2027-04-03"),
        ("soon", "is no date"),
        ("2027-02-30", "is no date"),
        ("0207-06-30", "The year 207"),
    ],
)
def test_that_what_is_no_clear_day_is_refused_with_a_way_out(typed: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        checked_answer(asks(Kind.DATE), typed)


def test_that_a_choice_is_one_of_those_and_kept_in_their_spelling() -> None:
    assert checked_answer(asks(Kind.CHOICE, *FRUIT), " apple ") == "Apple"
    assert checked_answer(asks(Kind.YES_NO), "yes") == "Yes"
    with pytest.raises(BadInput, match="none of the choices: “Apple”, “Pear”, “Fig”"):
        checked_answer(asks(Kind.CHOICE, *FRUIT), "Plum")
    with pytest.raises(BadInput, match="none of the choices: “Yes”, “No”"):
        checked_answer(asks(Kind.YES_NO), "Maybe")


def test_that_several_choices_are_kept_on_a_line_each_in_the_order_of_the_question() -> None:
    asked = asks(Kind.CHOICES, *FRUIT)
    assert checked_answer(asked, "Fig\n\napple\nFIG") == "Apple\nFig"
    assert worded(asked, "Apple\nFig") == "Apple, Fig"
    with pytest.raises(BadInput, match="“Plum”"):
        checked_answer(asked, "Fig\nPlum")


def test_that_a_day_is_worded_with_its_month_and_what_is_none_as_it_is() -> None:
    assert worded(asks(Kind.DATE), "2027-06-03") == "3 June 2027"
    assert worded(asks(Kind.DATE), "Autumn") == "Autumn"


@pytest.mark.parametrize("kind", Kind)
def test_that_nothing_is_no_answer(kind: Kind) -> None:
    assert checked_answer(asks(kind, *FRUIT), "  ") == ""


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    )
)
def test_that_every_number_keeps_its_value_and_what_is_kept_is_kept_again(value: Decimal) -> None:
    kept = checked_answer(asks(Kind.NUMBER), format(value, "f"))
    assert Decimal(kept) == value
    assert checked_answer(asks(Kind.NUMBER), kept) == kept


@given(st.integers(0, 60_000))
def test_that_every_day_is_kept_however_it_is_written(days: int) -> None:
    day = date(1930, 1, 1) + timedelta(days)
    for shape in ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%b %d, %Y"):
        assert checked_answer(asks(Kind.DATE), day.strftime(shape)) == day.isoformat()


@given(st.text(max_size=60), st.sampled_from(Kind))
def test_that_anything_typed_is_kept_stably_or_refused(text: str, kind: Kind) -> None:
    asked = asks(kind, *FRUIT) if kind in {Kind.CHOICE, Kind.CHOICES} else asks(kind)
    kept = ""
    with suppress(BadInput):
        kept = checked_answer(asked, text)
    assert checked_answer(asked, kept) == kept


@pytest.mark.parametrize(
    ("question", "choices", "says"),
    [
        ("  ", FRUIT, "give a question"),
        ("x" * 201, FRUIT, "at most 200"),
        ("Which?", ("One",), "at least two choices"),
        ("Which?", ("One", " one "), "there twice"),
        ("Which?", ("One", "x" * 101), "at most 100"),
        ("Which?", tuple(map(str, range(51))), "at most 50 choices"),
    ],
)
def test_that_a_question_that_makes_no_sense_is_refused(
    question: str, choices: tuple[str, ...], says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        checked_qualifier(Qualifier("", question, choices, Kind.CHOICES))


def test_that_choices_are_kept_only_where_the_kind_offers_them() -> None:
    asked = checked_qualifier(Qualifier("", " How  much? ", FRUIT, Kind.NUMBER))
    assert (asked.question, asked.choices) == ("How much?", ())
