"""The files of a lead: added, looked at, saved as a copy that goes on record, removed with Undo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.attachments import Attachment
from boothapp.domain.consent import Purpose, is_valid
from boothapp.domain.holdings import reference_of
from boothapp.domain.people import LeadDetail
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.dialogs.file_viewer import FileViewer
from boothapp.ui.dialogs.recipient_dialog import RecipientDialog
from boothapp.ui.leads.sections import Section
from boothapp.ui.undoable import Undoable
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import ElidedLabel, Label
from boothapp.ui.widgets.menu import Menu

_KINDS = {Purpose.CV: "CV", Purpose.RECRUITING: "Other file"}
_CHOOSE = "PDF, Word, OpenDocument, pictures, text (*.pdf *.docx *.odt *.png *.jpg *.jpeg *.txt)"


class FileRow(QWidget):
    """One file: name, type and size, and what can be done with it."""

    opened = Signal()
    saved = Signal()
    removed = Signal()

    def __init__(self, attachment: Attachment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(attachment.name))
        words.addWidget(Label(_about(attachment), font="caption", tone="muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Picture("file", "text_secondary", 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(8)
        row.addLayout(words, 1)
        for icon, name, wanted in (
            ("eye", f"Look at {attachment.name}", self.opened),
            ("export", f"Save a copy of {attachment.name}", self.saved),
            ("trash", f"Remove {attachment.name}", self.removed),
        ):
            button = Button(kind="ghost", icon=icon, size="s", tone="text_secondary")
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(wanted)
            row.addWidget(button)


class FilesSection(Section):
    """The files of who is shown; asks the store itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Files", parent)
        self.add = Button("Add", kind="ghost", size="s", icon="plus", drops=True)
        self.add.setAccessibleName("Add a file")
        self.head.addWidget(self.add)
        self.rows: list[FileRow] = []

    def show_files(self, files: Sequence[Attachment], *, cv: bool) -> None:
        """Show these; each row is asked about by `LeadFiles`. `cv`: whether one may be kept."""
        self.rows = [FileRow(file) for file in files]
        hint = (
            "None yet. They said yes to CV sharing."
            if cv
            else "A CV needs the person’s own yes to CV sharing."
        )
        empty: list[QWidget] = [Label(hint, font="caption", tone="muted", wrap=True)]
        self.fill(self.rows or empty)


class LeadFiles(QObject):
    """Orders about files, always for the lead that is shown."""

    def __init__(self, context: Context, section: FilesSection) -> None:
        super().__init__(section)
        self._context, self._section = context, section
        self._service, self._orders = context.services.attachments, Undoable(context)
        self._lead: LeadDetail | None = None
        section.add.clicked.connect(self._choose_kind)

    def show(self, lead: LeadDetail, files: Sequence[Attachment]) -> None:
        """These are the files of this lead."""
        self._lead = lead
        agreed = {one.purpose for one in lead.consent if is_valid(one.state)}
        self._section.show_files(files, cv=Purpose.CV in agreed)
        for file, row in zip(files, self._section.rows, strict=True):
            row.opened.connect(partial(self._open, file))
            row.saved.connect(partial(self._save, file))
            row.removed.connect(partial(self._remove, file))

    def add(self, lead: LeadDetail, path: Path, purpose: Purpose) -> None:
        """Store a copy of a file."""
        self._orders.do(
            lambda: self._service.add(lead.id, path, purpose),
            f"“{path.name}” is kept, encrypted",
            lambda added: self._service.remove(added.id),
        )

    def save_copy(self, file: Attachment, path: Path, recipient: str) -> None:
        """Write a copy out; it goes on record."""
        self._context.tasks.run(
            lambda: self._service.save_copy(file.id, path, recipient),
            lambda record: self._context.toasts.show(
                f"Saved for {record.recipient}. It is in the ledger of exports.", kind="done"
            ),
            lambda error: self._context.toasts.error(str(error)),
        )

    def _choose_kind(self) -> None:
        menu = Menu(self._section.add)
        for purpose, name in _KINDS.items():
            menu.addAction(name).triggered.connect(partial(self._choose, purpose))
        menu.drop()

    def _choose(self, purpose: Purpose) -> None:
        lead = self._lead
        if lead is None:
            return
        chosen, _ = QFileDialog.getOpenFileName(
            self._section, f"Add a file: {_KINDS[purpose]}", "", _CHOOSE
        )
        if chosen:
            self.add(lead, Path(chosen), purpose)

    def _open(self, file: Attachment) -> None:
        def show(content: bytes) -> None:
            viewer = FileViewer(file, content, self._section.window())
            viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            viewer.open()

        self._context.tasks.run(lambda: self._service.content(file.id), show)

    def _save(self, file: Attachment) -> None:
        lead = self._lead
        if lead is None:
            return
        dialog = RecipientDialog(self._section.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(partial(self._choose_path, file, lead))
        dialog.open()

    def _choose_path(self, file: Attachment, lead: LeadDetail, recipient: str) -> None:
        # The path stays in the ledger for good, also after an erasure: no name in it.
        name = f"{reference_of(lead.subject)}{file.ending}"
        chosen, _ = QFileDialog.getSaveFileName(
            self._section, "Save a copy", opening.proposed(name)
        )
        if chosen:
            self.save_copy(file, Path(chosen), recipient)

    def _remove(self, file: Attachment) -> None:
        self._orders.do(
            lambda: self._service.remove(file.id),
            f"“{file.name}” removed",
            self._service.restore,
        )


def _about(file: Attachment) -> str:
    kind = _KINDS[file.purpose]
    size = (
        f"{file.size / 2**20:.1f} MB" if file.size >= 2**20 else f"{max(1, file.size // 2**10)} kB"
    )
    return f"{kind}, {size}, {file.added_by}"
