"""A real booth: an encrypted store, its window on a screen, and the command line beside it."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from boothapp.domain.event import EventInfo
from boothapp.domain.people import Rating, ScanSource
from boothapp.labels import qr_image
from boothapp.services.setup import create_store
from tests import factories
from tests.e2e.screen import PASSPHRASE, ROOT, Screen, surroundings
from tests.factories import AMARA, HARUTO, WANJIRU

JONAS = ("AB-0004", "Jonas Lindqvist", "jonas@nordvik.example", "Nordvik University", "yes")
MEI = ("AB-0005", "Mei Tanaka", "mei@hoshi.example", "Hoshi Institute", "yes")
# A secret as pretix makes them, of letters that are orders on some page.
ORDERS = ("ynl123bwmstrqiokcyn2l3", "Ada Example", "ada@x.example", "Example Lab", "yes")
ROSTER = (AMARA, HARUTO, WANJIRU, JONAS, MEI, ORDERS)


class Store:
    """A store in a folder. Today is its first day, so that tomorrow's rooms are all free.

    `leads` are people of the roster who were scanned before; the first is hot and has a note.
    """

    def __init__(self, folder: Path, leads: Sequence[Sequence[str]] = ()) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.path = folder, folder / "store"
        plan = factories.plan()
        today = datetime.now(UTC).astimezone(ZoneInfo(factories.ZONE)).date()
        self.tomorrow: date = today + timedelta(days=1)
        event = EventInfo(
            name="Demo Conf",
            timezone=factories.ZONE,
            first_day=today,
            last_day=today + timedelta(days=2),
        )
        made = create_store(
            self.path,
            type(plan)(event=event, booth=plan.booth, rooms=plan.rooms, staff=plan.staff),
            passphrase=PASSPHRASE,
        ).services
        factories.fill_settings(made)
        made.roster.import_file(factories.roster_file(folder, ROSTER))
        for person in leads:
            made.capture.scan(person[0], ScanSource.SCANNER)
        if leads:
            first = made.leads.find(leads[0][0])
            made.leads.rate(first, Rating.HOT)
            made.leads.add_note(first, "=Quick, clear")
        made.close()

    def run(self, *arguments: str | Path) -> list[dict[str, Any]]:
        """A command with --json, as another process beside the window; its lines."""
        done = subprocess.run(
            [sys.executable, "-m", "boothapp", *map(str, arguments), "--json"],
            cwd=ROOT,
            env=surroundings(
                self.folder, BOOTHAPP_STORE=str(self.path), BOOTHAPP_PASSPHRASE=PASSPHRASE
            ),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def leads(self) -> dict[str, dict[str, Any]]:
        """All leads by name, as the command line tells them."""
        return {lead["name"]: lead for lead in self.run("leads", "list")}

    def picture(self, payload: str) -> Path:
        """A picture of a code, for `boothapp scan`."""
        path = self.folder / "code.png"
        qr_image(payload).save(path)
        return path


class Booth(Screen):
    """The window on a store, and what its Scan page says."""

    def __init__(self, store: Store) -> None:
        super().__init__(
            store.folder,
            "--store",
            str(store.path),
            "--staff",
            factories.STAFF,
            BOOTHAPP_PASSPHRASE=PASSPHRASE,
        )
        self.store = store
        try:
            self.widget("Last scans")
            self.words(factories.STAFF)
        except BaseException:
            self.close()
            raise

    def panel(self, name: str) -> None:
        """Wait until this person is in the panel, and until the keys act again."""
        self.until(lambda seen: in_panel(seen) == name, f"{name} in the panel")
        self.settled(0.5)

    def verdict(self, word: str) -> str:
        """Wait for the band with this verdict; answers what it says."""

        def find(seen: dict[str, Any]) -> str | None:
            bands = (w["name"] for w in seen["widgets"] if w["class"] == "VerdictBand")
            return next((name for name in bands if name.startswith(f"{word}.")), None)

        found: str = self.until(find, f"the verdict “{word}”")
        return found

    def scanned(self, who: str) -> dict[str, Any]:
        """Wait for somebody in the list of last scans."""
        return self.cell(who, "Last scans")


def in_panel(seen: dict[str, Any]) -> str:
    """Who is in the panel; empty for nobody, or where no name may be shown."""
    return next((w["name"] for w in seen["widgets"] if w["class"] == "PersonHead"), "")


def note(seen: dict[str, Any]) -> str:
    """What stands in the note."""
    return next((w["text"] for w in seen["widgets"] if w["class"] == "NoteEdit"), "")


def in_list(seen: dict[str, Any]) -> list[str]:
    """The lines of the last scans, as a screen reader says them."""
    return [cell["text"] for cell in seen["cells"] if cell["view"] == "Last scans"]


def toasts(seen: dict[str, Any]) -> list[str]:
    """The notices in the corner."""
    return [w["name"] for w in seen["widgets"] if w["class"] == "Toast"]
