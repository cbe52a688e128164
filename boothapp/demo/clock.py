"""The demo's time: it starts at 14:32 on Thursday 9 July 2026 in Seoul and runs from there."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = "Asia/Seoul"
NOW = datetime(2026, 7, 9, 14, 32, 7, tzinfo=ZoneInfo(ZONE))
FIRST, LAST = date(2026, 7, 6), date(2026, 7, 10)
"""The event's days."""


class DemoClock:
    """Stands where it is set while the past is made up; then runs on from there."""

    def __init__(self) -> None:
        self._set_to = NOW
        self._since: datetime | None = None

    def __call__(self) -> datetime:
        """The demo's time now, in UTC."""
        run = datetime.now(UTC) - self._since if self._since is not None else timedelta()
        return (self._set_to + run).astimezone(UTC)

    def set_to(self, moment: datetime) -> None:
        """Stand at `moment`."""
        self._set_to, self._since = moment, None

    def run_on(self) -> None:
        """Start running from where it stands."""
        self._since = datetime.now(UTC)
