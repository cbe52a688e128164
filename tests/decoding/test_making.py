"""Codes of every kind: what was made is read again, and what cannot be made is said."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from boothapp.decoding import decode_luma
from boothapp.decoding.engine import look_for_all
from boothapp.decoding.making import code_image
from boothapp.domain.codes import Symbology

_CODE_39 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-. $/+%"
_ANY = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), min_size=1)
_ASCII = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=3, max_size=40)
_TEXTS = {
    Symbology.QR: _ANY,
    Symbology.MICRO_QR: st.text("0123456789", min_size=1, max_size=35)
    | st.text("ABCDEFGHJK0123-./", min_size=1, max_size=21),
    Symbology.RMQR: st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1),
    Symbology.AZTEC: _ANY,
    Symbology.DATA_MATRIX: _ANY,
    Symbology.PDF417: _ANY,
    Symbology.CODE_128: _ASCII,
    Symbology.CODE_39: st.text(_CODE_39, min_size=3, max_size=30),
}


@pytest.mark.parametrize("symbology", list(Symbology))
@settings(max_examples=40)
@given(data=st.data())
def test_that_what_was_made_is_read_again(symbology: Symbology, data: st.DataObject) -> None:
    text = data.draw(_TEXTS[symbology])
    try:
        picture = code_image(text, symbology, data.draw(st.integers(2, 6)))
    except ValueError:  # some texts are too long; what is said then has tests of its own
        assume(False)
        return
    found = decode_luma(np.asarray(picture))
    assert {one.text for one in found} <= {text.removeprefix("\ufeff")}, "never another text"
    if symbology is not Symbology.CODE_128:  # bars that are read in two ways are not believed
        assert [one.symbology for one in found] == [symbology.value]


def test_that_bars_that_are_read_in_two_ways_are_never_read_wrong() -> None:
    picture = np.asarray(code_image("0;300Z0", Symbology.CODE_128, 4))
    assert {"0;300Z0", "0;300*0"} == {one.text for one in look_for_all(picture)}, "else no test"
    assert {one.text for one in decode_luma(picture)} <= {"0;300Z0"}


@pytest.mark.parametrize("symbology", list(Symbology))
def test_that_a_badge_id_fits_into_every_kind(symbology: Symbology) -> None:
    (reading,) = decode_luma(np.asarray(code_image("AB-0001", symbology)))
    assert (reading.text, reading.symbology) == ("AB-0001", symbology.value)


@pytest.mark.parametrize("symbology", list(Symbology))
def test_that_white_is_left_around_it(symbology: Symbology) -> None:
    picture = np.asarray(code_image("AB-0001", symbology, 4))
    dark = np.argwhere(picture < 128)
    least = 40 if symbology in {Symbology.CODE_128, Symbology.CODE_39} else 8
    assert dark[:, 1].min() >= least
    assert picture.shape[1] - 1 - dark[:, 1].max() >= least
    assert dark[:, 0].min() >= 8


@pytest.mark.parametrize(
    ("text", "symbology", "why"),
    [
        ("", Symbology.QR, "empty"),
        ("7", Symbology.CODE_39, "“7” is too short for a Code 39: bars are read from 3 letters on"),
        ("A7", Symbology.CODE_128, "“A7” is too short for a Code 128"),
        ("Zoë", Symbology.CODE_39, "capital letters"),
        ("ab-0001", Symbology.CODE_39, "capital letters"),
        ("東京", Symbology.CODE_128, "Western Europe"),
        ("A" * 200, Symbology.CODE_128, "about 100"),
        ("A" * 60, Symbology.MICRO_QR, "35 digits"),
        ("x" * 9000, Symbology.QR, "too long"),
        ("x" * 9000, Symbology.PDF417, "too long"),
        ("x" * 9000, Symbology.AZTEC, "too long"),
        ("x" * 9000, Symbology.DATA_MATRIX, "too long"),
        ("x" * 900, Symbology.RMQR, "too long"),
    ],
)
def test_that_what_does_not_fit_is_said(text: str, symbology: Symbology, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        code_image(text, symbology)


def test_that_a_module_of_no_pixels_is_refused() -> None:
    with pytest.raises(ValueError, match="one pixel"):
        code_image("AB-0001", Symbology.QR, 0)
