"""Random histories: the store's trigger, the domain's fold and what is stored agree after each."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boothapp.domain.consent import (
    ConsentEvent,
    ConsentRefused,
    Purpose,
    Spoken,
    fold,
    is_valid,
)
from boothapp.domain.people import Person
from boothapp.services.bundle import Services
from boothapp.store.changes import GENESIS, digest_of, hash_of
from tests import factories
from tests.factories import SettableClock

SUBJECT = "5a" * 32
STAFF = ("Sofia Marchetti", "Kwame Mensah")
steps = st.lists(
    st.tuples(st.sampled_from(list(ConsentEvent)), st.sampled_from(STAFF), st.booleans()),
    min_size=1,
    max_size=25,
)


def record(services: Services, subject: str, event: ConsentEvent) -> bool:
    """Whether the store took the event; on a valid grant the lead is stored with it."""
    try:
        with services.store.writing(services.duty.staff_id) as records:
            state = factories.say(records, subject, Purpose.RECRUITING, event)
            if is_valid(state) and records.leads.id_of_subject(subject) is None:
                records.leads.add(
                    subject=subject, badge_id="B", person=Person(name="Canary"), origin="form"
                )
    except ConsentRefused:
        return False
    return True


def folds(history: list[Spoken]) -> bool:
    try:
        fold(history)
    except ConsentRefused:
        return False
    return True


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(steps=steps)
def test_that_store_and_domain_agree_on_every_history(
    steps: list[tuple[ConsentEvent, str, bool]],
) -> None:
    clock = SettableClock(factories.noon_of_second_day())
    with TemporaryDirectory() as folder:
        services = factories.make_store(Path(folder) / "store", clock).services
        history: list[Spoken] = []
        for event, staff, next_day in steps:
            clock.forward(days=int(next_day), seconds=1)
            services.duty.switch(staff)
            spoken = Spoken(event, staff, services.store.today())
            taken = record(services, SUBJECT, event)
            assert taken == folds([*history, spoken])
            if taken:
                history.append(spoken)
            expected = fold(history)
            with services.store.reading() as records:
                assert records.consents.state(SUBJECT) is expected
                assert (records.leads.id_of_subject(SUBJECT) is not None) == is_valid(expected)
            assert ("Canary" in factories.everything(services)) == is_valid(expected)
        services.close()


def test_that_the_log_is_one_chain(services: Services, tmp_path: Path) -> None:
    services.roster.import_file(factories.roster_file(tmp_path, [factories.AMARA]))
    with services.store.database.connect() as raw:
        rows = raw.exec_driver_sql("SELECT * FROM change ORDER BY seq").all()
    before = GENESIS
    for row in rows:
        facts = list(row)[:12]
        assert row.prev == before
        assert row.hash == hash_of(facts, row.digest, row.prev)
        if row.value is not None:
            assert row.digest == digest_of(row.salt, row.value)
        before = row.hash
    assert Counter(row.kind for row in rows)["consent.roster_yes"] == 1
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
