"""What every command shares: options, opening the store, output, exit codes.

Results go to stdout, messages to stderr. Exit codes: 0 done, 1 nothing done or refused, 2 bad
input, 130 stopped by Ctrl+C.
"""

import getpass
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from boothapp import config
from boothapp.config import Config
from boothapp.domain.backups import BackupUnusable
from boothapp.domain.clashes import SlotTaken
from boothapp.domain.consent import ConsentRefused
from boothapp.domain.errors import BadInput, BoothError, KeyUnavailable, StoreMissing, WrongKey
from boothapp.services.bundle import Services
from boothapp.services.retention import ClockJumped
from boothapp.services.setup import open_store

# These turn text around, and a terminal would show another person's name.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

Kind = TypeVar("Kind", bound=StrEnum)

REFUSED = 1
BAD_INPUT = 2
STOPPED = 130
"""What Typer answers for Ctrl+C."""

StoreOption = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", help="Folder of the store (also BOOTHAPP_STORE)."),
]
StaffOption = Annotated[
    str | None,
    typer.Option("--staff", metavar="NAME", help="Who does this; by default the system's user."),
]
ReplaceOption = Annotated[
    bool, typer.Option("--replace", help="Write over what is there; without it, it stays.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON Lines.")]


@dataclass(frozen=True, slots=True)
class Launchers:
    """How the window is started; the command line itself knows nothing of Qt."""

    demo: Callable[[Path | None], int]
    """Opens the demo event; with a folder, plays the tour into it. Answers the exit code."""


def configured(store: Path | None, staff: str | None = None) -> Config:
    """The options over the environment over the defaults."""
    return config.from_environment(store, staff)


def ask_at_terminal() -> Callable[[str], str] | None:
    """Asks for a secret without echo; None where nobody sits at a terminal."""
    if not sys.stdin.isatty():
        return None
    return lambda question: getpass.getpass(f"{question}: ")


def agree(question: str, *, also_unasked: bool = False) -> None:
    """Go on only where somebody at the terminal types yes to what cannot be taken back.

    With `also_unasked` it is said where nobody can be asked, too: for what names nobody, as the
    output may be kept in a log. Raises typer.Exit: bad input where nobody can be asked, refused
    where the answer is another.
    """
    if ask_at_terminal() is None:
        if also_unasked:
            say(question)
        say("Nobody can be asked here: repeat this with --yes. Nothing was changed.")
        raise typer.Exit(BAD_INPUT)
    try:
        said = input(f"{question} Type yes: ")
    except (EOFError, KeyboardInterrupt):
        said = ""
        say("")  # the prompt's line is still open
    if said.strip().casefold() != "yes":
        say("Nothing was changed.")
        raise typer.Exit(REFUSED)


@contextmanager
def services(store: Path | None, staff: str | None, *, purge: bool = True) -> Iterator[Services]:
    """The services over the store that the options name; closed at the end.

    What is over by now is deleted first, as at the start of the window; without `purge` by those
    commands only that are there to look.
    """
    chosen = configured(store, staff)
    opened = open_store(
        chosen.store, staff=chosen.staff, passphrase=chosen.passphrase, ask=ask_at_terminal()
    )
    try:
        if purge:
            _look(opened)
        yield opened
    finally:
        opened.close()


def _look(opened: Services) -> None:
    looked = opened.retention.look()
    if isinstance(looked, ClockJumped):
        if looked.due:
            say(f"{looked} boothapp retention purge --today DAY confirms it.")
    elif looked is not None:
        say(f"{looked.people} were over and were deleted.")


def day_of(text: str) -> date:
    """A day as typed. Raises BadInput."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"“{text}” is no day; write it as 2026-07-06.") from None


def say(message: str) -> None:
    """A message for the person, beside the results."""
    typer.echo(message, err=True)


def print_json(record: Mapping[str, object]) -> None:
    """One JSON line."""
    typer.echo(json.dumps(record, ensure_ascii=False))


def worded(error: Exception) -> str:
    """An expected error as a sentence."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'The file'} cannot be used: {error.strerror}."
    return str(error)


def exit_code(error: Exception) -> int | None:
    """What an expected error exits with; None for an error that nobody expected."""
    if isinstance(error, BadInput | KeyUnavailable | WrongKey | StoreMissing | BackupUnusable):
        return BAD_INPUT
    if isinstance(error, BoothError | SlotTaken | ConsentRefused):
        return REFUSED
    return BAD_INPUT if isinstance(error, OSError) else None


def named_path(text: str) -> Path:
    """A path that was given: an empty one would be this folder. Raises typer.BadParameter."""
    if not text:
        raise typer.BadParameter("give a name, it is empty")
    return Path(text)


def with_ending(path: Path, ending: str) -> str:
    """The name of a file with another ending, to propose; “.” and “/” have no name to keep."""
    return path.with_suffix(ending).name if path.name else f"FILE{ending}"


def refuse_existing(paths: Iterable[Path], *, replace: bool) -> None:
    """Leave a file alone that is there, unless it is to be replaced. Raises BadInput."""
    older = next((path for path in paths if path.is_file()), None)
    if older is not None and not replace:
        raise BadInput(
            f"{older} is there already: give another name, or --replace to write over it. Nothing "
            "was written."
        )


def whole_number(first: int, last: int) -> Callable[[str], int]:
    """Reads the number of an option, which is none of another size. Raises typer.BadParameter."""

    def read(text: str) -> int:
        with suppress(ValueError):
            if first <= (number := int(text)) <= last:
                return number
        raise typer.BadParameter(f"give a whole number from {first:,} to {last:,}.")

    return read


def one_of(kinds: type[Kind]) -> Callable[[str], Kind]:
    """Reads the word of an option, in letters of any size. Raises typer.BadParameter."""

    def read(text: str) -> Kind:
        for kind in kinds:
            if kind.value.casefold() == text.strip().casefold():
                return kind
        raise typer.BadParameter(f"“{text}” is not known. Give {' or '.join(kinds)}.")

    return read


def words_of(kinds: type[StrEnum]) -> str:
    """The words that `one_of` takes, for the help."""
    return "|".join(kinds)


def plain(text: str) -> str:
    """Text that a terminal shows as it is: nothing in it steers, nothing turns it around."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if letter in _TURNING or (unicodedata.category(letter) == "Cc" and letter != "\n")
        else letter
        for letter in text
    )
