"""A store of each version before opens, keeps what it held, and passes every check."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_engine

from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.services.bundle import Services
from boothapp.services.retention import ClockJumped
from boothapp.store.database import FILE, Database, open_file
from boothapp.store.keys import Keeper
from boothapp.store.store import Store
from tests import factories
from tests.factories import SettableClock
from tests.store.tampering import append, attack

STORES = Path(__file__).parent.parent / "data" / "stores"
KEY = bytes(32)


@pytest.fixture(
    params=["0001.db", "0002.db", "0003.db", "0004.db", "0005.db", "0006.db", "0007.db"]
)
def written(request: pytest.FixtureRequest) -> Path:
    """A store as BoothApp wrote it then: the same people on the same day."""
    return STORES / str(request.param)


@pytest.fixture
def open_old(
    written: Path, tmp_path: Path, clock: SettableClock
) -> Iterator[Callable[[], Services]]:
    """The old store in a folder of its own, opened as often as one likes."""
    shutil.copy(written, tmp_path / FILE)
    opened: list[Services] = []

    def again() -> Services:
        store = Store(Database(tmp_path, KEY), Keeper.MEMORY, clock)
        opened.append(Services.over(store, factories.STAFF))
        return opened[-1]

    yield again
    for services in opened:
        services.close()


def test_that_an_upgrade_keeps_leads_notes_and_consents(
    open_old: Callable[[], Services], written: Path
) -> None:
    services = open_old()
    amara = services.leads.detail(services.leads.find("AB-0001"))
    assert amara.person.name == "Amara Okonkwo"
    assert [note.text for note in amara.notes] == ["Wrote about sparse attention"]
    assert amara.consent[0].state is ConsentState.ROSTER_YES
    haruto = services.leads.detail(services.leads.find("haruto@kamogawa.example"))
    given = {view.purpose: view for view in haruto.consent}
    assert given[Purpose.RECRUITING].state is ConsentState.GIVEN
    assert given[Purpose.CV].state is ConsentState.GIVEN
    assert given[Purpose.MARKETING].state is ConsentState.DECLINED
    assert given[Purpose.CV].notice.startswith("1 of ")
    history = services.people.held(haruto.subject).history
    told = {said.purpose: said.until for said in history if said.event is ConsentEvent.GIVEN}
    until = date(2027, 1, 6) if written.name > "0001.db" else None
    assert told[Purpose.CV] == until, "nobody was told a day at first"
    lindiwe = services.capture.scan(
        factories.vcard("Lindiwe Dube", "lindiwe@veld.example"), ScanSource.CAMERA
    )
    assert lindiwe.person is None
    assert lindiwe.state(Purpose.RECRUITING) is ConsentState.DECLINED
    ledger = {one.id for one in services.exporting.ledger()}
    assert len(ledger) == (3 if written.name >= "0006.db" else 1)
    inside = services.people.held(amara.subject).files
    assert {one.export_id for one in inside} == ledger, "who is in which file"


def test_that_an_upgraded_store_passes_every_check(open_old: Callable[[], Services]) -> None:
    services = open_old()
    assert services.check() == []
    check = services.ledger.verify()
    assert check.problems == ()
    assert check.consent_events == 7
    assert {figure.language for figure in services.ledger.figures()} == {"en", "de"}


def forged_before(folder: Path, value: dict[str, str]) -> None:
    """Somebody's yes to marketing, written with SQL while the store still had its old schema."""
    engine = create_engine(
        "sqlite://", module=driver, creator=lambda: open_file(folder / FILE, KEY)
    )
    with engine.connect() as raw:
        made = "SELECT subject, staff_id FROM change WHERE kind = 'consent.given' LIMIT 1"
        subject, staff = raw.exec_driver_sql(made).one()
        append(raw, "consent.given", "marketing", subject, value, staff)
    engine.dispose()


