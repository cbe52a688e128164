"""The two columns of the Scan page: camera and last scans at the left, the person at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from boothapp.ui.theme import theme


class ScanColumns:
    """Lays `page` out; `below` the source stands one of `lists`, `panels` are at the right."""

    def __init__(
        self, page: QWidget, source: QWidget, lists: tuple[QWidget, QWidget], panels: QWidget
    ) -> None:
        self._page, self._left = page, QWidget()
        self._compact = False
        self._column = QVBoxLayout(self._left)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.below = QStackedWidget()
        for shown in lists:
            self.below.addWidget(shown)
        self._column.addWidget(source)
        self._column.addWidget(self.below, 1)
        self._columns = QHBoxLayout(page)
        self._columns.addWidget(self._left)
        self._columns.addWidget(panels, 1)

    def show_list(self, second: bool) -> None:
        """Show the second of the lists, or the first again."""
        self.below.setCurrentIndex(1 if second else 0)

    def set_compact(self, compact: bool) -> None:
        """Closer together in a small window."""
        self._compact = compact
        side = theme.size("space.m" if compact else "space.l")
        self._columns.setContentsMargins(side, side, side, side)
        self._columns.setSpacing(side)
        self._column.setSpacing(side)
        self.share()

    def share(self) -> None:
        """The left column keeps its share of the page's width."""
        margins = self._columns.contentsMargins()
        free = self._page.width() - margins.left() - margins.right() - self._columns.spacing()
        share = "width.scan_left_compact" if self._compact else "width.scan_left"
        self._left.setFixedWidth(round(free * theme.number(share)))
