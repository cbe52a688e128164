"""Plain events: services say what changed, whoever shows it listens."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """Something was stored: `what` names the kind, `id` the one thing where it was one thing."""

    what: str
    """One of "scan", "consent", "lead", "interview", "roster", "settings", "export", "duty",
    "request", "backup", "scorecard", "queue"."""
    id: str = ""


class EventBus:
    """Calls every listener with every event, in the thread that published it, after the commit."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Changed], None]] = []

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Listen; the answer ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, event: Changed) -> None:
        """Tell everybody."""
        for listener in tuple(self._listeners):
            listener(event)
