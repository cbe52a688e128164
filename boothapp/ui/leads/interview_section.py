"""The interview side of a lead: bookings, what they need, own talks, what interviewers said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from boothapp.domain.event import Room, Settings
from boothapp.domain.interviews import Interview
from boothapp.domain.people import LeadDetail
from boothapp.ui.interviews.candidate_words import busy_line, names_of, need_line
from boothapp.ui.interviews.wording import STATUS_WORDS
from boothapp.ui.leads.sections import Section, fact_rows
from boothapp.ui.leads.wording import moment
from boothapp.ui.scorecards.wording import ScoresSeen
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label


class InterviewSection(Section):
    """Shows them; whoever made it opens what is asked for."""

    need_wanted = Signal()
    busy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Interviews", parent)
        self._bookings: list[tuple[str, str]] = []
        for word, name, key, wanted in (
            ("Needs…", "What the interview needs", " (E)", self.need_wanted),
            ("Own times…", "Own talks and posters", "", self.busy_wanted),
        ):
            button = Button(word, kind="ghost", size="s")
            button.setAccessibleName(name)
            button.setToolTip(f"{name}{key}")
            button.clicked.connect(wanted)
            self.head.addWidget(button)

    def show_interviews(
        self, booked: Sequence[Interview], rooms: Sequence[Room], today: date, zone: tzinfo
    ) -> None:
        """The bookings of the lead that is shown next, by their start."""
        names = {room.id: room.name for room in rooms}
        self._bookings = [
            (moment(one.starts, today, zone), _words(one, names.get(one.room_id, "former room")))
            for one in booked
        ]

    def show_lead(self, lead: LeadDetail, settings: Settings, scores: ScoresSeen | None) -> None:
        """Show a lead's."""
        role = next((role for role in settings.roles if role.id == lead.role_id), None)
        names = names_of(settings.interviewers)
        own = need_line(lead.need, names) if lead.need else ""
        usual = need_line(role.need, names) if role and role.need else ""
        zone = settings.event.zone
        facts = [
            *self._bookings,
            ("Needs", own),
            ("Role needs", usual),
            ("Own times", "\n".join(busy_line(one, zone) for one in lead.person.busy)),
            ("Scorecards", scores.line if scores else ""),
        ]
        nothing: list[QWidget] = [
            Label(
                "None booked, and it needs nothing in particular.",
                font="caption",
                tone="muted",
                wrap=True,
            )
        ]
        self.fill(fact_rows(facts) if any(value for _, value in facts) else nothing)


def _words(interview: Interview, room: str) -> str:
    """“Namsan, 30 min with Kwame Mensah: planned”."""
    minutes = round((interview.ends - interview.starts).total_seconds() / 60)
    who = f" with {interview.interviewers}" if interview.panel else ""
    return f"{room}, {minutes} min{who}: {STATUS_WORDS[interview.status].lower()}"
