"""Requests of people about their data: written down, answered in time, and then forgotten."""

from datetime import date

from boothapp.domain.errors import BadInput
from boothapp.domain.requests import Outcome, Request, RequestKind, due_day
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.store.store import Store


class RequestService:
    """Opens, lists and closes requests."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def all(self) -> tuple[Request, ...]:
        """The open ones first, the earliest due on top; then the closed ones."""
        with self._store.reading() as records:
            return records.requests.all()

    def open(
        self,
        kind: RequestKind,
        who: str,
        *,
        received: date | None = None,
        subject: str | None = None,
        details: str = "",
    ) -> Request:
        """Write a request down; it is due one month after it came (today by default).

        Raises BadInput where nobody is named or the day lies ahead.
        """
        who = " ".join(who.split())
        if not who:
            raise BadInput("Say who asks: a name, an e-mail or a reference.")
        today = date.fromisoformat(self._store.today())
        received = received or today
        if received > today:
            raise BadInput("A request cannot have come after today.")
        with self._store.writing(self._duty.staff_id) as records:
            opened = records.requests.open(
                kind,
                who=who,
                received=received,
                due=due_day(received),
                subject=subject,
                details=details.strip(),
            )
        self._events.publish(Changed("request", opened.id))
        return opened

    def close(self, request_id: str, outcome: Outcome) -> Request:
        """End a request; who asked and what they wrote is forgotten. Raises BadInput."""
        with self._store.writing(self._duty.staff_id) as records:
            closed = records.requests.close(request_id, outcome)
        self._events.publish(Changed("request", request_id))
        return closed
