"""The tokens and what the window makes of them."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from boothapp.domain.desk_lists import COLOURS
from boothapp.paths import resources
from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets.labels import Label

SOURCES = Path(__file__).parent.parent.parent / "boothapp" / "ui"
LINE = re.compile(
    r"#   (?P<ink>[a-z_.]+)(?: \(needs (?P<least>[\d.]+)\))? +(?P<pairs>\S+ \d+\.\d+( · .*)?)$"
)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:  # which dresses it once
    theme.force("light")


def luminance(color: QColor) -> float:
    parts = [part / 255 for part in (color.red(), color.green(), color.blue())]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(theme.color(one)), luminance(theme.color(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def computed_contrasts() -> list[tuple[str, str, float, float]]:
    """The table at the end of the token file: scheme, pair, contrast, what is needed."""
    text = (resources() / "themes" / "tokens.toml").read_text("utf-8")
    rows, scheme = [], ""
    for line in text.splitlines():
        scheme = line.removeprefix("# ") if line in {"# light", "# dark"} else scheme
        match = LINE.match(line)
        if not match or not scheme or match["ink"].startswith("chart."):
            continue
        for pair in match["pairs"].split(" · "):
            ground, value = pair.rsplit(" ", 1)
            ink = match["ink"]
            if "/" in ground:
                part, below = ground.split("/")
                ink = f"{match['ink']}.{part}"
                ground = below if part == "ink" else f"{match['ink']}.{below}"
            least = float(match["least"] or 4.5)
            rows.append((scheme, f"{ink} {ground}", float(value), least))
    return rows


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_the_contrasts_in_the_token_file_are_true_and_enough(scheme: str) -> None:
    theme.force(scheme)
    rows = [row for row in computed_contrasts() if row[0] == scheme]
    assert len(rows) > 50
    assert {pair for _, pair, *_ in rows} >= {f"tag.{c}.on_soft tag.{c}.soft" for c in COLOURS}
    for _, pair, said, least in rows:
        found = contrast(*pair.split())
        assert found == pytest.approx(said, abs=0.01), pair
        assert found >= least, pair


def test_that_light_and_dark_have_the_same_names() -> None:
    light, dark = (theme.tokens["color"][name] for name in ("light", "dark"))
    assert light.keys() == dark.keys()
    assert light["verdict"].keys() == dark["verdict"].keys()
    assert tuple(light["tag"]) == tuple(dark["tag"]) == COLOURS


def test_that_every_colour_and_size_named_in_the_code_is_a_token() -> None:
    named = re.compile(r'theme\.(color|size|number|text|font)\(\s*"([a-z0-9_.]+)"')
    for source in SOURCES.rglob("*.py"):
        for kind, name in named.findall(source.read_text("utf-8")):
            getattr(theme, kind)(name)  # raises KeyError


def test_that_no_colour_is_written_down_outside_the_tokens() -> None:
    for source in SOURCES.rglob("*.py"):
        found = re.findall(r"""["']#[0-9A-Fa-f]{6}["']""", source.read_text("utf-8"))
        assert not found, source


def test_that_the_scheme_changes_live_and_fonts_stay(qapp: QApplication) -> None:
    label = Label("x", font="body")
    label.setFont(theme.font("name"))
    heard: list[bool] = []
    theme.changed.connect(lambda: heard.append(theme.is_dark))
    theme.force("dark")
    assert heard == [True]
    assert qapp.palette().color(QPalette.ColorRole.Base) == theme.color("surface")
    assert luminance(theme.color("surface")) < 0.1
    assert label.font().pixelSize() == theme.font("name").pixelSize()
    theme.force("dark")
    assert heard == [True]


def test_that_figures_have_one_width() -> None:
    label = Label(font="body")
    widths = {label.fontMetrics().horizontalAdvance(figure * 10) for figure in "0123456789"}
    assert len(widths) == 1


def test_that_every_icon_named_in_tokens_and_code_was_drawn() -> None:
    names = set(re.findall(r'"ph\.([a-z-]+)"', (resources() / "themes/tokens.toml").read_text()))
    later = {"chart-bar", "clock-counter-clockwise"} | {n for n in names if n.startswith("cloud")}
    for name in names - later:
        assert not icons.pixmap(name, "text", 16).isNull()


def test_that_an_icon_takes_the_colour_of_its_token() -> None:
    image = icons.pixmap("play-fill", "verdict.error.ink", 32).toImage()
    assert image.pixelColor(14, 16) == theme.color("verdict.error.ink")


def test_that_a_bound_icon_follows_the_theme_and_lets_its_button_go(qapp: QApplication) -> None:
    button = QPushButton()
    icons.bind(button, "play-fill", "text", 32)
    before = button.icon().pixmap(32).toImage().pixelColor(14, 16)
    theme.force("dark")
    assert button.icon().pixmap(32).toImage().pixelColor(14, 16) != before
    button.deleteLater()
    qapp.processEvents()
    theme.force("light")  # must not touch the button that is gone


def test_that_text_sizes_only_grow_with_their_importance() -> None:
    order = ("keycap", "caption", "body", "body_l", "name", "verdict")
    sizes = [theme.font(name).pixelSize() for name in order]
    assert all(small < large for small, large in pairwise(sizes))
