"""How people answered to each notice."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from boothapp.domain.ledger import NoticeFigures
from boothapp.ui.context import Context
from boothapp.ui.leads.wording import notice_words
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.privacy.parts import CardColumn, TitledCard, fit_rows, table_of
from boothapp.ui.refresher import Refresher
from boothapp.ui.scan.wording import PURPOSE_LONG
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.labels import Label

_SHOWS = frozenset({"consent", "lead", "roster", "settings"})
_HEADS = ("Notice", "Purpose", "Yes", "No", "Left open", "Withdrawn")
_MOST = 60


class FiguresSection(QWidget):
    """One row for each wording and purpose."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.model = TextTableModel(_HEADS)
        widths = (None, 180, 80, 80, 80, 110)
        self.table = table_of(self.model, "Answers by notice", widths)
        self._build()
        Refresher(self, context.bridge, _SHOWS, self.reload)

    def reload(self) -> None:
        """Count again."""
        services = self._context.services
        self._context.tasks.run(services.ledger.figures, self._show)

    def _build(self) -> None:
        card = TitledCard("Answers")
        text = "Each answer counts for the very words that the person was shown."
        empty = EmptyState("list-checks", "Nobody answered yet", text)
        empty.setFixedHeight(180)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.table)
        words = f"{text} A withdrawal counts for the words that they had said yes to."
        card.add_text(Label(words, font="caption", tone="muted", wrap=True))
        card.body.addWidget(self._stack)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(CardColumn((card,)))

    def _show(self, known: tuple[NoticeFigures, ...]) -> None:
        self.model.show([_row(figures) for figures in known])
        self._stack.setCurrentIndex(1 if known else 0)
        fit_rows(self.table, _MOST)
        self._stack.setFixedHeight(self.table.height() if known else 180)


def _row(figures: NoticeFigures) -> tuple[str, ...]:
    notice = notice_words(figures.notice)
    return (
        notice[:1].upper() + notice[1:],
        PURPOSE_LONG[figures.purpose],
        *(
            f"{number:,}"
            for number in (figures.given, figures.declined, figures.deferred, figures.withdrawn)
        ),
    )
