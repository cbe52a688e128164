"""Scans and leads as figures, counted in SQL: no row comes out for each of them."""

import json
from collections import Counter
from datetime import date, tzinfo

from sqlalchemy import Connection, TextClause, text

from boothapp.domain.consent import Verdict
from boothapp.domain.event import Stretch
from boothapp.domain.figures import Count, NewLeads, Outcome, ScanChoice, ScanFact, Share
from boothapp.domain.people import Rating
from boothapp.store.instants import from_ms, to_ms

_QUARTER = 900_000
"""Every zone's hours begin at a quarter of an hour, in ms."""
_END = "9999-12-31"
_NEVER = 1 << 62

_PLACE = "(SELECT min(seq) FROM change WHERE entity = {})"
# A badge may turn out to be somebody who is known by another identifier, once a list came in.
_OTHER = "(SELECT subject FROM identity WHERE key = looked.subject AND subject <> looked.subject)"


def _made(scan: str, person: str, until: str) -> str:
    """The lead that was stored for the first time between a scan and the place `until` in the log.

    The log's order counts, not the clock's; Undo stores a lead under its id once more.
    """
    return f"""(
        SELECT made.entity FROM change AS made
        WHERE made.subject = {person} AND made.kind = 'lead.add'
            AND made.seq > {scan}.place AND made.seq < coalesce({until}, 9e18)
            AND NOT EXISTS (
                SELECT 1 FROM change AS before
                WHERE before.subject = made.subject AND before.kind = 'lead.add'
                    AND before.seq < made.seq AND before.entity = made.entity
            )
        LIMIT 1
    )"""


def _else(person: str, verdict: str) -> str:
    """What came of a scan without a lead: the next scan says it, else where the person stands."""
    return f"""coalesce(
        CASE {verdict} WHEN 'declined' THEN 'declined' ELSE iif({verdict} IS NULL, NULL, 'repeat')
        END,
        (SELECT 'declined' FROM consent_state
            WHERE subject = {person} AND purpose = 'recruiting_contact'
                AND state IN ('declined', 'withdrawn')),
        'waiting'
    )"""


def _after(column: str) -> str:
    """A column of the next scan of somebody who is known by two identifiers."""
    return f"""(
        SELECT {column} FROM scan AS later
        WHERE later.subject IN (looked.subject, {_OTHER}) AND later.seq > looked.seq
        ORDER BY later.seq LIMIT 1
    )"""


_ASKS = "verdict IN ('may_share', 'ask', 'declined')"
# In the order of the people, because what is looked up of them lies in that order too: an encrypted
# page is costly to come back to. The next scan of a person is among those that were read, but for
# days that were left out: then `following` is another than `next`. What came of a scan is a lead's
# id or a word; the words are as domain.figures.outcome_of says them, and a test compares the two.
_OUTCOMES = f"""
WITH placed AS MATERIALIZED (
    SELECT seq, at, day, subject, verdict, staff_id, format,
        iif(subject IS NULL, NULL, {_PLACE.format("scan.id")}) AS place
    FROM scan WHERE day BETWEEN :first AND :last
),
seen AS MATERIALIZED (
    SELECT *, lead(seq) OVER person AS next, lead(place) OVER person AS next_place,
        lead(verdict) OVER person AS next_verdict
    FROM placed WINDOW person AS (PARTITION BY subject ORDER BY seq)
),
followed AS MATERIALIZED (
    SELECT *, iif({_ASKS}, (
        SELECT min(later.seq) FROM scan AS later
        WHERE later.subject = seen.subject AND later.seq > seen.seq
    ), NULL) AS following
    FROM seen
),
looked AS MATERIALIZED (
    SELECT seq, at, day, subject, verdict, staff_id, format, place,
        CASE WHEN following = next THEN next_verdict WHEN following IS NOT NULL
            THEN (SELECT later.verdict FROM scan AS later WHERE later.seq = following)
            END AS then_met,
        iif({_ASKS}, {
    _made(
        "followed",
        "followed.subject",
        f'''
            CASE WHEN following = next THEN next_place WHEN following IS NOT NULL
                THEN {_PLACE.format("(SELECT id FROM scan WHERE scan.seq = following)")} END
        ''',
    )
}, NULL) AS made
    FROM followed
),
known AS MATERIALIZED (
    SELECT seq, at, day, verdict, staff_id, format, CASE
        WHEN made IS NOT NULL THEN made
        WHEN verdict IN ('unknown', 'unreadable') THEN 'unknown'
        WHEN verdict = 'already_lead' THEN 'repeat'
        WHEN verdict <> 'ask' OR {_OTHER} IS NULL THEN {_else("looked.subject", "then_met")}
        ELSE coalesce(
            {_made("looked", _OTHER, _PLACE.format(_after("later.id")))},
            {_else(_OTHER, _after("later.verdict"))}
        ) END AS came
    FROM looked
)
"""
_OUTCOME = "iif(came IN ('unknown', 'repeat', 'declined', 'waiting'), came, 'new_lead')"
_COUNTS = f"""
{_OUTCOMES}
SELECT day, {_OUTCOME} AS outcome, staff_id, count(*) AS scans, min(at) AS oldest,
    sum(verdict = 'unreadable') AS unreadable,
    sum({_OUTCOME} = 'new_lead' AND NOT EXISTS (SELECT 1 FROM lead WHERE lead.id = came)) AS gone
FROM known GROUP BY day, outcome, staff_id
"""
BY_DAY = text(_COUNTS)
BY_HOUR = text(f"{_COUNTS}, at / {_QUARTER}")
_ROWS = text(f"""
{_OUTCOMES}
SELECT known.at, staff.name AS staff, verdict, {_OUTCOME} AS outcome, format
FROM known LEFT JOIN staff ON staff.id = known.staff_id
WHERE (:outcome = '' OR outcome = :outcome) AND (:staff = '' OR known.staff_id = :staff)
    AND (:quarters IS NULL OR known.at / {_QUARTER} IN (SELECT value FROM json_each(:quarters)))
ORDER BY known.seq DESC LIMIT :limit
""")
_NEW = text(f"""
{_OUTCOMES}
SELECT DISTINCT came FROM known
WHERE {_OUTCOME} = 'new_lead' AND EXISTS (SELECT 1 FROM lead WHERE lead.id = came)
    AND (:quarters IS NULL OR known.at / {_QUARTER} IN (SELECT value FROM json_each(:quarters)))
""")
_HOURS = text(f"""
SELECT min(at) AS at, count(*) AS scans FROM scan
WHERE day BETWEEN :first AND :last GROUP BY at / {_QUARTER}
""")
_LEADS = text("""
SELECT counted.*, role.title FROM (
    SELECT rating, role_id, count(*) AS leads FROM lead
    WHERE created >= :begins AND created < :ends GROUP BY 1, 2
) AS counted LEFT JOIN role ON role.id = counted.role_id
""")
_HOT_UNMET = text("""
SELECT count(*) FROM lead
WHERE rating = 'hot' AND created >= :begins AND created < :ends AND NOT EXISTS (
    SELECT 1 FROM interview WHERE lead_id = lead.id AND status <> 'cancelled'
)
""")


