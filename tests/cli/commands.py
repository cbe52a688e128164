"""Commands with --json as the tests of leads and interviews give them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Said = tuple[int, list[dict[str, Any]], str]
Command = Callable[..., Said]
# A zone where it is about noon, whenever the tests run: its rooms are open now.
ZONE = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"
TODAY = datetime.now(ZoneInfo(ZONE)).date()
TOMORROW = TODAY + timedelta(days=1)
