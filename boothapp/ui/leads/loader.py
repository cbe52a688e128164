"""Brings leads into the table: the first rows at once, all numbers behind them, rows on sight.

Everything is read beside the database's thread: a long export does not make the table wait. One
answer is under way at a time; of what was asked meanwhile only the last counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from boothapp.domain.lead_rows import LeadPage, LeadQuery, LeadRow
from boothapp.services.bundle import Services
from boothapp.ui.context import Context
from boothapp.ui.models.leads import LeadsModel

FIRST_ROWS = 60
"""More than a large screen shows."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A lead that was to be found by its id, and its number; None where it is gone."""

    lead_id: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class _Refreshed:
    """Every lead as it is now, and the rows that can be seen."""

    numbers: Sequence[int]
    rows: tuple[LeadRow, ...]
    sought: Sought


@dataclass(frozen=True, slots=True)
class _Begun:
    """The first rows."""

    page: LeadPage
    sought: Sought


class LeadLoader(QObject):
    """`ask` shows other leads, `refresh` the same as they are now."""

    begun = Signal()
    """The first rows of what was asked are in the table."""
    complete = Signal()
    """All leads of what was asked are in the table."""

    def __init__(
        self,
        context: Context,
        model: LeadsModel,
        seen: Callable[[], int],
        wanted: Callable[[], str],
        parent: QObject,
    ) -> None:
        """`seen` answers with the first row that can be seen, `wanted` with the id of a lead that
        somebody wants to see (empty for none): `sought` is then what came of it."""
        super().__init__(parent)
        self._tasks, self._services, self._toasts = (
            context.tasks,
            context.services,
            context.toasts,
        )
        self._model, self._seen, self._wanted_lead = model, seen, wanted
        self.sought = Sought()
        self.query = LeadQuery()
        self._waiting: Callable[[], None] | None = None
        self._busy = self._reads_head = False
        self._wanted: list[int] = []
        self._answers = 0  # counts what came, so that rows read before it are read again
        self._fetching = False
        model.rows_wanted.connect(self._want)

    def ask(self, query: LeadQuery) -> None:
        """Show what `query` asks for, from its first row on."""
        self.query = query
        self._reads_head = True
        self._do(self._read_head)

    def refresh(self) -> None:
        """Show the same leads as they are now, nothing jumps; the first time as `ask` does."""
        if self._answers:
            self._do(self._read_all)
        else:
            self.ask(self.query)

    def _do(self, read: Callable[[], None]) -> None:
        if self._busy:
            # What was asked newly also tells what changed.
            self._waiting = self._read_head if self._reads_head else read
            return
        self._busy = True
        read()

    def _next(self) -> bool:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()
        return waiting is not None

    def _read_head(self) -> None:
        query, lead_id = self.query, self._wanted_lead()
        self._tasks.background(
            lambda _progress: _begin(self._services, query, lead_id),
            lambda begun: self._show_head(begun, query),
            self._fail,
        )

    def _show_head(self, begun: _Begun, query: LeadQuery) -> None:
        if self._next():
            return
        page, self.sought = begun.page, begun.sought
        self._reads_head = False
        self._answers += 1
        self._model.forget()
        self._model.show([row.number for row in page.rows], page.rows)
        self.begun.emit()
        if page.whole:
            self._finish()
            return
        self._tasks.background(
            lambda _progress: self._services.desk.numbers(query), self._show_numbers, self._fail
        )

    def _show_numbers(self, numbers: Sequence[int]) -> None:
        if self._next():
            return
        self._model.show(numbers)
        self._finish()

    def _read_all(self) -> None:
        query, top, lead_id = self.query, self._seen(), self._wanted_lead()
        self._tasks.background(
            lambda _progress: _read(self._services, query, top, lead_id),
            self._show_all,
            self._fail,
        )

    def _show_all(self, found: _Refreshed) -> None:
        if self._next():
            return
        self.sought = found.sought
        self._answers += 1
        self._model.forget()
        self._model.show(found.numbers, found.rows)
        self._model.take(())  # what can be seen is painted anew
        self._finish()

    def _finish(self) -> None:
        self._busy = False
        self.complete.emit()

    def _fail(self, error: Exception) -> None:
        if not self._next():
            self._busy = False
            self._toasts.error(f"The leads could not be read: {error}")

    def _want(self, numbers: list[int]) -> None:
        self._wanted = numbers
        if not self._fetching:
            self._fetch()

    def _fetch(self) -> None:
        numbers, self._wanted = self._wanted, []
        self._fetching = bool(numbers)
        answers = self._answers
        if numbers:
            self._tasks.background(
                lambda _progress: self._services.desk.rows(numbers),
                lambda rows: self._take(rows, numbers, answers),
                self._lose,
            )

    def _take(self, rows: Sequence[LeadRow], numbers: list[int], answers: int) -> None:
        if answers == self._answers:
            self._model.take(rows, numbers)
        else:  # they may say what was so before
            self._wanted = self._wanted or numbers
        self._fetch()

    def _lose(self, error: Exception) -> None:
        self._fetching = False
        self._toasts.error(f"The leads could not be read: {error}")


def _begin(services: Services, query: LeadQuery, lead_id: str) -> _Begun:
    return _Begun(services.desk.head(query, FIRST_ROWS), _seek(services, lead_id))


def _read(services: Services, query: LeadQuery, top: int, lead_id: str) -> _Refreshed:
    numbers = services.desk.numbers(query)
    rows = services.desk.rows(numbers[top : top + FIRST_ROWS])
    return _Refreshed(numbers, rows, _seek(services, lead_id))


def _seek(services: Services, lead_id: str) -> Sought:
    return Sought(lead_id, services.desk.number_of(lead_id)) if lead_id else Sought()
