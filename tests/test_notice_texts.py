"""The notices are data; nothing else would notice a language that lacks a sentence."""

import re
import tomllib
from pathlib import Path

import pytest

from boothapp import paths
from boothapp.domain.consent import Purpose

NOTICES = sorted((paths.resources() / "notices").glob("*.toml"))
ENGLISH = paths.resources() / "notices" / "en.toml"
LANGUAGES = {"en", "de", "fr", "es", "zh", "ja", "ko"}


def texts(path: Path) -> dict[str, object]:
    """Every value of a notice by its dotted key."""

    def walk(prefix: str, table: dict[str, object]) -> dict[str, object]:
        flat: dict[str, object] = {}
        for key, value in table.items():
            name = f"{prefix}{key}"
            flat |= walk(f"{name}.", value) if isinstance(value, dict) else {name: value}
        return flat

    return walk("", tomllib.loads(path.read_text(encoding="utf-8")))


def placeholders(text: object) -> list[str]:
    return sorted(re.findall(r"\{(\w*)\}", str(text)))


def test_that_the_seven_languages_are_there_under_their_codes() -> None:
    assert {path.stem for path in NOTICES} == LANGUAGES
    assert {texts(path)["language"] for path in NOTICES} == LANGUAGES


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_that_every_language_says_the_same_things(path: Path) -> None:
    mine, english = texts(path), texts(ENGLISH)
    assert mine.keys() == english.keys()
    for key, sentence in english.items():
        assert type(mine[key]) is type(sentence), key
        assert placeholders(mine[key]) == placeholders(sentence), key
        assert str(mine[key]).strip(), key
    assert (mine["version"], mine["day"]) == (english["version"], english["day"])


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_that_each_purpose_has_its_words(path: Path) -> None:
    purposes = tomllib.loads(path.read_text(encoding="utf-8"))["purposes"]
    assert purposes.keys() == {purpose.value for purpose in Purpose}


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_that_the_spoken_text_names_who_and_until_when(path: Path) -> None:
    assert placeholders(texts(path)["text"]) == ["sponsor", "until"]
