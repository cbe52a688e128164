"""The steps of an export: which leads and what for, where to, and who will hold the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from boothapp.domain.consent import Purpose
from boothapp.domain.exporting import SHORTEST_PASSPHRASE, ExportRequest
from boothapp.domain.people import Rating
from boothapp.ui.export.orders import LeavingFile
from boothapp.ui.export.protection import Protection
from boothapp.ui.forms.field import Field
from boothapp.ui.scan.wording import PURPOSE_LONG
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card, Line
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import IconLabel, Label

_WHICH: tuple[tuple[str, frozenset[Rating]], ...] = (
    ("All leads", frozenset()),
    ("Hot", frozenset({Rating.HOT})),
    ("Hot and warm", frozenset({Rating.HOT, Rating.WARM})),
    ("Warm", frozenset({Rating.WARM})),
    ("Cold", frozenset({Rating.COLD})),
)
_PURPOSES = tuple(Purpose)


class StepHead(QWidget):
    """A number in a soft disc, and what the step asks."""

    def __init__(self, number: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._text = str(number), text
        self.setAccessibleName(f"Step {number}: {text}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Disc, gap and words."""
        return QSize(30 + round(painting.text_width(self._text, "heading")) + 2, 22)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint both."""
        painter = painting.painter_for(self)
        disc, center = QRectF(0, 1, 20, 20), Qt.AlignmentFlag.AlignCenter
        painting.box(painter, disc, fill="accent_soft", radius="radius.pill")
        painting.words(
            painter, disc, self._number, "caption", "on_accent_soft", weight=600, align=center
        )
        words = QRectF(28, 0, self.width() - 28, self.height())
        painting.words(painter, words, self._text, "heading", "text")


class ExportSteps(Card):
    """What the person chooses; `changed` when another request is wanted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.which, self.purpose = Select("Which leads"), Select("Purpose")
        self.name, self.folder, self.recipient = QLineEdit(), QLineEdit(), QLineEdit()
        self.protection = Protection(SHORTEST_PASSPHRASE)
        self.name_field = Field("File name", self.name)
        self.recipient_field = Field(
            "Recipient", self.recipient, hint="Who will hold this file: a person or a system."
        )
        for words, _ in _WHICH:
            self.which.addItem(words)
        for purpose in _PURPOSES:
            self.purpose.addItem(PURPOSE_LONG[purpose])
        self.which.currentIndexChanged.connect(self.changed)
        self.purpose.currentIndexChanged.connect(self.changed)
        self.recipient.textEdited.connect(lambda: self.recipient_field.complain(""))
        self.name.textEdited.connect(lambda: self.name_field.complain(""))
        self.protection.toggled.connect(lambda: self.name.setText(self._file_name()))
        self._build()

    @property
    def request(self) -> ExportRequest:
        """Which leads, for what."""
        _, ratings = _WHICH[self.which.currentIndex()]
        return ExportRequest(_PURPOSES[self.purpose.currentIndex()], ratings)

    @property
    def path(self) -> Path:
        """Where the file should go, its name ending in what it is: `.csv`, protected `.zip`."""
        return Path(self.folder.text().strip()).expanduser() / self._file_name()

    @property
    def leaving(self) -> LeavingFile:
        """What is asked for, all of it."""
        return LeavingFile(
            self.request, self.path, self.recipient.text().strip(), self.protection.passphrase
        )

    def is_whole(self) -> bool:
        """Say whether nothing is missing; what is missing is said beside its field."""
        name, recipient = self.name.text().strip(), self.recipient.text().strip()
        self.name_field.complain("" if name else "Give the file a name.")
        self.recipient_field.complain("" if recipient else "Say who will hold this file.")
        wrong = [None if name else self.name, self.protection.wrong()]
        wrong += [None if recipient else self.recipient]
        first = next((edit for edit in wrong if edit is not None), None)
        if first is not None:
            first.setFocus()
        return first is None

    def propose(self, sponsor: str, day: date, folder: Path) -> None:
        """Fill in a file name and a folder, unless the person already wrote some."""
        if not self.name.isModified():
            self.name.setText(f"{_slug(sponsor)}-{day.isoformat()}{self._ending}")
        if not self.folder.isModified():
            self.folder.setText(str(folder))

    def offer_recipients(self, names: Sequence[str]) -> None:
        """Offer recipients of earlier files while typing."""
        completer = QCompleter(list(dict.fromkeys(names)), self.recipient)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.recipient.setCompleter(completer)

    def _build(self) -> None:
        self.setFixedWidth(theme.size("width.export_panel"))
        self._step(
            StepHead(1, "Which leads"),
            Field("Leads", self.which),
            Field("Purpose, what the file will be used for", self.purpose),
        )
        self.body.addWidget(Line())
        folder = QWidget()
        row = QHBoxLayout(folder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        browse = Button(icon="folder-open")
        browse.setAccessibleName("Choose a folder")
        browse.setToolTip("Choose a folder")
        browse.clicked.connect(self._browse)
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        where = Field("Folder", folder)
        self.folder.setAccessibleName("Folder")
        self._step(StepHead(2, "File"), self.name_field, where, self.protection)
        self.body.addWidget(Line())
        self._step(StepHead(3, "For whom"), self.recipient_field)
        self.body.addStretch(1)
        ledger = QHBoxLayout()
        ledger.setContentsMargins(16, 8, 16, 16)
        text = "Goes into the ledger with its fingerprint, so that a later withdrawal can name it."
        ledger.addWidget(IconLabel(icon="shield-check"), 0, Qt.AlignmentFlag.AlignTop)
        ledger.addWidget(Label(text, font="caption", tone="muted", wrap=True), 1)
        self.body.addLayout(ledger)

    @property
    def _ending(self) -> str:
        return ".zip" if self.protection.on else ".csv"

    def _file_name(self) -> str:
        name = self.name.text().strip()
        stem = re.sub(r"\.(csv|zip)$", "", name, flags=re.IGNORECASE)
        return f"{stem}{self._ending}" if stem else ""

    def _step(self, *widgets: QWidget) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        for widget in widgets:
            column.addWidget(widget)
        self.body.addLayout(column)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Choose a folder", self.folder.text())
        if chosen:
            self.folder.setText(chosen)
            self.folder.setModified(True)


def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-") or "leads"
