"""The cards of the Dashboard: the sum, and lists of small bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.figures import Figures, Outcome
from boothapp.ui.dashboard import wording
from boothapp.ui.dashboard.pressed import BAR_ROW, BAR_ROW_COMPACT, BarRow, SumRow
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card, Line
from boothapp.ui.widgets.chips import Chip
from boothapp.ui.widgets.labels import ElidedLabel, IconLabel, Label
from boothapp.ui.widgets.scrolls import scroll_of

_MARGIN = 16
_ROWS = 4  # that are seen at once


class SumCard(Card):
    """Whether the outcomes are all the scans; `wanted` carries an outcome, None for all."""

    wanted = Signal(object)
    answer_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(font="heading")
        self.yes = Chip("It does", tone="may_share", icon="check-circle-fill")
        self.no = Chip("It does not", tone="error", icon="warning-circle-fill")
        self.rows = {one: SumRow(wording.WORDS[one], *wording.ICONS[one]) for one in Outcome}
        self.total = SumRow("Scans", "", "text")
        self._remarks = Label(font="caption", tone="muted", wrap=True)
        self._short_remarks = ElidedLabel(font="caption", tone="muted")
        self._compact = False
        self.answer = Button("", icon="hourglass")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.yes)
        head.addWidget(self.no)
        column = QVBoxLayout()
        column.setContentsMargins(_MARGIN - 6, 10, _MARGIN - 6, _MARGIN - 2)
        column.setSpacing(0)
        head.setContentsMargins(6, 0, 6, 4)
        column.addLayout(head)
        for outcome, row in self.rows.items():
            row.clicked.connect(lambda _=False, one=outcome: self.wanted.emit(one))
            column.addWidget(row)
            column.addWidget(Line())
        self.total.clicked.connect(lambda: self.wanted.emit(None))
        column.addWidget(self.total)
        for label in (self._remarks, self._short_remarks):
            label.setContentsMargins(6, 2, 6, 4)
            column.addWidget(label)
        column.addStretch()
        column.addWidget(self.answer)
        self.body.addLayout(column)
        self.answer.clicked.connect(self.answer_wanted)

    def show_figures(self, figures: Figures) -> None:
        """Show the sum."""
        self.title.setText(wording.question(figures))
        self.yes.setVisible(figures.adds_up)
        self.no.setVisible(not figures.adds_up)
        for outcome, row in self.rows.items():
            row.show_count(figures.tally.of(outcome), wording.MEANINGS[outcome])
        self.total.show_count(figures.tally.scans)
        remarks = wording.remarks(figures)
        self._remarks.setText(remarks)
        self._short_remarks.set_text(remarks)
        self.set_compact(self._compact)
        waiting = figures.tally.of(Outcome.WAITING)
        words = f"Answer the {waiting:,} that wait" if waiting > 1 else "Answer the one that waits"
        self.answer.setText(words)
        self.answer.setAccessibleName(words)
        self.answer.setVisible(bool(waiting) and figures.is_today)

    def set_compact(self, compact: bool) -> None:
        """In a small window the remarks are one line, with all of them as its tooltip."""
        self._compact = compact
        self.answer.grade = "s" if compact else "m"
        self.answer.updateGeometry()
        said = bool(self._remarks.text())
        self._remarks.setVisible(said and not compact)
        self._short_remarks.setVisible(said and compact)


@dataclass(frozen=True, slots=True)
class Small:
    """A small bar; `open` shows the list behind it."""

    label: str
    share: float
    value: str
    open: Callable[[], object]
    icon: str = ""
    tone: str = "text"


class BarsCard(Card):
    """A heading with what it is of, small bars, and a line with a button at the foot."""

    foot_wanted = Signal()

    def __init__(
        self, title: str, color: str, *, foot_icon: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._color = color
        self.title = title
        self.rows: list[BarRow] = []
        self._smalls: list[Small] = []
        self._of = ElidedLabel(font="caption", tone="muted")
        self.foot = IconLabel(icon=foot_icon, font="body", tone="text_secondary", icon_tone="muted")
        self.show_list = Button("Show", kind="ghost", size="xs", tone="on_accent_soft")
        self.show_list.clicked.connect(self.foot_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 12, _MARGIN, 4)
        head.addWidget(Label(title, font="heading"), 1)
        head.addWidget(self._of)
        ground = QWidget()
        self._list = QVBoxLayout(ground)
        self._list.setContentsMargins(_MARGIN - 4, 0, _MARGIN - 4, 0)
        self._list.setSpacing(0)
        self._list.addStretch()
        self._scroll = scroll = scroll_of(ground)
        self._high = BAR_ROW
        self.set_compact(False)
        self._empty = Label("Nothing yet", tone="muted")
        self._empty.setContentsMargins(4, 4, 4, 4)
        self._list.insertWidget(0, self._empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, 6, 8, 8)
        foot.addWidget(self.foot, 1)
        foot.addWidget(self.show_list)
        self.body.addLayout(head)
        self.body.addWidget(scroll)
        self.body.addWidget(Line())
        self.body.addLayout(foot)

    def show_bars(self, of: str, smalls: Sequence[Small]) -> None:
        """Show other bars. Those that stay keep the keys."""
        self._of.set_text(of)
        self._smalls = list(smalls)
        while len(self.rows) > len(smalls):
            gone = self.rows.pop()
            self._list.removeWidget(gone)
            gone.setParent(None)
            gone.deleteLater()
        while len(self.rows) < len(smalls):
            row, number = BarRow(self._color), len(self.rows)
            row.clicked.connect(partial(self._open, number))
            self._list.insertWidget(number + 1, row)
            self.rows.append(row)
        for row, small in zip(self.rows, smalls, strict=True):
            row.show_bar(small.label, small.share, small.value, icon=small.icon, tone=small.tone)
        widest = max((row.wanted_width for row in self.rows), default=0.0)
        for row in self.rows:
            row.label_width = widest
            row.high = self._high
            row.updateGeometry()
        self._empty.setVisible(not smalls)

    def set_compact(self, compact: bool) -> None:
        """Rows closer together in a small window."""
        self._high = BAR_ROW_COMPACT if compact else BAR_ROW
        self._scroll.setFixedHeight(_ROWS * self._high)
        for row in self.rows:
            row.high = self._high
            row.updateGeometry()

    def show_foot(self, words: str, button: str = "Show") -> None:
        """Say what stands below; without `button` there is nothing to press."""
        self.foot.show_words(words)
        self.show_list.setText(button or "Show")
        self.show_list.setAccessibleName(f"{button}: {words}")
        self.show_list.setVisible(bool(button))

    def _open(self, number: int, _checked: bool = False) -> None:
        self._smalls[number].open()