class Figures:
    """Counts within one transaction. Days are of the event's zone, None is without an end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_hour(self, day: date) -> tuple[Count, ...]:
        """A day's scans by outcome, staff and quarter of an hour."""
        return self._counts(BY_HOUR, day, day)

    def by_day(self, first: date | None = None, last: date | None = None) -> tuple[Count, ...]:
        """The scans of these days by day, outcome and staff."""
        return self._counts(BY_DAY, first, last)

    def hours(self, first: date | None, last: date | None, zone: tzinfo) -> dict[int, int]:
        """The scans of these days by the hour on the wall clock."""
        found: Counter[int] = Counter()
        for row in self._connection.execute(_HOURS, _days(first, last)):
            found[from_ms(row.at).astimezone(zone).hour] += row.scans
        return dict(found)

    def scans(self, wanted: ScanChoice, zone: tzinfo, limit: int) -> tuple[ScanFact, ...]:
        """The latest scans that fit, the last one first, without anybody's name."""
        values = {
            **_days(wanted.first, wanted.last),
            "outcome": wanted.outcome.value if wanted.outcome is not None else "",
            "staff": wanted.staff_id,
            "quarters": self._quarters(wanted, zone),
            "limit": limit,
        }
        return tuple(
            ScanFact(
                from_ms(row.at),
                row.staff or "",
                Verdict(row.verdict),
                Outcome(row.outcome),
                row.format,
            )
            for row in self._connection.execute(_ROWS, values)
        )

    def new_leads(self, wanted: ScanChoice, zone: tzinfo) -> frozenset[str]:
        """The ids of the leads that came of these days' or this hour's scans and are there."""
        values = {**_days(wanted.first, wanted.last), "quarters": self._quarters(wanted, zone)}
        return frozenset(self._connection.execute(_NEW, values).scalars())

    def _quarters(self, wanted: ScanChoice, zone: tzinfo) -> str | None:
        """The quarters of an hour in which the hour of the wall clock was, as a JSON list."""
        if wanted.hour is None:
            return None
        rows = self._connection.execute(_HOURS, _days(wanted.first, wanted.last))
        starts = (row.at for row in rows)
        own = [at for at in starts if from_ms(at).astimezone(zone).hour == wanted.hour]
        return json.dumps([at // _QUARTER for at in own])

    def staff(self) -> dict[str, str]:
        """The names of all who work or worked here, by id."""
        rows = self._connection.execute(text("SELECT id, name FROM staff"))
        return {row.id: row.name for row in rows}

    def leads(self, made: Stretch | None) -> NewLeads:
        """The leads stored in a stretch that are there, by rating and role."""
        values = {
            "begins": 0 if made is None else to_ms(made[0]),
            "ends": _NEVER if made is None else to_ms(made[1]),
        }
        ratings: dict[Rating | None, int] = dict.fromkeys((*reversed(Rating), None), 0)
        roles: Counter[tuple[str, str]] = Counter()
        for row in self._connection.execute(_LEADS, values):
            ratings[None if row.rating is None else Rating(row.rating)] += row.leads
            roles[row.role_id or "", row.title or ""] += row.leads
        no_role = roles.pop(("", ""), 0)
        shares = (Share(role, title, leads) for (role, title), leads in roles.items())
        return NewLeads(
            ratings=ratings,
            roles=tuple(sorted(shares, key=lambda one: (-one.count, one.name))),
            no_role=no_role,
            hot_unmet=self._connection.execute(_HOT_UNMET, values).scalar_one(),
        )

    def _counts(
        self, query: TextClause, first: date | None, last: date | None
    ) -> tuple[Count, ...]:
        return tuple(
            Count(
                date.fromisoformat(row.day),
                from_ms(row.oldest),
                Outcome(row.outcome),
                row.staff_id,
                row.scans,
                row.unreadable,
                row.gone,
            )
            for row in self._connection.execute(query, _days(first, last))
        )


def _days(first: date | None, last: date | None) -> dict[str, str]:
    return {
        "first": "" if first is None else first.isoformat(),
        "last": _END if last is None else last.isoformat(),
    }
