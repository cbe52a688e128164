"""Makes what tests need, with invented people; the noise is hidden here."""

import csv
import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose
from boothapp.domain.event import BoothInfo, EventInfo, Role, Room
from boothapp.domain.ledger import Method, Proof, Reason
from boothapp.domain.people import ScanSource
from boothapp.domain.qualifiers import Qualifier
from boothapp.ids import new_id
from boothapp.services import notices
from boothapp.services.bundle import Services
from boothapp.services.setup import Created, Plan, create_store
from boothapp.store.database import Database
from boothapp.store.keys import Keeper
from boothapp.store.records import Records
from boothapp.store.store import Store

STAFF = "Sofia Marchetti"
ZONE = "Asia/Seoul"
FIRST_DAY = date(2026, 7, 8)
LAST_DAY = date(2026, 7, 10)
ROSTER_HEADER = ("Badge ID", "Name", "E-mail", "Affiliation", "Share with sponsors")


class SettableClock:
    """A clock that stands until it is set or moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **delta: float) -> None:
        self.now += timedelta(**delta)


def noon_of_second_day() -> datetime:
    """12:00 of the event's second day in its zone."""
    return datetime(2026, 7, 9, 3, 0, tzinfo=UTC)


def plan() -> Plan:
    return Plan(
        event=EventInfo(name="Demo Conf", timezone=ZONE, first_day=FIRST_DAY, last_day=LAST_DAY),
        booth=BoothInfo(
            sponsor="Northlight", booth="booth 214", privacy_contact="privacy@northlight.example"
        ),
        rooms=[
            Room(name="Namsan", seats=4, opens=time(9), closes=time(18), slot_minutes=30),
            Room(name="Hangang", seats=2, opens=time(10), closes=time(16), slot_minutes=45),
        ],
        staff=STAFF,
    )


def make_store(folder: Path, clock: SettableClock) -> Created:
    """A real encrypted store with the settings every test may rely on."""
    created = create_store(folder, plan(), in_memory_key=True, clock=clock)
    fill_settings(created.services)
    return created


def store_of(folder: Path, key: bytes, clock: SettableClock, *, new: bool = False) -> Services:
    """A store under a key that the caller has, opened, or as `make_store` makes it."""
    database = Database.create(folder, key) if new else Database(folder, key)
    made = plan()
    if new:
        Store.prepare(
            database, made.event, made.booth, store_id=new_id(), invented=True, now=clock()
        )
    services = Services.over(Store(database, Keeper.MEMORY, clock), STAFF)
    if new:
        for room in made.rooms:
            services.settings.save_room(room)
        fill_settings(services)
    return services


class StoreTemplate:
    """The store of `make_store`, made once and copied for each test.

    The copies have device, secret and key in common: two of them in one test are the same store.
    """

    _KEY = bytes(range(32))

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()
        store_of(folder, self._KEY, SettableClock(noon_of_second_day()), new=True).close()

    def copied(self, folder: Path, clock: SettableClock) -> Services:
        shutil.copytree(self._folder, folder)
        return store_of(folder, self._KEY, clock)


def fill_settings(services: Services) -> None:
    settings = services.settings
    settings.add_interviewer("Tomasz Zieliński")
    settings.add_interviewer("Elif Yıldız")
    settings.save_role(Role("", "Research scientist"))
    settings.save_role(Role("", "Intern 2027"))
    settings.save_qualifier(Qualifier("", "Earliest start", ("Now", "Autumn", "2027")))
    settings.save_qualifier(Qualifier("", "Needs help with a visa", ("Yes", "No", "Not said")))
    settings.save_qualifier(Qualifier("", "Favourite open problem", ()))


def roster_file(
    folder: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = ROSTER_HEADER
) -> Path:
    """A roster as an organiser mails it."""
    path = folder / "roster.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([header, *rows])
    return path


def scanned_leads(services: Services, folder: Path, count: int) -> list[str]:
    """The lead ids of Person 0, 1, 2 …, who are on the list and were scanned."""
    rows = [(f"B-{n}", f"Person {n}", f"p{n}@x.example", "U", "yes") for n in range(count)]
    services.roster.import_file(roster_file(folder, rows))
    found = []
    for number in range(count):
        card = services.capture.scan(f"B-{number}", ScanSource.TYPED)
        assert card.lead is not None
        found.append(card.lead.id)
    return found


AMARA = ("AB-0001", "Amara Okonkwo", "amara.okonkwo@lit.example", "Lagos Institute", "yes")
HARUTO = ("AB-0002", "Haruto Nakamura", "haruto@kamogawa.example", "Kamogawa University", "no")
WANJIRU = ("AB-0003", "Wanjiru Kamau", "w.kamau@rift.example", "Rift Valley University", "yes")


def vcard(name: str = "", email: str = "", affiliation: str = "") -> str:
    """A vCard 3.0 as a badge printer writes it."""
    lines = ["BEGIN:VCARD", "VERSION:3.0"]
    if name:
        given, _, family = name.rpartition(" ")
        lines += [f"N:{family};{given};;;", f"FN:{name}"]
    if email:
        lines.append(f"EMAIL:{email}")
    if affiliation:
        lines.append(f"ORG:{affiliation}")
    return "\r\n".join([*lines, "END:VCARD", ""])


def proof_of(records: Records, event: ConsentEvent, purpose: Purpose) -> Proof:
    """The whole proof of an event, as BoothApp writes it; a list that speaks is taken in first."""
    if event in (ConsentEvent.ROSTER_YES, ConsentEvent.ROSTER_NO):
        records.rosters.begin(file="r.csv", sha256="5a" * 32, opted_in=0, opted_out=0, refused=0)
        return Proof(method=Method.LIST)
    if event is ConsentEvent.EXPIRED:
        return Proof(method=Method.RETENTION)
    if event is ConsentEvent.MISTAKE:
        return Proof(reason=Reason.WRONG_KEY)
    until = records.retention.until(purpose) if event is ConsentEvent.GIVEN else None
    return Proof.under(notices.keep(records, "en"), Method.SPOKEN, until)


def say(records: Records, subject: str, purpose: Purpose, event: ConsentEvent) -> ConsentState:
    """Record an event past the services, in any order; answers with the state afterwards."""
    return records.consents.record(subject, purpose, event, proof_of(records, event, purpose))


def everything(services: Services) -> str:
    """Every value in every table, as text: to search for what must not be there."""
    with services.store.database.connect() as raw:
        names = raw.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = list(names.scalars())
        rows = [row for name in tables for row in raw.exec_driver_sql(f"SELECT * FROM {name}")]
    return "\n".join(str(tuple(row)) for row in rows)
