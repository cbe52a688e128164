"""What is known before a file leaves: how many go, how many are held back and why."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.consent import Purpose
from boothapp.domain.exporting import ExportPlan, Withheld
from boothapp.ui.widgets.card import Card, Line
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import ElidedLabel, Label

_AGREED_TO = {
    Purpose.RECRUITING: "recruiting contact",
    Purpose.CV: "sharing their CV",
    Purpose.MARKETING: "marketing",
}
# What a file says where it does not say all, in words for domain.exporting.COLUMNS.
_SAYS = {
    Purpose.CV: "The file says who they are and for which role; no notes, ratings or answers.",
    Purpose.MARKETING: "The file says name and e-mail; no notes, ratings or answers.",
}


class Tile(QWidget):
    """A figure with its picture, and a line that says what it counts."""

    def __init__(self, icon: str, tone: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = Label("–", font="figure")
        self._words = words
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(Picture(icon, tone, 18))
        top.addWidget(self._figure, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(ElidedLabel(words, font="caption", tone="secondary"))

    def show_figure(self, figure: int) -> None:
        """Show another number."""
        self._figure.setText(f"{figure:,}")
        self.setAccessibleName(f"{figure:,} {self._words}")

    @property
    def figure(self) -> str:
        """What is shown."""
        return self._figure.text()


class Preflight(Card):
    """Three figures and a sentence about who stays out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.going = Tile("check-circle-fill", "verdict.may_share.ink", "people go into the file")
        self.withheld = Tile("minus-circle-fill", "verdict.declined.ink", "withheld, no consent")
        self.sent = Tile("user-circle-fill", "verdict.already_lead.ink", "in an earlier file too")
        self.why = Label(tone="secondary", wrap=True)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.addWidget(Label("Before it leaves", font="subtitle"), 1)
        self.body.addLayout(head)
        self.body.addWidget(Line())
        tiles = QHBoxLayout()
        tiles.setSpacing(0)
        for number, tile in enumerate((self.going, self.withheld, self.sent)):
            if number:
                tiles.addWidget(Line(upright=True))
            tiles.addWidget(tile, 1)
        self.body.addLayout(tiles)
        self.body.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.addWidget(self.why)
        self.body.addLayout(foot)

    def show_plan(self, plan: ExportPlan) -> None:
        """Show what an export would do now."""
        withheld = plan.withheld.get(Withheld.NO_CONSENT, 0)
        self.going.show_figure(plan.going)
        self.withheld.show_figure(withheld)
        self.sent.show_figure(plan.already_sent)
        purpose = _AGREED_TO[plan.request.purpose]
        if not withheld:
            text = f"Everybody chosen agreed to {purpose}."
        else:
            who = "1 person" if withheld == 1 else f"{withheld:,} people"
            text = f"{who} did not agree to {purpose}: left out of the file."
        said = f" {_SAYS[plan.request.purpose]}" if plan.request.purpose in _SAYS else ""
        self.why.setText(f"{text}{said} Consent is checked again while the file is written.")
