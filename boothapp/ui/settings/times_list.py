"""Open and blocked times in plain words, one line each, and the card of the rooms' ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.event import Room
from boothapp.ui.forms.time_words import time_words
from boothapp.ui.forms.times import ALL_ROOMS
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import ElidedLabel, IconLabel, Label


class _TimeLine(QWidget):
    """One time, the button that changes it and the one that takes it away."""

    def __init__(
        self, words: str, kind: AvailabilityKind, whose: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.edit, self.remove = _small("pencil-simple"), _small("trash")
        for button, order in ((self.edit, "Change"), (self.remove, "Remove")):
            name = f"{order} {whose}: {words}" if whose else f"{order} {words}"
            button.setAccessibleName(name)
            button.setToolTip(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        if whose:
            row.addWidget(ElidedLabel(whose, weight=500))
            row.addSpacing(8)
        blocked = kind is AvailabilityKind.BLOCKED
        icon = "prohibit-bold" if blocked else "clock"
        text = IconLabel(words, icon=icon, font="body", tone="text", icon_tone="muted")
        text.setAccessibleName(f"Blocked: {words}" if blocked else words)
        row.addWidget(text, 1)
        row.addWidget(self.edit)
        row.addWidget(self.remove)


class TimesList(QWidget):
    """`edit_wanted` and `removed` carry the Availability of a line."""

    edit_wanted = Signal(object)
    removed = Signal(object)

    def __init__(self, none: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[Availability, str], ...] = ()
        self._lines: list[_TimeLine] = []
        self.next: QWidget | None = None
        """What gets the focus when the last line goes that had it."""
        self._none = Label(none, tone="muted", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._none)

    @property
    def words(self) -> tuple[str, ...]:
        """What the lines say."""
        return tuple(time_words(one) for one, _ in self._shown)

    def show_times(self, times: Sequence[tuple[Availability, str]]) -> None:
        """Show these times, each with the words for whose it is, empty where that is clear."""
        if tuple(times) == self._shown:
            return
        self._shown = tuple(times)
        focus = self.window().focusWidget()
        held = [n for n, line in enumerate(self._lines) if focus and line.isAncestorOf(focus)]
        for old in self._lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [self._line(one, whose) for one, whose in times]
        self._none.setVisible(not times)
        for number in held:  # Qt would give the focus to a field elsewhere, and scroll there
            follower = self._lines[min(number, len(times) - 1)].edit if times else self.next
            if follower is not None:
                follower.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, one: Availability, whose: str) -> _TimeLine:
        line = _TimeLine(time_words(one), one.kind, whose)
        line.edit.clicked.connect(lambda: self.edit_wanted.emit(one))
        line.remove.clicked.connect(lambda: self.removed.emit(one))
        self._column.addWidget(line)
        return line


class BlockedCard(SettingsCard):
    """When rooms cannot be had. `add_wanted` for a new time; the list says the rest."""

    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        text = "When one room, or all of them, cannot be had: lunch, press, cleaning."
        super().__init__("blocked", "Blocked times", text, parent)
        self.times = TimesList("Nothing is blocked.")
        self.add = Button("Block a time…", icon="plus")
        self.add.clicked.connect(self.add_wanted)
        self.times.next = self.add
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch()
        self.column.addWidget(self.times)
        self.column.addLayout(row)

    def show_times(self, times: Sequence[Availability], rooms: Sequence[Room]) -> None:
        """Show those of rooms; those of a room that was removed wait until it is taken back."""
        names: dict[str | None, str] = {None: ALL_ROOMS} | {room.id: room.name for room in rooms}
        own = [one for one in times if one.interviewer_id is None and one.room_id in names]
        self.times.show_times([(one, names[one.room_id]) for one in own])


def _small(icon: str) -> Button:
    return Button(kind="ghost", icon=icon, size="s", tone="text_secondary")
