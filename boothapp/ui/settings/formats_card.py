"""Badge formats in Settings: which codes can be read, an organiser's own, and a field to try."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from boothapp.domain.badge_patterns import BadgePattern, KnownFormat, LeftOut
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.settings.moving import moved
from boothapp.ui.settings.pattern_lines import NewPattern, PatternLine
from boothapp.ui.settings.try_code import TryCode
from boothapp.ui.widgets.labels import ElidedLabel, Label, SectionHeading

_PATTERN_HINT = (
    "A regular expression that fits the whole code; its named groups are badge_id, email or name, "
    "and given_name, family_name, affiliation, title, profile_url. Tried in this order, after the "
    "organiser’s list and the formats above, before what is only a guess."
)


class FormatsCard(SettingsCard):
    """`edited` carries a BadgePattern as it is to be, `added` the name and text of a new one.

    `ordered` carries all ids anew.
    """

    added = Signal(str, str)
    edited = Signal(object)
    removed = Signal(str)
    ordered = Signal(list)
    check_wanted = Signal(object)
    try_wanted = Signal(str, str)
    """A code, and the new pattern that is being written (or nothing)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        text = "What a badge’s code can be. “Guess” is a likeness only: the list goes before it."
        super().__init__("badge_formats", "Badge formats", text, parent)
        self._shown: tuple[object, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._left = QVBoxLayout()
        self.lines: list[PatternLine] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(6)
        self.new, self.trying = NewPattern(), TryCode()
        self.column.addLayout(self._grid)
        self.column.addLayout(self._left)
        self.column.addWidget(SectionHeading("An organiser’s own"))
        self.column.addWidget(Label(_PATTERN_HINT, tone="muted", wrap=True))
        self.column.addLayout(self._place)
        self.column.addWidget(self.new)
        self.column.addWidget(SectionHeading("Try a code"))
        self.column.addWidget(self.trying)
        self.new.added.connect(self.added)
        self.new.check_wanted.connect(self.check_wanted)
        self.new.pattern.textEdited.connect(lambda _: self.trying.ask_again())
        self.trying.wanted.connect(lambda code: self.try_wanted.emit(code, self.pattern_written))

    @property
    def pattern_written(self) -> str:
        """The new pattern that is being written; the code is tried without it while it breaks."""
        return self.new.pattern.text().strip()

    def show_formats(self, known: Sequence[KnownFormat], left_out: Sequence[LeftOut]) -> None:
        """Show what can be read, and what cannot be used and why."""
        if self._shown == (*known, *left_out):
            return
        self._shown = (*known, *left_out)
        for layout in (self._grid, self._left):
            while (item := layout.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        rows = -(-len(known) // 2)
        for number, one in enumerate(known):
            column, row = divmod(number, rows)
            self._grid.addWidget(ElidedLabel(one.name), row, 2 * column)
            self._grid.addWidget(ElidedLabel(_quiet(one), tone="muted"), row, 2 * column + 1)
        for column, stretch in enumerate((2, 3, 2, 3)):
            self._grid.setColumnStretch(column, stretch)
        for left in left_out:
            self._left.addWidget(Label(left.why, tone="error", wrap=True))

    def show_patterns(self, patterns: Sequence[BadgePattern]) -> None:
        """Show these; lines of patterns that stay keep their cursor."""
        if [line.stored.id for line in self.lines] != [one.id for one in patterns]:
            self._remake(patterns)
        for number, (line, one) in enumerate(zip(self.lines, patterns, strict=True)):
            line.show_pattern(one)
            line.movers.show_place(number, len(patterns))
        self.trying.ask_again()

    def refill(self) -> None:
        """Show what is stored again: a change was not carried out."""
        for line in self.lines:
            line.refill()

    def _remake(self, patterns: Sequence[BadgePattern]) -> None:
        focus = self.window().focusWidget()
        focused = next((one for one in self.lines if focus and one.isAncestorOf(focus)), None)
        known = {line.stored.id: line for line in self.lines}
        self.lines = [known.get(one.id) or self._line(one) for one in patterns]
        for gone in (line for line in known.values() if line not in self.lines):
            self._place.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, line in enumerate(self.lines):
            self._place.removeWidget(line)
            self._place.insertWidget(number, line)
        if focused is not None and focused not in self.lines:
            self.new.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, pattern: BadgePattern) -> PatternLine:
        line = PatternLine(pattern)
        line.edited.connect(self.edited)
        line.removed.connect(self.removed)
        line.check_wanted.connect(self.check_wanted)
        line.movers.moved.connect(lambda step: self._move(line.stored.id, step))
        return line

    def _move(self, pattern_id: str, step: int) -> None:
        found = moved([line.stored.id for line in self.lines], pattern_id, step)
        if found is not None:
            self.ordered.emit(found)


def _quiet(one: KnownFormat) -> str:
    guess = "guess: " if one.is_likeness else ""
    return f"{guess}{one.carries}" + (f" (from {one.origin})" if one.origin else "")
