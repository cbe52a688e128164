"""Mails that were written as files: each is handed to the mail program, which sends it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.services.invitations import SentFile
from boothapp.ui import opening
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import ElidedLabel, Label
from boothapp.ui.widgets.toasts import Toasts

SEND = (
    "Open each mail, look at it and send it. When all are sent, delete the files: names and "
    "addresses stand in them."
)

CALENDARS = (
    "The calendar files (.ics) beside the mails are for who cannot open the mail’s own: hand them "
    "over, or import one into your calendar."
)


class WrittenMails(QWidget):
    """One line for each mail, and the folder; calendars alone lie beside them, and it says why."""

    def __init__(
        self, files: Sequence[SentFile], toasts: Toasts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._toasts = toasts
        mails = [file for file in files if file.path.suffix == ".eml"]
        self.buttons = [Button("Open", icon="envelope-simple", size="s") for _ in mails]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(SEND, wrap=True))
        for file, button in zip(mails, self.buttons, strict=True):
            column.addLayout(self._line(file, button))
        if len(mails) < len(files):
            column.addWidget(Label(CALENDARS, font="caption", tone="muted", wrap=True))
        self.folder = Button("Open folder", icon="folder-open", size="s")
        if files:
            self.folder.clicked.connect(partial(self._show_folder, files[0].path.parent))
        foot = QHBoxLayout()
        foot.addWidget(self.folder)
        foot.addStretch()
        column.addLayout(foot)

    def _line(self, file: SentFile, button: Button) -> QHBoxLayout:
        who = file.to.name or file.to.email
        button.setAccessibleName(f"Open the mail to {who}")
        button.clicked.connect(partial(self._open, file.path))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(f"To {who}", weight=500))
        words.addWidget(ElidedLabel(file.path.name, font="caption", tone="muted"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Picture("envelope-simple", "text_secondary", 18))
        row.addLayout(words, 1)
        row.addWidget(button)
        return row

    def _open(self, path: Path) -> None:
        opening.open_written_mail(path, self._toasts)

    def _show_folder(self, folder: Path) -> None:
        opening.open_folder(folder, self._toasts)
