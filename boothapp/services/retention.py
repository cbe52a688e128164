"""Retention: what goes when, and the purge that makes it go."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from boothapp.domain.consent import ConsentEvent, Purpose, is_valid
from boothapp.domain.errors import BadInput, BoothError
from boothapp.domain.event import EventInfo
from boothapp.domain.ledger import Method, Proof
from boothapp.domain.retention import (
    Kept,
    MoreIsOver,
    RetentionPreview,
    RetentionRules,
    TimeJumped,
    believed,
    checked_days,
)
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.store import scrubbing
from boothapp.store.records import Records
from boothapp.store.store import Store

_BATCH = 500  # endings in one transaction: others can write in between
_LOOK_AGAIN = timedelta(hours=1)
_BY_ITSELF = ""  # nobody's name: BoothApp does it


@dataclass(frozen=True, slots=True)
class Purged:
    """How many of each kind went."""

    counts: dict[Kept, int]

    @property
    def people(self) -> int:
        """All kinds together."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class _FirstEnd:
    """The earliest last day of all that was kept when the log ended at `seq`."""

    seq: int
    day: date | None


class ClockJumped(BoothError):
    """The clock moved by more than a day since it was last believed: a person has to look.

    `due` says how many grants and rows may be over.
    """

    def __init__(self, jumped: TimeJumped, event: EventInfo, due: int) -> None:
        today, last = (event.local(at).date() for at in (jumped.now, jumped.seen))
        how = "before" if jumped.back else "after"
        super().__init__(
            f"This laptop says it is {today.day} {today:%B %Y}, more than a day {how} the time "
            f"that BoothApp knew last ({last.day} {last:%B %Y}). Nothing was deleted. If the day "
            "is right, confirm it; if not, set the clock."
        )
        self.jumped, self.today, self.due = jumped, today, due


