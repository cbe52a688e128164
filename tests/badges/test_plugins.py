"""Badge formats of other packages, installed for real and used by a real process."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from boothapp.badges import registry
from boothapp.badges.format import BadgeFormat
from boothapp.badges.plugins import _TEXTS, GROUP, Plugins, _sound
from boothapp.domain.badge import Badge, Missing, Unknown

EXAMPLE = Path(__file__).parents[1] / "data" / "badge_format_example"
ROOT = Path(__file__).parents[2]
ASK = """
import json, sys
from boothapp import badges
from boothapp.badges.plugins import PLUGINS
assert badges.format_of("jane@uni.example") == "email"
assert PLUGINS._found is None, "nothing may be looked for before a code is read"
for payload in sys.argv[1:]:
    read = badges.parse(payload)
    print(json.dumps([read.__class__.__name__, getattr(read, "format", None) or read.looks_like,
        getattr(read, "badge_id", None), getattr(read, "given_name", None)]))
print(json.dumps([one.why for one in PLUGINS.left_out()]))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip installed the example; nothing is fetched."""
    folder = tmp_path_factory.mktemp("site")
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
    command = (sys.executable, "-m", "pip", "install", *options, "--target", str(folder))
    subprocess.run([*command, str(EXAMPLE)], check=True, timeout=100)
    return folder


@pytest.fixture(scope="module")
def asked(installed: Path) -> Callable[..., list[list[str]]]:
    """What a process that has the example reads in codes; the last line is what is left out."""

    def ask(*payloads: str) -> list[list[str]]:
        path = os.pathsep.join((str(installed), str(ROOT)))
        done = subprocess.run(
            [sys.executable, "-c", ASK, *payloads],
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return [json.loads(line) for line in done.stdout.splitlines()]

    return ask


def test_that_an_installed_format_is_used_and_a_broken_one_stops_nothing(
    asked: Callable[..., list[list[str]]],
) -> None:
    *read, left_out = asked(
        "EX1|K-7|Ingrid|Solberg|Nordvik",
        "EX1|K-7",
        "EX-12",
        "RAISE x",
        "NONSENSE x",
        "RAISE y",
        "EX1|K-8|Ada|Obi|Uni",
        "jane@uni.example",
    )
    assert read == [
        ["Badge", "example", "K-7", "Ingrid"],
        ["Unknown", "example", None, None],
        ["Badge", "example_guess", "EX-12", None],
        ["Unknown", "text", None, None],
        ["Unknown", "text", None, None],
        ["Unknown", "text", None, None],
        ["Badge", "example", "K-8", "Ada"],
        ["Badge", "email", None, None],
    ]
    assert len(left_out) == 4
    said = " ".join(left_out)
    for why in (
        "cannot be loaded (AttributeError)",
        "BoothApp has a format “vcard” itself",
        "failed while it read a code (RuntimeError)",
        "something else than a badge",
    ):
        assert why in said
    assert "RAISE" not in said  # an error's message may quote a code


def test_that_the_command_lists_it_and_says_what_is_left_out(installed: Path) -> None:
    path = os.pathsep.join((str(installed), str(ROOT)))
    done = subprocess.run(
        [sys.executable, "-m", "boothapp", "patterns", "formats"],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "example: an id, name, affiliation  (from badge-format-example)" in done.stdout
    assert "badge-format-example is left out" in done.stderr


class Unruly(str):
    """A text of a class of its own."""

    def split(self, *_: object) -> list[str]:
        raise RuntimeError("no words")


@pytest.mark.parametrize("field", _TEXTS)
def test_that_a_field_of_another_class_than_text_stops_no_scan(
    field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = Plugins()
    plugins._found = {}
    badge = Badge(format="unruly", **{field: Unruly("x")})  # type: ignore[arg-type] # any field
    plugins._add(BadgeFormat("unruly", lambda _: badge), "somebody")
    monkeypatch.setattr(registry, "PLUGINS", plugins)
    assert isinstance(registry.parse("no badge of anybody"), Unknown)
    assert "a field of its badge is no text" in plugins.left_out()[0].why


def test_that_a_package_whose_formats_are_a_text_is_named_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    point = EntryPoint("abc", "badge_format_of_nobody:TEXT", GROUP)
    module = ModuleType("badge_format_of_nobody")
    module.TEXT = "abc"  # type: ignore[attr-defined] # a module is given what it has
    monkeypatch.setitem(sys.modules, module.__name__, module)
    plugins = Plugins()
    plugins._found = {}
    plugins._take(point)
    assert len(plugins.left_out()) == 1


def test_that_what_a_format_answers_is_looked_through() -> None:
    assert _sound("x", None) is None
    assert _sound("x", Badge(format="vcard", badge_id="1", signed_by="me")) == Badge(
        format="x", badge_id="1"
    )
    unknown = Unknown(looks_like="vcard", missing=Missing.END)
    assert _sound("x", unknown) == Unknown(looks_like="x", missing=Missing.END)
    forged = Unknown(looks_like="x", missing=Missing.SIGNATURE)  # it would hide the scan
    no_text = Badge(format="x", badge_id=7)  # type: ignore[arg-type] # on purpose
    for nonsense in (forged, "text", no_text, Badge(format="x", name=Unruly("x"))):
        with pytest.raises(Exception, match=r"answered|no text"):
            _sound("x", nonsense)


@pytest.mark.parametrize(
    "one",
    ["text", BadgeFormat("Bad Name", lambda _: None), BadgeFormat("token", lambda _: None)],
)
def test_that_what_is_no_format_is_left_out(one: object) -> None:
    plugins = Plugins()
    plugins._found = {}
    plugins._add(one, "somebody")
    assert plugins.formats() == ()
    assert "somebody is left out" in plugins.left_out()[0].why


def test_that_of_two_formats_of_one_name_the_first_stays() -> None:
    plugins = Plugins()
    plugins._found = {}
    for origin in ("one", "two"):
        plugins._add(BadgeFormat("same_name", lambda _: None), origin)
    assert plugins.origins() == {"same_name": "one"}
    assert "another package" in plugins.left_out()[0].why
