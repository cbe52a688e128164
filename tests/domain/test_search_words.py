import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.search_words import LONGEST, filed, folded, wanted


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ángel MÜLLER-Łuk", "angel muller luk"),
        ("Straße, C++ & C#", "strasse c++ c#"),
        ("O’Brien", "o brien"),
        ("  Æsa\tØrsted ", "aesa orsted"),
        ("ｆｕｌｌ ﬁ", "full fi"),
        ("", ""),
        ("…", ""),
    ],
)
def test_that_case_accents_and_punctuation_do_not_matter(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text(), st.data())
def test_that_every_part_of_every_word_begins_something_it_is_filed_under(
    text: str, data: st.DataObject
) -> None:
    words = folded(text).split()
    if not words:
        assert filed([text]) == ""
        return
    word = data.draw(st.sampled_from(words))
    begin = data.draw(st.integers(0, len(word) - 1))
    part = word[begin : begin + data.draw(st.integers(1, LONGEST))]
    assert any(ending.startswith(part) for ending in filed([text]).split())


@given(st.text())
def test_that_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_that_what_is_searched_for_is_never_an_order_to_the_search(text: str) -> None:
    for piece in wanted(text).split(" AND ") if wanted(text) else []:
        assert piece.startswith('"')
        assert piece.endswith('"*')
        assert '"' not in piece[1:-2]


def test_that_a_long_needle_is_looked_for_piece_by_piece() -> None:
    assert wanted("Donaudampfschifffahrt") == '"donaudampfschiff"* AND "fahrt"*'
