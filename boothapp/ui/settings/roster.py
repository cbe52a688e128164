"""The organiser's list: what was taken in, and the way to take in a newer one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.event import EventInfo
from boothapp.domain.roster import RosterImport
from boothapp.domain.roster_mapping import SavedMapping
from boothapp.ui.dialogs.roster_drop import list_in
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import ElidedLabel, Label, SectionHeading

_SHOWN = 5
_LONGEST = 60


class MappingLine(QWidget):
    """The name of a kept mapping, what it maps, and the button that forgets it."""

    renamed = Signal(object, str)
    removed = Signal(object)

    def __init__(self, kept: SavedMapping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept = kept
        self.name = QLineEdit(kept.name)
        self.name.setAccessibleName(f"Name of the columns of {kept.name}")
        self.name.setMaxLength(_LONGEST)
        self.name.editingFinished.connect(self._leave)
        columns = ", ".join(kept.mapping.headers.values())
        self.remove = Button(kind="ghost", icon="trash", size="s", tone="text_secondary")
        self.remove.setAccessibleName(f"Forget {kept.name}")
        self.remove.setToolTip(f"Forget {kept.name}")
        self.remove.clicked.connect(lambda: self.removed.emit(self.kept))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.name, 1)
        row.addWidget(ElidedLabel(columns, tone="muted"), 2)
        row.addWidget(self.remove)

    def _leave(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.name.setText(self.kept.name)
        elif name != self.kept.name:
            self.renamed.emit(self.kept, name)


class RosterCard(SettingsCard):
    """`import_wanted` when the person wants to choose a file (None), or with the one dropped."""

    import_wanted = Signal(object)
    badges_wanted = Signal()
    renamed = Signal(object, str)
    """A SavedMapping and its name from now on."""
    removed = Signal(object)
    """A SavedMapping."""

    def __init__(self, parent: QWidget | None = None) -> None:
        text = (
            "Who agreed to share their profile is known at the first scan. Of the others only "
            "keyed marks of badge id and e-mail are kept."
        )
        super().__init__("roster", "The organiser’s list", text, parent)
        self.past = Label(wrap=True)
        button = Button("Import a list…", icon="upload")
        button.clicked.connect(lambda: self.import_wanted.emit(None))
        self.badges = Button("Print badges…", icon="card")
        self.badges.clicked.connect(self.badges_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button)
        row.addWidget(self.badges)
        row.addStretch()
        self.column.addWidget(self.past)
        self.column.addLayout(row)
        self._kept_head = SectionHeading("Known columns")
        self._kept_head.setToolTip("Lists with these columns are read as they were before.")
        self._kept = QVBoxLayout()
        self._kept.setSpacing(8)
        self.column.addWidget(self._kept_head)
        self.column.addLayout(self._kept)
        self._shown: tuple[SavedMapping, ...] = ()
        self.lines: list[MappingLine] = []
        self._kept_head.hide()
        self.setAcceptDrops(True)

    def show_mappings(self, kept: Sequence[SavedMapping]) -> None:
        """Show the kept mappings, each with its name to edit."""
        if tuple(kept) == self._shown:
            return
        self._shown = tuple(kept)
        for old in self.lines:
            self._kept.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines = [MappingLine(one) for one in kept]
        for line in self.lines:
            line.renamed.connect(self.renamed)
            line.removed.connect(self.removed)
            self._kept.addWidget(line)
        self._kept_head.setVisible(bool(kept))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a list."""
        if list_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open the dropped list."""
        event.acceptProposedAction()
        self.import_wanted.emit(list_in(event.mimeData()))

    def show_imports(self, imports: Sequence[RosterImport], event: EventInfo) -> None:
        """Show the newest imports, newest first."""
        lines = [_line(taken, event.local(taken.at)) for taken in imports[:_SHOWN]]
        self.past.setText("\n".join(lines) or "No list was taken in yet.")
        self.past.set_tone("" if lines else "muted")


def _line(taken: RosterImport, at: datetime) -> str:
    when = f"{at:%a} {at.day} {at:%B %H:%M}"
    signed = f", signed by {taken.signed_by}" if taken.signed_by else ""
    return (
        f"{when}: {taken.file}, {taken.rows:,} people, {taken.opted_in:,} agreed, by {taken.staff}"
        f"{signed}"
    )
