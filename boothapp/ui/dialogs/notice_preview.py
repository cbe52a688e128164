"""A notice in small: the turned screen as the attendee sees it, and what is said beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.consent import Purpose
from boothapp.domain.notices import NoticeText
from boothapp.ui.scan.parts import clear
from boothapp.ui.widgets.card import Card, Line
from boothapp.ui.widgets.chips import Chip
from boothapp.ui.widgets.labels import Label, Paragraph, SectionHeading


class NoticePreview(QWidget):
    """Shows the filled-in words; nothing in it can be pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Paragraph(font="title")
        self.text = Paragraph(font="body_l", tone="text_secondary")
        self.if_no = Label(font="caption", tone="muted", wrap=True)
        self.said = Paragraph(font="body_l")
        self.asked = Label(tone="secondary", wrap=True)
        self.from_list = Paragraph(font="body")
        self.contact = Paragraph(font="body", tone="text_secondary")
        self._purposes = QVBoxLayout()
        self._purposes.setSpacing(8)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(SectionHeading("What the attendee sees"))
        column.addWidget(self._screen())
        column.addWidget(SectionHeading("What staff read aloud"))
        column.addWidget(self.said)
        column.addWidget(self.asked)
        column.addWidget(SectionHeading("Told to people from the organiser’s list"))
        column.addWidget(self.from_list)
        column.addWidget(self.contact)
        column.addStretch()

    def show_words(self, words: NoticeText) -> None:
        """Show a notice's words."""
        every = tuple(Purpose)
        self.title.set_text(words.title)
        self.text.set_text(words.shown(every))
        self.if_no.setText(words.consequences(every))
        self.said.set_text(words.aloud(every))
        self.from_list.set_text(words.from_list)
        self.contact.set_text(words.contact)
        self.asked.setText(
            "\n".join(f"{one.label}: {one.explanation}" for one in words.purposes.values())
        )
        buttons = words.buttons
        clear(self._purposes)
        for purpose in words.purposes.values():
            self._purposes.addWidget(Line())
            self._purposes.addWidget(Label(purpose.attendee_label, weight=600, wrap=True))
            explained = Label(purpose.attendee_explanation, font="caption", tone="muted", wrap=True)
            self._purposes.addWidget(explained)
            answers = QWidget()
            row = QHBoxLayout(answers)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            for word in (buttons.yes, buttons.no, buttons.later):
                row.addWidget(Chip(word))
            row.addStretch()
            self._purposes.addWidget(answers)
        clear(self._foot)
        for word in (buttons.no_to_all, buttons.done):
            self._foot.addWidget(Chip(word))
        self._foot.addStretch()

    def _screen(self) -> Card:
        screen = Card(margin=16)
        screen.body.setSpacing(8)
        screen.body.addWidget(self.title)
        screen.body.addWidget(self.text)
        screen.body.addLayout(self._purposes)
        screen.body.addWidget(Line())
        screen.body.addWidget(self.if_no)
        screen.body.addLayout(self._foot)
        return screen
