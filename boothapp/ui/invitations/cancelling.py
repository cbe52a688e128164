"""After a withdrawal or an erasure: calendars that still have the person's interviews are told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.invitations import Invitation
from boothapp.services.invitations import SentFile
from boothapp.ui.context import Context
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.invitations.folder import FolderLine
from boothapp.ui.invitations.written import WrittenMails
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.state_line import StateLine


class Cancelling(QWidget):
    """Writes them once; they are held in memory until then, and go with this widget."""

    grown = Signal()
    """More is shown: the dialog around it has to become higher."""

    def __init__(
        self,
        context: Context,
        cancellations: Sequence[Invitation],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._cancellations = tuple(cancellations)
        self.written: WrittenMails | None = None
        self.question: ConfirmDialog | None = None
        self._writing = False
        self.folder = FolderLine()
        self.write = Button("Write the cancellations", kind="primary", icon="envelope-simple")
        self.write.clicked.connect(self.write_all)
        self.said = StateLine(
            f"{stand_words(self._cancellations)} in calendars: write the cancellations. They can "
            "be written only now: once this is closed, nothing here knows the addresses any more.",
            icon="warning",
            tone="verdict.ask.ink",
            font="body",
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.said)
        self._column.addWidget(self.folder)
        row = QHBoxLayout()
        row.addWidget(self.write)
        row.addStretch()
        self._column.addLayout(row)

    def write_all(self) -> None:
        """Write a mail to everybody who has it in the calendar."""
        if not self.write.isEnabled():
            return
        self._writing = True
        self.write.setEnabled(False)
        told, folder = self._cancellations, self.folder.folder
        self._context.tasks.run(
            lambda: self._context.services.invitations.write_cancellations(told, folder),
            self._show_written,
            self._refused,
        )

    def may_close(self, close: Callable[[], object]) -> bool:
        """Whether nothing is lost by closing; else ask, and `close` where that is the answer."""
        if not self._cancellations:
            return True
        if self._writing or self.question is not None:
            return False
        self.question = ConfirmDialog(
            "Close without telling anybody?",
            f"{stand_words(self._cancellations)} in calendars and nobody was told. "
            "Close all the same?",
            "Close",
            self.window(),
            instead="Write them",
        )
        self.question.no.clicked.connect(self.write_all)
        self.question.accepted.connect(partial(self._let_go, close))
        self.question.finished.connect(self._answered)
        self.question.open()
        return False

    def _let_go(self, close: Callable[[], object]) -> None:
        self._cancellations = ()
        close()

    def _answered(self) -> None:
        if self.question is not None:
            self.question.deleteLater()
            self.question = None
        self.write.setFocus()

    def _show_written(self, files: tuple[SentFile, ...]) -> None:
        self._writing = False
        self.folder.remember()
        self.folder.hide()
        self.write.hide()
        self._cancellations = ()
        mails = sum(file.path.suffix == ".eml" for file in files)
        what = "1 cancellation was" if mails == 1 else f"{mails} cancellations were"
        self.said.show_state(f"{what} written", "check-circle-fill", "verdict.may_share.ink")
        self.written = WrittenMails(files, self._context.toasts)
        self._column.addWidget(self.written)
        if self.written.buttons:
            self.written.buttons[0].setFocus()
        self.grown.emit()

    def _refused(self, error: Exception) -> None:
        self._writing = False
        self.write.setEnabled(True)
        self.said.show_state(str(error), "warning-circle-fill", "verdict.error.ink")
        self.grown.emit()


def stand_words(cancellations: Sequence[Invitation]) -> str:
    """Return “1 interview stands” or “2 interviews stand”; the sentence goes on."""
    count = len(cancellations)
    return "1 interview stands" if count == 1 else f"{count} interviews stand"
