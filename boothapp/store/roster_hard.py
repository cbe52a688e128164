"""Whom those rows of a list name that depend on each other or on earlier lists.

An e-mail that two people share names neither of them: offices register whole groups under one. But
a new badge with the e-mail of somebody who said no, or to whom this row says no, is that person's
new badge: no badge outlives a no. And whom only the e-mail of a no names, who has no row of their
own any more, hears the no as well. All of it is settled here, before anything is written, so that
what is said ahead is what is done.
"""

from collections.abc import Callable, Iterator, Sequence

from boothapp.store.spool import Spool

# Those with a row of their own: by their badge, or by an e-mail alone.
_OWN_ROW = "SELECT subject FROM entry WHERE badge_key IS NULL OR by_badge = 1"
_GROUPS = (
    "SELECT email_key FROM entry WHERE email_key IS NOT NULL AND badge_key IS NOT NULL"
    " GROUP BY email_key HAVING count(*) > 1"
)
_FIRST = "SELECT min(n) FROM entry WHERE other IS NOT NULL AND by_badge = 0 GROUP BY other"
_OTHER_PEOPLE = """
UPDATE entry SET subject = coalesce(token_key, badge_key)
WHERE other IS NOT NULL AND by_badge = 0
"""
_NEW_BADGES = f"""
UPDATE entry SET subject = other
WHERE other IS NOT NULL AND by_badge = 0 AND n IN ({_FIRST}) AND other NOT IN ({_OWN_ROW})
AND (
    other NOT IN (SELECT subject FROM listed)
    OR email_key NOT IN ({_GROUPS})
    AND (opted_in = 0 OR other IN (SELECT subject FROM listed WHERE declined))
)
"""
_SHARED = """
UPDATE entry SET shared = 1
WHERE plain = 0 AND email_key IS NOT NULL AND (
    other IS NULL AND email_key IN (
        SELECT email_key FROM entry WHERE email_key IS NOT NULL
        GROUP BY email_key HAVING count(DISTINCT subject) > 1
    )
    OR other <> subject AND (
        other IN (SELECT subject FROM listed) OR other IN (SELECT subject FROM entry)
    )
)
"""
_NAMED_BY_A_NO = f"""
SELECT other, min(badge_id) FROM entry
WHERE opted_in = 0 AND other IN (SELECT subject FROM listed) AND other NOT IN ({_OWN_ROW})
GROUP BY other ORDER BY other
"""


def settle(spool: Spool, listed: Callable[[Sequence[str]], dict[str, bool]]) -> None:
    """Find the subject of each row with a new badge, and which e-mails are shared.

    `listed` says of subjects which of them earlier lists have, and whether these said no.
    """
    spool.change("DELETE FROM listed")
    for chunk in spool.others():
        spool.change_many("INSERT INTO listed VALUES (?, ?)", list(listed(chunk).items()))
    spool.change("UPDATE entry SET shared = 0 WHERE shared = 1")
    spool.change(_OTHER_PEOPLE)
    spool.change(_NEW_BADGES)
    spool.change(_SHARED)


def withdrawn(spool: Spool) -> Iterator[tuple[str, str]]:
    """Whom the e-mail of a no names, and that row's badge id; they have no row of their own."""
    mine = f"SELECT * FROM ({_NAMED_BY_A_NO}) WHERE other NOT IN (SELECT subject FROM entry)"
    return spool.pairs(mine)


def who_hear_no(spool: Spool) -> Iterator[str]:
    """The subjects of rows that say no and are not plain, and those whom their e-mails name."""
    hard = "SELECT subject, badge_id FROM entry WHERE opted_in = 0 AND plain = 0"
    for query in (hard, _NAMED_BY_A_NO):
        for subject, _ in spool.pairs(query):
            yield subject
