"""A camera's frames: found wherever the badge goes, and nothing where there is none."""

import numpy as np
import pytest
from PIL import Image

from boothapp.decoding import FrameDecoder
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
