"""Writes the rows of a prepared list, within the transaction that takes it in."""

from collections.abc import Callable
from datetime import datetime

from boothapp.domain.consent import Purpose
from boothapp.services.retelling import tell_anew
from boothapp.store import roster_hard
from boothapp.store.records import Records
from boothapp.store.roster_leads import RosterLeads
from boothapp.store.roster_taking import RosterTaking
from boothapp.store.spool import Spool

_STEP = 200  # rows between two looks at progress and cancel


def write_rows(
    records: Records, spool: Spool, import_id: str, now: datetime, tick: Callable[[], None]
) -> None:
    """Take all rows in; then let the leads follow that nobody edited, and their calendars hear.

    `tick` is called between rows; what it raises stops the work.
    """
    for keys in spool.keys_handed_on():
        records.subjects.hand_on(keys)
    until = records.retention.until(Purpose.RECRUITING)
    leads = RosterLeads(records)
    leads.look(spool)
    bulk = records.rosters.bulk(records.roster_matching)
    bulk.take_in(spool, import_id, until, tick)
    records.rosters.overwrote = records.rosters.overwrote or bulk.overwrote
    _take_in_hard(RosterTaking(records, import_id, until), spool, tick)
    followed = leads.follow()
    if followed:
        tell_anew(records, now, lambda one: one.lead_id in followed)


def _take_in_hard(taking: RosterTaking, spool: Spool, tick: Callable[[], None]) -> None:
    """Take in the rows that depend on each other, in the file's order."""
    withdrawn = (subject for subject, _ in roster_hard.withdrawn(spool))
    taking.hear_noes(roster_hard.who_hear_no(spool), withdrawn)
    for chunk in spool.in_file_order(only_hard=True):
        for number, row in enumerate(chunk):
            if number % _STEP == 0:
                tick()
            taking.take_in(row)
