"""Whether a file can be written where the person wants it, looked at before anything is asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from boothapp.domain.errors import BadInput
from boothapp.ui.context import Context
from boothapp.ui.export.orders import LeavingFile, check_place
from boothapp.ui.export.steps import ExportSteps

Then = Callable[[], object]


class PlaceCheck(QObject):
    """Looks when a place is chosen, and says beside the folder what is wrong with it."""

    def __init__(self, context: Context, steps: ExportSteps) -> None:
        super().__init__(steps)
        self._context, self._steps = context, steps
        self._number = 0  # counts the looks, so that an older answer is dropped
        self._then: Then | None = None
        steps.placed.connect(self._chosen)

    def before(self, leaving: LeavingFile, then: Then) -> None:
        """Call `then` if the file can be written; else the folder's field has the keys."""
        self._then = then
        self._look(leaving)

    def _chosen(self) -> None:
        """Not where somebody waits for the answer already: theirs would be dropped."""
        if self._then is None:
            self._look(self._steps.leaving)

    def _look(self, leaving: LeavingFile) -> None:
        self._number += 1
        services, number = self._context.services, self._number
        # Away from the window's thread: a folder of the network may take its time.
        self._context.tasks.background(
            lambda job: check_place(services, leaving.path),
            on_success=lambda _: self._answer(number, None),
            on_error=lambda error: self._answer(number, error),
        )

    def _answer(self, number: int, error: Exception | None) -> None:
        if number != self._number:
            return
        then, self._then = self._then, None
        self._steps.folder_field.complain(str(error) if isinstance(error, BadInput) else "")
        if error is None and then is not None:
            then()
        elif error is not None and not isinstance(error, BadInput):
            self._context.toasts.error(str(error))
        elif then is not None:
            self._steps.folder.setFocus()
