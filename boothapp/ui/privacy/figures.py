"""How people answered to each notice, and who from the list is still to be told (Art. 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from boothapp.domain.ledger import Method, NoticeFigures
from boothapp.domain.notices import NotTold
from boothapp.services.bundle import Services
from boothapp.ui.context import Context
from boothapp.ui.leads.wording import notice_words
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.privacy.parts import CardColumn, TitledCard, fit_rows, table_of
from boothapp.ui.privacy.wording import counted, days_left, short_day
from boothapp.ui.refresher import Refresher
from boothapp.ui.scan.wording import PURPOSE_LONG
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.labels import Label

_SHOWS = frozenset({"consent", "lead", "roster", "settings"})
_HEADS = ("Notice", "Purpose", "Yes", "No", "Later", "Withdrawn")
_TOLD_HEADS = ("Name", "E-mail", "Held since", "Due", "")
_MOST = 12


@dataclass(frozen=True, slots=True)
class _Known:
    figures: tuple[NoticeFigures, ...]
    not_told: tuple[NotTold, ...]
    today: date


class FiguresSection(QWidget):
    """Two cards: the figures, and who is to be told."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._notices = context, context.services.notices
        self._not_told: tuple[NotTold, ...] = ()
        self.model, self.told_model = TextTableModel(_HEADS), TextTableModel(_TOLD_HEADS)
        self.table = table_of(self.model, "Answers by notice", (270, 180, 80, 80, 80))
        self.told = table_of(self.told_model, "People to be told", (190, 270, 130, 140))
        self.mail = Button("Mail it…", icon="envelope-simple", size="s")
        self.know = Button("They know", icon="check", size="s", drops=True)
        self._build()
        self._connect()

    def reload(self) -> None:
        """Count again."""
        services = self._context.services
        self._context.tasks.run(lambda: _read(services), self._show)

    @property
    def chosen(self) -> NotTold | None:
        """The person that the cursor is on."""
        index = self.told.currentIndex()
        return self._not_told[index.row()] if index.isValid() else None

    def _build(self) -> None:
        self._figures, self._telling = TitledCard("Answers"), TitledCard("To be told")
        text = "Each answer counts for the very words that the person was shown."
        empty = EmptyState("list-checks", "Nobody answered yet", text)
        empty.setFixedHeight(180)
        self._stack, self._told_stack = QStackedWidget(), QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.table)
        self._figures.body.addWidget(self._stack)
        everybody = "Everybody from the organiser’s list knows that their details are held."
        nobody = EmptyState("check-circle-fill", "Nobody is left", everybody)
        nobody.setFixedHeight(180)
        self._told_stack.addWidget(nobody)
        self._told_stack.addWidget(self.told)
        why = (
            "Their details came from the organiser’s list: they are told at the first contact, at "
            "the latest within a month (GDPR Art. 14)."
        )
        self._telling.add_text(Label(why, font="caption", tone="muted", wrap=True))
        self._telling.body.addWidget(self._told_stack)
        for button in (self.mail, self.know):
            self._telling.head.addWidget(button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(CardColumn((self._figures, self._telling)))

    def _connect(self) -> None:
        self.mail.clicked.connect(self.write_mail)
        self.know.clicked.connect(self._ask_how)
        Refresher(self, self._context.bridge, _SHOWS, self.reload)

    def _show(self, known: _Known) -> None:
        row = max(0, self.told.currentIndex().row())
        self._not_told = known.not_told
        self.model.show([_figures_row(figures) for figures in known.figures])
        self._stack.setCurrentIndex(1 if known.figures else 0)
        fit_rows(self.table, _MOST)
        self._stack.setFixedHeight(self.table.height() if known.figures else 180)
        self.told_model.show([_told_row(who, known.today) for who in known.not_told])
        self._told_stack.setCurrentIndex(1 if known.not_told else 0)
        fit_rows(self.told, _MOST)
        self._told_stack.setFixedHeight(self.told.height() if known.not_told else 180)
        late = sum(who.due < known.today for who in known.not_told)
        said = counted(len(known.not_told), "person", "people")
        if known.not_told:
            said += (
                f", {late} overdue" if late else f", first due {short_day(known.not_told[0].due)}"
            )
        self._telling.said.set_text(said)
        self.told.selectRow(min(row, len(known.not_told) - 1))
        for button in (self.mail, self.know):
            button.setEnabled(bool(known.not_told))

    def write_mail(self) -> None:
        """Open the ready mail; whoever sends it presses “They know” then."""
        who = self.chosen
        if who is not None:
            self._context.tasks.run(
                lambda: self._notices.from_list_mail(who.subject).link(),
                lambda link: QDesktopServices.openUrl(QUrl(link)),
                lambda error: self._context.toasts.error(str(error)),
            )

    def _ask_how(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for method, words in ((Method.MAIL, "By mail"), (Method.SPOKEN, "Told in person")):
            menu.addAction(words).triggered.connect(partial(self.record, method))
        menu.popup(self.know.mapToGlobal(QPoint(0, self.know.height())))

    def record(self, method: Method) -> None:
        """Record that the chosen person knows."""
        who = self.chosen
        if who is not None:
            self._context.tasks.run(
                lambda: self._notices.told(who.subject, method=method),
                lambda _: self._context.toasts.show(
                    f"{who.name or 'This person'} was told. It is on record.", kind="done"
                ),
                lambda error: self._context.toasts.error(str(error)),
            )


def _figures_row(figures: NoticeFigures) -> tuple[str, ...]:
    notice = notice_words(figures.notice)
    return (
        notice[:1].upper() + notice[1:],
        PURPOSE_LONG[figures.purpose],
        *(
            f"{number:,}"
            for number in (figures.given, figures.declined, figures.deferred, figures.withdrawn)
        ),
    )


def _told_row(who: NotTold, today: date) -> tuple[str, ...]:
    return (
        who.name or "No name",
        who.email or "No e-mail: tell them in person",
        short_day(who.since),
        short_day(who.due),
        days_left(who.due, today),
    )


def _read(services: Services) -> _Known:
    """Count; on the database thread."""
    event = services.settings.get().event
    today = event.local(services.now()).date()
    return _Known(services.ledger.figures(), services.notices.not_told(), today)
