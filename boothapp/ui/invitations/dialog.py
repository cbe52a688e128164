"""Invite: who is written to, in whose name, into which folder; then each mail is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from boothapp.domain.errors import BadInput
from boothapp.domain.interviews import Interview
from boothapp.domain.invitations import Attendee, Invitation
from boothapp.services.bundle import Services
from boothapp.services.invitations import SentFile
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.interviews.wording import interval
from boothapp.ui.invitations.folder import FolderLine
from boothapp.ui.invitations.written import WrittenMails
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import ElidedLabel
from boothapp.ui.widgets.menu import Menu
from boothapp.ui.widgets.state_line import StateLine

_EXPLAIN = (
    "A mail with the calendar in it is written for each of them, as a file. Your own mail program "
    "sends it; BoothApp sends nothing."
)


_WIDTH = 640  # logical px: all that its buttons say


@dataclass(frozen=True, slots=True)
class _Known:
    zone: tzinfo
    states: tuple[Invitation, ...]
    refusal: str = ""


class InvitationsDialog(PlainDialog):
    """Writes the invitations to one or several interviews."""

    def __init__(
        self, context: Context, interviews: Sequence[Interview], parent: QWidget | None = None
    ) -> None:
        super().__init__("Invitations", _WIDTH, parent)
        self._context, self._interviews = context, tuple(interviews)
        self._states: tuple[Invitation, ...] = ()
        self.written: WrittenMails | None = None
        self.folder = FolderLine()
        self.write = Button("Write the mails", kind="primary", icon="envelope-simple")
        self.words = Button(
            "Open in the mail program, words only", icon="envelope-simple", drops=True
        )
        self.settings = Button("Open Settings", icon="gear-six")
        self._build()
        context.tasks.run(
            lambda: _read(context.services, self._interviews), self._show, self._refused
        )

    def _build(self) -> None:
        many = len(self._interviews)
        one = f"Invite {self._interviews[0].candidate}" if many else "Invitations"
        self.headline.setText(one if many <= 1 else f"Invitations to {many} interviews")
        self.words.setToolTip("Without the calendar, so it does not count as an invitation")
        self.words.clicked.connect(self._drop_words)
        self.write.clicked.connect(self.write_all)
        self.settings.clicked.connect(self._open_settings)
        for button in (self.write, self.words, self.settings):
            button.hide()
        self.foot.insertWidget(0, self.words)
        self.foot.addWidget(self.settings)
        self.foot.addWidget(self.write)
        self._asked = QWidget()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(10)
        asked.addWidget(StateLine(_EXPLAIN, icon="info", font="body"))
        asked.addLayout(self._lines)
        asked.addWidget(self.folder)
        self.body.addWidget(self._asked)
        self.body.addStretch()
        self.fit()

    def _show(self, known: _Known) -> None:
        self._states = known.states
        if known.refusal:
            self.refuse(known.refusal)
        for interview, state in zip(self._interviews, known.states, strict=False):
            self._lines.addWidget(_Line(interview, state, known.zone))
        usable = [state for state in known.states if state.recipients]
        self.settings.setVisible(bool(known.refusal))
        self.write.setVisible(not known.refusal)
        self.write.setEnabled(bool(usable))
        self.write.setToolTip("" if usable else "Nobody of them has an e-mail address.")
        self.words.setVisible(len(self._interviews) == 1 and bool(usable))
        (self.write if usable else self.leave).setFocus()
        self.fit()

    def _refused(self, error: Exception) -> None:
        self.refuse(str(error))

    def write_all(self) -> None:
        """Write all that somebody can be reached by."""
        ids = [
            one.id
            for one, state in zip(self._interviews, self._states, strict=True)
            if state.recipients
        ]
        if not ids or not self.write.isEnabled():
            return
        self.write.setEnabled(False)
        folder = self.folder.folder
        self._context.tasks.run(
            lambda: self._context.services.invitations.write(ids, folder),
            self._show_written,
            self._not_written,
        )

    def _not_written(self, error: Exception) -> None:
        self.write.setEnabled(True)
        self.refuse(str(error))

    def _show_written(self, files: tuple[SentFile, ...]) -> None:
        self.folder.remember()
        self.refuse("")
        for part in (self._asked, self.write):
            part.hide()
        self.words.hide()
        self.written = WrittenMails(files, self._context.toasts)
        mails = len(self.written.buttons)
        self.headline.setText("1 mail was written" if mails == 1 else f"{mails} mails were written")
        self.body.insertWidget(0, self.written)
        self.written.buttons[0].setFocus()
        self.fit()

    def _drop_words(self) -> None:
        menu = Menu(self.words)
        for to in self._states[0].recipients:
            menu.addAction(f"To {to.name or to.email}").triggered.connect(partial(self.mail, to))
        menu.drop()

    def mail(self, to: Attendee) -> None:
        """Open the words alone in the mail program's own window."""
        interview_id = self._interviews[0].id
        self._context.tasks.run(
            lambda: self._context.services.invitations.mail(interview_id, to).link(),
            lambda link: opening.open_mail(link, self._context.toasts),
            self._refused,
        )

    def _open_settings(self) -> None:
        self.reject()
        self._context.navigate("settings", "interviews")


class _Line(QWidget):
    """One interview: whose and when, who is written to, who has no address."""

    def __init__(self, interview: Interview, state: Invitation, zone: tzinfo) -> None:
        super().__init__()
        day = state.starts.astimezone(zone)
        when = f"{day:%a} {day.day} {interval(state.starts, state.ends, zone)}, {state.room}"
        off = "" if interview.occupies else ", cancelled"
        names = [who.name or who.email for who in state.recipients]
        without = [one.name for one in (state.candidate, *state.interviewers) if not one.email]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(ElidedLabel(f"{interview.candidate}, {when}{off}", weight=500))
        if names:
            column.addWidget(StateLine(f"To {', '.join(names)}", icon="envelope-simple"))
        if without:
            left = "Nobody to write to: left out. " if not names else ""
            words = f"{left}No address: {', '.join(without)}"
            column.addWidget(StateLine(words, icon="warning", tone="verdict.ask.ink"))


def _read(services: Services, interviews: Sequence[Interview]) -> _Known:
    """Read what would be sent; on the database thread."""
    zone = services.settings.get().event.zone
    try:
        return _Known(zone, tuple(services.invitations.preview(one.id) for one in interviews))
    except BadInput as refusal:
        return _Known(zone, (), str(refusal))
