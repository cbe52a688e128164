"""Invitations that left with a name or an address that is another by now."""

from collections.abc import Callable
from datetime import datetime

from boothapp.domain.interviews import Interview
from boothapp.store.records import Records


def tell_anew(records: Records, now: datetime, concerns: Callable[[Interview], bool]) -> None:
    """Let those of the interviews ahead be due whose calendars have to hear of what is new.

    What is put back before it was sent is not due any more.
    """
    for one in records.interviews.ahead(now):
        if one.invited is not None and concerns(one):
            records.interviews.retell(one)
