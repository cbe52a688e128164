"""Text into an area."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.text_fitting import LINE, begins_right, fitted


def _measure(line: str, size: float) -> float:
    """A typeface whose letters are all half as wide as high."""
    return len(line) * size / 2


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=120),
    st.floats(3, 200),
    st.floats(3, 200),
    st.integers(1, 4),
)
def test_that_nothing_is_cut_off_and_nothing_stands_out(
    text: str, width: float, height: float, most: int
) -> None:
    found = fitted(text, width, height, largest=12, most=most, measure=_measure)
    assert "".join("".join(found.lines).split()) == "".join(text.split())
    assert found.size <= 12
    assert all(_measure(line, found.size) <= width * 1.0001 for line in found.lines)
    assert len(found.lines) * found.size * LINE <= height * 1.0001


def test_that_a_short_text_keeps_its_size_and_its_one_line() -> None:
    found = fitted("Ada Lovelace", 100, 20, largest=8, most=3, measure=_measure)
    assert (found.size, found.lines) == (8, ("Ada Lovelace",))


def test_that_lines_end_between_words_and_after_hyphens() -> None:
    found = fitted("Wolf Berg-Tal", 20, 100, largest=8, most=3, measure=_measure)
    assert found.lines == ("Wolf", "Berg-", "Tal")


def test_that_words_are_broken_before_they_are_too_small_to_read() -> None:
    found = fitted("x" * 300, 40, 40, largest=8, most=2, measure=_measure)
    assert found.size >= 1.6
    assert len(found.lines) > 2


def test_that_marks_stay_with_their_letters() -> None:
    accented = "e\u0301" * 200  # a letter and a mark each
    found = fitted(accented, 30, 60, largest=8, most=1, measure=_measure)
    assert all(line.startswith("e") for line in found.lines)


@pytest.mark.parametrize(
    ("text", "right"),
    [("Zoë", False), ("12 محمد", True), ("שלום", True), ("山田", False), ("", False)],
)
def test_that_the_first_letter_says_from_where_a_line_is_read(text: str, right: bool) -> None:
    assert begins_right(text) is right
