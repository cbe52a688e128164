"""Badges and codes as pictures: readable, named safely, whatever is printed on them."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from boothapp.decoding import decode_image
from boothapp.domain.drawing import Words
from boothapp.labels import BadgeText, badge_image, file_names, qr_image, write_badges
from boothapp.labels.badge import badge_drawing
from boothapp.labels.codes import code_modules

LONGEST_PAYLOAD = "x" * 2331  # QR version 40, error correction M


def _read(picture: Image.Image) -> list[str]:
    data = BytesIO()
    picture.save(data, "PNG")
    return [reading.text for reading in decode_image(data.getvalue())]


@pytest.mark.parametrize(
    "text",
    [
        BadgeText("AB-0001", "Amara Okonkwo", "Lagos Institute of Technology"),
        BadgeText("山田太郎", "山田 太郎", "京都大学"),
        BadgeText("AB-2", "", ""),
        BadgeText("AB-3", "Maria " * 30, "University " * 30),
        BadgeText(LONGEST_PAYLOAD, "Bo", "X"),
    ],
)
def test_that_every_badge_can_be_read(text: BadgeText) -> None:
    assert _read(badge_image(text, "Demo Conf 2026")) == [text.payload]


@settings(max_examples=20)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_that_a_code_holds_any_text(payload: str) -> None:
    assert _read(qr_image(payload, module=4)) == [payload.removeprefix("\ufeff")]


@pytest.mark.parametrize("event", ["NeurIPS Demo", "مؤتمر", "हिन्दी सभा", "Zoe\u0308"])
def test_that_the_event_stands_on_a_badge_as_it_is_written(event: str) -> None:
    text = BadgeText("AB-0001", "Amara Okonkwo", "Lagos Institute of Technology")
    drawing = badge_drawing(text, event, (90, 126), code_modules("AB-0001"))
    assert event in [part.text for part in drawing.parts if isinstance(part, Words)]


def test_that_a_payload_beyond_any_code_is_refused() -> None:
    with pytest.raises(ValueError, match="version"):
        qr_image(LONGEST_PAYLOAD + "x")


@given(st.lists(st.text(max_size=80), max_size=20))
def test_that_file_names_are_safe_and_different(texts: list[str]) -> None:
    names = file_names(texts)
    assert len({name.casefold() for name in names}) == len(texts)
    for name in names:
        assert name.isascii()
        assert Path(name).name == name
        assert not name.startswith((".", "-"))
        assert 0 < len(name) <= 80


def test_that_file_names_keep_what_they_can() -> None:
    texts = ["AB-0001", "ab-0001", "../etc/passwd", "nul", "日本", "Zoë/x"]
    expected = ["AB-0001", "ab-0001-2", "etc-passwd", "_nul", "badge", "Zoe-x"]
    assert file_names(texts) == expected


def test_that_one_file_is_written_per_badge(tmp_path: Path) -> None:
    badges = [BadgeText("AB-1", "Jane Doe", "Uni X"), BadgeText("AB/1", "Joe Roe", "Uni Y")]
    paths = write_badges(badges, "Demo Conf", tmp_path / "new" / "folder")
    assert [path.name for path in paths] == ["AB-1.png", "AB-1-2.png"]
    assert [decode_image(path)[0].text for path in paths] == ["AB-1", "AB/1"]
