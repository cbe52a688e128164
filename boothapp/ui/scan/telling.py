"""Telling somebody from the organiser's list that their details are held (GDPR Art. 14)."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from boothapp.domain.ledger import Method
from boothapp.domain.notices import Language, Notice
from boothapp.domain.people import VerdictCard
from boothapp.ui.context import Context
from boothapp.ui.scan import wording
from boothapp.ui.scan.desk import Desk
from boothapp.ui.scan.turned_telling import TurnedTelling


class Telling(QObject):
    """Shows the notice to who is in the panel, and records that they know."""

    def __init__(self, context: Context, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._desk, self._page = context, desk, page
        self._languages: Sequence[Language] = ()
        self._sponsor = ""
        self._card: VerdictCard | None = None
        self._language = "en"
        self.cover: TurnedTelling | None = None

    def load(self, languages: Sequence[Language], sponsor: str) -> None:
        """The languages there are, and who speaks."""
        self._languages, self._sponsor = languages, sponsor

    def begin(self) -> None:
        """Turn the screen to the person in the panel, if they are to be told."""
        card = self._desk.current
        if card is not None and card.to_tell:
            self._card, self._language = card, "en"
            self._read()

    def _read(self) -> None:
        notices, code = self._context.services.notices, self._language
        subject = self._card.subject if self._card is not None else None
        self._context.tasks.run(lambda: notices.notice(code, subject), self._show)

    def _show(self, notice: Notice) -> None:
        card = self._card
        if card is None:
            return
        if self.cover is None:
            self.cover = TurnedTelling(self._page.window(), self._context.frame)
            self.cover.told.connect(self._told)
            self.cover.turned_back.connect(self._page.setFocus)
            self.cover.language_picked.connect(self._pick)
        if self.cover.isVisible():
            self.cover.show_notice(notice, self._languages)
        else:
            self.cover.turn(self._sponsor, wording.who(card), notice, self._languages)

    def _pick(self, code: str) -> None:
        self._language = code
        self._read()

    def _told(self) -> None:
        card, notices, language = self._card, self._context.services.notices, self._language
        self._card = None
        if card is None or card.subject is None:
            return
        subject = card.subject
        self._context.tasks.run(
            lambda: notices.told(subject, language=language, method=Method.SCREEN),
            lambda _: self._context.toasts.show(
                f"{wording.who(card)} was told. It is on record.", kind="done"
            ),
        )
