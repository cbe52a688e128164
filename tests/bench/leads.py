"""The Leads page on 1,000, 100,000 and 300,000 leads with notes, in an encrypted store.

`….read` is what the service takes, against the same SQL through sqlcipher3 alone in the same run;
`….painted` from what a person does to the first whole picture of it. The numbers of all leads come
after the first picture and are not in it; a place far down is looked at once they are there.
`leads.open` is the page as the window has it two seconds after its start, after something changed:
`.painted` is what was so when it was read last, `.current` what is so now. `leads.first` is a page
that is still to be made and read.
"""

import random
import shutil
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_rows import LeadQuery, LeadSort
from boothapp.services.bundle import Services
from boothapp.services.events import Changed
from boothapp.store.lead_table import LeadTable
from boothapp.ui.ahead import fill, get_ready
from boothapp.ui.context import Context, Frame
from boothapp.ui.event_bridge import EventBridge
from boothapp.ui.leads.loader import FIRST_ROWS
from boothapp.ui.pages.leads import LeadsPage
from boothapp.ui.tasks import Tasks
from boothapp.ui.theme import theme
from boothapp.ui.widgets.toasts import Toasts
from tests import factories
from tests.bench import leads_store
from tests.bench.rows import BenchRow
from tests.bench.store import clock, p95, timed

SIZES = (1_000, 100_000, 300_000)
_ROUNDS = 40
_COMMON, _RARE = "e", "zyzzyva"
_RATIO, _PAINTED_MS = 2.0, 50.0


def rows() -> list[BenchRow]:
    """All rows about the Leads page."""
    application = QApplication.instance() or QApplication([])
    theme.install(application)  # type: ignore[arg-type] # an application with windows
    return [row for size in SIZES for row in _size_rows(size)]


def _size_rows(size: int) -> list[BenchRow]:
    folder = Path(mkdtemp())
    services = factories.make_store(folder / "store", clock()).services
    leads_store.fill(services, size)
    stage = _Stage(services)
    found = [
        *_opening(stage, size),
        *_typing(stage, size, "common", _COMMON),
        *_typing(stage, size, "rare", _RARE),
        *_scrolling(stage, size),
    ]
    stage.close()
    services.close()
    shutil.rmtree(folder)
    return found


class _Stage(QObject):
    """A window of 1440 × 900 with the page in it, and whether it was painted whole."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services, self.tasks = services, Tasks()
        self.window = QWidget()
        self.window.resize(1264, 818)
        self.bridge = EventBridge(services.events)
        self.context = Context(
            services=services,
            tasks=self.tasks,
            theme=theme,
            bridge=self.bridge,
            toasts=Toasts(self.window),
            frame=Frame(),
            navigate=lambda _page, _argument: None,
        )
        self._stack, self._other = QStackedWidget(), QWidget()
        self._stack.addWidget(self._other)
        layout = QVBoxLayout(self.window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.window.show()
        QApplication.processEvents()
        self.page: LeadsPage | None = None
        self._painted = self._answered = False

    def build(self) -> None:
        """A new page, not shown yet."""
        self.page = LeadsPage(self.context)
        for answered in (self.page.loader.begun, self.page.loader.complete):
            answered.connect(self._hear)
        self.page.table.viewport().installEventFilter(self)
        self._stack.addWidget(self.page)

    def get_ready(self) -> None:
        """What the window does with a new page in an idle moment; then something changes."""
        get_ready(self._there(), self._stack)
        self.services.events.publish(Changed("lead"))
        QApplication.processEvents()

    def read_ahead(self) -> None:
        """As the window does before."""
        fill(self._there())
        self.settle()

    def open(self) -> None:
        """Show the page, until its first rows are painted."""
        self._answered = self._there().model.rowCount() > 0
        self._painted = False
        self._stack.setCurrentWidget(self._there())
        self._wait(lambda: self._painted)

    def wait_for_current(self) -> None:
        """Until the rows of now are painted: the answer that was asked for when it was shown."""
        self._painted = self._answered = False
        self._wait(lambda: self._painted)

    def drop(self) -> None:
        """Let go of the page."""
        page, self.page = self._there(), None
        self._stack.removeWidget(page)
        page.deleteLater()
        QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)

    def type(self, text: str) -> None:
        """Type into the filter, until what was found is painted."""
        self._painted = self._answered = False
        self._there().filter.setText(text)
        self._wait(lambda: self._painted)

    def go_to(self, row: int) -> None:
        """Drag the scroll bar, until the rows there are painted."""
        self._painted = False
        bar = self._there().table.verticalScrollBar()
        bar.setValue(row * theme.size("height.row"))
        self._wait(lambda: self._painted)

    def settle(self) -> None:
        """Until nothing is under way."""
        self._wait(lambda: not self.tasks.busy)

    def close(self) -> None:
        """Let go of the window."""
        self.settle()
        self.bridge.close()
        self.tasks.close()
        self.window.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hear of paintings: one is whole that begins when every row is there."""
        if event.type() == QEvent.Type.Paint and self.page and self._is_there():
            self._painted = True
        return super().eventFilter(watched, event)

    def _hear(self) -> None:
        self._answered = True

    def _is_there(self) -> bool:
        page = self._there()
        table, model = page.table, page.model
        if not model.rowCount() or not self._answered:
            return False
        first = max(0, table.rowAt(0))
        last = table.rowAt(table.viewport().height() - 1)
        last = model.rowCount() - 1 if last < 0 else last
        return all(model.lead(row) is not None for row in range(first, last + 1))

    def _there(self) -> LeadsPage:
        assert self.page is not None
        return self.page

    @staticmethod
    def _wait(ready: Callable[[], bool]) -> None:
        until = time.perf_counter() + 60
        while not ready():
            QApplication.processEvents()
            if time.perf_counter() > until:
                raise TimeoutError


