"""Taking back a booking, by one rule for whoever does it."""

from dataclasses import replace

from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.store.records import Records


def take_off(records: Records, before: Interview) -> None:
    """Take a booking away as if it had never been made, where nobody heard of it or judged it.

    One whose invitation left already is cancelled instead: the calendars have to hear of it. So is
    one that somebody judged: a scorecard is not lost by a key.
    """
    if before.invited is None and not records.scorecards.of_interview(before.id):
        records.interviews.remove(before)
    else:
        cancelled = replace(before, status=InterviewStatus.CANCELLED)
        records.interviews.rewrite(before, cancelled)
