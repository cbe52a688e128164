"""The day as a table: rooms are columns, each cell is a booking or a free slot of that room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from boothapp.domain.clashes import Clash
from boothapp.domain.interviews import Interview
from boothapp.ui.interviews.blocks import Block, Column, Picked, span
from boothapp.ui.interviews.day_goal import DayGoal
from boothapp.ui.interviews.day_rule import DayRule
from boothapp.ui.interviews.wording import interval, spoken, why_not

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Warned:
    """What somebody should know of an interview, and the picture that says so beside its status."""

    words: str
    icon: str


class DayModel(QAbstractTableModel):
    """Columns of blocks by time. Shorter columns end in cells that hold nothing."""

    def __init__(self, zone: ZoneInfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.zone = zone
        self.columns: tuple[Column, ...] = ()
        self.picked: Picked | None = None
        self._rule: DayRule | None = None
        self.lit: tuple[Block, ...] = ()
        """Places that suit the picked person."""
        self.marks: Mapping[str, str] = {}
        """A word in place of an interview's status, by its id: what a proposal would do with it."""
        self.warnings: Mapping[str, Warned] = {}

    def show(self, columns: tuple[Column, ...], zone: ZoneInfo) -> None:
        """Show another day, or the same one anew."""
        self.beginResetModel()
        self.columns, self.zone = columns, zone
        self.endResetModel()

    def pick(
        self,
        picked: Picked | None,
        rule: DayRule | None = None,
        lit: tuple[Block, ...] = (),
    ) -> None:
        """Somebody is being placed (None: nobody any more); `rule` says which places suit."""
        if (picked, rule, lit) == (self.picked, self._rule, self.lit):
            return
        self.picked, self._rule, self.lit = picked, rule, lit
        self._tell_all()

    def warn(self, warnings: Mapping[str, Warned]) -> None:
        """Say what somebody should know of an interview; by its id."""
        if warnings != self.warnings:
            self.warnings = warnings
            self._tell_all()

    def _tell_all(self) -> None:
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def hours(self) -> tuple[datetime, datetime] | None:
        """The full hours shown, None without rooms."""
        return span(self.columns, self.zone)

    def block(self, index: Index) -> Block | None:
        """Return the cell's block; None for a cell that holds nothing."""
        if not index.isValid():
            return None
        blocks = self.columns[index.column()].blocks
        return blocks[index.row()] if index.row() < len(blocks) else None

    def clashes(self, block: Block) -> tuple[Clash, ...]:
        """Return what keeps the picked person from this place."""
        room_day = self._rule.room_day(block.room.id) if self._rule else None
        if self._rule is None or room_day is None:
            return ()
        return self._rule.clashes(self._rule.place(room_day, block.starts))

    def cell_at(self, place: Block) -> QModelIndex:
        """Return the cell under a place: what begins with it, else what it lies on."""
        for number, column in enumerate(self.columns):
            if column.room_day.room.id != place.room.id or not column.blocks:
                continue
            return self.index(_best(column.blocks, place), number)
        return QModelIndex()

    def column_of(self, room_id: str) -> int | None:
        """Return the column of a room, None if it is not shown."""
        numbers = (n for n, one in enumerate(self.columns) if one.room_day.room.id == room_id)
        return next(numbers, None)

    def find_interview(self, interview_id: str) -> QModelIndex:
        """Return where an interview stands, an invalid index if it is not of this day."""
        for number, column in enumerate(self.columns):
            for row, block in enumerate(column.blocks):
                if block.interview is not None and block.interview.id == interview_id:
                    return self.index(row, number)
        return QModelIndex()

    def find_goal(self, goal: Interview | DayGoal) -> QModelIndex:
        """Return where an interview stands, or what is first in a room; invalid if not here."""
        if isinstance(goal, Interview):
            return self.find_interview(goal.id)
        column = self.column_of(goal.room_id)
        return QModelIndex() if column is None else self.index(0, column)

    def find(self, block: Block) -> QModelIndex:
        """Return where a booking stands now, or a free slot of the same room and start."""
        if block.interview is not None:
            return self.find_interview(block.interview.id)
        for number, column in enumerate(self.columns):
            for row, other in enumerate(column.blocks):
                place = (other.room.id, other.starts)
                if other.is_free and place == (block.room.id, block.starts):
                    return self.index(row, number)
        return QModelIndex()

    def first_free(self, after: datetime) -> QModelIndex:
        """Return the free slot that ends first after an instant, the day's first one else."""
        free = [
            (block.ends <= after, block.starts, self.index(row, number))
            for number, column in enumerate(self.columns)
            for row, block in enumerate(column.blocks)
            if block.is_free
        ]
        return min(free, key=lambda found: found[:2])[2] if free else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Return the length of the longest column."""
        if parent.isValid():
            return 0
        return max((len(column.blocks) for column in self.columns), default=0)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - as above
        """Return the number of rooms."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell: nothing where it holds nothing."""
        if self.block(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a room's name over its column."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self.columns[section].room_day.room.name if section < len(self.columns) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says, to eyes and to a screen reader."""
        block = self.block(index)
        if block is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                if block.interview is not None:
                    return block.interview.candidate
                return "Free" if block.is_free else "Blocked"
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(block)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tooltip(block)
        return None

    def _spoken(self, block: Block) -> str:
        text = spoken(block, self.zone)
        if block.interview is not None and block.interview.id in self.marks:
            text = f"{text}, {self.marks[block.interview.id].lower()}"
        if block.interview is not None and block.interview.id in self.warnings:
            text = f"{text}, {self.warnings[block.interview.id].words}"
        clashes = self.clashes(block) if self.picked and block.is_free else ()
        return f"{text}, clash: {why_not(clashes, self.zone)}" if clashes else text

    def _tooltip(self, block: Block) -> str:
        times = interval(block.starts, block.ends, self.zone)
        if block.blocked is not None:
            return "\n".join(filter(None, (f"Blocked {times}", block.blocked.title)))
        if block.interview is None:
            return f"Free {times}, {block.room.name}"
        interview = block.interview
        warned = self.warnings.get(interview.id)
        lines = (
            *(interview.candidate, interview.affiliation, times, interview.interviewers),
            warned.words if warned is not None else "",
        )
        return "\n".join(line for line in lines if line)


def _best(blocks: tuple[Block, ...], place: Block) -> int:
    """Return the row of the block that stands for a place."""

    def distance(row: int) -> tuple[bool, bool, float]:
        block = blocks[row]
        away = abs((block.starts - place.starts).total_seconds())
        return not block.overlaps(place), block.is_gone, away

    return min(range(len(blocks)), key=distance)
