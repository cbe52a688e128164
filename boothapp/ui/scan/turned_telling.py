"""What somebody from the organiser's list has to be told at first contact, large and in theirs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.notices import Language, Notice
from boothapp.ui.context import Frame
from boothapp.ui.scan.cover import Cover
from boothapp.ui.scan.notice_card import LanguageSwitch
from boothapp.ui.scan.reading import Reading
from boothapp.ui.scan.staff_keys import StaffKeys
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import Label, Paragraph


class TurnedTelling(Cover):
    """Read it aloud or let them read it; `told` when that was done."""

    told = Signal()
    language_picked = Signal(str)

    def __init__(self, window: QWidget, frame: Frame) -> None:
        super().__init__(window, frame, "Notice for somebody from the organiser’s list")
        self.languages = LanguageSwitch(5, size="control_l")
        self.languages.picked.connect(self.language_picked)
        self._sponsor = Label(font="subtitle", weight=600, wrap=True)
        self._name = Label(tone="muted", wrap=True)
        self._text = Paragraph(font="attendee_text")
        self._contact = Paragraph(font="attendee_text", tone="text_secondary")
        self.back = Button(size="xl")
        self.done = Button(kind="primary", size="xl")
        self.back.clicked.connect(self._turn_back)
        self.done.clicked.connect(self._finish)
        self._build()

    def _build(self) -> None:
        side = theme.size("turned.side")
        head = QHBoxLayout()
        head.setContentsMargins(side, 18, side, 18)
        head.setSpacing(12)
        head.addWidget(Picture("sparkle-fill", "accent", 28))
        head.addWidget(self._sponsor)
        head.addWidget(self._name, 1)
        head.addWidget(self.languages)
        content = QWidget()
        self._inside = middle = QVBoxLayout(content)
        middle.addStretch(1)
        middle.addWidget(self._text)
        middle.addWidget(self._contact)
        middle.addStretch(2)
        self._reading = Reading(content)
        foot = QHBoxLayout()
        foot.setContentsMargins(side, 24, side, 24)
        foot.setSpacing(12)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self._reading, 1)
        column.addLayout(foot)
        column.addWidget(StaffKeys(("Enter", "they know"), ("Esc", "turn back")))

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

    @property
    def reading(self) -> Reading:
        """The notice."""
        return self._reading

    def fit(self, *, compact: bool) -> None:
        """Smaller letters where there is little height."""
        side, gap = theme.size("turned.side"), 12 if compact else 24
        self._inside.setContentsMargins(side, gap, side, gap)
        self._inside.setSpacing(gap)
        font = "attendee_text_compact" if compact else "attendee_text"
        self._text.set_font(font)
        self._contact.set_font(font)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Every other key ends here."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._finish()
        elif key == Qt.Key.Key_Escape:
            self._turn_back()
        else:
            self._reading.leaf(key)
        event.accept()

    def _finish(self) -> None:
        self._turn_back()
        self.told.emit()

    def _turn_back(self) -> None:
        self.hide()
        self.turned_back.emit()
