"""The check works out anew what leads are found by, says where that disagrees, and mends it."""

import pytest
from sqlalchemy import Connection

from boothapp.services.bundle import Services
from tests.store.attacks import Busy

ALTERED = {
    "name": "UPDATE lead_index SET name = 'zzz'",
    "consent": "UPDATE lead_index SET purposes = 7",
    "days": "UPDATE lead_index SET days = '2020-01-01'",
    "words": "DELETE FROM lead_words",
    "what the words are of": "UPDATE lead_index SET words = x'00'",
    "row": "DELETE FROM lead_index",
    "named and not caught up": "UPDATE lead SET name = 'Somebody Else'",
}


def named(services: Services) -> list[str]:
    return sorted(row.name for row in services.leads.table())


def test_that_after_a_busy_day_leads_are_filed_as_they_are(services: Services, busy: Busy) -> None:
    del busy
    assert services.check() == []


@pytest.mark.parametrize("altered", ALTERED.values(), ids=ALTERED)
def test_that_a_lead_filed_as_it_is_not_is_said_and_mended(
    services: Services, raw: Connection, busy: Busy, altered: str
) -> None:
    del busy
    count = raw.exec_driver_sql("SELECT count(*) FROM lead").scalar_one()
    raw.exec_driver_sql(altered)
    problems = services.check()
    assert len(problems) == 1
    assert problems[0].startswith(f"{count:,} of the leads were not found")
    assert services.check() == []
    leads = services.leads.table()
    assert len(leads) == count
    for lead in leads:
        found = services.leads.table(lead.name)
        assert lead.id in [one.id for one in found]


def test_that_who_is_no_lead_is_taken_out_of_the_index(
    services: Services, raw: Connection, busy: Busy
) -> None:
    del busy
    before = named(services)
    raw.exec_driver_sql("INSERT INTO lead_words (rowid, words) VALUES (4711, 'xylophone')")
    assert "named 1 who are no leads" in services.check()[0]
    assert services.check() == []
    assert named(services) == before
    raw.exec_driver_sql("INSERT INTO lead_words (lead_words) VALUES ('optimize')")
    blocks = raw.exec_driver_sql("SELECT block FROM lead_words_data").scalars()
    assert b"ylophon" not in b"".join(bytes(block) for block in blocks)
