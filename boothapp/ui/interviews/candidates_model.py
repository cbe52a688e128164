"""The people who wait for a room, in the order in which they should get one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from boothapp.domain.interviews import Candidate
from boothapp.ui.interviews.candidate_words import candidate_lines, need_line, second_line

Index = QModelIndex | QPersistentModelIndex
NEED_ROLE = Qt.ItemDataRole.UserRole + 1
"""What the interview needs, in a line; empty where nothing is asked for."""
SECOND_ROLE = Qt.ItemDataRole.UserRole + 2
"""The line below the name."""


class CandidatesModel(QAbstractListModel):
    """One row per candidate, hottest first as the service answers them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._candidates: tuple[Candidate, ...] = ()
        self._names: dict[str, str] = {}
        self._zone: tzinfo = UTC

    def show(
        self,
        candidates: Sequence[Candidate],
        names: Mapping[str, str] | None = None,
        zone: tzinfo = UTC,
    ) -> None:
        """Show other candidates; `names` says what ids of interviewers stand for."""
        self.beginResetModel()
        self._candidates = tuple(candidates)
        self._names, self._zone = dict(names or {}), zone
        self.endResetModel()

    def find(self, lead_id: str) -> QModelIndex:
        """Return where a lead stands, an invalid index if it does not wait."""
        for row, candidate in enumerate(self._candidates):
            if candidate.lead_id == lead_id:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Return how many wait."""
        return 0 if parent.isValid() else len(self._candidates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a candidate, the name, or all of it in words."""
        if not index.isValid():
            return None
        candidate = self._candidates[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return candidate
            case Qt.ItemDataRole.DisplayRole:
                return candidate.name
            case int() if role == NEED_ROLE:
                return need_line(candidate.need, self._names)
            case int() if role == SECOND_ROLE:
                return second_line(candidate, self._zone)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(candidate_lines(candidate, self._names, self._zone))
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(candidate_lines(candidate, self._names, self._zone))
        return None
