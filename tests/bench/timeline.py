"""A crowded day in the Interviews page: how long one frame takes, at rest and under the pointer."""

from collections.abc import Callable
from datetime import time, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import thread_time

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from boothapp.domain.event import Room
from boothapp.domain.people import Rating, ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.context import Context, Frame
from boothapp.ui.event_bridge import EventBridge
from boothapp.ui.pages.interviews import InterviewsPage
from boothapp.ui.tasks import Tasks
from boothapp.ui.theme import theme
from boothapp.ui.widgets.toasts import Toasts
from tests import factories
from tests.bench.rows import BenchRow
from tests.factories import SettableClock

_ROOMS, _INTERVIEWS, _FRAMES = 12, 300, 120
_GOAL = 16.0


def rows() -> list[BenchRow]:
    """Whole repaints of 12 rooms × 16 hours × 300 interviews, and moves of a drag over them."""
    with TemporaryDirectory() as folder:
        clock = SettableClock(factories.noon_of_second_day())
        services = factories.make_store(Path(folder) / "store", clock).services
        _fill(services, Path(folder))
        times = _measure(services)
        services.close()
    return [
        BenchRow(name, quantiles(found, n=20)[-1] * 1000, "ms", "none", None, _GOAL)
        for name, found in times.items()
    ]


def _fill(services: Services, folder: Path) -> None:
    for room in services.settings.get().rooms:
        services.settings.remove_room(room.id)
    for number in range(_ROOMS):
        services.settings.save_room(
            Room(name=f"Room {number}", slot_minutes=30, opens=time(6), closes=time(22))
        )
    people = [
        (f"T-{n:04}", f"Person Number {n}", f"p{n}@x.example", "University of Somewhere", "yes")
        for n in range(_INTERVIEWS + 20)
    ]
    services.roster.import_file(factories.roster_file(folder, people))
    begins = factories.noon_of_second_day() - timedelta(hours=6)
    rooms = services.settings.get().rooms
    for number, person in enumerate(people):
        card = services.capture.scan(person[0], ScanSource.SCANNER)
        assert card.lead is not None
        services.leads.rate(card.lead.id, Rating.HOT)
        if number < _INTERVIEWS:
            at = begins + timedelta(minutes=30 * (number // _ROOMS))
            services.interviews.book(card.lead.id, rooms[number % _ROOMS].id, at, despite=True)


def _measure(services: Services) -> dict[str, list[float]]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.install(app)
    window, tasks = QWidget(), Tasks()
    window.resize(1440, 900)
    bridge = EventBridge(services.events)
    context = Context(
        services, tasks, theme, bridge, Toasts(window), Frame(), lambda _page, _argument: None
    )
    page = InterviewsPage(context, window)
    page.resize(window.size())
    window.show()
    _settle(tasks)
    try:
        return {
            "timeline.frame.p95": _times(_scroll(page)),
            "timeline.frame.zoomed.p95": _times(_zoom(page)),
            "timeline.frame.dragging.p95": _times(_drag(page, tasks)),
        }
    finally:
        window.close()
        bridge.close()
        tasks.close()


def _scroll(page: InterviewsPage) -> Callable[[int], object]:
    """Other bookings come in sight with every frame; nothing of the lower layer can be kept."""
    down, right = page.view.verticalScrollBar(), page.view.horizontalScrollBar()

    def frame(number: int) -> None:
        down.setValue(number * 7 % max(1, down.maximum()))
        right.setValue(number * 11 % max(1, right.maximum()))
        page.view.viewport().repaint()

    return frame


def _zoom(page: InterviewsPage) -> Callable[[int], object]:
    """As above, in another size: every fourth frame, as a wheel turns."""

    def frame(number: int) -> None:
        (page.zoom.larger if number // 4 % 2 else page.zoom.smaller)()
        page.view.viewport().repaint()

    return frame


def _drag(page: InterviewsPage, tasks: Tasks) -> Callable[[int], object]:
    """A person of the list is dragged; a move is followed and everything is painted anew."""
    page.zoom.fit()
    people, viewport = page.panel.list.viewport(), page.view.viewport()
    start = page.panel.list.visualRect(page.panel.list.model().index(0, 0)).center()
    _mouse(people, QEvent.Type.MouseButtonPress, start)
    for distance in (20, 40):
        _mouse(people, QEvent.Type.MouseMove, start + QPoint(distance, 0))
    _settle(tasks)

    def frame(number: int) -> None:
        at = QPoint(60 + number * 5 % 800, 60 + number * 5 % 600)
        where = people.mapFromGlobal(viewport.mapToGlobal(at))
        _mouse(people, QEvent.Type.MouseMove, where)
        page.window().repaint()

    return frame


def _mouse(widget: QWidget, kind: QEvent.Type, at: QPoint) -> None:
    button = Qt.MouseButton.LeftButton
    pressed = button if kind is QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
    where = QPointF(widget.mapToGlobal(at))
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QMouseEvent(kind, QPointF(at), where, pressed, button, none))


def _times(frame: Callable[[int], object]) -> list[float]:
    """What each frame costs this thread, which does all of the painting: not what others do."""
    for number in range(10):
        frame(number)
    stamps = [thread_time()]
    for number in range(_FRAMES):
        frame(number)
        stamps.append(thread_time())
    return [after - before for before, after in pairwise(stamps)]


def _settle(tasks: Tasks) -> None:
    for _ in range(3):
        while tasks.busy:
            QApplication.processEvents()
        QApplication.processEvents()
