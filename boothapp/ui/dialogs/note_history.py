"""What a note said before, and who wrote it so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from boothapp.domain.lead_history import NoteVersion
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.leads.wording import moment
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.labels import Label


class NoteHistoryDialog(PlainDialog):
    """The versions of a note, the newest first."""

    def __init__(
        self,
        versions: Sequence[NoteVersion],
        today: date,
        zone: tzinfo,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("What this note said", 520, parent)
        for place, version in enumerate(reversed(versions)):
            if place:
                self.body.addWidget(Line())
            said = "Now" if not place else "Before"
            by = f"{said}: {version.staff}, {moment(version.at, today, zone)}"
            self.body.addWidget(Label(by, font="caption", tone="muted", wrap=True))
            text = Label(version.text, wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.body.addWidget(text)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
