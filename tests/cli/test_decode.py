"""`boothapp decode`: pixels to payload to format, without a store."""

import json
from pathlib import Path

import pytest
from PIL import Image

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from boothapp.decoding.making import code_image
from boothapp.domain.codes import Symbology
from boothapp.domain.staff_badges import new_code

VCARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Okonkwo;Amara\r\nFN:Amara Okonkwo\r\nEND:VCARD"


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a store that must not come into being."""
    place = tmp_path / "store"
    monkeypatch.setenv("BOOTHAPP_STORE", str(place))
    monkeypatch.delenv("BOOTHAPP_PASSPHRASE", raising=False)
    return place


def decode(*arguments: str | Path) -> int:
    return run(["decode", *map(str, arguments)], Launchers(demo=lambda _tour: 0))


def picture(folder: Path, text: str, symbology: Symbology = Symbology.QR) -> Path:
    path = folder / f"{symbology}.png"
    code_image(text, symbology, 4).save(path)
    return path


@pytest.mark.parametrize("symbology", list(Symbology))
def test_that_every_kind_is_named_as_files_name_it(
    symbology: Symbology, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = picture(tmp_path, "AB-0001", symbology)
    assert decode(path, "--json") == 0
    (record,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(record) == ["image", "text", "symbology", "format"]
    assert record["image"] == str(path)
    assert (record["text"], record["symbology"]) == ("AB-0001", symbology.value)


def test_that_the_badge_format_is_named_and_null_where_none_is_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = picture(tmp_path, VCARD, Symbology.AZTEC)
    unknown = picture(tmp_path, "WIFI:S:guests;T:WPA;P:nothing;;")
    assert decode(known, unknown, "--json") == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["text"], first["format"]) == (VCARD, "vcard")
    assert second["format"] is None


def test_that_a_bare_badge_id_is_named_without_a_word_of_lists(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert decode(picture(tmp_path, "AB-0001")) == 0
    said = capsys.readouterr().out
    assert said.endswith("known (looks like a badge id or a ticket): AB-0001\n")


def test_that_a_staff_badge_is_told_without_a_store(
    nowhere: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    badge = picture(tmp_path, new_code())
    assert decode(badge, "--json") == 0
    assert json.loads(capsys.readouterr().out)["format"] == "staff"
    assert decode(badge) == 0
    assert "QR code, BoothApp staff badge: BOOTHAPP-STAFF:" in capsys.readouterr().out
    assert not nowhere.exists()


def test_that_the_text_is_unfiltered_and_steers_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "a\x1b[31mb\x1dc\x9bd\u202ee\u2028f"
    path = picture(tmp_path, text, Symbology.DATA_MATRIX)
    assert decode(path, "--json") == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.isprintable()
    assert json.loads(line)["text"] == text
    assert decode(path) == 0
    assert capsys.readouterr().out.strip().isprintable()


def test_that_each_code_and_each_picture_without_one_is_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = Image.new("L", (900, 400), 255)
    for number in (1, 2):
        two.paste(code_image(f"AB-000{number}", Symbology.QR, 8), (450 * number - 400, 50))
    two.save(tmp_path / "two.png")
    Image.new("L", (300, 300), 255).save(tmp_path / "blank.png")
    assert decode(tmp_path / "two.png", tmp_path / "blank.png", "--json") == 1
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {record["text"] for record in records[:2]} == {"AB-0001", "AB-0002"}
    blank = str(tmp_path / "blank.png")
    assert records[2] == {"image": blank, "text": None, "symbology": None, "format": None}


def test_that_what_is_no_picture_is_said_and_the_rest_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no.png").write_text("hello")
    (tmp_path / "badges.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "photos").mkdir()
    code = picture(tmp_path, "AB-0001")
    unread = (tmp_path / name for name in ("no.png", "photos", "badges.pdf", "gone.png"))
    assert decode(*unread, code) == 2
    said = capsys.readouterr()
    assert "badges.pdf is a PDF; PDFs are not read, pictures of their pages are." in said.err
    assert "no.png is not a picture." in said.err
    assert "is a folder. Name the pictures in it" in said.err
    assert "gone.png does not exist." in said.err
    assert said.out.count("\n") == 1
    assert "QR code" in said.out


def test_that_no_store_is_opened_or_made(nowhere: Path, tmp_path: Path) -> None:
    assert decode(picture(tmp_path, "AB-0001")) == 0
    assert not nowhere.exists()
