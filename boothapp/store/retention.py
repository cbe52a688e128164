"""Retention in the store: the terms, and the highest time that was believed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select, text
from sqlmodel import col

from boothapp.domain.consent import VALID_STATES, Purpose, is_valid
from boothapp.domain.event import EventInfo
from boothapp.domain.people import ConsentView
from boothapp.domain.retention import ROSTER_DAYS, Due, Kept, RetentionRules
from boothapp.store import tables
from boothapp.store.changes import ChangeLog, Moment, last_seq
from boothapp.store.instants import from_ms, to_ms
from boothapp.store.privacy_tables import Retention as RetentionRow
from boothapp.store.setup import Setup
from boothapp.store.subjects import Subjects

SEEN = "time_believed"
"""The fact about the store that holds the highest time that was believed, in ms UTC."""
MET = "time_met"
"""The same for the highest time that a clock showed and nobody confirmed, if there is one."""
_PIN = text(
    "INSERT OR IGNORE INTO meta (key, value) "
    "SELECT :key, CAST(max(at) AS TEXT) FROM change HAVING max(at) IS NOT NULL"
)
_VALID = ", ".join(f"'{state.value}'" for state in sorted(VALID_STATES))
# A valid yes ends on the day that the person was told, or earlier where the term became shorter. A
# person whom only the organiser's list knows, and who never came by, goes by the roster's own term;
# so does a row of the list that holds nothing but hashes.
_NEVER_CAME = """
NOT EXISTS (SELECT 1 FROM scan WHERE scan.subject = {0}.subject)
AND NOT EXISTS (SELECT 1 FROM lead WHERE lead.subject = {0}.subject)
"""
# Somebody who wrote and said no stays known by hashes, so that nobody asks them.
_OWN_NO = "s.state IN ('declined', 'withdrawn') AND c.kind <> 'consent.roster_no'"
_KEPT = f"""
WITH grant_ AS (
    SELECT s.subject, CASE WHEN s.state = 'roster_yes' AND {_NEVER_CAME.format("s")}
            THEN 'roster' ELSE s.purpose END AS kept,
        c.day AS since, json_extract(c.value, '$.until') AS promised
    FROM consent_state AS s JOIN change AS c ON c.seq = s.since_seq
    WHERE s.state IN ({_VALID})
    UNION ALL
    SELECT e.subject, 'roster', i.day, NULL
    FROM roster_entry AS e JOIN roster_import AS i ON i.id = e.import_id
    WHERE e.name IS NULL AND {_NEVER_CAME.format("e")} AND NOT EXISTS (
        SELECT 1 FROM consent_state AS s JOIN change AS c ON c.seq = s.since_seq
        WHERE s.subject = e.subject AND (s.state IN ({_VALID}) OR {_OWN_NO})
    )
), term AS (
    SELECT subject, kept, min(
        coalesce(promised, '9999-12-31'),
        date(max(:last_day, since), CASE kept
            WHEN 'recruiting_contact' THEN :recruiting_contact
            WHEN 'cv_sharing' THEN :cv_sharing
            WHEN 'marketing' THEN :marketing
            ELSE :roster
        END)
    ) AS until FROM grant_
)
"""
# A person of several badges is kept as long as the one that stands for them; with it go the others.
_PEOPLE = f"""
{_KEPT}, person AS (
    SELECT kept, coalesce(
        max(CASE WHEN same.subject IS NULL THEN until END), max(until)
    ) AS until
    FROM term LEFT JOIN same_person AS same ON same.subject = term.subject
    GROUP BY coalesce(same.main, term.subject), kept
)
"""
_TERMS = text(
    f"{_PEOPLE} "
    "SELECT kept, until, count(*) AS people FROM person GROUP BY kept, until ORDER BY until"
)
_DUE = text(f"{_PEOPLE} SELECT count(*) FROM person WHERE until < :today")
_FIRST_END = text(f"{_KEPT} SELECT min(until) FROM term")
# What people write about leads, and files that left, move no end. Anything else may.
_MOVES_NO_END = ("export.add", "backup.add", "note.%", "tag.%", "answer.%", "interview.%")
_MAY_END_EARLIER = text(
    "SELECT EXISTS (SELECT 1 FROM change WHERE seq > :seq AND NOT ("
    + " OR ".join(f"kind LIKE '{kind}'" for kind in _MOVES_NO_END)
    + "))"
)
# `holds` is the grant that a person's end goes by, as above; those of the other badges end first.
_PAST = text(
    f"""{_KEPT}, ranked AS (
        SELECT term.subject, kept, until, row_number() OVER (
            PARTITION BY coalesce(same.main, term.subject), kept
            ORDER BY same.subject IS NOT NULL, until DESC, term.subject
        ) = 1 AS holds
        FROM term LEFT JOIN same_person AS same ON same.subject = term.subject
    )
    SELECT subject, kept, holds FROM ranked WHERE until < :today ORDER BY holds LIMIT :most"""
)


def _end_of(view: ConsentView, rules: RetentionRules, event: EventInfo) -> date | None:
    if not is_valid(view.state):
        return None
    since = event.last_day if view.since is None else event.local(view.since).date()
    rule = rules.until(Kept(view.purpose.value), event, since)
    return min(view.until or rule, rule)


class Retention:
    """Reads and changes terms within one transaction."""

    def __init__(
        self,
        connection: Connection,
        log: ChangeLog | None,
        moment: Moment,
        setup: Setup,
        subjects: Subjects,
    ) -> None:
        self._connection = connection
        self._log = log
        self._moment = moment
        self._setup = setup
        self._subjects = subjects

    def rules(self) -> RetentionRules:
        """The days of each kind: its own, or recruiting contact's, which none outlives.

        The notice tells people one day; nothing may be kept beyond it.
        """
        query = select(col(RetentionRow.what), col(RetentionRow.days))
        own: dict[str, int] = {row.what: row.days for row in self._connection.execute(query)}
        recruiting = self._setup.booth().retention_days

        def own_or(kept: Kept, days: int) -> int:
            return min(own.get(kept.value, days), recruiting)

        return RetentionRules(
            recruiting=recruiting,
            cv=own_or(Kept.CV, recruiting),
            marketing=own_or(Kept.MARKETING, recruiting),
            roster=own_or(Kept.ROSTER, ROSTER_DAYS),
        )

    def until(self, purpose: Purpose) -> date:
        """The last day of validity of a yes that is given now."""
        today = date.fromisoformat(self._moment.day)
        return self.rules().until(Kept(purpose.value), self._setup.event(), today)

    def with_ends(self, views: Iterable[ConsentView]) -> tuple[ConsentView, ...]:
        """One person's consents, each valid one with the last day that counts now.

        As it was told, or earlier by the present term; and none outlives the recruiting contact,
        without which nothing is held.
        """
        views = tuple(views)
        if not any(is_valid(view.state) for view in views):
            return tuple(replace(view, until=None) for view in views)
        event, rules = self._setup.event(), self.rules()
        ends = {view.purpose: _end_of(view, rules, event) for view in views}
        last = ends.get(Purpose.RECRUITING)
        return tuple(
            replace(view, until=min(filter(None, (ends[view.purpose], last)), default=None))
            if is_valid(view.state)
            else replace(view, until=None)
            for view in views
        )

    def set_days(self, kept: Kept, days: int) -> int:
        """Give one kind a term of its own; answers with the days before."""
        before = self.rules().days(kept)
        row = {"what": kept.value, "days": days}
        self._connection.execute(insert(RetentionRow).prefix_with("OR REPLACE"), row)
        self._append("retention.set", kept.value, {"days": days})
        return before

    def pin(self) -> None:
        """A store that never looked believes the latest time in its log, before more comes in."""
        self._connection.execute(_PIN, {"key": SEEN})

    def seen(self) -> datetime:
        """The highest time that was believed."""
        return from_ms(int(self._setup.meta(SEEN) or 0))

    def met(self) -> datetime:
        """The highest time that a clock ever showed."""
        return max(self.seen(), from_ms(int(self._setup.meta(MET) or 0)))

    def believe(self, now: datetime) -> None:
        """Take `now` for true, unless a later time was believed before."""
        if now > self.seen():
            self._write(SEEN, now)

    def confirm(self, now: datetime) -> None:
        """A person says that it is `now`, whatever was believed or met before."""
        self._write(SEEN, now)
        self._write(MET, now)

    def meet(self, now: datetime) -> None:
        """Remember what the clock shows while nobody confirmed it."""
        if now > self.met():
            self._write(MET, now)

    def _write(self, key: str, instant: datetime) -> None:
        row = {"key": key, "value": str(to_ms(instant))}
        self._connection.execute(insert(tables.Meta).prefix_with("OR REPLACE"), row)

    def terms(self) -> tuple[Due, ...]:
        """Everything that is kept, by kind and last day, the earliest day first; merged badges
        are one person."""
        rows = self._connection.execute(_TERMS, self._limits())
        return tuple(
            Due(kept=Kept(row.kept), until=date.fromisoformat(row.until), people=row.people)
            for row in rows
        )

    def due(self, today: date) -> int:
        """Of how many people and rows the last day lies before `today`."""
        values = {**self._limits(), "today": today.isoformat()}
        return int(self._connection.execute(_DUE, values).scalar_one())

    def past(self, today: date, limit: int) -> Sequence[tuple[str, Kept, bool]]:
        """Up to `limit` (subject, kind) whose last day lies before `today`, and whether the person
        ends with it: that of another badge of theirs ends alone."""
        values = {**self._limits(), "today": today.isoformat(), "most": limit}
        rows = self._connection.execute(_PAST, values)
        return [(row.subject, Kept(row.kept), bool(row.holds)) for row in rows]

    def first_end(self) -> date | None:
        """The earliest last day of all that is kept; None where nothing is."""
        found = self._connection.execute(_FIRST_END, self._limits()).scalar()
        return None if found is None else date.fromisoformat(found)

    def last_change(self) -> int:
        """Where the log ends."""
        return last_seq(self._connection)

    def ends_stand_since(self, seq: int) -> bool:
        """Whether nothing was logged since then that could let anything end earlier."""
        return not self._connection.execute(_MAY_END_EARLIER, {"seq": seq}).scalar_one()

    def forget_row(self, subject: str) -> None:
        """Delete a roster row of somebody who never came by, and the hashes that named them."""
        entry = tables.RosterEntry
        self._connection.execute(delete(entry).where(col(entry.subject) == subject))
        self._subjects.forget(subject)

    def purged(self, counts: dict[str, int]) -> None:
        """Log how many of each kind went."""
        self._append("retention.purge", "", counts)

    def _limits(self) -> dict[str, str]:
        rules, last_day = self.rules(), self._setup.event().last_day
        days = {kept.value: f"+{rules.days(kept)} days" for kept in Kept}
        return days | {"last_day": last_day.isoformat()}

    def _append(self, kind: str, entity: str, value: dict[str, int]) -> None:
        assert self._log is not None, "retention changes in a writing transaction"  # noqa: S101
        self._log.append(kind, entity, value=value)
