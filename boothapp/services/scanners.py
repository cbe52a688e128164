"""The scanners on the booth's table: how they are set up, and their test."""

from dataclasses import replace

from boothapp import badges
from boothapp.domain.badge import Badge
from boothapp.domain.keyboards import Typist
from boothapp.domain.scanners import TEST_TEXT, ScannerSetup, ScannerTest, judged
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.scanner_reading import ScannerReading
from boothapp.services.scanner_sent import Reader
from boothapp.services.scanner_setup import SETUP, setup_text
from boothapp.store.store import Store

_LARGEST = 10  # of a QR code: read by every scanner at arm's length of a screen


class ScannerService:
    """Keeps the set-up of this laptop's scanners."""

    def __init__(
        self, store: Store, events: EventBus, duty: DutyService, reading: ScannerReading
    ) -> None:
        self._store = store
        self._events = events
        self._duty = duty
        self._reading = reading

    def setup(self) -> ScannerSetup:
        """How they are set up; as they come where nothing was said."""
        with self._store.reading() as records:
            return self._reading.setup(records)

    def set_up(self, setup: ScannerSetup) -> ScannerSetup:
        """Set them up otherwise; answers how they were. Raises BadInput."""
        setup.checked()
        before = self.setup()
        with self._store.writing(self._duty.staff_id) as records:
            records.setup.set_preference(SETUP, setup_text(setup))
        self._reading.set_up(setup)
        self._events.publish(Changed("scanners"))
        return before

    def take_off(self, before: str, after: str) -> tuple[str, str]:
        """Take what scanners send before and after a code off it; answers what was until now.

        Raises BadInput.
        """
        setup = self.setup()
        self.set_up(replace(setup, prefix=before, suffix=after))
        return setup.prefix, setup.suffix

    def test(self, arrived: str, *, typed: bool) -> ScannerTest | None:
        """What the test code says of the scanner that sent it; None where this is another code.

        `typed`: by a scanner that types; from then on its codes are read by what the test said.
        """
        found = judged(arrived)
        if found is not None and typed:
            self._reading.learn(found.typist)
        return found

    def test_code(self) -> tuple[tuple[bool, ...], ...]:
        """The rows of the code that tests a scanner, True for dark."""
        from boothapp.labels.codes import qr_modules  # slow import, needed once somebody asks

        return qr_modules(TEST_TEXT, _LARGEST)

    def code_in(self, arrived: str) -> str:
        """The code in what arrived: without what scanners are set up to add."""
        with self._store.reading() as records:
            return Reader(records).code_in(arrived, self._reading.setup(records))

    def said(self, arrived: str) -> str:
        """The badge format that reads a code as it came; empty where none does."""
        read = badges.parse(self.code_in(arrived))
        return read.format if isinstance(read, Badge) else ""

    def known(self) -> Typist | None:
        """How this laptop writes a scanner's keys, where the test code or a badge said so."""
        return self._reading.known
