"""The steps of an export: which leads and what for, for which system, and where to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from boothapp.domain.consent import Purpose
from boothapp.domain.exporting import SHORTEST_PASSPHRASE, ExportRequest
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_views import LeadView, supplied_views
from boothapp.domain.presets import ENDINGS, PLAIN_CSV, Preset, file_stem
from boothapp.ui.export.folder_edit import FolderEdit
from boothapp.ui.export.orders import ExportKnown, LeavingFile
from boothapp.ui.export.protection import Protection
from boothapp.ui.export.step_head import StepHead
from boothapp.ui.export.systems import SystemGrid
from boothapp.ui.forms.field import Field
from boothapp.ui.scan.wording import PURPOSE_LONG
from boothapp.ui.theme import theme
from boothapp.ui.widgets.card import Card, Line
from boothapp.ui.widgets.checks import CheckBox
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import IconLabel, Label

_PICKED = "picked"
_PURPOSES = tuple(Purpose)
_ENDINGS = re.compile(
    "(" + "|".join(re.escape(end) for end in {*ENDINGS.values(), ".zip"}) + ")$", re.IGNORECASE
)


class ExportSteps(Card):
    """What the person chooses; `changed` when another request is wanted."""

    changed = Signal()
    placed = Signal()
    """Another folder or name was given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[LeadView, ...] = ()
        self._picked: tuple[LeadView, ...] = ()
        self._preset, self._again = PLAIN_CSV, True
        self._proposal = ("leads", "")
        self.which, self.purpose = Select("Which leads"), Select("Purpose")
        self.systems = SystemGrid()
        self.name, self.recipient, self._where = QLineEdit(), QLineEdit(), FolderEdit()
        self.folder = self._where.edit
        self.protection = Protection(SHORTEST_PASSPHRASE)
        self.open_afterwards = CheckBox("Open the folder afterwards")
        self.name_field = Field("File name", self.name)
        self.folder_field = Field("Folder", self._where)
        self.recipient_field = Field(
            "Recipient", self.recipient, hint="Who will hold this file: a person or a system."
        )
        self._head = StepHead(1, "Which leads")
        self.set_views(supplied_views(""))
        for purpose in _PURPOSES:
            self.purpose.addItem(PURPOSE_LONG[purpose])
        self._build()
        self._connect()

    @property
    def request(self) -> ExportRequest:
        """Which leads, for what, as which kind of file."""
        purpose = _PURPOSES[self.purpose.currentIndex()]
        asked = self._views[self.which.currentIndex()].filter
        return ExportRequest(purpose, asked, self._preset, self._again)

    @property
    def preset_id(self) -> str:
        """The kind of file that was chosen."""
        return self._preset.id

    @property
    def path(self) -> Path:
        """Where the file should go, its name ending in what it is; protected: `.zip`."""
        folder = Path(self.folder.text().strip())
        with suppress(RuntimeError):  # a name after ~ that nobody here has: the folder is not there
            folder = folder.expanduser()
        return folder / self._file_name()

    @property
    def leaving(self) -> LeavingFile:
        """What is asked for, all of it."""
        return LeavingFile(
            self.request, self.path, self.recipient.text().strip(), self.protection.passphrase
        )

    def set_views(self, views: Sequence[LeadView]) -> None:
        """Offer these views of leads; the one that is chosen stays, or the first is."""
        offered = (*self._picked, *views)
        if offered == self._views:
            return
        before = self._views[self.which.currentIndex()] if self._views else offered[0]
        self._views = offered
        ids = [view.id for view in offered]
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItems([view.name for view in offered])
        self.which.setCurrentIndex(ids.index(before.id) if before.id in ids else 0)
        self.which.blockSignals(False)
        if self._views[self.which.currentIndex()].filter != before.filter:
            self.changed.emit()

    def pick_leads(self, asked: LeadFilter) -> None:
        """Offer these leads too, before the views, and choose them."""
        count = len(asked.leads or ())
        name = "1 lead that was ticked" if count == 1 else f"{count:,} leads that were ticked"
        views = self._views[len(self._picked) :]
        self._picked = (LeadView(_PICKED, name, asked),)
        self.set_views(views)
        self.which.setCurrentIndex(0)

    def show_known(self, known: ExportKnown) -> None:
        """Offer the kinds of files that there are, and count who was asked for."""
        self._preset = known.plan.request.preset
        self.systems.show_presets(known.presets, self._preset.id)
        plan = known.plan
        sent = 0 if plan.request.again else plan.already_sent
        count = plan.going + sum(plan.withheld.values()) + sent
        self._head.show_aside("1 person" if count == 1 else f"{count:,} people")

    def choose(self, preset: Preset) -> None:
        """Another kind of file: who went to a system before stays out unless somebody says so."""
        self._preset, self._again = preset, not preset.is_system
        self._rename()
        self.changed.emit()

    def send_again(self, again: bool) -> None:
        """Whether those go who were in an earlier file."""
        self._again = again
        self.changed.emit()

    def is_whole(self) -> bool:
        """Say whether nothing is missing; what is missing is said beside its field."""
        name, recipient = self.name.text().strip(), self.recipient.text().strip()
        fits = self._preset.fitting_stem(self._stem())
        if not name:
            complaint = "Give the file a name."
        elif fits != self._stem():
            complaint = f"{self._preset.title} does not take this name. Call it {fits}."
        else:
            complaint = ""
        self.name_field.complain(complaint)
        nowhere = "" if self.folder.text().strip() else "Choose a folder."
        self.folder_field.complain(nowhere)
        self.recipient_field.complain("" if recipient else "Say who will hold this file.")
        wrong = [
            self.name if complaint else None,
            self.folder if nowhere else None,
            None if recipient else self.recipient,
            self.protection.wrong(),
        ]
        first = next((edit for edit in wrong if edit is not None), None)
        if first is not None:
            first.setFocus()
        return first is None

    def propose(self, sponsor: str, day: date, folder: Path) -> None:
        """Fill in a file name and a folder, unless the person already wrote some."""
        self._proposal = (file_stem(sponsor.casefold()) or "leads", day.isoformat())
        if not self.name.isModified():
            self.name.setText(self._proposed())
        if not self.folder.isModified():
            self.folder.setText(str(folder))

    def offer_recipients(self, names: Sequence[str]) -> None:
        """Offer recipients of earlier files while typing."""
        completer = QCompleter(list(dict.fromkeys(names)), self.recipient)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.recipient.setCompleter(completer)

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(self.changed)
        self.purpose.currentIndexChanged.connect(self.changed)
        self.recipient.textEdited.connect(lambda: self.recipient_field.complain(""))
        self.name.textEdited.connect(lambda: self.name_field.complain(""))
        self.folder.textEdited.connect(lambda: self.folder_field.complain(""))
        self.name.editingFinished.connect(self._tell_place)
        self._where.given.connect(self._tell_place)
        self.protection.toggled.connect(self._rename)

    def _build(self) -> None:
        self.setFixedWidth(theme.size("width.export_panel"))
        self._step(
            self._head,
            Field("Leads", self.which),
            Field("Purpose, what the file will be used for", self.purpose),
        )
        self.body.addWidget(Line())
        self._step(StepHead(2, "For which system"))
        systems = QHBoxLayout()
        systems.setContentsMargins(6, 0, 6, 10)  # the pictures stand below the other fields' edge
        systems.addWidget(self.systems)
        self.body.addLayout(systems)
        self.body.addWidget(Line())
        self._step(
            StepHead(3, "File"),
            self.name_field,
            self.folder_field,
            self.recipient_field,
            self.protection,
            self.open_afterwards,
        )
        self.body.addStretch(1)
        ledger = QHBoxLayout()
        ledger.setContentsMargins(16, 0, 16, 16)
        text = (
            "Consent is checked again while the file is written. It goes into the ledger with its "
            "fingerprint, so that a later withdrawal can name it."
        )
        ledger.addWidget(IconLabel(icon="shield-check"), 0, Qt.AlignmentFlag.AlignTop)
        ledger.addWidget(Label(text, font="caption", tone="muted", wrap=True), 1)
        self.body.addLayout(ledger)

    @property
    def _ending(self) -> str:
        return ".zip" if self.protection.on else self._preset.ending

    def _stem(self) -> str:
        return _ENDINGS.sub("", self.name.text().strip())

    def _file_name(self) -> str:
        stem = self._stem()
        return f"{stem}{self._ending}" if stem else ""

    def _proposed(self) -> str:
        sponsor, day = self._proposal
        system = [self._preset.id] if self._preset.is_system else []
        stem = "-".join(filter(None, [sponsor, day, *system]))
        return f"{self._preset.fitting_stem(stem)}{self._ending}"

    def _rename(self) -> None:
        self.name_field.complain("")
        written = self.name.isModified()
        self.name.setText(self._file_name() if written else self._proposed())
        self.name.setModified(written)

    def _step(self, *widgets: QWidget) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(16, 14, 16, 14 if len(widgets) > 1 else 8)
        column.setSpacing(10)
        for widget in widgets:
            column.addWidget(widget)
        self.body.addLayout(column)

    def _tell_place(self) -> None:
        """Only of a place that is whole: what is missing is said when somebody wants to go on."""
        if self.folder.text().strip() and self._stem():
            self.placed.emit()
