"""Judge a candidate: one's own card first; the others' once it is in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from boothapp.domain.event import Criterion
from boothapp.domain.interviews import Interview
from boothapp.domain.scorecards import CardSeat
from boothapp.services.bundle import Services
from boothapp.services.events import Changed
from boothapp.ui.context import Context
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.interviews.wording import interval
from boothapp.ui.scorecards.form import Content, ScoreForm
from boothapp.ui.scorecards.wording import card_lines
from boothapp.ui.undoable import Undoable
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.labels import Label, SectionHeading
from boothapp.ui.widgets.state_line import StateLine

_YES, _WRITING = ("check-circle-fill", "verdict.may_share.ink"), ("pencil-simple", "muted")
_EMPTY: Content = ({}, None, "")


@dataclass(frozen=True, slots=True)
class _Known:
    seats: tuple[CardSeat, ...]
    criteria: tuple[Criterion, ...]
    duty: str
    staff_id: str
    zone: tzinfo


class ScorecardDialog(PlainDialog):
    """What was typed is kept as a draft when the dialog is closed; Undo takes that back too.

    It is of who was on duty when it was opened: when somebody else takes over, it closes, and the
    draft stays its author's.
    """

    def __init__(
        self, context: Context, interview: Interview, parent: QWidget | None = None
    ) -> None:
        super().__init__("Scorecard", 560, parent)
        self._context, self._interview = context, interview
        self._service, self._orders = context.services.scorecards, Undoable(context)
        self._before: Content = _EMPTY
        self.form: ScoreForm | None = None
        self.others: list[StateLine] = []
        self._finished = False
        self._author: _Known | None = None
        self.draft = Button("Save draft")
        self.hand_in = Button("Hand in", kind="primary", icon="check")
        self.settings = Button("Open Settings", icon="gear-six", size="s")
        self._build()
        context.bridge.changed.connect(self._changed)
        context.tasks.run(
            lambda: _read(context.services, interview.id),
            self._show,
            lambda error: self.refuse(str(error)) if isValid(self) else None,
        )

    def _build(self) -> None:
        self.headline.setText(self._interview.candidate)
        self.draft.clicked.connect(self.save_draft)
        self.hand_in.clicked.connect(self.give)
        self.settings.clicked.connect(self._open_settings)
        for button in (self.draft, self.hand_in):
            button.hide()
            self.foot.addWidget(button)
        self.settings.hide()
        self.foot.insertWidget(0, self.settings)
        self.fit()

    def _show(self, known: _Known) -> None:
        if not isValid(self):
            return
        self._author = known
        if self._context.services.duty.name != known.duty:
            self._hand_over()
            return
        one, zone = self._interview, known.zone
        day = one.starts.astimezone(zone)
        when = f"{day:%a} {day.day}, {interval(one.starts, one.ends, zone)}"
        self.body.addWidget(Label(f"{when}; {known.duty} is on duty", tone="muted", wrap=True))
        mine = next((seat for seat in known.seats if seat.is_mine), None)
        if mine is None:
            self._say_why_not(known)
        elif mine.handed_in:
            self._show_mine(mine, known.criteria)
        else:
            self._show_form(mine, known.criteria)
        self._show_others([seat for seat in known.seats if not seat.is_mine], known, mine)
        self.body.addStretch()
        self.fit()

    def _say_why_not(self, known: _Known) -> None:
        why = (
            f"{known.duty} is not on the panel of this interview, so this is to be read only. "
            "Switch who is on duty, or link the interviewer to the staff member in Settings."
        )
        self.body.addWidget(StateLine(why, icon="lock", font="body"))
        self.leave.setFocus()

    def _show_mine(self, mine: CardSeat, criteria: tuple[Criterion, ...]) -> None:
        self.body.addWidget(
            StateLine(
                "Your card is in, and stays as it is.", icon=_YES[0], tone=_YES[1], font="body"
            )
        )
        for line in card_lines(mine.card, criteria) if mine.card else ():
            self.body.addWidget(Label(line, wrap=True))
        self.leave.setFocus()

    def _show_form(self, mine: CardSeat, criteria: tuple[Criterion, ...]) -> None:
        if not criteria:
            words = "There are no criteria yet: add them in Settings, Scorecards."
            self.body.addWidget(StateLine(words, icon="info", font="body"))
            self.settings.show()
        if mine.card is not None:
            words = "Your draft. Nobody else sees it before you hand it in."
            self.body.addWidget(StateLine(words, icon="pencil-simple"))
        self.form = ScoreForm(criteria, mine.card)
        self._before = self.form.value()
        self.body.addWidget(self.form)
        self.draft.show()
        self.hand_in.show()
        first = next(iter(self.form.marks.values()), self.form.verdict)
        first.buttons[0].setFocus()

    def _show_others(self, others: list[CardSeat], known: _Known, mine: CardSeat | None) -> None:
        if not others:
            return
        self.body.addWidget(Line())
        self.body.addWidget(SectionHeading("The panel" if mine is None else "The others"))
        if mine is not None and not mine.handed_in:
            words = "What they wrote is shown once your own card is in."
            self.body.addWidget(Label(words, font="caption", tone="muted", wrap=True))
        elif any(seat.handed_in and seat.card is None for seat in others):
            words = "What they wrote is shown once all your cards about this person are in."
            self.body.addWidget(Label(words, font="caption", tone="muted", wrap=True))
        for seat in others:
            self.body.addLayout(self._other(seat, known.criteria))

    def _other(self, seat: CardSeat, criteria: tuple[Criterion, ...]) -> QVBoxLayout:
        state = "handed in" if seat.handed_in else "not handed in yet"
        icon, tone = _YES if seat.handed_in else _WRITING
        line = StateLine(f"{seat.interviewer}: {state}", icon=icon, tone=tone, font="body")
        self.others.append(line)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(line)
        for words in card_lines(seat.card, criteria) if seat.card else ():
            label = Label(words, wrap=True)
            label.setContentsMargins(22, 0, 0, 0)
            column.addWidget(label)
        return column

    def save_draft(self) -> None:
        """Keep what is filled in; it is nobody else's."""
        if self.form is not None and not self._finished:
            self._save(self.form.value(), hand_in=False)

    def give(self) -> None:
        """Hand the card in; Undo makes it a draft again."""
        if self.form is not None and not self._finished and self.form.ready():
            self._save(self.form.value(), hand_in=True)

    def reject(self) -> None:
        """Close; what was typed is kept."""
        changed = self.form is not None and self.form.value() != self._before
        if changed and not self._finished:
            self.save_draft()
        else:
            super().reject()

    def _changed(self, event: Changed) -> None:
        """At once, so that it does not come back in sight of who opened the locked window."""
        author = self._author
        if event.what == "duty" and author and self._context.services.duty.name != author.duty:
            self._hand_over()

    def _hand_over(self) -> None:
        """Close; what was typed stays a draft of who typed it."""
        author, one, service = self._author, self._interview, self._service
        content = self.form.value() if self.form is not None else self._before
        self.form = None  # nothing is saved from here in the name of who is on duty now
        if author is not None and content != self._before:
            self._context.tasks.run(
                lambda: service.keep(one.id, *content, by=author.staff_id),
                lambda _: self._context.toasts.show(
                    f"{author.duty}'s scorecard is kept as a draft"
                ),
                lambda _: None,  # it was handed in, or the interview went: nothing is to be kept
            )
        self.done(QDialog.DialogCode.Rejected)

    def _save(self, content: Content, *, hand_in: bool) -> None:
        self._finished = True
        one, service = self._interview, self._service
        by = self._author.staff_id if self._author is not None else None
        what = "handed in" if hand_in else "kept as a draft"
        self._orders.do(
            lambda: service.save(one.id, *content, hand_in=hand_in, by=by),
            f"Scorecard of {one.candidate}: {what}",
            lambda before: service.take_back(one.id, before, by=by),
            then=lambda _: self.accept() if isValid(self) else None,
            instead=self._stay,
        )

    def _stay(self, error: Exception) -> bool:
        """Say it here; nothing of what was typed goes."""
        if isValid(self):
            self._finished = False
            self.refuse(str(error))
        return True

    def _open_settings(self) -> None:
        self.reject()
        self._context.navigate("settings", "scorecards")


def _read(services: Services, interview_id: str) -> _Known:
    """Read who judges and by what; on the database thread."""
    settings = services.settings.get()
    return _Known(
        services.scorecards.seats(interview_id),
        settings.criteria,
        services.duty.name,
        services.duty.staff_id,
        settings.event.zone,
    )
