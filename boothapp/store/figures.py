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
from boothapp.store.outcomes import OUTCOME, OUTCOMES

_QUARTER = 900_000
"""Every zone's hours begin at a quarter of an hour, in ms."""
_END = "9999-12-31"
_NEVER = 1 << 62

_COUNTS = f"""
{OUTCOMES}
SELECT day, {OUTCOME} AS outcome, staff_id, count(*) AS scans, min(at) AS oldest,
    sum(verdict = 'unreadable') AS unreadable,
    sum({OUTCOME} = 'new_lead' AND NOT EXISTS (SELECT 1 FROM lead WHERE lead.id = came)) AS gone
FROM known GROUP BY day, outcome, staff_id
"""
BY_DAY = text(_COUNTS)
BY_HOUR = text(f"{_COUNTS}, at / {_QUARTER}")
_ROWS = text(f"""
{OUTCOMES}
SELECT known.at, staff.name AS staff, verdict, {OUTCOME} AS outcome, format
FROM known LEFT JOIN staff ON staff.id = known.staff_id
WHERE (:outcome = '' OR outcome = :outcome) AND (:staff = '' OR known.staff_id = :staff)
    AND (:quarters IS NULL OR known.at / {_QUARTER} IN (SELECT value FROM json_each(:quarters)))
ORDER BY known.seq DESC LIMIT :limit
""")
_NEW = text(f"""
{OUTCOMES}
SELECT DISTINCT came FROM known
WHERE {OUTCOME} = 'new_lead' AND EXISTS (SELECT 1 FROM lead WHERE lead.id = came)
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
