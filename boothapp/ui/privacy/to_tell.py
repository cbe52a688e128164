"""Who is known from the organiser's list only and has to be told so (GDPR Art. 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from boothapp.domain.ledger import Method
from boothapp.domain.notices import Language, NotTold
from boothapp.services.bundle import Services
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.leads.wording import day_words
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.privacy.parts import TitledCard, fit_rows, table_of
from boothapp.ui.privacy.wording import counted, days_left
from boothapp.ui.refresher import Refresher
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.menu import Menu

SHOWS = frozenset({"consent", "lead", "roster", "settings"})
"""Events after which other people may be left to be told."""
_HEADS = ("Name", "E-mail", "Held since", "Due", "")
_MOST = 8
_HOW = {Method.MAIL: "By mail", Method.SPOKEN: "Told in person"}


@dataclass(frozen=True, slots=True)
class _Known:
    not_told: tuple[NotTold, ...]
    languages: tuple[Language, ...]
    today: date


class ToTellCard(TitledCard):
    """The people, the earliest due first; mailed, or recorded as told, in a chosen language."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("To be told", parent)
        self._context, self._notices = context, context.services.notices
        self._not_told: tuple[NotTold, ...] = ()
        self.model = TextTableModel(_HEADS)
        self.table = table_of(self.model, "People to be told", (180, None, 115, 125, 120))
        self.language = Select("Language that they are told in")
        self.mail = Button("Mail it…", icon="envelope-simple", size="s")
        self.know = Button("They know", icon="check", size="s", drops=True)
        self._build()
        self.mail.clicked.connect(self.write_mail)
        self.know.clicked.connect(self._ask_how)
        Refresher(self, context.bridge, SHOWS, self.reload)

    def reload(self) -> None:
        """Look again who is left."""
        services = self._context.services
        self._context.tasks.run(lambda: _read(services), self._show)

    @property
    def chosen(self) -> NotTold | None:
        """The person that the cursor is on."""
        index = self.table.currentIndex()
        return self._not_told[index.row()] if index.isValid() else None

    def _build(self) -> None:
        everybody = "Everybody from the organiser’s list knows that their details are held."
        nobody = EmptyState("check-circle-fill", "Nobody is left", everybody)
        nobody.setFixedHeight(180)
        self._stack = QStackedWidget()
        self._stack.addWidget(nobody)
        self._stack.addWidget(self.table)
        why = (
            "Their details came from the organiser’s list: they are told at the first contact, at "
            "the latest within a month (GDPR Art. 14)."
        )
        self.add_text(Label(why, font="caption", tone="muted", wrap=True))
        self.body.addWidget(self._stack)
        self.language.set_compact(compact=True)
        for part in (self.language, self.mail, self.know):
            self.head.addWidget(part)

    def _show(self, known: _Known) -> None:
        row = max(0, self.table.currentIndex().row())
        self._not_told = known.not_told
        if self.language.count() == 0:
            for language in known.languages:
                self.language.addItem(language.name, language.code)
        self.model.show([_row(who, known.today) for who in known.not_told])
        self._stack.setCurrentIndex(1 if known.not_told else 0)
        fit_rows(self.table, _MOST)
        self._stack.setFixedHeight(self.table.height() if known.not_told else 180)
        late = sum(who.due < known.today for who in known.not_told)
        said = counted(len(known.not_told), "person", "people")
        if known.not_told:
            said += (
                f", {late} overdue" if late else f", first due {day_words(known.not_told[0].due)}"
            )
        self.said.set_text(said)
        self.table.selectRow(min(row, len(known.not_told) - 1))
        for control in (self.language, self.mail, self.know):
            control.setEnabled(bool(known.not_told))

    def write_mail(self) -> None:
        """Open the ready mail; whoever sends it presses “They know” then."""
        who, language = self.chosen, self.language.currentData()
        if who is not None:
            self._context.tasks.run(
                lambda: self._notices.from_list_mail(who.subject, language).link(),
                lambda link: opening.open_mail(link, self._context.toasts),
                lambda error: self._context.toasts.error(str(error)),
            )

    def _ask_how(self) -> None:
        menu = Menu(self.know)
        for method, words in _HOW.items():
            said = f"{words}, in {self.language.currentText()}"
            menu.addAction(said).triggered.connect(partial(self.ask, method))
        menu.drop()

    def ask(self, method: Method) -> ConfirmDialog | None:
        """Ask, for it stays on record; then record that the chosen person was told."""
        who, language = self.chosen, self.language.currentData()
        if who is None:
            return None
        how = f"{_HOW[method]}, in {self.language.currentText()}"
        dialog = ConfirmDialog(
            f"Does {_named(who)} know?",
            f"1 of {counted(len(self._not_told), 'person', 'people')} who are to be told. On "
            f"record will be: {how}. This cannot be taken back.",
            "They know",
            self.window(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._record, who, language, method))
        dialog.open()
        return dialog

    def _record(self, who: NotTold, language: str, method: Method) -> None:
        self._context.tasks.run(
            lambda: self._notices.told(who.subject, language=language, method=method),
            lambda _: self._context.toasts.show(
                f"{who.name or 'This person'} was told. It is on record.", kind="done"
            ),
            lambda error: self._context.toasts.error(str(error)),
        )


def _named(who: NotTold) -> str:
    about = f" ({who.email})" if who.name and who.email else ""
    return f"{who.name or who.email or 'this person'}{about}"


def _row(who: NotTold, today: date) -> tuple[str, ...]:
    return (
        who.name or "No name",
        who.email or "No e-mail: tell them in person",
        day_words(who.since),
        day_words(who.due),
        days_left(who.due, today),
    )


def _read(services: Services) -> _Known:
    """Look who is left; on the database thread."""
    event = services.settings.get().event
    today = event.local(services.now()).date()
    return _Known(services.notices.not_told(), services.notices.languages(), today)
