"""The notice as staff read it aloud, in the language that the person wants."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.consent import Purpose
from boothapp.domain.notices import Language, Notice
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card, Line
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import ElidedLabel, Paragraph
from boothapp.ui.widgets.menu import Menu


class LanguageSwitch(QWidget):
    """The first languages side by side, the others in a list; `picked` carries the code."""

    picked = Signal(str)

    def __init__(
        self, shown: int, *, size: str = "control_s", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shown, self._size = shown, size
        self._languages: tuple[Language, ...] = ()
        self._segmented: Segmented | None = None
        self._more = Button(kind="ghost", icon="globe", size="s")
        self._more.setAccessibleName("More languages")
        self._more.setToolTip("More languages")
        self._more.clicked.connect(self._choose)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._row.addWidget(self._more)

    def show_languages(self, languages: Sequence[Language], chosen: str) -> None:
        """Offer these; a chosen one from the list takes the last place beside the others."""
        self._languages = tuple(sorted(languages, key=_at_conferences))
        first = list(self._languages[: self._shown])
        if chosen not in {language.code for language in first}:
            first[-1:] = [language for language in languages if language.code == chosen]
        if self._segmented is not None:
            self._row.removeWidget(self._segmented)
            self._segmented.hide()
            self._segmented.deleteLater()
        options = [(language.code, language.name) for language in first]
        self._segmented = Segmented(options, name="Language of the notice", size=self._size)
        self._segmented.set_value(chosen)
        self._segmented.picked.connect(self._pick)
        self._row.insertWidget(0, self._segmented)
        self._more.setVisible(len(languages) > len(first))

    def _pick(self, code: object) -> None:
        self.picked.emit(str(code))

    def _choose(self) -> None:
        menu = Menu(self._more)
        for language in self._languages:
            action = menu.addAction(language.name)
            action.triggered.connect(lambda _=False, code=language.code: self.picked.emit(code))
        menu.drop()


class NoticeCard(Card):
    """`language_picked` carries a code; `turned` when the screen goes to the attendee."""

    language_picked = Signal(str)
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", True)
        self.languages = LanguageSwitch(3)
        self.turn = Button("Turn the screen", icon="arrows-clockwise", key="S", size="s")
        self.text = Paragraph(font="notice")
        self.reference = ElidedLabel(font="caption", tone="muted")
        self._title = ElidedLabel("Read this aloud", font="heading")
        self._head = head = QHBoxLayout()
        head.setContentsMargins(16, 8, 10, 8)
        head.setSpacing(10)
        head.addWidget(Picture("megaphone", "text_secondary", theme.size("icon.size_l")))
        head.addWidget(self._title, 1)
        head.addWidget(self.languages)
        head.addWidget(self.turn)
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(16, 12, 16, 12)
        self._inside.setSpacing(6)
        self._inside.addWidget(self.text)
        self._inside.addWidget(self.reference)
        self.body.addLayout(head)
        self.body.addWidget(Line())
        self.body.addLayout(self._inside)
        self.languages.picked.connect(self.language_picked)
        self.turn.clicked.connect(self.turned)

    def show_notice(self, notice: Notice, contact: str, purposes: Collection[Purpose]) -> None:
        """Show the words that ask for these purposes, and which notice they are."""
        self.text.set_text(notice.words.aloud(purposes))
        day = f"{notice.day.day} {notice.day:%B}"
        reference = f"Notice {notice.version} of {day}, {notice.words.language.name}"
        self.reference.set_text(" · ".join(part for part in (reference, contact) if part))

    def set_compact(self, compact: bool) -> None:
        """Without the title, which the button says too."""
        self._title.set_text("" if compact else "Read this aloud")
        self.text.set_font("notice_compact" if compact else "notice")
        self._inside.setContentsMargins(16, 6 if compact else 12, 16, 6 if compact else 12)
        self._inside.setSpacing(2 if compact else 6)
        self._head.setContentsMargins(16, 5 if compact else 8, 10, 5 if compact else 8)


def _at_conferences(language: Language) -> tuple[int, str]:
    """The languages that are wanted most often come first."""
    wanted = ("en", "ja", "ko", "zh", "fr")
    rank = wanted.index(language.code) if language.code in wanted else len(wanted)
    return rank, language.code
