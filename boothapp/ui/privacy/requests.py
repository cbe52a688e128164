"""Requests: what people asked for, until when they are to be answered, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QFont
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from boothapp.domain.requests import Outcome, Request
from boothapp.services.bundle import Services
from boothapp.ui import icons
from boothapp.ui.context import Context
from boothapp.ui.dialogs.request_dialog import (
    WHAT_THEY_WROTE,
    NewRequest,
    OutcomeDialog,
    RequestDialog,
)
from boothapp.ui.forms.field import Field
from boothapp.ui.leads.wording import day_words
from boothapp.ui.models.tables import Index, TextTableModel
from boothapp.ui.privacy.parts import TitledCard, table_of
from boothapp.ui.privacy.wording import (
    OUTCOME_WORDS,
    REQUEST_WORDS,
    counted,
    days_left,
    instant,
)
from boothapp.ui.refresher import Refresher
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.read_text import ReadText

SHOWS = frozenset({"request", "consent", "settings"})
"""Events after which other requests may be open."""
_HEADS = ("Asks for", "Who", "Received", "Due", "")
_CLOSED_HEADS = ("Asked for", "Received", "Outcome", "Closed", "By")


@dataclass(frozen=True, slots=True)
class _Known:
    requests: tuple[Request, ...]
    today: date
    zone: tzinfo


class OpenRequests(TextTableModel):
    """The open requests; what is overdue is red, and says so."""

    def __init__(self) -> None:
        super().__init__(_HEADS)
        self.requests: tuple[Request, ...] = ()
        self._today = date.min

    def show_requests(self, requests: tuple[Request, ...], today: date) -> None:
        """Show these."""
        self.requests, self._today = requests, today
        self.show(
            [
                (
                    REQUEST_WORDS[asked.kind],
                    asked.who,
                    day_words(asked.received),
                    day_words(asked.due),
                    days_left(asked.due, today),
                )
                for asked in requests
            ]
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """As a table of texts, in the colour of what is overdue."""
        if index.isValid() and index.column() == len(_HEADS) - 1 and self._is_overdue(index.row()):
            if role == Qt.ItemDataRole.ForegroundRole:
                return QBrush(theme.color("verdict.error.ink"))
            if role == Qt.ItemDataRole.DecorationRole:
                return icons.pixmap("warning-circle-fill", "verdict.error.ink", 16)
            if role == Qt.ItemDataRole.FontRole:
                return QFont(theme.font("body", 600))
        return super().data(index, role)

    def _is_overdue(self, row: int) -> bool:
        return self.requests[row].overdue(self._today)


class RequestsSection(QWidget):
    """`do_wanted` carries the Request that somebody wants to answer now."""

    do_wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._service = context, context.services.requests
        self._today = date.min
        self.model, self.closed_model = OpenRequests(), TextTableModel(_CLOSED_HEADS)
        self.table = table_of(self.model, "Open requests", (170, None, 130, 130, 190))
        self.closed = table_of(self.closed_model, "Closed requests", (190, 150, 150, 230))
        self.add = Button("Add…", kind="primary", icon="plus", size="s")
        self.do = Button("Do it", icon="arrow-right", size="s", key="Enter")
        self.end = Button("Close it…", icon="check", size="s")
        self.words = ReadText(WHAT_THEY_WROTE)
        self.add.setEnabled(False)  # until it is known what day it is at the event
        self._build()
        self._connect()

    def reload(self) -> None:
        """Read the requests again."""
        services = self._context.services
        self._context.tasks.run(lambda: _read(services), self._show)

    @property
    def chosen(self) -> Request | None:
        """The request that the cursor is on."""
        index = self.table.currentIndex()
        return self.model.requests[index.row()] if index.isValid() else None

    def _build(self) -> None:
        self._open_card, self._closed_card = TitledCard("Open"), TitledCard("Closed")
        for button in (self.do, self.end, self.add):
            button.setAutoDefault(True)  # Enter presses the one that has the focus
            self._open_card.head.addWidget(button)
        text = (
            "Write one down when somebody asks: it is due a month later. Once it is closed, who "
            "asked is forgotten."
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("envelope-simple", "Nobody asked", text))
        self._stack.addWidget(self.table)
        self._open_card.body.addWidget(self._stack, 1)
        self._wrote = Field(WHAT_THEY_WROTE, self.words)
        self._open_card.add_text(self._wrote)
        self._closed_card.body.addWidget(self.closed, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self._open_card, 3)
        column.addWidget(self._closed_card, 2)

    def _connect(self) -> None:
        self.add.clicked.connect(self.write_down)
        self.do.clicked.connect(self._do)
        self.end.clicked.connect(self._ask_outcome)
        self.table.activated.connect(self._do)
        self.table.selectionModel().currentRowChanged.connect(self._cursor_moved)
        Refresher(self, self._context.bridge, SHOWS, self.reload)

    def _cursor_moved(self, current: QModelIndex) -> None:
        for button in (self.do, self.end):
            button.setEnabled(current.isValid())
            button.setToolTip("" if current.isValid() else "Choose a request first.")
        wrote = self.chosen.details if self.chosen is not None else ""
        self.words.setPlainText(wrote)
        self._wrote.setVisible(bool(wrote))

    def _show(self, known: _Known) -> None:
        chosen = self.chosen
        self._today = known.today
        self.add.setEnabled(True)
        still = tuple(asked for asked in known.requests if asked.closed is None)
        over = [asked for asked in known.requests if asked.closed is not None]
        self.model.show_requests(still, known.today)
        self.closed_model.show([_closed_row(asked, known.zone) for asked in over])
        self._stack.setCurrentIndex(1 if still else 0)
        late = sum(asked.overdue(known.today) for asked in still)
        self._open_card.said.set_text(f"{len(still)}, {late} overdue" if late else f"{len(still)}")
        self._closed_card.said.set_text(
            f"{counted(len(over), 'request', 'requests')}; who asked is forgotten"
        )
        rows = [row for row, asked in enumerate(still) if chosen and asked.id == chosen.id]
        self.table.selectRow(rows[0] if rows else 0)
        self._cursor_moved(self.table.currentIndex())

    def write_down(self) -> RequestDialog:
        """Ask for a new request."""
        dialog = RequestDialog(self._context, self._today, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_with.connect(self._open)
        dialog.open()
        return dialog

    def _open(self, new: NewRequest) -> None:
        self._context.tasks.run(
            lambda: self._service.open(
                new.kind,
                new.who,
                received=new.received,
                subject=new.subject,
                details=new.details,
            ),
            lambda asked: self._context.toasts.show(_written_words(new, asked), kind="done"),
        )

    def _do(self) -> None:
        if self.chosen is not None:
            self.do_wanted.emit(self.chosen)

    def _ask_outcome(self) -> None:
        asked = self.chosen
        if asked is None:
            return
        dialog = OutcomeDialog(asked, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_with.connect(lambda outcome: self._close(asked.id, outcome))
        dialog.open()

    def _close(self, request_id: str, outcome: Outcome) -> None:
        self._context.tasks.run(
            lambda: self._service.close(request_id, outcome),
            lambda _: self._context.toasts.show(
                f"Closed: {OUTCOME_WORDS[outcome].lower()}. Who asked is forgotten.", kind="done"
            ),
        )


def _written_words(new: NewRequest, asked: Request) -> str:
    """Say for whom: who saved at once did not see whom the look-up linked."""
    linked = f" for {new.linked}" if new.linked else ""
    return f"Written down{linked}. The answer is due on {day_words(asked.due)}."


def _closed_row(asked: Request, zone: tzinfo) -> tuple[str, ...]:
    return (
        REQUEST_WORDS[asked.kind],
        day_words(asked.received),
        OUTCOME_WORDS[asked.outcome] if asked.outcome else "",
        instant(asked.closed, zone) if asked.closed else "",
        asked.closed_by,
    )


def _read(services: Services) -> _Known:
    """Read the requests; on the database thread."""
    event = services.settings.get().event
    return _Known(services.requests.all(), event.local(services.now()).date(), event.zone)
