"""The left of the Interviews page: who waits for a room, or the queue, and the selected booking."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from boothapp.ui.interviews.candidates_panel import CandidatesPanel
from boothapp.ui.interviews.day_margins import HEAD_HEIGHT
from boothapp.ui.interviews.desk_loader import DeskData
from boothapp.ui.interviews.queue_list import QueueList, QueueModel
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.key_hints import KeyHints

_NOBODY = (
    "Q puts the selected person here as a walk-in, Shift+Q as a standby. "
    "They are offered the rooms that get free."
)


class LeftColumn(QWidget):
    """The panel of candidates as it is, beside it the queue; a switch above says which."""

    remove_wanted = Signal(object)
    """A QueueEntry that leaves the line."""
    book_wanted = Signal()
    """Whoever is selected in the queue should get the next free room."""

    def __init__(self, panel: CandidatesPanel) -> None:
        super().__init__()
        self._panel = panel
        self._model = QueueModel(self)
        self.queue = QueueList(self._model)
        self.tabs = Segmented(
            (("waiting", "Waiting"), ("queue", "Queue")), name="Who is listed", size="control_s"
        )
        self.tabs.set_value("waiting")
        self.more = Button(kind="ghost", icon="dots-three", size="s")
        self.more.setAccessibleName("More")
        self.more.setToolTip("Invitations, day sheets, imports, queue (Q), door sign (F11)")
        self.tabs.picked.connect(self._show_tab)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(panel)
        self._pages.addWidget(self._queue_page())
        head = QWidget()
        head.setFixedHeight(HEAD_HEIGHT - 1)  # with the line below as high as the rooms' heads
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 0, 12, 0)
        row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch()
        row.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(Line())
        layout.addWidget(self._pages, 1)
        foot = _foot_of(panel)
        if foot is not None:  # the selected booking is seen beside either list
            layout.addWidget(foot)
        self.setFixedWidth(panel.maximumWidth())
        panel.counted.connect(self._show_waiting)
        self._show_count(0)

    @property
    def shows_queue(self) -> bool:
        """Whether the queue is in front."""
        return self.tabs.value == "queue"

    def show_queue(self) -> None:
        """Bring the queue to the front."""
        self.tabs.set_value("queue")
        self._pages.setCurrentIndex(1)

    def take(self, data: DeskData) -> None:
        """Show the line of now; the cursor stays on its person."""
        before = self.queue.currentIndex()
        row, entry = before.row(), self.queue.current if before.isValid() else None
        self._model.show(data.line, data.now, data.zone)
        if entry is not None:
            index = self._model.find(entry.candidate.lead_id)
            last = self._model.rowCount() - 1
            self.queue.setCurrentIndex(
                index if index.isValid() else self._model.index(min(row, last))
            )
        self._show_count(len(data.line))

    def _show_count(self, count: int) -> None:
        button = self.tabs.buttons[1]
        button.setText(f"Queue ({count})" if count else "Queue")
        button.setAccessibleName(f"Queue, {count} in line")
        button.updateGeometry()
        self._inside.setCurrentIndex(0 if count else 1)
        for order in (self.book, self.remove):
            order.setEnabled(bool(count))
            order.setToolTip("" if count else "Nobody is in the queue.")

    def _show_waiting(self, count: int) -> None:
        button = self.tabs.buttons[0]
        button.setText(f"Waiting ({count})" if count else "Waiting")
        button.setAccessibleName(f"Waiting for a room, {count}, hottest first")
        button.setToolTip("Who waits for a room, hottest first")
        button.updateGeometry()

    def _show_tab(self, name: str) -> None:
        self._pages.setCurrentIndex(1 if name == "queue" else 0)

    def _queue_page(self) -> QWidget:
        page = QWidget()
        self._inside = QStackedWidget(page)
        self._inside.addWidget(self.queue)
        empty = EmptyState("users", "Nobody is in the queue", _NOBODY)
        empty.text.setMinimumWidth(0)  # the column is narrower than a page
        inner = empty.layout()
        if inner is not None:
            inner.setContentsMargins(*(theme.size("space.xs"),) * 4)
        self._inside.addWidget(empty)
        self.book = Button("Next room", key="W", size="s")
        self.book.setAccessibleName("Next free room for the selected person of the queue")
        self.remove = Button("Take out", key="Del", size="s")
        self.remove.setAccessibleName("Take the selected person out of the queue")
        self.book.clicked.connect(self.book_wanted)
        self.remove.clicked.connect(self._remove_current)
        self.queue.removed.connect(self.remove_wanted)
        orders = QHBoxLayout()
        orders.setContentsMargins(4, 6, 4, 4)
        orders.addWidget(self.book)
        orders.addWidget(self.remove)
        orders.addStretch()
        hints = QHBoxLayout()
        hints.setContentsMargins(4, 0, 0, 4)
        hints.addWidget(KeyHints((("Q", "walk-in"), ("Shift+Q", "standby"))))
        layout = QVBoxLayout(page)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.addWidget(self._inside, 1)
        layout.addLayout(orders)
        layout.addLayout(hints)
        return page

    def _remove_current(self) -> None:
        if self.queue.current is not None:
            self.remove_wanted.emit(self.queue.current)


def _foot_of(panel: CandidatesPanel) -> QWidget | None:
    """The part of the panel with the booking's card, if that is all there is in it."""
    part: QWidget | None = panel.booking
    while part is not None and part.parentWidget() is not panel:
        part = part.parentWidget()
    return None if part is None or part.isAncestorOf(panel.list) else part
