"""Erase a person: says what goes and what stays, does it once, and hands over the proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.badge import Badge
from boothapp.domain.holdings import Erased, Held, Mention
from boothapp.services.bundle import Services
from boothapp.ui import printing
from boothapp.ui.context import Context
from boothapp.ui.dialogs.ended_view import EndedView
from boothapp.ui.privacy.wording import mention_words, what_goes
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label

_STAYS = (
    "What stays: a mark without a name, so that nobody asks them again, and the record that they "
    "were deleted. Files that left before and backups stay where they are; they are named "
    "afterwards."
)


@dataclass(frozen=True, slots=True)
class _Known:
    held: Held
    mentions: tuple[Mention, ...]
    zone: tzinfo


class EraseDialog(QDialog):
    """No undo, so Enter alone does nothing and Escape leaves. `erased` carries the Erased.

    `badge` is what a scan read of somebody who was not met before.
    """

    erased = Signal(object)

    def __init__(
        self,
        context: Context,
        subject: str,
        parent: QWidget | None = None,
        *,
        badge: Badge | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._subject, self._badge = context, subject, badge
        self._people = context.services.people
        self._running = False
        self._zone: tzinfo | None = None
        self.view: EndedView | None = None
        self.setWindowTitle("Erase a person")  # a window's title stands in lists; no name in it
        self.setMinimumWidth(560)
        self.title = Label("Erase this person?", font="subtitle", wrap=True)
        self.which = Label(font="caption", tone="muted", wrap=True)
        self.goes, self.problem = Label(wrap=True), Label(tone="error", wrap=True)
        self.mentions = Label(tone="ask", wrap=True)
        self.erase = Button("Erase for good", kind="danger", icon="trash")
        self.cancel = Button("Cancel", key="Esc")
        self._build()
        context.tasks.run(
            lambda: _read(context.services, subject), self._show, self._cannot_be_read
        )

    def reject(self) -> None:
        """Leave, but not in the middle of it."""
        if not self._running:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """As Escape."""
        event.ignore() if self._running else super().closeEvent(event)

    def _build(self) -> None:
        self.erase.setAutoDefault(False)
        self.erase.setEnabled(False)
        self.cancel.setDefault(True)
        self.erase.clicked.connect(self._erase)
        self.cancel.clicked.connect(self.reject)
        self.problem.hide()
        self.mentions.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(12)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(10)
        no_undo = Label("This cannot be undone.", weight=600)
        stays = Label(_STAYS, wrap=True)
        for part in (
            *(self.title, self.which, self.goes, stays),
            *(self.mentions, no_undo, self.problem),
        ):
            words.addWidget(part)
        words.addStretch(1)
        self._column.addWidget(self._words, 1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addStretch()
        self._foot.addWidget(self.cancel)
        self._foot.addWidget(self.erase)
        self._column.addLayout(self._foot)

    def _show(self, known: _Known) -> None:
        held, self._zone = known.held, known.zone
        person = held.person
        who = person.name or person.email or person.affiliation or "this person"
        self.title.setText(f"Erase {who}?")
        badge = held.lead.badge_id if held.lead else held.roster and held.roster.badge_id
        self.which.setText(f"Reference {held.reference}" + (f", badge {badge}" if badge else ""))
        if known.mentions:
            self.mentions.setText(mention_words(known.mentions))
            self.mentions.show()
        self.goes.setText(what_goes(held))
        self.erase.setEnabled(True)
        for part in (self.goes, self.mentions, self._words):
            part.updateGeometry()  # or the heights of the texts before are counted
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def _cannot_be_read(self, error: Exception) -> None:
        self._running = False
        self.problem.setText(f"{error} Nothing was deleted.")
        self.problem.show()
        self.cancel.setEnabled(True)
        self.erase.setEnabled(self._zone is not None)

    def _erase(self) -> None:
        if self._running:
            return
        self._running = True
        self.erase.setEnabled(False)
        self.cancel.setEnabled(False)
        self.erase.setText("Erasing…")
        self._context.tasks.run(
            lambda: self._people.erase(self._subject, badge=self._badge),
            self._done,
            self._cannot_be_read,
        )

    def _done(self, erased: Erased) -> None:
        self._running = False
        self._context.toasts.clear()  # what they say of the person has to go too
        assert self._zone is not None  # noqa: S101 - the button works only once it was read
        self._words.hide()
        self.erase.hide()
        self.view = EndedView("Everything about this person was deleted", erased, self._zone)
        self._column.insertWidget(0, self.view, 1)
        self.print, self.save = Button("Print…", icon="file"), Button("Save…", icon="export")
        self.mail = Button("Mail it…", icon="envelope-simple")
        for place, (button, name, order) in enumerate(
            (
                (self.print, "Print the confirmation", self._print),
                (self.save, "Save the confirmation", self._choose_file),
                (self.mail, "Mail the confirmation", self._mail),
            )
        ):
            button.setAutoDefault(False)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(partial(order, erased))
            self._foot.insertWidget(place, button)
        self.cancel.setText("Close")
        self.cancel.setAccessibleName("Close")
        self.cancel.setEnabled(True)
        self.cancel.setFocus()
        margins = self._column.contentsMargins()
        wide = self.view.minimumWidth() + margins.left() + margins.right()
        self.setMinimumWidth(max(self.minimumWidth(), wide))
        self._column.activate()
        self.adjustSize()
        self.erased.emit(erased)

    def save_confirmation(self, erased: Erased, path: Path) -> None:
        """Write the confirmation's page."""
        self._context.tasks.run(
            lambda: self._people.write_confirmation(erased, path),
            lambda _: self._context.toasts.show(f"{path.name} was saved.", kind="done"),
        )

    def _print(self, erased: Erased) -> None:
        self._context.tasks.run(
            lambda: self._people.confirmation(erased).page,
            lambda page: printing.print_html(page, self),
        )

    def _choose_file(self, erased: Erased) -> None:
        name = f"Confirmation {erased.reference}.html"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the confirmation", name)
        if chosen:
            self.save_confirmation(erased, Path(chosen))

    def _mail(self, erased: Erased) -> None:
        self._context.tasks.run(
            lambda: self._people.confirmation(erased).mail.link(),
            lambda link: QDesktopServices.openUrl(QUrl(link)),
        )


def _read(services: Services, subject: str) -> _Known:
    """Read what goes; on the database thread."""
    people = services.people
    zone = services.settings.get().event.zone
    return _Known(people.held(subject), people.mentions(subject), zone)
