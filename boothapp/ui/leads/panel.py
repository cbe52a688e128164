"""The person beside the table: everything held about one lead, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from boothapp.domain.attachments import Attachment
from boothapp.domain.event import Settings
from boothapp.domain.interviews import Interview
from boothapp.domain.lead_history import Correction
from boothapp.domain.people import LeadDetail, Note, Rating
from boothapp.ui.leads.answers import AnswersSection
from boothapp.ui.leads.details import detail_rows
from boothapp.ui.leads.files import FilesSection
from boothapp.ui.leads.follow_up import FollowUpSection
from boothapp.ui.leads.interview_section import InterviewSection
from boothapp.ui.leads.notes import NoteEditor
from boothapp.ui.leads.role_line import RoleLine
from boothapp.ui.leads.same_as import SameAsLine
from boothapp.ui.leads.sections import (
    NoteView,
    Section,
    TagRow,
    consent_rows,
    fact_rows,
    timeline_of,
)
from boothapp.ui.scan.kept_out import ABOUT
from boothapp.ui.scorecards.wording import ScoresSeen
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.scrolls import scroll_of
from boothapp.ui.widgets.tag_tones import TagTones

_RATINGS = (("cold", "Cold"), ("warm", "Warm"), ("hot", "Hot"))


@dataclass(frozen=True, slots=True)
class PersonView:
    """A lead with what is needed to word it."""

    lead: LeadDetail
    settings: Settings
    known_tags: tuple[str, ...]
    today: date
    files: tuple[Attachment, ...] = ()
    corrected: Mapping[str, Correction] = field(default_factory=dict)
    """Who set each field last; a field that is not in it stands as it came."""
    scores: ScoresSeen | None = None
    interviews: tuple[Interview, ...] = ()

    @property
    def zone(self) -> tzinfo:
        """The event's."""
        return self.settings.event.zone


