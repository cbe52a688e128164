"""What is known before a file leaves: how many go, who is held back or refused, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain import preflight_words as words
from boothapp.domain.consent import Purpose
from boothapp.domain.exporting import ExportPlan, Withheld
from boothapp.domain.preflight import Checked, Finding, Repeat
from boothapp.ui.export.issues import (
    REFUSED,
    SENT,
    TOLD,
    WITHHELD,
    Issue,
    IssueList,
    fix_button,
    more_button,
)
from boothapp.ui.theme import theme
from boothapp.ui.widgets.card import Card, Line
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import ElidedLabel, Label
from boothapp.ui.widgets.scrolls import scroll_of

# What a file says where it does not say all, in words for domain.exporting.COLUMNS.
_SAYS = {
    Purpose.CV: "The file says who they are and for which role; no notes, ratings or answers",
    Purpose.MARKETING: "The file says name and e-mail; no notes, ratings or answers",
}
_MOST_NAMED = 20
_ROWS, _ROWS_COMPACT = 5, 3  # that are seen at once; more scroll


class Tile(QWidget):
    """A figure with its picture, and a line that says what it counts."""

    def __init__(self, icon: str, tone: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = Label("–", font="figure")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(Picture(icon, tone, 18))
        top.addWidget(self._figure, 1)
        self._line = Label(text, font="caption", tone="secondary", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self._line, 1, Qt.AlignmentFlag.AlignTop)

    def show_figure(self, figure: int | None, text: str = "") -> None:
        """Show another number, None while it is looked up, and other words where given."""
        self._line.setText(text or self._line.text())
        self._figure.setText("–" if figure is None else f"{figure:,}")
        self.setAccessibleName(f"{self._figure.text()} {self._line.text()}")

    @property
    def figure(self) -> str:
        """What is shown."""
        return self._figure.text()


class Preflight(Card):
    """Four figures, and a row for whatever somebody should know or decide."""

    fix = Signal(str)
    """Somebody wants to see the lead of this id."""
    held_back_wanted = Signal()
    again_picked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.going = Tile("check-circle-fill", "verdict.may_share.ink", "people go into the file")
        self.withheld = Tile(*WITHHELD, "withheld, no consent")
        self.refused = Tile(*REFUSED, "refused by the system")
        self.sent = Tile(*SENT, "in an earlier file too")
        self.issues = IssueList()
        self.again: Segmented | None = None
        self._plan: ExportPlan | None = None
        self._when = ElidedLabel(tone="muted", font="caption")
        self._scroll = scroll_of(self.issues)
        self._build()
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Show fewer rows at once in a small window."""
        rows = _ROWS_COMPACT if compact else _ROWS
        self._most = rows * (theme.size("height.issue_row") + 1) - 1
        self._fit()

    def show_plan(self, plan: ExportPlan) -> None:
        """Show what an export would do now; the receiver's part follows with `show_checked`."""
        self._plan = plan
        preset = plan.request.preset
        self.going.show_figure(plan.going)
        self.withheld.show_figure(plan.withheld.get(Withheld.NO_CONSENT, 0))
        refused = f"refused by {preset.title}" if preset.is_system else "with a problem"
        self.refused.show_figure(None, refused)
        left_out = "left out, sent before" if not plan.request.again else "in an earlier file too"
        self.sent.show_figure(plan.already_sent, left_out)
        self._when.set_text("Looking at every row…")
        self._show_issues(plan, None)

    def show_checked(self, checked: Checked) -> None:
        """Show what the receiver would make of it."""
        if self._plan is None:
            return
        self.refused.show_figure(checked.refused)
        self._when.set_text(f"Checked just now, {words.rows(self._plan.going)}")
        self._show_issues(self._plan, checked)

    def show_unchecked(self) -> None:
        """The rows could not be looked at."""
        self._when.set_text("The rows could not be checked")

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.addWidget(Label("Before it leaves", font="subtitle"))
        self._when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._when, 1)
        self.body.addLayout(head)
        self.body.addWidget(Line())
        tiles = QHBoxLayout()
        tiles.setSpacing(0)
        for number, tile in enumerate((self.going, self.withheld, self.refused, self.sent)):
            if number:
                tiles.addWidget(Line(upright=True))
            tiles.addWidget(tile, 1)
        self.body.addLayout(tiles)
        self.body.addWidget(Line())
        self.body.addWidget(self._scroll)

    def _show_issues(self, plan: ExportPlan, checked: Checked | None) -> None:
        had = self.again is not None and self.again.isAncestorOf(self.focusWidget() or self)
        issues = [*self._of_rows(checked), self._of_withheld(plan), *self._of_sent(plan)]
        issues += [self._told(sentence) for sentence in _sentences(plan, checked)]
        self.issues.show_issues(issues)
        self._fit()
        if had and self.again is not None:
            chosen = self.again.value
            next(one for one in self.again.buttons if one.value == chosen).setFocus()

    def _of_rows(self, checked: Checked | None) -> list[Issue]:
        if checked is None or self._plan is None:
            return []
        shown = checked.findings[:_MOST_NAMED]
        issues = [self._of_finding(finding) for finding in shown]
        if checked.refused > len(shown):
            counted = words.of_counts(checked, self._plan.request.preset)
            issues += [Issue(*REFUSED, "", sentence) for sentence in counted]
        return issues + [self._of_repeat(repeat) for repeat in checked.repeats[:_MOST_NAMED]]

    def _of_finding(self, finding: Finding) -> Issue:
        assert self._plan is not None  # noqa: S101 - a finding comes of a plan
        sentence = words.of_finding(finding, self._plan.request.preset)
        return self._of_lead(REFUSED, finding, sentence)

    def _of_repeat(self, repeat: Repeat) -> Issue:
        assert self._plan is not None  # noqa: S101 - a repeat comes of a plan
        return self._of_lead(TOLD, repeat, words.of_repeat(repeat, self._plan.request.preset))

    def _of_lead(self, sort: tuple[str, str], about: Finding | Repeat, sentence: str) -> Issue:
        name = about.name or "Somebody without a name"
        button = fix_button(name)
        button.clicked.connect(lambda: self.fix.emit(about.lead_id))
        return Issue(*sort, name, sentence, button)

    def _of_withheld(self, plan: ExportPlan) -> Issue:
        count = plan.withheld.get(Withheld.NO_CONSENT, 0)
        sentence = words.of_withheld(count, plan.request.purpose)
        if not count:
            return Issue("check-circle-fill", "verdict.may_share.ink", "", sentence)
        show = more_button("Show", "Show who stays out")
        show.clicked.connect(self.held_back_wanted)
        return Issue(*WITHHELD, *_parted(sentence, count), show)

    def _of_sent(self, plan: ExportPlan) -> list[Issue]:
        self.again = None
        if not plan.already_sent:
            return []
        self.again = Segmented(
            (("out", "Leave out"), ("again", "Send again")),
            name="Who was in an earlier file",
            size="control_s",
        )
        self.again.set_value("again" if plan.request.again else "out")
        self.again.picked.connect(lambda value: self.again_picked.emit(value == "again"))
        left_out = not plan.request.again
        sentence = words.of_sent(plan.already_sent, plan.request.preset, left_out=left_out)
        return [Issue(*SENT, *_parted(sentence, plan.already_sent), self.again)]

    def _told(self, sentence: str) -> Issue:
        return Issue(*TOLD, "", sentence)

    def _fit(self) -> None:
        """As high as the rows, up to a few of them."""
        rows = max(1, len(self.issues.rows))
        wanted = rows * (theme.size("height.issue_row") + 1) - 1
        self._scroll.setFixedHeight(min(wanted, self._most))


def _sentences(plan: ExportPlan, checked: Checked | None) -> list[str]:
    """What is good to know, and nobody has to decide about."""
    preset = plan.request.preset
    said = [*preset.warns]
    if checked is not None:
        said += words.of_dropped(checked, preset) + words.of_hints(checked)
    said += words.of_file(preset, plan.request.purpose)
    said.append(words.of_parts(plan.going, preset))
    said.append(_SAYS.get(plan.request.purpose, ""))
    return [sentence for sentence in said if sentence]


def _parted(sentence: str, count: int) -> tuple[str, str]:
    who = words.people(count)
    return who, sentence.removeprefix(who).strip()
