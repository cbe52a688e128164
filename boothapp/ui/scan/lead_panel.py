"""The panel of somebody who may share: what they are like, what was said, and what comes next."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from boothapp.domain.event import Settings
from boothapp.domain.people import LeadDetail, VerdictCard
from boothapp.ui.scan import wording
from boothapp.ui.scan.lead_footer import LeadFooter
from boothapp.ui.scan.parts import FormLabel, PersonHead
from boothapp.ui.scan.purposes import PurposeStrip
from boothapp.ui.scan.questions import OpenHint, Questions
from boothapp.ui.scan.role_row import RoleRow
from boothapp.ui.scan.tags import TagsRow
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.choices import Rating
from boothapp.ui.widgets.labels import ElidedLabel
from boothapp.ui.widgets.scrolls import bring_in_sight, edge_of, scroll_of
from boothapp.ui.widgets.tag_tones import TagTones

_NOTE = "What was said, and what comes next"
_QUIET = "They may ask to read notes and ratings"
_TO_TELL = "From the organiser’s list: they are to know that we keep this"


class NoteEdit(QPlainTextEdit):
    """The note of this visit. Escape gives the keys back to the panel."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Note")
        self.setTabChangesFocus(True)
        self.setFont(theme.font("body_l"))
        self.setMinimumHeight(theme.size("scan.note_least"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two lines; it takes what height is left."""
        return QSize(200, theme.size("scan.note_least"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape and Ctrl+Enter are the page's: out of the note, and on to the next person."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """What was written is kept when the focus leaves."""
        super().focusOutEvent(event)
        self.left.emit()


class LeadPanel(QWidget):
    """Shows a lead and says what a person wants to change; it stores nothing itself."""

    asked = Signal(object)
    rated = Signal(object)
    tag_added = Signal(str)
    tag_removed = Signal(str)
    role_picked = Signal(object)
    answered = Signal(str, object)
    note_changed = Signal()
    note_left = Signal()
    booked = Signal()
    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = PurposeStrip()
        self.head = PersonHead()
        self.rating, self.tags, self.questions = Rating(), TagsRow(), Questions()
        self.roles, self.open_hint = RoleRow(), OpenHint()
        self.role = self.roles.select
        self.note = NoteEdit()
        self.earlier = ElidedLabel(font="caption", tone="muted")
        self.quiet = ElidedLabel(font="caption", tone="muted")
        self._footer = LeadFooter()
        self.book, self.next_free = self._footer.book, self._footer.next_free
        self.receipt, self.save = self._footer.receipt, self._footer.save
        self.tell = Button("Tell them", key="G", size="xs")
        self.tell.setToolTip("Tell them that their details came from the organiser’s list")
        self._labels = {
            "rating": FormLabel("Rating"),
            "tags": FormLabel("Tags", "T"),
            "role": FormLabel("Role", "R"),
            "questions": FormLabel("Questions", "Q"),
            "note": FormLabel("Note", "W"),
        }
        self._build()
        self._connect()

    def show_settings(self, settings: Settings, tags: Sequence[str]) -> None:
        """The roles and questions there are, and the tags that are known."""
        self.questions.show_questions(settings.qualifiers)
        self._labels["questions"].setVisible(bool(settings.qualifiers))
        self.tags.entry.offer(tags)
        self.tags.dress(TagTones(settings.tags))
        self.roles.show_roles(settings.roles)

    def show_card(self, card: VerdictCard, zone: ZoneInfo) -> None:
        """Show the person and what is kept, leaving alone what somebody is just writing."""
        self.strip.show_card(card, zone)
        self.head.show_person(wording.who(card), card.person, zone)
        self.tell.setVisible(card.to_tell)
        self.quiet.set_text(_TO_TELL if card.to_tell else _QUIET)
        self._hint_at_readers()
        if card.lead is not None:
            self._show_lead(card.lead, card, zone)

    def start_note(self) -> None:
        """Another person: an empty note."""
        self.note.blockSignals(True)
        self.note.clear()
        self.note.blockSignals(False)
        self.tags.close_entry()
        self.open_hint.start()
        self.show_interview("")

    def show_interview(self, words: str, *, booked: bool = False) -> None:
        """When and where their interview is, else the next free slot, in two short lines."""
        self._footer.show_interview(words, booked=booked)

    def holds(self) -> bool:
        """Whether something required is open and nobody was told yet; it is said then."""
        self.questions.keep()
        return self.open_hint.holds(self.questions.unanswered)

    def open_roles(self) -> None:
        """Choose a role from the list."""
        self.role.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.role.showPopup()

    def set_compact(self, compact: bool) -> None:
        """Closer and smaller, for a small window."""
        self.strip.set_compact(compact)
        self.head.set_compact(compact)
        self.questions.set_compact(compact)
        self._footer.set_compact(compact)
        self.rating.set_compact(compact)
        self.roles.set_compact(compact)
        self.quiet.setVisible(not compact)
        self._hint_at_readers()
        self.tell.setText("Tell" if compact else "Tell them")
        self.tell.grade = "m" if compact else "xs"
        if compact:  # there is no room below the note, but some in the footer
            self._footer.row.insertWidget(self._footer.row.indexOf(self.receipt) + 1, self.tell)
        else:
            self._below.addWidget(self.tell)
        for label in self._labels.values():
            label.set_compact(compact)
        font = theme.font("body" if compact else "body_l")
        self.note.setFont(font)
        side = 16 if compact else 24
        rows = theme.size("scan.rows_compact" if compact else "scan.rows")
        self._form.setContentsMargins(side, rows, side, 8 if compact else 10)
        self._form.setVerticalSpacing(rows)

    def _show_lead(self, lead: LeadDetail, card: VerdictCard, zone: ZoneInfo) -> None:
        self.rating.set_value(lead.rating.value if lead.rating else None)
        self.tags.show_tags(lead.tags)
        self.questions.show_answers(lead.answers)
        self.roles.show_role(lead.role_id)
        before = [note for note in lead.notes if note.written < card.scanned_at]
        self.earlier.setVisible(bool(before))
        if before:
            last = max(before, key=lambda note: note.written)
            when = wording.moment(last.written, card.scanned_at, zone)
            self.earlier.set_text(f"{last.author}, {when}: {' '.join(last.text.split())}")

    def _hint_at_readers(self) -> None:
        """That they may ask to read it is said once: below the note, else in it."""
        below = self.quiet.whole == _QUIET and not self.quiet.isHidden()
        self.note.setPlaceholderText(_NOTE if below else f"{_NOTE}. They may ask to read it.")

    def _lay_out_form(self) -> QWidget:
        content = QWidget()
        self._form = QGridLayout(content)
        self._form.setHorizontalSpacing(theme.size("space.m"))
        note = QVBoxLayout()
        note.setSpacing(4)
        note.addWidget(self.earlier)
        note.addWidget(self.note, 1)
        self._below = QHBoxLayout()
        self._below.setSpacing(10)
        self._below.addWidget(self.quiet, 1)
        note.addLayout(self._below)
        top = Qt.AlignmentFlag.AlignTop
        fields: dict[str, QWidget] = {
            "rating": self.rating,
            "tags": self.tags,
            "role": self.roles,
            "questions": self.questions,
        }
        for index, (name, field) in enumerate(fields.items(), start=1):
            place = top if name == "questions" else Qt.AlignmentFlag.AlignVCenter
            self._form.addWidget(self._labels[name], index, 0, place)
            self._form.addWidget(field, index, 1)
        self._form.addWidget(self._labels["note"], 5, 0, top)
        self._form.addLayout(note, 5, 1)
        self._form.setRowStretch(5, 1)
        self._form.setColumnStretch(1, 1)
        return content

    def _build(self) -> None:
        self.form_area = scroll_of(self._lay_out_form())
        self.edge = edge_of(self.form_area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.head)
        column.addWidget(self.edge)
        column.addWidget(self.form_area, 1)
        column.addWidget(self.open_hint)
        column.addWidget(self._footer)
        self.set_compact(compact=False)

    def _bring_in_sight(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Keys lead to fields that may be further down than is seen."""
        content = self.form_area.widget()
        if new is None or content is None or not self.isVisible():
            return
        if content.isAncestorOf(new):
            bring_in_sight(new)  # not ensureWidgetVisible: of a text it shows the cursor's line

    def _connect(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._bring_in_sight)
        self.strip.asked.connect(self.asked)
        self.rating.picked.connect(self.rated)
        self.tags.added.connect(self.tag_added)
        self.tags.removed.connect(self.tag_removed)
        self.questions.answered.connect(self.answered)
        self.questions.answered.connect(lambda: self.open_hint.refresh(self.questions.unanswered))
        self.roles.picked.connect(self.role_picked)
        self.note.textChanged.connect(self.note_changed)
        self.note.left.connect(self.note_left)
        self.book.clicked.connect(self.booked)
        self.save.clicked.connect(self.saved)
