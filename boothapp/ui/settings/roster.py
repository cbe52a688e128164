"""The organiser's list: what was taken in, and the way to take in a newer one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boothapp.domain.event import EventInfo
from boothapp.domain.roster import RosterImport
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label

_SHOWN = 5


class RosterCard(SettingsCard):
    """`import_wanted` when the person wants to choose a file."""

    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        text = (
            "Who agreed to share their profile is known at the first scan. Of the others only "
            "keyed marks of badge id and e-mail are kept."
        )
        super().__init__("roster", "The organiser’s list", text, parent)
        self.past = Label(wrap=True)
        button = Button("Import a list…", icon="upload")
        button.clicked.connect(self.import_wanted)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch()
        self.column.addWidget(self.past)
        self.column.addLayout(row)

    def show_imports(self, imports: Sequence[RosterImport], event: EventInfo) -> None:
        """Show the newest imports, newest first."""
        lines = [_line(taken, event.local(taken.at)) for taken in imports[:_SHOWN]]
        self.past.setText("\n".join(lines) or "No list was taken in yet.")
        self.past.set_tone("" if lines else "muted")


def _line(taken: RosterImport, at: datetime) -> str:
    when = f"{at:%a} {at.day} {at:%B %H:%M}"
    return (
        f"{when}: {taken.file}, {taken.rows:,} people, {taken.opted_in:,} agreed, by {taken.staff}"
    )
