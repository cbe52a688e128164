"""Picture files: several codes, turned and odd ones; broken ones are refused, never raised."""

import re
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from boothapp.decoding import NotAPicture, Reading, decode_image
from boothapp.decoding.agreement import trusted
from boothapp.labels import qr_image
from tests.decoding.scenes import badge_frame


def _bytes(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    data = BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def _texts(source: Path | bytes) -> set[str]:
    return {reading.text for reading in decode_image(source)}


CODE = qr_image("AB-0001", module=6)
_PDF = "is a PDF; PDFs are not read, pictures of their pages are"
_TOO_LARGE = "is too large a picture (80 million pixels at most)"


def test_that_every_code_in_a_picture_is_read(tmp_path: Path) -> None:
    sheet = Image.new("L", (900, 400), "white")
    for number in range(3):
        sheet.paste(qr_image(f"AB-{number}", module=6), (30 + 290 * number, 60))
    path = tmp_path / "sheet.jpg"
    sheet.save(path)
    assert _texts(path) == {"AB-0", "AB-1", "AB-2"}


def test_that_a_corner_of_a_code_is_no_micro_code() -> None:
    """As zxing-cpp 3.1.1 reads one of a page of codes: Micro QR in the corner of a QR code."""
    code = Reading("AB-0013", ((2228, 2775), (2438, 2775), (2439, 2986), (2228, 2985)), "QRCode")
    corner = ((2439, 2772), (2448, 2889), (2331, 2889), (2331, 2781))
    beside = ((2639, 2772), (2648, 2889), (2531, 2889), (2531, 2781))
    false, micro = Reading("8888", corner, "MicroQRCode"), Reading("4711", beside, "MicroQRCode")
    assert trusted([false, code, micro]) == [code, micro]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF"])
def test_that_the_usual_kinds_of_file_are_read(kind: str) -> None:
    assert _texts(_bytes(CODE, kind)) == {"AB-0001"}


def test_that_corners_are_those_of_the_picture_as_it_is_seen() -> None:
    frame = Image.fromarray(badge_frame("AB-0001", at=(100, 90), tilt=0))
    sideways = Image.Exif()
    sideways[0x0112] = 6  # the camera was held upright: turn a quarter to the right to see it
    (straight,) = decode_image(_bytes(frame))
    (turned,) = decode_image(_bytes(frame, "JPEG", exif=sideways, quality=95))
    as_seen = [(frame.height - y, x) for x, y in straight.corners]
    assert np.allclose(turned.corners, as_seen, atol=3)


def test_that_what_is_transparent_lies_on_white() -> None:
    ink = Image.new("RGBA", CODE.size, (0, 0, 0, 0))
    ink.paste((0, 0, 0, 255), (0, 0, *CODE.size), CODE.point(lambda value: 255 - value))
    assert _texts(_bytes(ink)) == {"AB-0001"}


def test_that_sixteen_bits_are_read() -> None:
    deep = (np.asarray(CODE, dtype=np.uint16) * 40 + 5000).astype(np.uint16)
    assert _texts(_bytes(Image.fromarray(deep), "TIFF")) == {"AB-0001"}


def test_that_a_tiny_code_is_read_and_located() -> None:
    paper = Image.new("L", (200, 200), "white")
    paper.paste(qr_image("AB-0001", module=1), (20, 30))
    (reading,) = decode_image(_bytes(paper))
    assert reading.text == "AB-0001"
    assert np.allclose(reading.corners[0], (24, 34), atol=2)


def test_that_a_picture_without_a_code_is_empty() -> None:
    assert decode_image(_bytes(Image.new("RGB", (640, 480), "grey"))) == []


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (2, 3), (300, 2), (40, 40)])
def test_that_the_smallest_pictures_are_looked_at_like_others(size: tuple[int, int]) -> None:
    assert decode_image(_bytes(Image.effect_noise(size, 90))) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not a picture"),
        (b"Badge ID,Name\n", "is not a picture"),
        (_bytes(CODE)[:200], "is damaged and cannot be read"),
        (b"%PDF-1.7\n", _PDF),
        (b"\xef\xbb\xbf\r\n%PDF-1.4\n", _PDF),
        (_bytes(Image.new("1", (9100, 9100))), _TOO_LARGE),
        (_bytes(Image.new("1", (14000, 14000))), _TOO_LARGE),
    ],
)
def test_that_what_is_no_picture_says_why(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "badge.png"
    path.write_bytes(content)
    with pytest.raises(NotAPicture) as caught:
        decode_image(path)
    assert (caught.value.path, caught.value.reason) == (path, reason)
    assert str(caught.value) == f"{path} {reason}."
    with pytest.raises(NotAPicture, match=f"What was pasted {re.escape(reason)}."):
        decode_image(content)


def test_that_a_missing_file_and_a_folder_are_no_pictures(tmp_path: Path) -> None:
    with pytest.raises(NotAPicture, match="does not exist"):
        decode_image(tmp_path / "none.png")
    with pytest.raises(NotAPicture, match="is a folder"):
        decode_image(tmp_path)


@settings(max_examples=60)
@given(st.data(), st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"]))
def test_that_a_damaged_file_is_refused_or_read(data: st.DataObject, kind: str) -> None:
    content = bytearray(_bytes(CODE, kind))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(content[: data.draw(st.integers(0, len(content)))])
    try:
        read = _texts(damaged)
    except NotAPicture:
        return
    assert read <= {"AB-0001"}, "a damaged picture is never read as somebody else"
