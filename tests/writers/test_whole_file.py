"""Files that take their places together, or none of them."""

from pathlib import Path

import pytest

from boothapp.writers.whole_file import unfinished_set


def test_that_several_files_appear_together(tmp_path: Path) -> None:
    first, second = tmp_path / "a-1.csv", tmp_path / "a-2.csv"
    with unfinished_set() as begin:
        for path in (first, second):
            out = begin(path)
            out.add(path.name.encode())
            out.make_durable()
        assert not first.exists()
    assert [path.read_text() for path in (first, second)] == ["a-1.csv", "a-2.csv"]
    assert sorted(tmp_path.iterdir()) == [first, second]


def test_that_an_error_leaves_none_and_older_ones_as_they_were(tmp_path: Path) -> None:
    first = tmp_path / "a-1.csv"
    first.write_text("older")

    def write() -> None:
        with unfinished_set() as begin:
            begin(first).add(b"newer")
            begin(tmp_path / "a-2.csv")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write()
    assert first.read_text() == "older"
    assert list(tmp_path.iterdir()) == [first]


def test_that_a_place_that_cannot_be_taken_gives_the_others_back(tmp_path: Path) -> None:
    first, second = tmp_path / "a-1.csv", tmp_path / "a-2.csv"
    first.write_text("older")
    (second / "inside").mkdir(parents=True)  # a folder that stands in the way

    def write() -> None:
        with unfinished_set() as begin:
            for path in (first, second):
                begin(path).make_durable()

    with pytest.raises(OSError):  # noqa: PT011 - the system's own words
        write()
    assert first.read_text() == "older"
    assert sorted(tmp_path.iterdir()) == [first, second]


def test_that_a_second_writing_replaces_all(tmp_path: Path) -> None:
    paths = [tmp_path / f"a-{number}.csv" for number in (1, 2)]
    for text in (b"old", b"new"):
        with unfinished_set() as begin:
            for path in paths:
                out = begin(path)
                out.add(text)
                out.make_durable()
    assert [path.read_bytes() for path in paths] == [b"new", b"new"]
    assert sorted(tmp_path.iterdir()) == paths