@pytest.mark.parametrize("written", [STORES / f"000{n}.db" for n in (1, 2, 3)])
def test_that_a_yes_of_before_says_what_it_always_said_and_no_more_is_asked(
    open_old: Callable[[], Services], tmp_path: Path
) -> None:
    forged_before(tmp_path, {})
    services = open_old()
    (problem,) = services.ledger.verify().problems
    assert "(consent.given, 2026-07-09" in problem
    assert "does not say what every such event says" in problem


def test_that_the_rules_of_now_hold_from_the_first_opening_on(
    open_old: Callable[[], Services], written: Path
) -> None:
    for _ in range(2):
        services = open_old()
        with services.store.database.connect() as raw:
            said = raw.exec_driver_sql(
                "SELECT value FROM change WHERE kind = 'store.proof' ORDER BY seq"
            ).scalars()
            schemas = [json.loads(value).get("schema") for value in said]
        assert schemas == ([None, "0004"] if written.name == "0003.db" else ["0004"])
        services.close()


@pytest.mark.parametrize("written", [STORES / "0004.db"])
def test_that_bookings_keep_who_holds_them_and_may_have_more(
    open_old: Callable[[], Services],
) -> None:
    services = open_old()
    amara = services.leads.find("AB-0001")
    who = services.settings.get().interviewers
    cancelled, planned = services.interviews.of_lead(amara)
    assert cancelled.status is InterviewStatus.CANCELLED
    assert cancelled.interviewers == who[1].name
    assert planned.panel_ids == (who[0].id,)
    services.interviews.set_panel(planned.id, [one.id for one in who])
    assert services.interviews.get(planned.id).panel_ids == (who[0].id, who[1].id)
    assert services.ledger.verify().problems == ()


@pytest.mark.parametrize("written", [STORES / "0003.db"])
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("backup SET path = '/dev/null'", "The path of backup .* differs from the log"),
        ("backup SET hash = x'00'", "The hash of backup .* differs from the log"),
        ("roster_import SET file = 'x'", "The file of roster_import .* differs from the log"),
        ("staff_pin SET phc = '$argon2id$'", "The PIN of staff .* is another than"),
    ],
)
def test_that_what_older_records_did_not_say_is_proven_from_then_on(
    open_old: Callable[[], Services], change: str, said: str
) -> None:
    services = open_old()
    with services.store.database.connect() as raw:
        attack(raw, f"UPDATE {change}")
    (problem,) = services.ledger.verify().problems
    assert re.match(said, problem)


def test_that_the_store_as_it_was_is_kept_beside_it_and_opens(
    open_old: Callable[[], Services], written: Path, tmp_path: Path
) -> None:
    services = open_old()
    (copy,) = services.store.folder.glob(f"{FILE}.before-*")
    assert copy.stat().st_mode & 0o077 == 0
    assert copy.stat().st_size == written.stat().st_size
    (tmp_path / "again").mkdir()
    shutil.copy(copy, tmp_path / "again" / FILE)
    before = Database(tmp_path / "again", KEY)
    assert before.check() == []
    before.close()


def test_that_an_upgraded_store_goes_on_under_the_new_rules(
    open_old: Callable[[], Services], clock: SettableClock
) -> None:
    open_old().close()
    services = open_old()
    clock.forward(minutes=5)
    amara = services.capture.scan("AB-0001", ScanSource.TYPED)
    answers = dict.fromkeys((Purpose.RECRUITING, Purpose.CV), ConsentEvent.GIVEN)
    after = services.capture.answer(amara, answers, notice=NoticeShown()).card
    assert after.consent[1].until is not None
    assert services.ledger.verify().problems == ()


def test_that_an_upgrade_by_a_clock_years_ahead_deletes_nothing_unasked(
    open_old: Callable[[], Services], clock: SettableClock
) -> None:
    clock.forward(days=1_700)
    services = open_old()
    before = {row.name for row in services.leads.table()}
    assert isinstance(services.retention.look(), ClockJumped)
    services.close()
    services = open_old()  # what was written meanwhile makes the clock no truer
    assert isinstance(services.retention.look(), ClockJumped)
    assert {row.name for row in services.leads.table()} == before
