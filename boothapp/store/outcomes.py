"""What came of each scan, in SQL: the same for the Dashboard and for the list of last scans."""

from sqlalchemy import text

_PLACE = "(SELECT min(seq) FROM change WHERE entity = {})"
# A badge may turn out to be somebody who is known by another identifier, once a list came in.
_OTHER = "(SELECT subject FROM identity WHERE key = looked.subject AND subject <> looked.subject)"


def _made(scan: str, person: str, until: str) -> str:
    """A lead that was stored for the first time between a scan and the place `until` in the log.

    Of several (a yes, Undo and another yes) the one that is there, else the first one. The log's
    order counts, not the clock's; Undo stores a lead under its id once more.
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
        ORDER BY EXISTS (SELECT 1 FROM lead WHERE lead.id = made.entity) DESC, made.seq
        LIMIT 1
    )"""


def _main(person: str) -> str:
    """Whose badge it is by now, where badges were merged."""
    return f"coalesce((SELECT main FROM same_person WHERE subject = {person}), {person})"


def _came_by(person: str) -> str:
    """What the next scan of any badge of somebody met; of whoever has one badge, none is left."""
    return f"""(
        SELECT later.verdict FROM scan AS later
        WHERE later.subject IN (
                SELECT {_main(person)}
                UNION ALL SELECT subject FROM same_person WHERE main = {_main(person)}
            ) AND +later.seq > looked.seq
        ORDER BY +later.seq LIMIT 1
    )"""


def _word(verdict: str) -> str:
    """What a next scan says of the one before."""
    return (
        f"CASE WHEN {verdict} = 'declined' THEN 'declined' WHEN {verdict} <> '' THEN 'repeat' END"
    )


def _else(person: str, verdict: str) -> str:
    """What came of a scan without a lead: the next scan says it, else where the person stands.

    Once badges were merged, both are asked of the person: of them one scan waits.
    """
    return f"""coalesce(
        {_word(verdict)},
        iif(EXISTS (SELECT 1 FROM same_person), (
            SELECT {_word("met")} FROM (SELECT {_came_by(person)} AS met)
        ), NULL),
        (SELECT 'declined' FROM consent_state
            WHERE subject = {_main(person)} AND purpose = 'recruiting_contact'
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
OUTCOMES = f"""
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
OUTCOME = "iif(came IN ('unknown', 'repeat', 'declined', 'waiting'), came, 'new_lead')"
WAITING = text(f"{OUTCOMES} SELECT seq FROM known WHERE came = 'waiting'")
"""The places of the scans of the days from :first to :last that nobody answered."""
