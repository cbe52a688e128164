"""What the tests of the timeline do with the page."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from boothapp.domain.interviews import Interview
from boothapp.domain.people import Rating, ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.interviews.blocks import Block
from boothapp.ui.interviews.geometry import DayGeometry
from boothapp.ui.pages.interviews import InterviewsPage
from tests import factories
from tests.ui.conftest import Stage
from tests.ui.seconds import Seconds

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


def scan(services: Services, badge_id: str, rating: Rating | None = None) -> str:
    card = services.capture.scan(badge_id, ScanSource.SCANNER)
    assert card.lead is not None
    services.leads.rate(card.lead.id, rating)
    return card.lead.id


def at(hour: int, minute: int = 0) -> datetime:
    """A time of the second day on the event's wall clock."""
    return factories.noon_of_second_day() + timedelta(hours=hour - 12, minutes=minute)


@dataclass
class Day:
    """The page, with a pointer. `where` is the pointer on the screen while the button is held."""

    stage: Stage
    services: Services
    page: InterviewsPage
    leads: tuple[str, str]
    source: QWidget | None = None
    seconds: Seconds = field(default_factory=Seconds)

    def __post_init__(self) -> None:
        """The moment in which the strips take no press passes when a test says so."""
        for strip in (self.page.desk.alert, self.page.desk.freed):
            strip.dead.set_clock(self.seconds)

    @property
    def content(self) -> DayGeometry:
        content = self.page.view.content
        assert content is not None
        return content

    def book(self, lead: int, room: int, starts: datetime, minutes: int | None = None) -> str:
        room_id = self.services.settings.get().rooms[room].id
        booked = self.services.interviews.book(
            self.leads[lead], room_id, starts, minutes, despite=True
        )
        self.stage.settle()
        return booked.id

    def get(self, interview_id: str) -> Interview:
        return self.services.interviews.get(interview_id)

    def stands(self, interview_id: str) -> tuple[str, str]:
        """Room and times of a booking on the event's wall clock."""
        found = self.get(interview_id)
        rooms = {room.id: room.name for room in self.services.settings.get().rooms}
        zone = self.services.settings.get().event.zone
        times = (one.astimezone(zone).strftime("%H:%M") for one in (found.starts, found.ends))
        return rooms[found.room_id], "–".join(times)

    def cell(self, room: int, starts: datetime) -> QModelIndex:
        for row, block in enumerate(self.page.model.columns[room].blocks):
            if block.starts == starts:
                return self.page.model.index(row, room)
        raise LookupError(room, starts)

    def block(self, room: int, starts: datetime) -> Block:
        found = self.page.model.block(self.cell(room, starts))
        assert found is not None
        return found

    def select(self, interview_id: str) -> None:
        self.page.view.setFocus()
        self.page.view.setCurrentIndex(self.page.model.find_interview(interview_id))

    def selected(self) -> str | None:
        block = self.page.model.block(self.page.view.currentIndex())
        return block.interview.id if block and block.interview else None

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.keyClick(self.page.view, key, held)
        self.stage.settle()

    # ---- the pointer

    def point(self, room: int, instant: datetime, across: float = 0.5) -> QPoint:
        """A point of the day, in the viewport."""
        x = self.content.x(room) + round(self.content.column_width * across)
        return QPoint(x, self.content.y(instant)) - self.page.view.content_point(QPoint())

    def take_booking(self, interview_id: str, edge: int = 0) -> None:
        """Press the button on a booking, and move so far that it is a drag."""
        rect = self.page.view.visualRect(self.page.model.find_interview(interview_id))
        y = {0: rect.center().y(), 1: rect.bottom() - 1, -1: rect.top() + 1}[edge]
        self._take(self.page.view.viewport(), QPoint(rect.center().x(), y))

    def take_person(self, row: int = 0) -> None:
        people = self.page.panel.list
        self._take(people.viewport(), people.visualRect(people.model().index(row, 0)).center())

    def _take(self, source: QWidget, where: QPoint) -> None:
        self.source = source
        self._mouse(QEvent.Type.MouseButtonPress, source.mapToGlobal(where))
        far = QApplication.startDragDistance() + 2
        self._mouse(QEvent.Type.MouseMove, source.mapToGlobal(where + QPoint(far, 0)))
        self._mouse(QEvent.Type.MouseMove, source.mapToGlobal(where))
        self.stage.settle()

    def move(self, where: QPoint, held: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Move to a point of the viewport."""
        self.move_global(self.page.view.viewport().mapToGlobal(where), held)

    def move_global(self, where: QPoint, held: Qt.KeyboardModifier = NO_KEYS) -> None:
        self._mouse(QEvent.Type.MouseMove, where, held)
        self.stage.settle()

    def drop(self, where: QPoint, held: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.move(where, held)
        self.release(where)

    def release(self, where: QPoint) -> None:
        self._mouse(QEvent.Type.MouseButtonRelease, self.page.view.viewport().mapToGlobal(where))
        self.stage.settle()

    def _mouse(self, kind: QEvent.Type, where: QPoint, held: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Send what a mouse would: to the widget in which the button went down."""
        assert self.source is not None
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else LEFT
        down = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else LEFT
        local = QPointF(self.source.mapFromGlobal(where))
        event = QMouseEvent(kind, local, QPointF(where), button, down, held)
        QApplication.sendEvent(self.source, event)
