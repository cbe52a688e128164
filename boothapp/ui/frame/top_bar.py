"""The top bar: event and booth, search everywhere, the event's time, who is on duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.enter import PushButton
from boothapp.ui.widgets.fields import SearchField
from boothapp.ui.widgets.labels import ElidedLabel, Label
from boothapp.ui.widgets.menu import Menu

if TYPE_CHECKING:  # the window is painted before the domain is needed
    from boothapp.domain.event import EventInfo

_KEY = "Ctrl+U"
_NAME_MOST = 170


class StaffButton(PushButton):
    """Initials and name of who is on duty; opens the list of staff."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_name(self, name: str) -> None:
        """Say who is on duty."""
        self.setText(name)
        self.setAccessibleName(f"On duty: {name}. Switch with {_KEY}")
        self.setToolTip(f"On duty: {name}. Switch ({_KEY})")
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Without the keycaps."""
        self._compact = compact
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Initials, name, caret and key."""
        keys = 0 if self._compact else painting.keycap_width(_KEY) + 10
        return QSize(round(self._name_width() + keys) + 24 + 8 + 8 + 14 + 2, 34)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint it."""
        painter = painting.painter_for(self)
        where, middle = QRectF(self.rect()), self.height() / 2
        if self.underMouse() or self.isDown():
            painting.box(painter, where, fill="hover")
        disc = QRectF(0, middle - 12, 24, 24)
        painting.box(painter, disc, fill="accent_soft", radius="radius.pill")
        center = Qt.AlignmentFlag.AlignCenter
        ink = "on_accent_soft"
        painting.words(painter, disc, self._initials(), "keycap", ink, weight=600, align=center)
        room = QRectF(32, 0, self._name_width() + 1, self.height())
        painting.words(painter, room, self.text(), "body", "text", weight=500)
        caret = QRectF(room.right() + 6, middle - 7, 14, 14)
        icons.paint(painter, "caret-down", "text", caret)
        if not self._compact:
            painting.keycaps(painter, where.right() - 1, middle, _KEY)
        if self.hasFocus():
            painting.box(painter, where, outline="focus_ring", width=2)

    def _name_width(self) -> float:
        return min(float(_NAME_MOST), painting.text_width(self.text(), "body", 500))

    def _initials(self) -> str:
        parts = self.text().split()
        return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


class TopBar(QWidget):
    """`searched` carries what somebody wants to find; `duty_wanted` whom to put on duty."""

    searched = Signal(str)
    duty_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.size("height.topbar"))
        self._staff: tuple[str, ...] = ()
        self._event: EventInfo | None = None
        self.event_name = ElidedLabel(weight=600)
        self.booth = ElidedLabel(tone="secondary")
        self.booth_line = Line(upright=True)
        self.search = SearchField("Search people, notes, tags…", key="Ctrl+K")
        self.search.setObjectName("search")
        self.time = Label(tone="muted")
        self.time_line = Line(upright=True)
        self.staff = StaffButton()
        self.search.returnPressed.connect(self._search)
        self.staff.clicked.connect(self.choose_staff)
        self._lay_out()

    def show_event(self, event: EventInfo, sponsor: str, booth: str) -> None:
        """Name the event and the booth."""
        self._event = event
        self.event_name.set_text(event.name)
        self.booth.set_text(", ".join(part for part in (sponsor, booth) if part))

    def show_time(self, now: datetime) -> None:
        """`now` (aware) on the event's wall clock."""
        if self._event is not None:
            local = self._event.local(now)
            self.time.setText(f"{local:%a} {local.day} {local:%B, %H:%M %Z}")
            self.time.setAccessibleName(f"Event time {self.time.text()}")

    def show_staff(self, on_duty: str, all_names: Sequence[str]) -> None:
        """Say who is on duty and who could be."""
        self._staff = tuple(all_names)
        self.staff.show_name(on_duty)

    def choose_staff(self) -> None:
        """Open the list; a digit chooses, so that a switch is two keys."""
        menu = Menu(self.staff)
        for index, name in enumerate(self._staff, start=1):
            mnemonic = f"&{index}  " if index < 10 else ""
            action = menu.addAction(f"{mnemonic}{name.replace('&', '&&')}")
            action.setCheckable(True)
            action.setChecked(name == self.staff.text())
            action.triggered.connect(lambda _=False, name=name: self.duty_wanted.emit(name))
        menu.drop()

    def set_compact(self, compact: bool) -> None:
        """Without booth and time, the search as wide as there is room."""
        for widget in (self.booth, self.booth_line, self.time, self.time_line):
            widget.setVisible(not compact)
        self.staff.set_compact(compact)
        self.search.setMaximumWidth(16_777_215 if compact else theme.size("width.search"))
        row = self.layout()
        if isinstance(row, QHBoxLayout):
            row.setContentsMargins(12 if compact else 16, 0, 12 if compact else 16, 0)
            for index, factor in self._stretches(compact).items():
                row.setStretch(index, factor)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """The line below."""
        line = self.rect().adjusted(0, self.height() - 1, 0, 0)
        painting.painter_for(self).fillRect(line, theme.color("border"))

    def _lay_out(self) -> None:
        left, right = QHBoxLayout(), QHBoxLayout()
        for line in (self.booth_line, self.time_line):
            line.setFixedHeight(20)
        left.addWidget(self.event_name)
        left.addWidget(self.booth_line)
        left.addWidget(self.booth)
        left.addStretch(1)
        right.addStretch(1)
        right.addWidget(self.time)
        right.addWidget(self.time_line)
        right.addWidget(self.staff)
        left.setSpacing(9)
        right.setSpacing(11)
        row = QHBoxLayout(self)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self.search, 1)
        row.addLayout(right, 1)
        self.set_compact(compact=False)

    def _stretches(self, compact: bool) -> dict[int, int]:
        return {0: 0, 1: 1, 2: 0} if compact else {0: 1, 1: 1, 2: 1}

    def _search(self) -> None:
        if self.search.text().strip():
            self.searched.emit(self.search.text().strip())
