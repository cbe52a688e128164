"""One order to the store that is said in a toast when it is done, and taken back from there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from boothapp.ui.context import Context

T = TypeVar("T")


class Undoable:
    """Gives orders and says what came of them. `explain` words an error (its own text else)."""

    def __init__(self, context: Context, explain: Callable[[Exception], str] = str) -> None:
        self._tasks, self._toasts, self._explain = context.tasks, context.toasts, explain

    def do(
        self,
        order: Callable[[], T],
        said: str | Callable[[T], str],
        back: Callable[[T], object],
        *,
        then: Callable[[T], object] | None = None,
        refused: Callable[[], object] | None = None,
        instead: Callable[[Exception], bool] = lambda _error: False,
        remembered: Collection[str] | None = None,
    ) -> None:
        """Do `order`; then say `said`, or what that makes of the order's answer, with Undo, which
        does `back` with it.

        `then` gets the answer in the window's thread; `refused` is called after an expected error
        was said. `instead` may take care of it, with a question for example, and answers whether
        it did. `remembered` is as in Toasts.show.
        """

        def done(answer: T) -> None:
            words = said if isinstance(said, str) else said(answer)
            self._toasts.show(
                words,
                undo=lambda: self._take_back(back, answer),
                kind="done",
                remembered=remembered,
            )
            if then is not None:
                then(answer)

        def refuse(error: Exception) -> None:
            if instead(error):
                return
            self._toasts.error(self._explain(error))
            if refused is not None:
                refused()

        self._tasks.run(order, on_success=done, on_error=refuse)

    def _take_back(self, back: Callable[[T], object], answer: T) -> None:
        self._tasks.run(
            lambda: back(answer),
            on_error=lambda error: self._toasts.error(self._explain(error)),
        )
