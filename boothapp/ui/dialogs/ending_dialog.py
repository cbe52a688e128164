"""What withdrawing and erasing share: asked once, done once, and then the proof of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.holdings import Ended
from boothapp.ui import opening, printing
from boothapp.ui.context import Context
from boothapp.ui.dialogs.ended_view import EndedView
from boothapp.ui.invitations.cancelling import Cancelling
from boothapp.ui.tasks import Then
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label

T = TypeVar("T")


class EndingDialog(QDialog):
    """There is no undo, so Enter alone does nothing and Escape leaves: Cancel has the focus.

    What is asked goes into `words`; `order` is the button that does it.
    """

    def __init__(
        self, context: Context, title: str, order: Button, width: int, parent: QWidget | None
    ) -> None:
        """`title` names nobody: windows' titles stand in lists. `width` in logical px."""
        super().__init__(parent)
        self._context, self._people, self._order = context, context.services.people, order
        self._running = False
        self.view: EndedView | None = None
        self.cancelling: Cancelling | None = None
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.problem = Label(tone="error", wrap=True)
        self.problem.hide()
        self.cancel = Button("Cancel", key="Esc")
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        order.setEnabled(False)
        self._asked = QWidget()
        self.words = QVBoxLayout(self._asked)
        self.words.setContentsMargins(0, 0, 0, 0)
        self.words.setSpacing(10)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addStretch()
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(order)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(12)
        self._column.addWidget(self._asked, 1)
        self._column.addLayout(self.foot)
        self.cancel.setFocus()

    def reject(self) -> None:
        """Leave, but not in the middle of it, nor unasked while calendars are not told."""
        if self._running:
            return
        if self.cancelling is None or self.cancelling.may_close(super().reject):
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """As Escape."""
        event.ignore() if self._running else super().closeEvent(event)

    def fit(self) -> None:
        """Take the height of the words as they are now."""
        for part in (*self._asked.findChildren(Label), self._asked):
            part.updateGeometry()  # or the heights of the texts before are counted
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def run(
        self, work: Callable[[], T], done: Then[T], refused: Callable[[Exception], object]
    ) -> None:
        """Do it, on the database thread; a second press meanwhile does nothing."""
        if self._running:
            return
        self._running = True
        self._order.setEnabled(False)
        self.cancel.setEnabled(False)
        self._context.tasks.run(work, done, refused)

    def refuse(self, sentence: str) -> None:
        """Say why it could not be read or done; nothing changed."""
        self._running = False
        self.problem.setText(sentence)
        self.problem.show()
        self.cancel.setEnabled(True)
        self.cancel.setFocus()
        self.fit()

    def end(self, view: EndedView) -> None:
        """It is done: show what it left in the place of what was asked."""
        self._running = False
        self._context.toasts.clear()  # what they say of the person has to go too
        self._asked.hide()
        self._order.hide()
        self.view = view
        if view.ended.cancellations:
            self.cancelling = Cancelling(self._context, view.ended.cancellations)
            self.cancelling.grown.connect(self._grow)
            view.add(self.cancelling)
        self._column.insertWidget(0, view, 1)
        self._offer_confirmation()
        self.cancel.setText("Close")
        self.cancel.setAccessibleName("Close")
        self.cancel.setEnabled(True)
        first = self.cancel if self.cancelling is None else self.cancelling.write
        first.setDefault(True)
        first.setFocus()
        margins = self._column.contentsMargins()
        wide = view.minimumWidth() + margins.left() + margins.right()
        self.setMinimumWidth(max(self.minimumWidth(), wide))
        self._column.activate()
        self.adjustSize()

    def _grow(self) -> None:
        """Take in what the view shows in addition."""
        QTimer.singleShot(0, self, lambda: self.resize(self.width(), self._wanted_height()))

    def _wanted_height(self) -> int:
        self._column.activate()
        return max(self.height(), self._column.totalHeightForWidth(self.width()))

    def save_confirmation(self, path: Path) -> None:
        """Write the confirmation's page."""
        self._context.tasks.run(
            lambda: self._people.write_confirmation(self._ended, path),
            lambda _: self._context.toasts.show(f"{path.name} was saved.", kind="done"),
        )

    @property
    def _ended(self) -> Ended:
        assert self.view is not None  # noqa: S101 - its buttons come with the view
        return self.view.ended

    def _offer_confirmation(self) -> None:
        self.print, self.save = Button("Print…", icon="file"), Button("Save…", icon="export")
        self.mail = Button("Mail it…", icon="envelope-simple")
        for place, (button, name, order) in enumerate(
            (
                (self.print, "Print the confirmation", self._print),
                (self.save, "Save the confirmation", self._choose_file),
                (self.mail, "Mail the confirmation", self._mail),
            )
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(order)
            self.foot.insertWidget(place, button)

    def _print(self) -> None:
        self._context.tasks.run(
            lambda: self._people.confirmation(self._ended).page,
            lambda page: printing.print_html(page, self),
        )

    def _choose_file(self) -> None:
        name = opening.proposed(f"Confirmation {self._ended.reference}.html")
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the confirmation", name)
        if chosen:
            self.save_confirmation(Path(chosen))

    def _mail(self) -> None:
        self._context.tasks.run(
            lambda: self._people.confirmation(self._ended).mail.link(),
            lambda link: opening.open_mail(link, self._context.toasts),
        )
