"""The notice turned to the attendee: large, in their language, without anybody else in sight."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.event import BoothInfo
from boothapp.domain.notices import Language, Notice
from boothapp.ui.context import Frame
from boothapp.ui.scan.asking import Asking
from boothapp.ui.scan.notice_card import LanguageSwitch
from boothapp.ui.scan.parts import clear
from boothapp.ui.scan.staff_keys import StaffKeys
from boothapp.ui.scan.turned_page import ENTER, ESCAPE, TurnedPage
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.choices import Answers
from boothapp.ui.widgets.labels import Label, Paragraph

_KEYS = {
    Qt.Key.Key_Y: ConsentEvent.GIVEN,
    Qt.Key.Key_N: ConsentEvent.DECLINED,
    Qt.Key.Key_L: ConsentEvent.DEFERRED,
}

_MOST_BUTTONS = 0.68  # of the width: the words beside them need the rest
_STAFF_KEYS = (("Y", "yes"), ("N", "no"), ("L", "later"), ("Enter", "done"), ("Esc", "turn back"))


class TurnedNotice(TurnedPage):
    """Covers the whole window. `done` carries the answers; `turned_back` when nothing was said."""

    done = Signal(object)
    language_picked = Signal(str)

    def __init__(self, window: QWidget, frame: Frame) -> None:
        content = QWidget()
        super().__init__(window, frame, "Notice for the attendee", content)
        self._inside = QVBoxLayout(content)
        self.asking = Asking()
        self.rows: dict[Purpose, Answers] = {}
        self._seen: set[Purpose] = set()
        self._parts: dict[Purpose, QWidget] = {}
        self._texts: list[tuple[Paragraph, Paragraph]] = []
        self._lines: list[tuple[QBoxLayout, QWidget]] = []
        self._sponsor = Label(font="subtitle", weight=600, wrap=True)
        self.languages = LanguageSwitch(5, size="control_l")
        self._title = Paragraph(font="attendee_title")
        self._text = Paragraph(font="attendee_text", tone="text_secondary")
        self._if_no = Paragraph(font="body_l")
        self._foot = Paragraph(font="body", tone="muted")
        self.no_to_all = Button("No to all", size="xl")
        self.finish = Button("Done", kind="primary", size="xl")
        self._build()
        self.no_to_all.clicked.connect(self._no_to_all)
        self.finish.clicked.connect(self._finish)
        self.languages.picked.connect(self.language_picked)
        self.bind(ENTER, self._finish)
        self.bind(ESCAPE, self.turn_back)

    def turn(
        self, notice: Notice, languages: Sequence[Language], booth: BoothInfo, asking: Asking
    ) -> None:
        """Show the notice over the window, with the answers that were given already."""
        self.asking = Asking(asking.purposes, dict(asking.answers))
        self._seen = set()
        self.show_notice(notice, languages, booth)
        self.cover()

    def show_notice(self, notice: Notice, languages: Sequence[Language], booth: BoothInfo) -> None:
        """The words of a language; what was answered stays."""
        words = notice.words
        self.languages.show_languages(languages, words.language.code)
        self._sponsor.setText(booth.sponsor)
        self._title.set_text(words.title)
        # It asks for the details: where those are kept already, something more is asked.
        self._title.setVisible(Purpose.RECRUITING in self.asking.purposes)
        self.no_to_all.setVisible(len(self.asking.purposes) > 1)
        self._text.set_text(words.shown(self.asking.purposes))
        self._if_no.set_text(words.consequences(self.asking.purposes))
        about = f"{booth.sponsor}, {booth.booth}" if booth.booth else booth.sponsor
        parts = (about, booth.privacy_contact, notice.named)
        self._foot.set_text(" · ".join(part for part in parts if part))
        self._show_button(self.no_to_all, words.buttons.no_to_all)
        self._show_button(self.finish, words.buttons.done)
        self._show_purposes(notice)
        if self.isVisible():
            self.refit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Staff's keys; every other key ends here."""
        answer = _KEYS.get(Qt.Key(event.key()))
        if answer is not None and self.asking.current is not None:
            self._answered(self.asking.current, answer)
            event.accept()
        else:
            super().keyPressEvent(event)

    @property
    def answers(self) -> Mapping[Purpose, ConsentEvent]:
        """What was said so far."""
        return self.asking.answers

    def fit(self, *, compact: bool) -> None:
        """Smaller letters and gaps where there is little room."""
        self._title.set_font("attendee_title_compact" if compact else "attendee_title")
        self._text.set_font("attendee_text_compact" if compact else "attendee_text")
        side = theme.size("turned.side")
        self._inside.setContentsMargins(side, 8 if compact else 34, side, 0)
        self._inside.setSpacing(8 if compact else 16)
        self._head.setContentsMargins(side, 8 if compact else 18, side, 8 if compact else 18)
        self._below.setContentsMargins(side, 8 if compact else 24, side, 8 if compact else 24)
        self._if_no.set_font("body" if compact else "body_l")
        most = round((self.width() - 2 * side) * _MOST_BUTTONS)
        for line, buttons in (*self._lines, (self._below, self._end)):
            # Own words on them may be long: then they stand below the text, not in its room.
            down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            line.setDirection(down if buttons.sizeHint().width() > most else beside)
        for item, hint in self._texts:
            item.set_font("attendee_item_compact" if compact else "attendee_item")
            hint.set_font("attendee_hint_compact" if compact else "attendee_hint")

    def _show_purposes(self, notice: Notice) -> None:
        clear(self._rows)
        self._parts, self._texts, self._lines = {}, [], []
        buttons = notice.words.buttons
        self.rows = {}
        for purpose in self.asking.purposes:
            words = notice.words.purposes[purpose]
            answers = Answers(
                words.attendee_label, (buttons.yes, buttons.no, buttons.later), large=True
            )
            answers.picked.connect(
                lambda value, purpose=purpose: self._answered(purpose, ConsentEvent(value))
            )
            self.rows[purpose] = answers
            row = QWidget()
            line = QBoxLayout(QBoxLayout.Direction.LeftToRight, row)
            self._lines.append((line, answers))
            line.setContentsMargins(0, 6, 0, 6)
            text = QVBoxLayout()
            text.setSpacing(0)
            text.addStretch()
            item = Paragraph(words.attendee_label, font="attendee_item")
            hint = Paragraph(words.attendee_explanation, font="attendee_hint", tone="muted")
            self._texts.append((item, hint))
            text.addWidget(item)
            text.addWidget(hint)
            text.addStretch()
            line.addLayout(text, 1)
            line.addWidget(answers)
            self._parts[purpose] = row
            self._rows.addWidget(Line())
            self._rows.addWidget(row, 1)
        self._rows.addWidget(Line())
        # A question alone stands where the first of them all would, not in the middle of nothing.
        self._rows.addStretch(len(Purpose) - len(self.rows))
        self._show_answers()

    def _answered(self, purpose: Purpose, event: ConsentEvent) -> None:
        self.asking.answer(purpose, event)
        self._show_answers()
        self.setFocus()

    def _show_answers(self) -> None:
        for purpose, row in self.rows.items():
            event = self.asking.answers.get(purpose)
            row.set_value(event.value if event else None)
        if self.asking.current is not None and self.isVisible():
            self._reading.bring(self._parts[self.asking.current])

    def _look(self) -> None:
        """Remember which purposes were in sight."""
        if self.isVisible():
            self._seen |= {one for one, row in self._parts.items() if self._reading.sees(row)}

    def _no_to_all(self) -> None:
        self.asking.no_to_all()
        self._finish()

    def _finish(self) -> None:
        """Take the answers; but a purpose that nobody could read is shown first, not put off."""
        self._look()
        unseen = [one for one in self.asking.purposes if one not in self._seen]
        unread = next((one for one in unseen if one not in self.asking.answers), None)
        if unread is not None:
            self._reading.bring(self._parts[unread])
            return
        self.hide()
        self.done.emit(dict(self.asking.answers))

    def _show_button(self, button: Button, text: str) -> None:
        button.setText(text)
        button.setAccessibleName(text)
        button.updateGeometry()

    def _build(self) -> None:
        inside = self._inside
        inside.addWidget(self._title)
        inside.addWidget(self._text)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        inside.addLayout(self._rows, 1)
        self._reading.moved.connect(self._look)
        self._below = foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        words.addWidget(self._if_no)
        words.addWidget(self._foot)
        words.addStretch()
        foot.addLayout(words, 1)
        self._end = QWidget()
        end = QHBoxLayout(self._end)
        end.setContentsMargins(0, 0, 0, 0)
        end.setSpacing(12)
        end.addStretch(1)
        end.addWidget(self.no_to_all)
        end.addWidget(self.finish)
        foot.addWidget(self._end)
        below = (Line(), foot, StaffKeys(*_STAFF_KEYS))
        self._head = self.stack((self._sponsor, self.languages), self._sponsor, below)
