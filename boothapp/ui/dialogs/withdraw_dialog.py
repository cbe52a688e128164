"""Take back what a person agreed to: for which purposes, why, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boothapp.domain.badge import Badge
from boothapp.domain.consent import Purpose, is_valid
from boothapp.domain.event import EventInfo
from boothapp.domain.holdings import Held, Withdrawn
from boothapp.domain.ledger import Reason
from boothapp.services.bundle import Services
from boothapp.ui.context import Context
from boothapp.ui.dialogs.ended_view import EndedView
from boothapp.ui.dialogs.ending_dialog import EndingDialog
from boothapp.ui.privacy.wording import what_goes
from boothapp.ui.scan.wording import PURPOSE_LONG
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.checks import CheckBox
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.labels import Label

_REASONS = ((Reason.OWN_WISH.value, "Their own wish"), (Reason.OBJECTION.value, "An objection"))
_NOTHING = "This person agreed to nothing. A mark is made, so that nobody asks them again."


@dataclass(frozen=True, slots=True)
class _Known:
    held: Held
    event: EventInfo
    now: datetime


class WithdrawDialog(EndingDialog):
    """`withdrawn` carries the Withdrawn. `badge` is what a scan read of somebody not met before."""

    withdrawn = Signal(object)

    def __init__(
        self,
        context: Context,
        subject: str,
        parent: QWidget | None = None,
        *,
        badge: Badge | None = None,
    ) -> None:
        self.withdraw = Button("Withdraw", kind="danger")
        super().__init__(context, "Withdraw a consent", self.withdraw, 520, parent)
        self._subject, self._badge = subject, badge
        self._known: _Known | None = None
        self.title = Label("Withdraw?", font="subtitle", wrap=True)
        self.goes = Label(wrap=True)
        self.checks = {purpose: CheckBox(PURPOSE_LONG[purpose]) for purpose in Purpose}
        self.reason = Segmented(_REASONS, name="Why")
        self.reason.set_value(Reason.OWN_WISH.value)
        self._build()
        context.tasks.run(lambda: _read(context.services, subject), self._show, self._refuse)

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """What is ticked."""
        return tuple(purpose for purpose, check in self.checks.items() if check.isChecked())

    def _build(self) -> None:
        self.withdraw.clicked.connect(self._withdraw)
        self.words.addWidget(self.title)
        for check in self.checks.values():
            check.hide()
            check.toggled.connect(self._say)
            self.words.addWidget(check)
        why = QHBoxLayout()
        why.addWidget(self.reason)
        why.addStretch()
        self.words.addLayout(why)
        for part in (self.goes, Label("This cannot be undone.", weight=600), self.problem):
            self.words.addWidget(part)

    def _show(self, known: _Known) -> None:
        self._known = known
        held = known.held
        name = held.person.name or held.person.email or f"reference {held.reference}"
        self.title.setText(f"What does {name} take back?")
        for view in held.consent:
            check = self.checks[view.purpose]
            check.setVisible(is_valid(view.state))
            check.setChecked(is_valid(view.state))
        self._say()
        self.fit()

    def _say(self) -> None:
        if self._known is None:
            return
        held, chosen = self._known.held, self.purposes
        possible = any(is_valid(view.state) for view in held.consent)
        if not possible:
            self.goes.setText(_NOTHING)
        elif Purpose.RECRUITING in chosen:
            self.goes.setText(
                f"{what_goes(held, self._known.now)} Without recruiting contact nothing may be "
                "held; a mark stays, so that nobody asks them again."
            )
        else:
            self.goes.setText(self._smaller(chosen))
        self.withdraw.setEnabled(not self._running and (bool(chosen) or not possible))

    def _smaller(self, chosen: tuple[Purpose, ...]) -> str:
        assert self._known is not None  # noqa: S101 - asked by _say only
        if not chosen:
            return "Choose at least one purpose."
        files = sum(file.purpose in chosen for file in self._known.held.attachments)
        gone = f"{files} of their files go at once" if files else "No file hangs on it"
        return f"{gone}. The lead stays."

    def _withdraw(self) -> None:
        people, chosen = self._context.services.people, self.purposes or None
        reason = Reason(self.reason.value or Reason.OWN_WISH.value)
        self.run(
            lambda: people.withdraw(self._subject, chosen, reason, badge=self._badge),
            self._done,
            self._refuse,
        )

    def _refuse(self, error: Exception) -> None:
        self.refuse(f"{error} Nothing was changed.")
        self._say()

    def _done(self, withdrawn: Withdrawn) -> None:
        assert self._known is not None  # noqa: S101 - the button works only once it was read
        named = ", ".join(PURPOSE_LONG[purpose] for purpose in withdrawn.purposes)
        said = f"Withdrawn: {named}" if named else "Nobody asks this person again"
        self.end(EndedView(said, withdrawn, self._known.event))
        self.withdrawn.emit(withdrawn)


def _read(services: Services, subject: str) -> _Known:
    """Read what goes; on the database thread."""
    event = services.settings.get().event
    return _Known(services.people.held(subject), event, services.now())
