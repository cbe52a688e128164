"""Lists of interests out of files as people have them."""

from pathlib import Path

import pytest

from boothapp.domain.errors import BadInput
from boothapp.readers.interests import read_interests
from boothapp.services.bundle import Services


def written(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("name", "raw", "lines"),
    [
        ("a.txt", b"Vision, 3D\nSpeech\n", ["Vision, 3D", "Speech"]),
        ("a.txt", "Bücher\r\n音声\r\n".encode("utf-8-sig"), ["Bücher", "音声"]),
        ("a.txt", "Bücher\n".encode("cp1252"), ["Bücher"]),
        ("a.txt", "音声\n".encode("utf-16"), ["音声"]),
        ("a.csv", b'id;Topic\n1;Speech\n2;"Vision; 3D"\n', ["Topic", "Speech", "Vision; 3D"]),
        ("a.csv", b"Speech,5\nVision,7\n", ["Speech", "Vision"]),
        ("a.CSV", b"Speech\nVision, 3D\n", ["Speech", "Vision, 3D"]),
        ("a.tsv", b"Area\tn\nSpeech\t1\n", ["Area", "Speech"]),
        ("a.csv", b"", []),
    ],
)
def test_that_a_list_is_read_as_it_was_saved(
    tmp_path: Path, name: str, raw: bytes, lines: list[str]
) -> None:
    assert read_interests(written(tmp_path, name, raw)) == lines


@pytest.mark.parametrize(
    ("raw", "says"),
    [(b"PK\x03\x04\0\0", "is no text"), (b"x" * 1_000_001, "too large"), (b"\n\n", "no interest")],
)
def test_that_what_is_no_list_is_refused(
    services: Services, tmp_path: Path, raw: bytes, says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        services.interests.read_file(written(tmp_path, "a.txt", raw))
    with pytest.raises(BadInput, match="cannot be read"):
        services.interests.read_file(tmp_path / "nowhere.txt")
