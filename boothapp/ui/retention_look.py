"""The automatic purge: at start, and then every hour. Nothing goes without being said."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from boothapp.ui.context import Context

if TYPE_CHECKING:  # imported when it looks, after the start
    from boothapp.services.retention import ClockJumped, Purged

_AFTER_START_MS = 2_000  # the first page and the first scan come before it
_EVERY_MS = 3_600_000


class RetentionLook(QObject):
    """Looks on the database thread; says what went, or that the clock has to be confirmed."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._told: date | None = None  # the jumped day that was said already
        QTimer.singleShot(_AFTER_START_MS, self, self.look)
        timer = QTimer(self, interval=_EVERY_MS)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Look now."""
        services = self._context.services
        self._context.tasks.run(lambda: services.retention.look(), self._say)

    def _say(self, found: Purged | ClockJumped | None) -> None:
        from boothapp.services.retention import ClockJumped, Purged
        from boothapp.ui.leads.wording import day_words
        from boothapp.ui.privacy.wording import purged_words

        toasts = self._context.toasts
        if isinstance(found, Purged) and found.people:
            toasts.show(purged_words(found), kind="done")
        elif isinstance(found, ClockJumped) and found.today != self._told:
            self._told = found.today
            if found.due:
                words = "The clock moved by more than a day, so nothing was deleted. Is it right?"
                action = ("Look", lambda: self._context.navigate("privacy", "retention"))
            else:
                day = f"{found.today:%A}, {day_words(found.today)}"
                words = f"Is today {day}? BoothApp was not open for a while, or the clock moved."
                action = ("Yes, it is", partial(self._confirm, found.today))
            toasts.show(words, kind="wait", action=action)

    def _confirm(self, today: date) -> None:
        retention = self._context.services.retention
        self._context.tasks.run(lambda: retention.purge(today=today), self._say)
