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


@pytest.mark.parametrize(
    "command",
    [
        ("roster", "preview", "."),
        ("roster", "import", "."),
        ("roster", "sign", ".", "--key", "key.pem"),
        ("badges", ".", "--to", "sheet.pdf"),
        ("badges", "roster.csv", "--to", "sheet.pdf", "--sign", "."),
        ("decode", "."),
        ("scan", "."),
        ("organiser-keys", "add", "Demo Conf", "."),
        ("organiser-keys", "make", "."),
        ("restore", "."),
    ],
)
def test_that_a_folder_in_the_place_of_a_file_is_named(
    boothapp: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert boothapp("organiser-keys", "make", "key.pem")[0] == 0
    before = {path.name for path in tmp_path.iterdir()}
    code, _, said = boothapp(*command)
    assert code != 0
    assert said.startswith((". ", ".: "))
    assert {path.name for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("command", "proposed"),
    [(("export", "leads", "--protect"), "FILE.zip"), (("report", "day"), "FILE.pdf")],
)
def test_that_a_folder_in_the_place_of_a_new_file_is_refused_with_a_sentence(
    boothapp: Command, command: tuple[str, ...], proposed: str
) -> None:
    code, _, said = boothapp(*command, "--to", ".")
    assert code == 2
    assert proposed in said