class RetentionService:
    """Reads and changes terms, previews and purges."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty
        self._first_end: _FirstEnd | None = None

    def rules(self) -> RetentionRules:
        """Days after the event that each kind is kept."""
        with self._store.reading() as records:
            return records.retention.rules()

    def set_days(self, kept: Kept, days: int, *, sure: bool = False) -> int:
        """Change a term; answers with the days before. Raises BadInput.

        A shorter term counts for everybody; a longer one only for people who are asked from now
        on, for the others were told a day. Raises MoreIsOver where it lets the time of more be
        over at once, unless somebody is `sure`.
        """
        checked_days(days)
        with (
            self._store.writing(self._duty.staff_id) as records,
            nullcontext() if sure else none_over_by_this(self._store, records),
        ):
            before = _set_days(records, kept, days)
        self._events.publish(Changed("settings"))
        return before

    def preview(self) -> RetentionPreview:
        """What a purge would take now, and what comes later."""
        with self._store.reading() as records:
            now, today = _believed(self._store, records), _today(self._store, records)
            terms = records.retention.terms()
            return RetentionPreview(
                now=now,
                rules=records.retention.rules(),
                due=tuple(term for term in terms if term.until < today),
                later=tuple(term for term in terms if term.until >= today),
            )

    def purge(
        self,
        *,
        today: date | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Purged:
        """End every grant whose last day is over, and delete what it held.

        `today` confirms the clock's day after a jump. Raises ClockJumped without it, BadInput
        where it is another day than the clock's. `progress` is told (done, of how many); what it
        raises stops between two batches, and what went is gone.
        """
        preview = self.preview()
        jump = preview.now if isinstance(preview.now, TimeJumped) else None
        now = preview.now.now if isinstance(preview.now, TimeJumped) else preview.now
        clock_day = self._day(now)
        if jump is not None and today is None:
            raise ClockJumped(jump, self._store.event, preview.people)
        if today not in (None, clock_day):
            raise BadInput(f"The clock says {clock_day.isoformat()}. Nothing was deleted.")
        if jump is not None:
            with self._store.writing(self._duty.staff_id) as records:
                records.retention.confirm(now)
        return self._purge(now, preview.people, self._duty.staff_id, progress)

    def look(self) -> Purged | ClockJumped | None:
        """The automatic purge, at start and once an hour: None where there was nothing to do.

        A clock that jumped is answered with instead of acted upon. What was deleted since the last
        look, by a no at the booth or by hand, leaves the files as well.
        """
        scrubbing.finish(self._store.database)
        if self._nothing_is_over():
            return None
        preview = self.preview()
        if isinstance(preview.now, TimeJumped):
            with self._store.writing(_BY_ITSELF) as records:
                records.retention.meet(preview.now.now)
            return ClockJumped(preview.now, self._store.event, preview.people)
        return self._purge(preview.now, preview.people, _BY_ITSELF, None)

    def look_or_refuse(self) -> None:
        """Look before details leave: raises ClockJumped where something may be over."""
        looked = self.look()
        if isinstance(looked, ClockJumped) and looked.due:
            raise looked

    def _nothing_is_over(self) -> bool:
        """Whether a look has nothing to do; then the time is believed, once an hour."""
        with self._store.reading() as records:
            now = _believed(self._store, records)
            if isinstance(now, TimeJumped) or not self._stands(records, self._day(now)):
                return False
            seen = records.retention.seen()
        if now - seen >= _LOOK_AGAIN:
            with self._store.writing(_BY_ITSELF) as records:
                records.retention.believe(now)
        return True

    def _stands(self, records: Records, today: date) -> bool:
        """Whether nothing is over today.

        To look at all that is kept takes a while; its first end is known until something is
        logged that may bring it forward.
        """
        known, seq = self._first_end, records.retention.last_change()
        if known is not None and records.retention.ends_stand_since(known.seq):
            day = known.day
        else:
            day = records.retention.first_end()
        self._first_end = _FirstEnd(seq, day)
        return day is None or day >= today

    def _purge(
        self,
        now: datetime,
        total: int,
        staff_id: str,
        progress: Callable[[int, int], None] | None,
    ) -> Purged:
        counts: Counter[Kept] = Counter()
        done, more = 0, True
        while more:
            with self._store.writing(staff_id) as records:
                records.retention.believe(now)
                past = records.retention.past(self._day(now), _BATCH)
                for subject, kept, _ in past:
                    _end(records, subject, kept)
                more = len(past) == _BATCH
                # Each batch says what went, for the next may never come.
                went = Counter(kept for _, kept, holds in past if holds)
                if went:
                    records.retention.purged({kept.value: n for kept, n in went.items()})
            counts.update(went)
            done += len(past)
            if progress is not None:
                progress(done, max(done, total))
        if done:
            database = self._store.database
            scrubbing.scrub(database, scrubbing.copies_of(database))
            self._events.publish(Changed("consent"))
            self._events.publish(Changed("lead"))
        return Purged(dict(counts))

    def _day(self, instant: datetime) -> date:
        return self._store.event.local(instant).date()


@contextmanager
def none_over_by_this(store: Store, records: Records) -> Iterator[None]:
    """Raise MoreIsOver, and so undo the transaction, where the block lets more be over now."""
    today = _today(store, records)
    before = records.retention.due(today)
    yield
    more = records.retention.due(today) - before
    if more > 0:
        raise MoreIsOver(more)


def _believed(store: Store, records: Records) -> datetime | TimeJumped:
    return believed(store.clock(), records.retention.seen(), records.retention.met())


def _today(store: Store, records: Records) -> date:
    """The day that counts: what was over stays over, also while a clock set back waits."""
    now = _believed(store, records)
    return store.event.local(max(now.now, now.seen) if isinstance(now, TimeJumped) else now).date()


def _end(records: Records, subject: str, kept: Kept) -> None:
    """End one grant; the store's triggers delete what hung on it.

    With that of the badge which holds the lead go those of the person's other badges.
    """
    purpose = Purpose.RECRUITING if kept is Kept.ROSTER else Purpose(kept.value)
    if kept is not Kept.ROSTER or records.rosters.person(subject) is not None:
        proof = Proof(method=Method.RETENTION)
        records.consents.record(subject, purpose, ConsentEvent.EXPIRED, proof)
        for other in records.same.others(subject):
            if is_valid(records.consents.state(other, purpose)):
                records.consents.record(other, purpose, ConsentEvent.EXPIRED, proof)
    if kept is Kept.ROSTER:
        records.retention.forget_row(subject)


def _set_days(records: Records, kept: Kept, days: int) -> int:
    if kept is not Kept.RECRUITING:
        rules = records.retention.rules()
        if days > rules.recruiting:
            raise BadInput(
                f"The notice tells people one day for everything, {rules.recruiting} days after "
                "the event; nothing is kept longer than that."
            )
        return records.retention.set_days(kept, days)
    booth = records.setup.booth()
    records.setup.save_booth(replace(booth, retention_days=days))
    return booth.retention_days