class PersonPanel(QWidget):
    """Shows a lead; each signal asks for a change of the one that is shown."""

    rating_picked = Signal(object)
    role_picked = Signal(object)
    tag_added = Signal(str)
    tag_removed = Signal(str)
    note_removed = Signal(object)
    note_history_wanted = Signal(object)
    link_opened = Signal(str)
    write_wanted = Signal()
    receipt_wanted = Signal()
    interview_wanted = Signal()
    edit_wanted = Signal()
    remove_wanted = Signal()
    rights_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme.size("width.person_panel"))
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.lead: LeadDetail | None = None
        self.tags, self.notes, self.same = TagRow(), NoteEditor(), SameAsLine()
        self._name = Label(font="title", wrap=True)
        self._line = Label(tone="muted", wrap=True)
        self._rating = Segmented(_RATINGS, name="Rating", clearable=True)
        self.role, self.answers = RoleLine(), AnswersSection()
        self._consent, self._details = Section("Consent"), Section("Details")
        self._notes = Section("Notes")
        self._timeline, self.files = Section("Timeline"), FilesSection()
        self.interview, self.follow_up = InterviewSection(), FollowUpSection()
        self._build()
        self._connect()

    def _build(self) -> None:
        receipt = Button("Receipt", kind="ghost", size="s", icon="qr-code")
        receipt.setAccessibleName("Show the receipt of their consent")
        receipt.clicked.connect(self.receipt_wanted)
        self._consent.head.addWidget(receipt)
        edit = Button("Edit", kind="ghost", size="s", icon="pencil-simple")
        edit.setAccessibleName("Correct the details")
        edit.clicked.connect(self.edit_wanted)
        self._details.head.addWidget(edit)
        self._details.keep(self.role)
        self._details.keep(self.tags)
        self._notes.keep(self.notes)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        column.addLayout(self._head())
        for section in (
            self._consent,
            self._details,
            self.follow_up,
            self._notes,
            self.answers,
            self.interview,
            self.files,
            self._timeline,
        ):
            column.addWidget(section)
        column.addStretch()
        self._stack = QStackedLayout(self)
        text = "Choose a lead to see what it holds."
        self._stack.addWidget(EmptyState("user-circle", "Nobody chosen", text))
        self._scroll = scroll_of(content, "About this lead")
        self._stack.addWidget(self._scroll)

    def _head(self) -> QVBoxLayout:
        interview = Button("Interview", icon="calendar-plus", key="B")
        interview.clicked.connect(self.interview_wanted)
        remove = Button(kind="ghost", icon="trash", tone="text_secondary")
        remove.setAccessibleName("Remove this lead")
        remove.setToolTip("Remove this lead (Del)")
        remove.clicked.connect(self.remove_wanted)
        self.rights = Button(kind="ghost", icon="shield-check", tone="text_secondary")
        self.rights.setAccessibleName("Privacy of this person")
        self.rights.setToolTip("Everything held, withdraw, erase (X)")
        self.rights.clicked.connect(self.rights_wanted)
        self.write = Button(kind="ghost", icon="envelope-simple", tone="text_secondary")
        self.write.setAccessibleName("Write a mail")
        self.write.setToolTip("Write a mail (M)")
        self.write.clicked.connect(self.write_wanted)
        name = QHBoxLayout()
        name.setSpacing(0)
        name.addWidget(self._name, 1)
        name.addWidget(self.write, 0, Qt.AlignmentFlag.AlignTop)
        name.addWidget(self.rights, 0, Qt.AlignmentFlag.AlignTop)
        name.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self._rating, 1)
        actions.addWidget(interview)
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 14, 14)
        head.setSpacing(4)
        head.addLayout(name)
        head.addWidget(self._line)
        head.addSpacing(6)
        head.addLayout(actions)
        head.addWidget(self.same)
        return head

    def _connect(self) -> None:
        self._rating.picked.connect(self._pick_rating)
        self.role.picked.connect(self.role_picked)
        self.tags.added.connect(self.tag_added)
        self.tags.removed.connect(self.tag_removed)

    def _pick_rating(self, value: str | None) -> None:
        self.rating_picked.emit(Rating(value) if value else None)

    def to_note(self) -> None:
        """Write a note: the field is brought into sight with the keys."""
        self._go_to(self.notes.field)

    def to_tags(self) -> None:
        """Write a tag."""
        self._go_to(self.tags.line)

    def _go_to(self, field: QWidget) -> None:
        if self.lead is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._scroll.ensureWidgetVisible(field, 0, 60)

    def show_nobody(self) -> None:
        """Nobody is chosen, or who was chosen is gone."""
        self._leave("")
        self.lead = None
        self.setProperty(ABOUT, "")
        self._stack.setCurrentIndex(0)

    def show_person(self, view: PersonView) -> None:
        """Show a lead; a note that is being written stays with its own person."""
        lead, zone = view.lead, view.zone
        self._leave(lead.id)
        if self.lead is None or self.lead.id != lead.id:
            self._scroll.verticalScrollBar().setValue(0)  # whose it is stands there
        self.lead = lead
        self.setProperty(ABOUT, lead.id)
        self._name.setText(lead.person.name or lead.person.email or "No name")
        parts = (lead.person.career_stage or lead.person.attendee_type, lead.person.affiliation)
        self._line.setText("\n".join(part for part in parts if part))
        self._rating.set_value(lead.rating.value if lead.rating else None)
        self.role.show_roles(view.settings.roles, lead.role_id)
        self.tags.dress(TagTones(view.settings.tags))
        self.tags.show_tags(lead.tags, view.known_tags)
        self.notes.show_lead(lead.id)
        self._consent.fill(consent_rows(lead.consent, view.today, zone))
        self._details.fill(
            detail_rows(lead, view.corrected, view.today, zone, self.link_opened.emit)
        )
        self.follow_up.show_lead(lead, view.settings.staff, view.today)
        self.write.setVisible(bool(lead.person.email))
        self._notes.fill([self._note(note, view) for note in reversed(lead.notes)])
        self.answers.show_lead(lead, view.settings)
        self.interview.show_interviews(view.interviews, view.settings.rooms, view.today, zone)
        self.interview.show_lead(lead, view.settings, view.scores)
        self._timeline.fill(fact_rows(timeline_of(lead, view.today, zone)))
        self._stack.setCurrentIndex(1)

    def _leave(self, lead_id: str) -> None:
        """What is half typed is kept for whom it was typed, before another one is shown."""
        if self.lead is not None and self.lead.id != lead_id:
            self.answers.leave()
            self.follow_up.leave()

    def _note(self, note: Note, view: PersonView) -> NoteView:
        shown = NoteView(note, view.today, view.zone)
        shown.edit_wanted.connect(lambda: self.notes.change(note))
        shown.history_wanted.connect(lambda: self.note_history_wanted.emit(note))
        shown.remove_wanted.connect(lambda: self.note_removed.emit(note))
        return shown
