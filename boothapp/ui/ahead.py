"""Pages made in an idle moment, so that opening one shows what is on it at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from boothapp.ui.refresher import Refresher

# Before the first step and between two: what is typed and scanned meanwhile goes before.
_PAUSE_MS = 400


class Ahead(QObject):
    """Makes pages, fills them, then gets each ready; a step keeps the window from answering once.

    To make the Leads page and to give it style, places and a first picture takes longer than to
    read and paint its leads (`make bench`: leads.first, leads.open).
    """

    def __init__(
        self, names: Sequence[str], page: Callable[[str], QWidget], stack: QStackedWidget
    ) -> None:
        """`page` answers with a page in `stack`, made where it is not there yet."""
        super().__init__(stack)
        self._page, self._stack = page, stack
        self._steps: list[Callable[[], object]] = []
        for name in names:
            steps = (page, self._fill, self._get_ready)
            self._steps += [partial(step, name) for step in steps]
        self._timer = QTimer(self, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def stop(self) -> None:
        """Make nothing more: the store is about to close."""
        self._steps.clear()

    def _step(self) -> None:
        if self._steps:
            self._steps.pop(0)()
        else:
            self._timer.stop()

    def _fill(self, name: str) -> None:
        page = self._page(name)
        if page is not self._stack.currentWidget():
            fill(page)

    def _get_ready(self, name: str) -> None:
        page = self._page(name)
        if page is not self._stack.currentWidget():
            get_ready(page, self._stack)


def fill(page: QWidget) -> None:
    """Let a page read now what it reads when it is shown."""
    for refresher in page.findChildren(Refresher):
        refresher.refresh()


def get_ready(page: QWidget, stack: QStackedWidget) -> None:
    """Give a page in `stack` that is not shown yet its style, its places and one picture."""
    page.resize(stack.size())
    page.grab()
