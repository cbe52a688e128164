"""What calendars were told of an interview, and whether they have to hear of what is now."""

from collections.abc import Mapping
from dataclasses import dataclass

from boothapp.domain.interviews import Interview, InterviewStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A state of an interview, with the words and addresses that go into its invitation."""

    state: Interview
    room: str
    """The room's name."""
    candidate: str
    """The candidate's address; empty where there is none."""
    panel: Mapping[str, str]
    """The panel's addresses by their ids; of who has none it is empty."""

    @property
    def is_exact(self) -> bool:
        """Whether this was sent as it is; else a store was restored, and it is the nearest known"""
        return self.state.sequence == self.state.invited

    def covers(self, now: "Told") -> bool:
        """Whether who was told this need not hear of `now`.

        An address that is no more is nobody's to be written to; an early end changes no plan.
        """
        was, is_ = self.state, now.state
        if not was.occupies and not is_.occupies:
            return True
        same_end = was.ends == is_.ends or is_.status is InterviewStatus.DONE
        return same_end and now._addresses <= self._addresses and self._place == now._place

    @property
    def _addresses(self) -> frozenset[str]:
        found = (self.candidate, *self.panel.values())
        return frozenset(address.casefold() for address in found if address)

    @property
    def _place(self) -> tuple[object, ...]:
        one = self.state
        return (one.occupies, one.room_id, self.room, one.starts, one.panel_ids)
