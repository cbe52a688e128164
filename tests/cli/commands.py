"""Commands with --json as the tests of leads and interviews give them."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.people import ScanSource
from boothapp.services.setup import create_store
from tests import factories

Said = tuple[int, list[dict[str, Any]], str]
Command = Callable[..., Said]
# A zone where it is about noon, whenever the tests run: its rooms are open now.
ZONE = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"
TODAY = datetime.now(ZoneInfo(ZONE)).date()
TOMORROW = TODAY + timedelta(days=1)


def leads_of(
    rows: Sequence[Sequence[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store with these rows of a list as leads, which the commands from now on mean."""
    monkeypatch.setenv("BOOTHAPP_PASSPHRASE", "correct horse")
    monkeypatch.setenv("BOOTHAPP_STORE", str(tmp_path / "store"))
    made = create_store(tmp_path / "store", factories.plan(), passphrase="correct horse").services
    made.roster.import_file(factories.roster_file(tmp_path, rows))
    for row in rows:
        made.capture.scan(row[0], ScanSource.TYPED)
    made.close()
