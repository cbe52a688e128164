"""Hard codes and codes of other kinds in camera frames: read within a few frames, never wrongly."""

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from boothapp.decoding import FrameDecoder, Luma, decode_luma, likely_place
from boothapp.decoding.likely import likely_regions
from boothapp.decoding.making import code_image
from boothapp.decoding.steadying import Steadied
from boothapp.domain.codes import CodeChoice, Looking, Symbology
from tests.decoding.hard_mix import empty_scene, hard_mix, hard_scene
from tests.decoding.scenes import empty_frame

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_OTHERS = [kind for kind in Symbology if kind not in {Symbology.QR, Symbology.RMQR}]


def scene(symbology: Symbology, text: str = "AB-0001") -> Luma:
    """A hall in which a code of that kind is held up."""
    code = code_image(text, symbology, 3)
    frame = Image.fromarray(empty_frame(4))
    frame.paste(code, (420, 250))
    return np.asarray(frame)


def frames_until_read(decoder: FrameDecoder, frame: Luma, most: int = 25) -> int | None:
    for number in range(most):
        if decoder.decode(frame):
            return number
    return None


def only(kind: Symbology, how: Looking) -> CodeChoice:
    choice = CodeChoice()
    for other in (Symbology.QR, Symbology.AZTEC, Symbology.DATA_MATRIX, Symbology.PDF417):
        choice = choice.with_kind(other, Looking.OFF)
    for other in (Symbology.CODE_128, Symbology.CODE_39):
        choice = choice.with_kind(other, Looking.OFF)
    return choice.with_kind(kind, how)


def test_that_the_hard_mix_is_read_more_often_than_by_the_bare_library_and_never_wrongly() -> None:
    bare = ours = 0
    for one in hard_mix(seed=5, count=24):
        frame = one.frame()
        code = zxingcpp.read_barcode(frame, formats=_QR, text_mode=zxingcpp.TextMode.Plain)
        was_read = code is not None and code.text == one.text
        decoder = FrameDecoder()
        texts = {reading.text for _ in range(12) for reading in decoder.decode(frame)}
        assert texts <= {one.text}
        assert not (was_read and not texts)
        bare, ours = bare + was_read, ours + bool(texts)
    assert 10 < bare < ours


def test_that_a_scene_is_the_same_for_the_same_seed() -> None:
    first, second = hard_scene(7), hard_scene(7)
    assert first.text == second.text
    assert np.array_equal(first.frame(3), second.frame(3))
    assert not np.array_equal(first.frame(3), first.frame(4))


@pytest.mark.parametrize("symbology", _OTHERS)
def test_that_other_kinds_are_read_by_turns(symbology: Symbology) -> None:
    text = "12345" if symbology is Symbology.MICRO_QR else "AB-0001"
    decoder, frame = FrameDecoder(), scene(symbology, text)
    assert frames_until_read(decoder, frame) is not None
    (reading,) = decoder.decode(frame)
    assert (reading.text, reading.symbology) == (text, symbology.value)


@pytest.mark.parametrize("symbology", [Symbology.AZTEC, Symbology.DATA_MATRIX])
def test_that_a_chosen_kind_is_read_in_the_first_frame(symbology: Symbology) -> None:
    decoder = FrameDecoder(CodeChoice().with_kind(symbology, Looking.ALWAYS))
    assert frames_until_read(decoder, scene(symbology)) == 0


@pytest.mark.parametrize("symbology", [Symbology.CODE_128, Symbology.CODE_39, Symbology.PDF417])
def test_that_bars_count_when_a_second_frame_says_the_same(symbology: Symbology) -> None:
    decoder = FrameDecoder(CodeChoice().with_kind(symbology, Looking.ALWAYS))
    assert decoder.decode(scene(symbology, "AB-0001")) == []
    assert decoder.decode(scene(symbology, "AB-0002")) == []
    (reading,) = decoder.decode(scene(symbology, "AB-0002"))
    assert reading.text == "AB-0002"


@pytest.mark.parametrize("symbology", [Symbology.QR, *_OTHERS[1:]])
def test_that_a_kind_that_is_switched_off_is_not_read(symbology: Symbology) -> None:
    decoder = FrameDecoder(CodeChoice().with_kind(symbology, Looking.OFF))
    assert frames_until_read(decoder, scene(symbology)) is None


@pytest.mark.parametrize("symbology", [Symbology.QR, *_OTHERS[1:]])
def test_that_one_kind_alone_can_be_looked_for_by_turns(symbology: Symbology) -> None:
    decoder = FrameDecoder(only(symbology, Looking.TURNS))
    assert frames_until_read(decoder, scene(symbology)) is not None


def test_that_another_choice_counts_from_the_next_frame_on() -> None:
    decoder, frame = FrameDecoder(), scene(Symbology.QR)
    assert decoder.decode(frame)
    decoder.choose(only(Symbology.AZTEC, Looking.ALWAYS))
    assert frames_until_read(decoder, frame) is None
    assert decoder.decode(scene(Symbology.AZTEC))


def test_that_nothing_is_read_in_a_busy_hall_without_a_code() -> None:
    for seed in range(6):
        decoder, one = FrameDecoder(), empty_scene(seed)
        assert [decoder.decode(one.frame(number)) for number in range(20)] == [[]] * 20
    assert decode_luma(empty_scene(0).frame()) == []


def test_that_the_likely_place_holds_the_code() -> None:
    held = 0
    for one in hard_mix(seed=3, count=20):
        place = likely_place(one.frame())
        xs, ys = zip(*one.corners, strict=True)
        held += (
            place is not None
            and place[0] <= min(xs)
            and place[1] <= min(ys)
            and place[2] >= max(xs)
            and place[3] >= max(ys)
        )
    assert held >= 16


def test_that_no_place_is_likely_where_nothing_is() -> None:
    assert likely_regions(np.full((720, 1280), 90, np.uint8), most=3) == []
    assert likely_regions(np.zeros((0, 0), np.uint8), most=3) == []


def test_that_frames_laid_over_each_other_lose_their_noise_and_follow_the_hand() -> None:
    clean = np.asarray(code_image("AB-0001", Symbology.QR, 4)).astype(np.float32)
    clean = clean * 0.5 + 60  # the noise must not be cut off at black and white
    random = np.random.default_rng(1)

    def frame(shift: int) -> Luma:
        noisy = np.roll(clean, (shift, -shift), (0, 1)) + random.normal(0, 14, clean.shape)
        return noisy.clip(0, 255).astype(np.uint8)

    first = frame(0)
    steadied = Steadied(first, 0)
    for number, shift in enumerate((2, -1, 3, 1, 0), start=1):
        last = steadied.at(number, frame(shift))
    apart = [float(np.abs(one.astype(np.float32) - clean).mean()) for one in (first, last)]
    assert apart[1] < apart[0] * 0.75


def test_that_another_thing_in_the_same_place_starts_again() -> None:
    steadied = Steadied(np.full((80, 80), 200, np.uint8), 0)
    dark = np.full((80, 80), 20, np.uint8)
    assert np.array_equal(steadied.at(1, dark), dark)
    assert np.array_equal(steadied.at(2, dark[:40]), dark[:40])
