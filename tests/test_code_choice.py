"""Which kinds of code are looked for, as it is kept."""

import pytest

from boothapp.domain.codes import (
    LOOKED_FOR,
    CodeChoice,
    Looking,
    Symbology,
    choice_of,
    symbology_words,
)


def test_that_qr_codes_are_always_looked_for_and_the_others_by_turns() -> None:
    choice = CodeChoice()
    assert choice.kinds(Looking.ALWAYS) == {Symbology.QR}
    assert choice.kinds(Looking.TURNS) == set(LOOKED_FOR) - {Symbology.QR}
    assert choice.kinds(Looking.OFF) == set()


def test_that_a_choice_is_kept_as_text() -> None:
    choice = CodeChoice().with_kind(Symbology.AZTEC, Looking.ALWAYS)
    choice = choice.with_kind(Symbology.CODE_39, Looking.OFF)
    again = choice_of(choice.text())
    assert [again.of(kind) for kind in LOOKED_FOR] == [choice.of(kind) for kind in LOOKED_FOR]


@pytest.mark.parametrize("text", ["", "QRCode", "Aztec:sometimes", "Rune:always", ":: x:y"])
def test_that_what_is_not_understood_counts_as_not_said(text: str) -> None:
    assert choice_of(text) == CodeChoice()


def test_that_a_kept_choice_never_looks_for_nothing() -> None:
    everything_off = " ".join(f"{kind.value}:off" for kind in LOOKED_FOR)
    assert choice_of(everything_off) == CodeChoice()


def test_that_kinds_have_names_that_people_know() -> None:
    assert symbology_words("DataMatrix") == "Data Matrix"
    assert symbology_words("Codabar") == "Codabar"
    assert symbology_words(None) == ""
