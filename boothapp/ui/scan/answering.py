"""Asking one person: the notice in their language, spoken or on the turned screen, and the yes."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.event import BoothInfo
from boothapp.domain.notices import Language, Notice
from boothapp.domain.people import NoticeShown, VerdictCard
from boothapp.ui.context import Context
from boothapp.ui.scan.actions import ScanActions
from boothapp.ui.scan.ask_panel import AskPanel
from boothapp.ui.scan.asking import Asking
from boothapp.ui.scan.turned_notice import TurnedNotice

_FIRST = "en"


class Answering(QObject):
    """Ties the ask panel and the turned screen to the services."""

    def __init__(self, context: Context, panel: AskPanel, actions: ScanActions) -> None:
        super().__init__(panel)
        self._context, self._panel, self._actions = context, panel, actions
        self._notice: Notice | None = None
        self._languages: Sequence[Language] = ()
        self._booth = BoothInfo(sponsor="")
        self._shown = NoticeShown()
        self._said: dict[Purpose, tuple[ConsentEvent, NoticeShown]] = {}
        self.turned_notice: TurnedNotice | None = None
        panel.language_picked.connect(self.pick_language)
        panel.turned.connect(self.turn)
        panel.saved.connect(self.save)
        panel.changed.connect(lambda: self._note("spoken"))
        actions.refused.connect(self._refused)

    @property
    def language(self) -> str:
        """The language that the notice is shown in."""
        return self._notice.words.language.code if self._notice is not None else _FIRST

    def load(self, languages: Sequence[Language], notice: Notice, booth: BoothInfo) -> None:
        """The languages there are, and the notice as it is worded now."""
        self._languages, self._booth = languages, booth
        self._show(notice)

    def begin(self) -> None:
        """A person is asked: in the first language again, by word of mouth."""
        self._shown, self._said = NoticeShown(_FIRST), {}
        if self.language != _FIRST:
            self.pick_language(_FIRST)
        elif self._notice is not None:
            self._panel.show_notice(self._notice, self._booth.privacy_contact)

    def pick_language(self, code: str) -> None:
        """Read the notice in another language."""
        notices = self._context.services.notices
        self._context.tasks.run(lambda: notices.notice(code), self._show)

    def save(self) -> None:
        """Keep the answers; a yes of an id-only badge asks for details first."""
        panel = self._panel
        details = panel.details.person if panel.needs_details else None
        if details is not None and details.is_empty:
            panel.ask_for_details("Give a name, an e-mail or an affiliation.")
            return
        if not self._said:  # all of it is left open, in the words that are there now
            self._shown = NoticeShown(self.language)
        under = {purpose: shown for purpose, (_, shown) in self._said.items()}
        self._actions.answer(panel.asking.complete, self._shown, details, under=under)

    def turn(self) -> None:
        """Turn the screen to the attendee: nobody else's name stays in sight."""
        if self._notice is None:
            return
        if self.turned_notice is None:
            self.turned_notice = TurnedNotice(self._panel.window(), self._context.frame)
            self.turned_notice.done.connect(self._answered_on_screen)
            self.turned_notice.turned_back.connect(self._turned_back)
            self.turned_notice.language_picked.connect(self.pick_language)
        self.turned_notice.turn(self._notice, self._languages, self._booth, self._panel.asking)

    def _answered_on_screen(self, answers: Mapping[Purpose, ConsentEvent]) -> None:
        self._turned_back()
        self._panel.take(answers)
        self._note("screen")
        if not self._panel.needs_details:
            self.save()

    def _turned_back(self) -> None:
        page = self._panel.window()
        page.activateWindow()
        self._panel.setFocus()

    def _note(self, method: str) -> None:
        """Remember under which words an answer was given: the language may be changed after it."""
        self._shown = NoticeShown(self.language, method)
        for purpose, event in self._panel.asking.answers.items():
            if purpose not in self._said or self._said[purpose][0] is not event:
                self._said[purpose] = (event, self._shown)

    def _refused(self, sentence: str) -> None:
        if self._panel.details.isVisible():
            self._panel.ask_for_details(sentence)
        else:
            self._context.toasts.error(sentence)

    def _show(self, notice: Notice) -> None:
        self._notice = notice
        self._panel.show_notice(notice, self._booth.privacy_contact)
        code = notice.words.language.code
        self._panel.notice.languages.show_languages(self._languages, code)
        if self.turned_notice is not None and self.turned_notice.isVisible():
            self.turned_notice.show_notice(notice, self._languages, self._booth)


def start_asking(
    panel: AskPanel, card: VerdictCard, purposes: Sequence[Purpose], zone: ZoneInfo
) -> None:
    """Begin with no answers."""
    panel.start(card, Asking(tuple(purposes)), zone)
