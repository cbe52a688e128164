"""After a withdrawal or an erasure: what is done, and who else still holds the person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from boothapp.domain.event import EventInfo
from boothapp.domain.holdings import Ended, RecalledFile, Withdrawn
from boothapp.ui.leads.wording import day_words
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.privacy.wording import LEAVING_WORDS, counted, instant
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.text_table import text_table

_HEADS = ("Who holds it", "Since", "What", "File", "SHA-256")
_WIDTHS = (150, 110, 130, 230, 160)
_ROW, _MOST_ROWS = 32, 5


class EndedView(QWidget):
    """Nothing in it names the person but the reference."""

    def __init__(
        self, said: str, ended: Ended, event: EventInfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.ended, self._event = ended, event
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Picture("check-circle-fill", "verdict.may_share.ink", 24))
        head.addWidget(Label(said, font="subtitle", wrap=True), 1)
        self.reference = Label(f"Reference {ended.reference}, {instant(ended.at, event.zone)}")
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.reference)
        for sentence in self._sentences():
            column.addWidget(Label(sentence, wrap=True))
        if ended.files:
            column.addLayout(self._recall_head())
            column.addWidget(self._table())
            self.setMinimumWidth(sum(_WIDTHS) + 4)
        column.addStretch()

    def add(self, part: QWidget) -> None:
        """Show something that is left to be done, above what was done."""
        self._column.insertWidget(2, part)

    @property
    def recall_list(self) -> str:
        """The files that left, one on a line, to be copied into a mail."""
        lines = (
            f"{file.recipient}\t{file.day.isoformat()}\t{file.path}\tSHA-256 {file.sha256}"
            for file in self.ended.files
        )
        return "\n".join((f"Reference {self.ended.reference}: delete this person from", *lines))

    def _sentences(self) -> list[str]:
        ended = self.ended
        found = [freed.words(self._event) for freed in ended.freed]
        found += self._about_files()
        if ended.backups:
            days = [instant(backup.at, self._event.zone) for backup in ended.backups]
            found.append(
                f"{counted(len(days), 'backup still holds', 'backups still hold')} what is gone "
                f"here, encrypted: {'; '.join(days)}. A restore does this again at once."
            )
        if ended.scrubbed.copies:
            copies = counted(len(ended.scrubbed.copies), "copy", "copies")
            found.append(f"{copies} of the whole store in its own folder went too.")
        if not ended.scrubbed.complete:
            found.append(
                "Another program kept the store’s files busy: old bytes may lie in them, "
                "encrypted, until BoothApp is started again."
            )
        return found

    def _about_files(self) -> list[str]:
        """Which files have to be called back, and which may stay where they are."""
        files, other = len(self.ended.files), 0
        if isinstance(self.ended, Withdrawn):
            other = self.ended.other_files
        them = "it" if files == 1 else "them"
        found = [
            f"{counted(files, 'file', 'files')} with this person left before. Ask whoever holds "
            f"{them} to delete the person; for this, copy the list."
        ]
        if not files:
            found = [f"No{' such' if other else ''} file with this person ever left this laptop."]
        if other:
            what = (
                "file left for another purpose; it is"
                if other == 1
                else "files left for other purposes; they are"
            )
            found.append(f"{other:,} {what} in the ledger on the Export page.")
        return found

    def _recall_head(self) -> QHBoxLayout:
        self.copy = Button("Copy the list", icon="copy", size="s")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.recall_list))
        head = QHBoxLayout()
        head.addWidget(Label("To be called back", font="heading"), 1)
        head.addWidget(self.copy)
        return head

    def _table(self) -> QTableView:
        model = TextTableModel(_HEADS, self)
        model.show([_row(file) for file in self.ended.files])
        name = "Files that left with this person"
        table = text_table(model, name, row_height=_ROW, widths=_WIDTHS)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # a path ends with the file's name
        table.setFixedHeight(_ROW * (min(len(self.ended.files), _MOST_ROWS) + 1) + 22)
        return table


def _row(file: RecalledFile) -> tuple[str, ...]:
    return (
        file.recipient,
        day_words(file.day),
        LEAVING_WORDS[file.what],
        str(file.path),
        file.sha256,
    )
