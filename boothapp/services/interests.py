"""The interests that people are filed under: a supplied list until the sponsor has its own."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from boothapp import paths
from boothapp.domain.desk_lists import Interest, ListChange, compared, interests_in
from boothapp.domain.event import Settings
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.store.records import Records
from boothapp.store.store import Store


class InterestService:
    """Reads the list and replaces it as a whole."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def names(self) -> tuple[str, ...]:
        """What is offered, in its order."""
        with self._store.reading() as records:
            found = offered(records, records.setup.settings()).interests
        return tuple(one.name for one in found)

    def supplied(self) -> tuple[str, ...]:
        """The list that BoothApp brings."""
        return supplied()

    def read_file(self, path: Path) -> tuple[str, ...]:
        """The interests in a text or CSV file. Raises BadInput where it is no list of them."""
        from boothapp.readers.interests import read_interests  # the list itself needs no reader

        return interests_in(read_interests(path))

    def preview(self, lines: Sequence[str]) -> ListChange:
        """What would come and go, were these the list. Raises BadInput where they are none."""
        return compared(self.names(), interests_in(lines))

    def replace(self, lines: Sequence[str]) -> tuple[str, ...]:
        """Offer these, one on each line; answers with what was offered before. Raises BadInput.

        People keep what they are filed under.
        """
        names, before = interests_in(lines), self.names()
        with self._store.writing(self._duty.staff_id) as records:
            records.desk.replace_interests(names)
        self._events.publish(Changed("settings"))
        return before


@cache
def supplied() -> tuple[str, ...]:
    """The list that BoothApp brings: fields of research as conferences on learning name them."""
    text = (paths.resources() / "interests" / "research.txt").read_text("utf-8")
    return interests_in(text.splitlines())


def offered(records: Records, settings: Settings) -> Settings:
    """The settings, with the supplied interests where nobody made a list."""
    if settings.interests or records.desk.has_interests():
        return settings
    return replace(settings, interests=tuple(Interest("", name) for name in supplied()))
