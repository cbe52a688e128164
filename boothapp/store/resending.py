"""Interviews of a backup whose calendars may know a later state than the backup does."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from boothapp.domain.interviews import Interview
from boothapp.store.instants import from_ms
from boothapp.store.interviews import columns
from boothapp.store.records import Records

_FAR = 100
"""More states than anybody sends of one interview: calendars ignore a sequence they had."""


def resend(records: Records, since: Mapping[str, Mapping[str, Any]] | None) -> None:
    """Let the sequence of interviews ahead go on above what was sent after the backup.

    `since` has the interviews of the store that was there, as rows by their id; None where it is
    lost. What stands there as it does here is left; all else that was sent is due again.
    """
    for one in records.interviews.all_ahead(from_ms(records.moment.at)):
        later = None if since is None else since.get(one.id)
        raised = _far(one) if later is None else _above(one, later)
        if raised != one:
            records.interviews.change(raised)


def _far(one: Interview) -> Interview:
    return replace(one, sequence=one.sequence + _FAR)


def _above(one: Interview, later: Mapping[str, Any]) -> Interview:
    """Above what the later row says, which may be of a schema before invitations."""
    own = columns(one)
    invited = later.get("invited")
    never_sent = one.invited is None and invited is None
    if never_sent or all(later.get(name) == value for name, value in own.items()):
        return one
    return replace(
        one,
        sequence=max(one.sequence, later.get("sequence", 0)) + 1,
        # Its own, where it has one: of that state the log knows who was told what.
        invited=invited if one.invited is None else one.invited,
        organizer=later.get("organizer") or one.organizer,
    )
