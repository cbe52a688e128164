"""Erase a person: says what goes and what stays, does it once, and hands over the proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from boothapp.domain.badge import Badge
from boothapp.domain.event import EventInfo
from boothapp.domain.holdings import Erased, Held, Mention
from boothapp.services.bundle import Services
from boothapp.ui.context import Context
from boothapp.ui.dialogs.ended_view import EndedView
from boothapp.ui.dialogs.ending_dialog import EndingDialog
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
    event: EventInfo
    now: datetime


class EraseDialog(EndingDialog):
    """`erased` carries the Erased. `badge` is what a scan read of somebody not met before."""

    erased = Signal(object)

    def __init__(
        self,
        context: Context,
        subject: str,
        parent: QWidget | None = None,
        *,
        badge: Badge | None = None,
    ) -> None:
        self.erase = Button("Erase for good", kind="danger", icon="trash")
        super().__init__(context, "Erase a person", self.erase, 560, parent)
        self._subject, self._badge = subject, badge
        self._event: EventInfo | None = None
        self.title = Label("Erase this person?", font="subtitle", wrap=True)
        self.which = Label(font="caption", tone="muted", wrap=True)
        self.goes, self.mentions = Label(wrap=True), Label(tone="ask", wrap=True)
        self._build()
        context.tasks.run(lambda: _read(context.services, subject), self._show, self._refuse)

    def _build(self) -> None:
        self.erase.clicked.connect(self._erase)
        self.mentions.hide()
        no_undo = Label("This cannot be undone.", weight=600)
        stays = Label(_STAYS, wrap=True)
        for part in (
            *(self.title, self.which, self.goes, stays),
            *(self.mentions, no_undo, self.problem),
        ):
            self.words.addWidget(part)
        self.words.addStretch(1)

    def _show(self, known: _Known) -> None:
        held, self._event = known.held, known.event
        person = held.person
        who = person.name or person.email or person.affiliation or "this person"
        self.title.setText(f"Erase {who}?")
        badge = held.lead.badge_id if held.lead else held.roster and held.roster.badge_id
        self.which.setText(f"Reference {held.reference}" + (f", badge {badge}" if badge else ""))
        if known.mentions:
            self.mentions.setText(mention_words(known.mentions))
            self.mentions.show()
        self.goes.setText(what_goes(held, known.now))
        self.erase.setEnabled(True)
        self.fit()

    def _erase(self) -> None:
        self.run(
            lambda: self._people.erase(self._subject, badge=self._badge), self._done, self._refuse
        )

    def _refuse(self, error: Exception) -> None:
        self.erase.setEnabled(self._event is not None)
        self.refuse(f"{error} Nothing was deleted.")

    def _done(self, erased: Erased) -> None:
        assert self._event is not None  # noqa: S101 - the button works only once it was read
        view = EndedView("Everything about this person was deleted", erased, self._event)
        self.end(view)
        self.erased.emit(erased)


def _read(services: Services, subject: str) -> _Known:
    """Read what goes; on the database thread."""
    people = services.people
    event = services.settings.get().event
    return _Known(people.held(subject), people.mentions(subject), event, services.now())
