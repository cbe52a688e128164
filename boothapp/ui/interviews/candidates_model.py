"""The people who wait for a room, in the order in which they should get one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from boothapp.domain.interviews import Candidate
from boothapp.ui.models.leads import RATING_WORDS

Index = QModelIndex | QPersistentModelIndex
CANDIDATE_ROLE = Qt.ItemDataRole.UserRole


class CandidatesModel(QAbstractListModel):
    """One row per candidate, hottest first as the service answers them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._candidates: tuple[Candidate, ...] = ()

    def show(self, candidates: Sequence[Candidate]) -> None:
        """Show other candidates."""
        self.beginResetModel()
        self._candidates = tuple(candidates)
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
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return ", ".join(_words(candidate))
        return None


def _words(candidate: Candidate) -> list[str]:
    rating = RATING_WORDS[candidate.rating] if candidate.rating else "Not rated"
    parts = (candidate.name, candidate.affiliation, rating, candidate.role)
    return [part for part in parts if part]
