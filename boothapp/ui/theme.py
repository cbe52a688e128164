"""The look of the window: the design tokens as colours, sizes and fonts, in light and dark.

resources/themes/tokens.toml is the only place where a colour or a size is written down. `theme` is
the one look of this process: widgets read it when they paint, and hear `changed`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from boothapp.paths import resources

_TOKEN = re.compile(r"@([a-z_]+(?:\.[a-z0-9_]+)*)")
# What a booking borrows from the accent; every other status borrows from a verdict.
_ACCENT_PARTS = {"soft": "accent_soft", "ink": "accent", "on_soft": "on_accent_soft"}
_GENERIC_FAMILIES = {"", "Sans Serif", "sans-serif", "Sans"}
_ROLES = {
    QPalette.ColorRole.Window: "background",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface_alt",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border_strong",
    QPalette.ColorRole.Shadow: "shadow",
}
_OWN_FONT = Qt.WidgetAttribute.WA_SetFont
_WHEN_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


class Theme(QObject):
    """Typed access to the tokens, in the scheme that is on now."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._forced: Qt.ColorScheme | None = None
        self._dark = False
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetricsF] = {}

    @property
    def is_dark(self) -> bool:
        """Whether the dark scheme is on."""
        return self._dark

    def install(self, app: QApplication) -> None:
        """Dress the application, and follow the system's scheme from now on."""
        if app.style().name() != "fusion":  # to make it anew costs a tenth of the first paint
            app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow)
        app.setFont(self.font("body"))
        self._dark = self._wanted() is Qt.ColorScheme.Dark
        self._dress(app)

    def force(self, scheme: str) -> None:
        """Hold on to "light" or "dark"; "system" follows the system again."""
        self._forced = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme)
        self._follow()

    def color(self, name: str) -> QColor:
        """The colour of a role: "accent", "verdict.ask.solid", "interview.done.ink", "chart.grid",
        "chart.category.0".

        Raises KeyError for a name that tokens.toml does not have.
        """
        return QColor(self._colors[self._dark][name])

    def size(self, name: str) -> int:
        """A measure in logical pixels or a duration in ms: "height.control", "motion.flash"."""
        return int(self._numbers[name])

    def number(self, name: str) -> float:
        """A share or an opacity: "opacity.scrim", "width.scan_left"."""
        return float(self._numbers[name])

    def text(self, name: str) -> str:
        """A word or the name of a picture: "verdict.ask.word", "icon.rail.scan"."""
        return str(self._texts[name])

    def font(self, name: str, weight: int | None = None) -> QFont:
        """The font of a text style ("body", "verdict"), with figures of one width."""
        key = f"{name}/{weight}"
        if key not in self._fonts:
            pixels, usual_weight, _ = self.tokens["type"][name]
            font = QFont(self._family)
            font.setPixelSize(pixels)
            font.setWeight(QFont.Weight(weight or usual_weight))
            self._fonts[key] = font
        return QFont(self._fonts[key])

    def metrics(self, name: str, weight: int | None = None) -> QFontMetricsF:
        """The measures of a text style; made once, for a table asks for them in every cell."""
        key = f"{name}/{weight}"
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(self.font(name, weight))
        return self._metrics[key]

    def line_height(self, name: str) -> int:
        """The height of a line in a text style, in logical pixels."""
        return int(self.tokens["type"][name][2])

    @cached_property
    def tokens(self) -> dict[str, Any]:
        """The token file as it is."""
        return tomllib.loads((resources() / "themes" / "tokens.toml").read_text("utf-8"))

    @cached_property
    def _family(self) -> QFont:
        """The system's own typeface; where the system names none, the first that is installed."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        if font.family() in _GENERIC_FAMILIES:
            font.setFamilies(self.tokens["type"]["family"])
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    @cached_property
    def _numbers(self) -> dict[str, float]:
        return {k: v for k, v in _flat(self.tokens) if isinstance(v, int | float)}

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {k: v for k, v in _flat(self.tokens) if isinstance(v, str)}

    @cached_property
    def _colors(self) -> tuple[dict[str, str], dict[str, str]]:
        return self._scheme("light"), self._scheme("dark")

    def _scheme(self, name: str) -> dict[str, str]:
        chart = {"chart": self.tokens["chart"][name]}
        for number, color in enumerate(chart["chart"]["category"]):
            chart[f"chart.category.{number}"] = color
        colors = {k: v for k, v in _flat(self.tokens["color"][name] | chart) if isinstance(v, str)}
        for status, source in self.tokens["interview_status"].items():
            for part, role in _ACCENT_PARTS.items():
                borrowed = role if source == "accent" else f"{source}.{part}"
                colors[f"interview.{status}.{part}"] = colors[borrowed]
        return colors

    def _wanted(self) -> Qt.ColorScheme:
        return self._forced or QApplication.styleHints().colorScheme()

    def _follow(self) -> None:
        app = QApplication.instance()
        dark = self._wanted() is Qt.ColorScheme.Dark
        if dark == self._dark or not isinstance(app, QApplication):
            return
        self._dark = dark
        self._dress(app)
        self.changed.emit()
        for widget in app.topLevelWidgets():
            _repaint(widget)

    def _dress(self, app: QApplication) -> None:
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.color(token))
        for role in _WHEN_DISABLED:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        # A new style sheet gives every widget back the font it had under the first one.
        own = [(one, one.font()) for one in app.allWidgets() if one.testAttribute(_OWN_FONT)]
        app.setPalette(palette)
        app.setStyleSheet(self._style_sheet())
        for widget, font in own:
            if widget.font() != font:
                widget.setFont(font)

    def _style_sheet(self) -> str:
        """The rules of resources/themes/window.qss with every @token replaced by its value."""
        rules = (resources() / "themes" / "window.qss").read_text("utf-8")
        values = {name: f"{number:g}px" for name, number in self._numbers.items()}
        values |= self._colors[self._dark]
        return _TOKEN.sub(lambda match: values[match[1]], rules)


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of the tokens with its dotted name."""
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _repaint(widget: QWidget) -> None:
    """Widgets that paint themselves from the tokens are not told by the style sheet."""
    widget.update()
    for child in widget.findChildren(QWidget):
        child.update()


theme = Theme()
