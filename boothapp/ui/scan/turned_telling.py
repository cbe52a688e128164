"""What somebody from the organiser's list has to be told at first contact, large and in theirs."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.notices import Language, Notice
from boothapp.ui.context import Frame
from boothapp.ui.scan.notice_card import LanguageSwitch
from boothapp.ui.scan.staff_keys import StaffKeys
from boothapp.ui.scan.turned_page import ENTER, ESCAPE, TurnedPage
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label, Paragraph


class TurnedTelling(TurnedPage):
    """Read it aloud or let them read it; `told` when that was done."""

    told = Signal()
    language_picked = Signal(str)

    def __init__(self, window: QWidget, frame: Frame) -> None:
        content = QWidget()
        name = "Notice for somebody from the organiser’s list"
        super().__init__(window, frame, name, content)
        self._inside = QVBoxLayout(content)
        self.languages = LanguageSwitch(5, size="control_l")
        self.languages.picked.connect(self.language_picked)
        self._sponsor = Label(font="subtitle", weight=600, wrap=True)
        self._name = Label(tone="muted", wrap=True)
        self._text = Paragraph(font="attendee_text")
        self._contact = Paragraph(font="attendee_text", tone="text_secondary")
        self.back = Button(size="xl")
        self.done = Button(kind="primary", size="xl")
        self.back.clicked.connect(self.turn_back)
        self.done.clicked.connect(self._finish)
        self.bind(ENTER, self._finish)
        self.bind(ESCAPE, self.turn_back)
        self._build()

    def _build(self) -> None:
        side = theme.size("turned.side")
        self._inside.addStretch(1)
        self._inside.addWidget(self._text)
        self._inside.addWidget(self._contact)
        self._inside.addStretch(2)
        foot = QHBoxLayout()
        foot.setContentsMargins(side, 24, side, 24)
        foot.setSpacing(12)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.done)
        keys = StaffKeys(("Enter", "they know"), ("Esc", "turn back"))
        head = self.stack((self._sponsor, self._name, self.languages), self._name, (foot, keys))
        head.setContentsMargins(side, 18, side, 18)

    def turn(self, sponsor: str, name: str, notice: Notice, languages: Sequence[Language]) -> None:
        """Show it over the window: `sponsor` speaks to the person of this name."""
        self._sponsor.setText(sponsor)
        self._name.setText(name)
        self.show_notice(notice, languages)
        self.cover()

    def show_notice(self, notice: Notice, languages: Sequence[Language]) -> None:
        """The words of a language."""
        self.languages.show_languages(languages, notice.words.language.code)
        self._text.set_text(notice.words.from_list)
        self._contact.set_text(notice.words.contact)
        buttons = notice.words.buttons
        for button, word in ((self.back, buttons.later), (self.done, buttons.read)):
            button.setText(word)
            button.setAccessibleName(word)
            button.updateGeometry()
        if self.isVisible():
            self.refit()

    def fit(self, *, compact: bool) -> None:
        """Smaller letters where there is little height."""
        side, gap = theme.size("turned.side"), 12 if compact else 24
        self._inside.setContentsMargins(side, gap, side, gap)
        self._inside.setSpacing(gap)
        font = "attendee_text_compact" if compact else "attendee_text"
        self._text.set_font(font)
        self._contact.set_font(font)

    def _finish(self) -> None:
        self.turn_back()
        self.told.emit()
