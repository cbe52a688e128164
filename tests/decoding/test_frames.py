"""A camera's frames: found wherever the badge goes, and nothing where there is none."""

import numpy as np
import pytest
from PIL import Image

from boothapp.decoding import FrameDecoder, Luma
from boothapp.decoding.agreement import Agreement
from boothapp.decoding.making import code_image
from boothapp.decoding.reading import Reading
from boothapp.domain.codes import LOOKED_FOR, CodeChoice, Looking, Symbology
from boothapp.labels import qr_image
from tests.decoding.scenes import FRAME, badge_frame, empty_frame


def test_that_a_badge_is_read_and_located() -> None:
    (reading,) = FrameDecoder().decode(badge_frame("AB-0001", at=(500, 90), tilt=0))
    assert reading.text == "AB-0001"
    assert reading.symbology == "QRCode"
    xs, ys = zip(*reading.corners, strict=True)
    assert 500 < min(xs) < max(xs) < 860
    assert 90 + 504 * 0.4 < min(ys) < max(ys) < 90 + 504
    top_left, top_right, bottom_right, bottom_left = reading.corners
    assert top_left[0] < top_right[0]
    assert bottom_left[0] < bottom_right[0]
    assert top_left[1] < bottom_left[1]


def test_that_a_moving_badge_is_followed_in_frame_coordinates() -> None:
    decoder = FrameDecoder()
    for step in range(12):
        at = (100 + 60 * step, 60)
        (reading,) = decoder.decode(badge_frame("AB-0001", at=at, seed=step))
        (fresh,) = FrameDecoder().decode(badge_frame("AB-0001", at=at, seed=step))
        assert reading.text == "AB-0001"
        assert np.allclose(reading.corners, fresh.corners, atol=3)


def test_that_a_badge_which_jumps_away_is_found_again_at_once() -> None:
    decoder = FrameDecoder()
    assert decoder.decode(badge_frame("AB-0001", at=(20, 60)))
    assert decoder.decode(badge_frame("AB-0001", at=(880, 150)))


def test_that_a_second_badge_beside_the_first_is_read_too() -> None:
    decoder = FrameDecoder()
    alone = badge_frame("AB-0001", at=(40, 90))
    both = alone.copy()
    both[:, 640:] = badge_frame("AB-0002", at=(800, 90))[:, 640:]
    assert [reading.text for reading in decoder.decode(alone)] == ["AB-0001"]
    seen = {reading.text for _ in range(6) for reading in decoder.decode(both)}
    assert seen == {"AB-0001", "AB-0002"}


@pytest.mark.parametrize("kind", LOOKED_FOR[1:])
def test_that_a_kind_in_every_frame_is_read_beside_a_qr_code(kind: Symbology) -> None:
    decoder = FrameDecoder(CodeChoice().with_kind(kind, Looking.ALWAYS))
    shown = ((Symbology.QR, "QR-1", (100, 200)), (kind, "HELLO-77", (700, 300)))
    seen = {one.text for _ in range(12) for one in decoder.decode(_frame_of(*shown))}
    assert seen == {"QR-1", "HELLO-77"}


def test_that_no_padding_of_a_pdf417_is_taken_for_letters() -> None:
    shown = (Symbology.PDF417, "FIRST-1", (60, 100))
    random, seen = np.random.default_rng(5), set()
    for _ in range(3):
        decoder = FrameDecoder()
        for _ in range(60):
            noise = random.integers(-6, 7, FRAME[::-1])
            frame = (_frame_of(shown).astype(np.int16) + noise).clip(0, 255).astype(np.uint8)
            seen |= {one.text for one in decoder.decode(frame)}
    assert seen == {"FIRST-1"}


def test_that_a_pdf417_counts_once_two_frames_agree_and_never_where_it_goes_on() -> None:
    right, longer = (_pdf417(text) for text in ("FIRST-1", "FIRST-1TDBS"))
    agreement = Agreement()
    assert agreement.agreed([right]) == []
    assert agreement.agreed([longer]) == agreement.agreed([longer]) == []
    assert agreement.agreed([right]) == [right]


def _pdf417(text: str) -> Reading:
    return Reading(text, ((0, 0), (9, 0), (9, 9), (0, 9)), Symbology.PDF417)


def _frame_of(*shown: tuple[Symbology, str, tuple[int, int]]) -> Luma:
    picture = Image.new("L", FRAME, 150)
    for kind, text, at in shown:
        picture.paste(code_image(text, kind, 3), at)
    return np.array(picture)


def test_that_nothing_is_read_where_there_is_no_code() -> None:
    decoder = FrameDecoder()
    assert [decoder.decode(empty_frame(seed)) for seed in range(4)] == [[]] * 4


def test_that_light_on_dark_is_read_at_the_first_look() -> None:
    assert FrameDecoder().decode(255 - badge_frame("AB-0001"))


def test_that_a_smaller_picture_after_a_change_of_camera_is_no_problem() -> None:
    decoder = FrameDecoder()
    assert decoder.decode(badge_frame("AB-0001", at=(880, 150)))
    assert decoder.decode(empty_frame()[:200, :300]) == []
    assert decoder.decode(np.zeros((0, 0), np.uint8)) == []
    assert decoder.decode(np.zeros((1, 1), np.uint8)) == []


def test_that_a_strided_plane_is_read() -> None:
    padded = np.zeros((FRAME[1], FRAME[0] + 64), np.uint8)
    padded[:, : FRAME[0]] = badge_frame("AB-0001")
    decoder = FrameDecoder()
    assert decoder.decode(padded[:, : FRAME[0]])
    assert decoder.decode(padded[:, : FRAME[0]])


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Zoë Müller".encode(), "Zoë Müller"),
        ("Zoë Müller".encode("latin-1"), "Zoë Müller"),
        ("Société Générale".encode("latin-1"), "Société Générale"),
        ("\ufeffAB-1".encode(), "AB-1"),
        ("D’Angelo".encode("cp1252"), "D’Angelo"),
        ("山田太郎".encode("shift_jis"), "山田太郎"),
        ("ﾃﾞｻﾞｲﾝQR".encode("shift_jis"), "ﾃﾞｻﾞｲﾝQR"),
        ("王小明".encode("gbk"), "王小明"),
        (
            "BEGIN:VCARD\nFN;CHARSET=windows-1251:Анна\nEND:VCARD".encode("cp1251"),
            "BEGIN:VCARD\nFN;CHARSET=windows-1251:Анна\nEND:VCARD",
        ),
    ],
)
def test_that_bytes_become_the_text_that_was_meant(raw: bytes, text: str) -> None:
    code = np.asarray(_code_of_bytes(raw))
    (reading,) = FrameDecoder().decode(code)
    assert reading.text == text


def _code_of_bytes(raw: bytes) -> Image.Image:
    """A code whose bytes are `raw`: the qrcode library writes bytes as they are."""
    return qr_image(raw, module=6)  # type: ignore[arg-type] # only this test has bytes
