"""Retention in the store: the terms, and the highest time that was believed."""

from datetime import date

from sqlalchemy import Connection, select
from sqlmodel import col

from boothapp.domain.consent import Purpose
from boothapp.domain.retention import ROSTER_DAYS, Kept, RetentionRules
from boothapp.store.changes import ChangeLog
from boothapp.store.privacy_tables import Retention as RetentionRow
from boothapp.store.setup import Setup

_SEEN = "time_believed"


class Retention:
    """Reads and changes terms within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None, setup: Setup) -> None:
        self._connection = connection
        self._log = log
        self._setup = setup

    def rules(self) -> RetentionRules:
        """The days of each kind; what has none of its own goes with recruiting contact."""
        query = select(col(RetentionRow.what), col(RetentionRow.days))
        own = {row.what: row.days for row in self._connection.execute(query)}
        recruiting = self._setup.booth().retention_days
        return RetentionRules(
            recruiting=recruiting,
            cv=own.get(Kept.CV.value, recruiting),
            marketing=own.get(Kept.MARKETING.value, recruiting),
            roster=own.get(Kept.ROSTER.value, min(ROSTER_DAYS, recruiting)),
        )

    def until(self, purpose: Purpose) -> date:
        """The last day of validity of a yes that is given now."""
        return self.rules().until(Kept(purpose.value), self._setup.event())