def _opening(stage: _Stage, size: int) -> list[BenchRow]:
    """Made anew each time: that takes the same whatever is in the store."""

    def once(*, ready: bool) -> tuple[float, float, float, float]:
        made, got_ready = timed(stage.build), 0.0
        if ready:
            stage.read_ahead()
            got_ready = timed(stage.get_ready)
        opened, current = timed(stage.open), 0.0
        if ready:
            current = opened + timed(stage.wait_for_current)
        stage.settle()
        stage.drop()
        return made, got_ready, opened, current

    ready = [once(ready=True) for _ in range(_ROUNDS)]
    first = [once(ready=False) for _ in range(_ROUNDS)]
    stage.build()
    stage.open()
    stage.settle()
    query = LeadQuery(LeadFilter(), LeadSort.SEEN)
    held = max(max(made, got) for made, got, _, _ in ready[1:])
    current = p95([now for _, _, _, now in ready]) * 1000
    return [
        *_read(stage.services, f"leads.open.{size}", query),
        _painted(f"leads.open.{size}", [opened for _, _, opened, _ in ready]),
        BenchRow(f"leads.open.{size}.current.p95", current, "ms", "none"),
        BenchRow(
            f"leads.first.{size}.painted.p95",
            p95([made + opened for made, _, opened, _ in first]) * 1000,
            "ms",
            "none",
        ),
        BenchRow(f"leads.ahead.{size}.longest_step", held * 1000, "ms", "none"),
    ]


def _typing(stage: _Stage, size: int, name: str, text: str) -> list[BenchRow]:
    def once() -> float:
        took = timed(lambda: stage.type(text))
        stage.settle()
        stage.type("")
        stage.settle()
        return took

    ours = [once() for _ in range(_ROUNDS)]
    query = LeadQuery(LeadFilter(text=text), LeadSort.MATCH)
    what = f"leads.letter.{name}.{size}"
    return [*_read(stage.services, what, query), _painted(what, ours)]


def _scrolling(stage: _Stage, size: int) -> list[BenchRow]:
    places = random.Random(2)
    numbers = stage.services.desk.numbers(LeadQuery())

    def place() -> int:
        return places.randrange(max(1, size - FIRST_ROWS))

    def once() -> float:
        took = timed(lambda: stage.go_to(place()))
        stage.settle()
        return took

    def some() -> Sequence[int]:
        at = place()
        return numbers[at : at + FIRST_ROWS]

    ours = [once() for _ in range(_ROUNDS)]
    bare = _bare(stage.services, lambda table: table.rows(some()))
    read = [timed(lambda: stage.services.desk.rows(some())) for _ in range(_ROUNDS)]
    what = f"leads.scroll.{size}"
    return [_ratio(what, read, bare), _painted(what, ours)]


def _read(services: Services, what: str, query: LeadQuery) -> list[BenchRow]:
    """The first rows through the service against its SQL alone."""
    bare = _bare(services, lambda table: table.head(query, FIRST_ROWS + 1))
    ours = [timed(lambda: services.desk.head(query, FIRST_ROWS)) for _ in range(_ROUNDS)]
    return [_ratio(what, ours, bare)]


def _bare(services: Services, work: Callable[[LeadTable], object]) -> list[float]:
    """The statements of `work`, sent again through a bare connection; seconds of each round."""
    connection: Any = services.store.database._connect()
    found = []
    for _ in range(_ROUNDS):
        with services.store.database.reading() as reading:
            table = LeadTable(reading)
            recorder = table._cursor = _Recorder(table._cursor)
            work(table)
        found.append(timed(partial(_send, connection, recorder.sent)))
    connection.close()
    return found


def _send(connection: Any, sent: Sequence[tuple[str, Any]]) -> None:
    """All statements, every row fetched."""
    connection.execute("BEGIN")
    for statement, values in sent:
        connection.execute(statement, values).fetchall()
    connection.execute("ROLLBACK")


class _Recorder:
    """A cursor that notes what it was asked: to be asked of another connection, whose pages are
    as cold or warm as ours."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self.sent: list[tuple[str, Any]] = []

    def execute(self, statement: str, values: Any = ()) -> Any:
        self.sent.append((statement, values))
        return self._cursor.execute(statement, values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


def _ratio(what: str, ours: Sequence[float], bare: Sequence[float]) -> BenchRow:
    return BenchRow(
        f"{what}.read",
        median(ours) * 1000,
        "ms",
        "the same SQL through sqlcipher3 alone",
        median(ours) / median(bare),
        _RATIO,
    )


def _painted(what: str, ours: Sequence[float]) -> BenchRow:
    goal = _PAINTED_MS if what.endswith(".100000") else None
    return BenchRow(f"{what}.painted.p95", p95(list(ours)) * 1000, "ms", "none", None, goal)
