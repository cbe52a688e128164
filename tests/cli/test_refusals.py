"""What a command says that was given something else than it takes."""

from pathlib import Path

import pytest

from tests.cli.commands import Command


@pytest.mark.parametrize(
    ("option", "word", "known"),
    [("--consent", "maybe", "given"), ("--rating", "lukewarm", "warm")],
)
def test_that_a_word_that_is_not_known_is_refused_in_our_own_words(
    boothapp: Command, option: str, word: str, known: str
) -> None:
    code, _, said = boothapp("scan", "code.png", option, word)
    assert code == 2
    assert f"“{word}” is not known. Give " in said
    assert known in said
    assert "Value error" not in said
