"""Duplicates: pairs that may be one person, side by side, and one lead out of two."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from boothapp.domain.duplicates import Pair, forget, pair_of, pairs, without
from boothapp.domain.errors import BadInput, NoSuchLead
from boothapp.domain.event import EventInfo
from boothapp.domain.merging import (
    Comparison,
    Merged,
    Side,
    better,
    conflicts,
    differences,
    only_other,
)
from boothapp.domain.people import LeadDetail, visits_in
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.joining import (
    columns_of,
    files_that_go,
    join,
    unjoin,
    words_to_record,
)
from boothapp.services.merge_words import choice_of
from boothapp.store.records import Records
from boothapp.store.store import Store

Progress = Callable[[int, int], object]
_LIKELY = 0.5


def _silent(_done: int, _total: int) -> None:
    """Nobody wants to know."""


@contextmanager
def _forgetting() -> Iterator[None]:
    """Compare, and keep nothing of it."""
    try:
        yield
    finally:
        forget()


class MergingService:
    """Finds, compares, merges and parts leads."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def like(self, lead_id: str) -> tuple[Pair, ...]:
        """Who may be the same person as this lead, the surest first; `other` is the other one.

        Nobody where the lead is gone.
        """
        with _forgetting(), self._store.reading() as records:
            lead = records.duplicates.get(lead_id)
            if lead is None:
                return ()
            found = [pair_of(lead, one) for one in records.duplicates.like(lead)]
            apart = records.duplicates.apart()
        likely = (pair for pair in found if pair is not None and pair.score >= _LIKELY)
        return tuple(sorted(without(likely, apart), key=lambda pair: -pair.score))

    def pairs(self, progress: Progress = _silent) -> tuple[Pair, ...]:
        """All pairs, the surest first. `progress` may raise Cancelled."""
        with self._store.reading() as records:
            leads, apart = records.duplicates.everybody(), records.duplicates.apart()
        with _forgetting():
            return without(pairs(leads, progress), apart)

    def few_pairs(self, most: int) -> int | None:
        """How many pairs there are; None where there are more than `most` leads to compare."""
        with self._store.reading() as records:
            leads, apart = records.duplicates.everybody(most + 1), records.duplicates.apart()
        with _forgetting():
            return None if len(leads) > most else len(without(pairs(leads), apart))

    def suggested(self, one_id: str, other_id: str) -> str:
        """Which of the two to keep: whose consent lasts longest, covers most, then the older.

        Raises NoSuchLead.
        """
        with self._store.reading() as records:
            detail = records.lead_views.detail
            return better(detail(one_id), detail(other_id)).id

    def compare(self, kept_id: str, other_id: str) -> Comparison:
        """Both side by side, and what merging them would do. Raises NoSuchLead, BadInput."""
        with self._store.reading() as records:
            return _compare(records, kept_id, other_id, self._store.event)

    def merge(
        self, kept_id: str, other_id: str, choices: Mapping[str, Side] | None = None
    ) -> Merged:
        """Merge the other lead into the kept one, in one transaction; `undo` takes it back.

        `choices` says per field which side is taken; others go as `Difference.usual`. Raises
        NoSuchLead, BadInput; then nothing was changed.
        """
        with self._store.writing(self._duty.staff_id) as records:
            merged = join(records, kept_id, other_id, choices or {}, self._store.clock())
        self._changed()
        return merged

    def undo(self, merged: Merged) -> tuple[str, ...]:
        """Take a merging back; answers what stays, in sentences.

        Raises BadInput, NoConsent, SlotTaken; then nothing was changed.
        """
        with self._store.writing(self._duty.staff_id) as records:
            stays = unjoin(records, merged, self._store.clock())
        self._changed()
        return stays

    def set_apart(self, one_id: str, other_id: str, *, apart: bool = True) -> None:
        """Say that two leads are two people, or take that back. Raises NoSuchLead, BadInput."""
        if one_id == other_id:
            raise BadInput("These are the same lead.")
        with self._store.writing(self._duty.staff_id) as records:
            for lead_id in (one_id, other_id):
                if records.duplicates.get(lead_id) is None:
                    raise NoSuchLead(lead_id)
            records.duplicates.set_apart(one_id, other_id, apart=apart)
        self._events.publish(Changed("lead", one_id))

    def _changed(self) -> None:
        self._events.publish(Changed("consent"))
        self._events.publish(Changed("lead"))
        self._events.publish(Changed("interview"))


def _compare(records: Records, kept_id: str, other_id: str, event: EventInfo) -> Comparison:
    kept, other = records.lead_views.detail(kept_id), records.lead_views.detail(other_id)
    if kept.id == other.id:
        raise BadInput("These are the same lead.")
    one, two = records.duplicates.get(kept_id), records.duplicates.get(other_id)
    pair = pair_of(one, two) if one is not None and two is not None else None
    own, theirs = records.interviews.of_lead(kept_id), records.interviews.of_lead(other_id)
    mine, others = columns_of(records, kept_id), columns_of(records, other_id)
    steps = (mine["next_step_on"], others["next_step_on"])
    names = records.holdings.names()
    files = records.attachments.of_lead(other_id)
    lost = files_that_go(records, kept_id, other_id)
    gone = {file.attachment.id for file in lost}
    return Comparison(
        kept=kept,
        other=other,
        reasons=pair.reasons if pair is not None else (),
        choices=tuple(choice_of(one, steps, names, event) for one in differences(mine, others)),
        words=words_to_record(records, kept.subject, other.subject),
        conflicts=conflicts(own, theirs),
        lost_files=tuple(file.attachment.name for file in lost),
        moving={
            "note": len(other.notes),
            "tag": len(set(other.tags) - set(kept.tags)),
            "interview": len(theirs),
            "file": sum(file.id not in gone for file in files),
            "visit": _visits_more(records, kept, other),
        },
        coming=tuple(choice_of(one, steps, names, event) for one in only_other(mine, others)),
    )


def _visits_more(records: Records, kept: LeadDetail, other: LeadDetail) -> int:
    """How many visits the kept one has more then: scans of both may be of one visit."""
    scans = (*records.captures.scans(kept.subject), *records.captures.scans(other.subject))
    joined = visits_in(sorted(scans, key=lambda scan: scan.at))
    return max(0, len(joined) - len(kept.visits))
