"""The same done to many leads at once, and taken back."""

from datetime import date
from pathlib import Path

import pytest

from boothapp.domain.errors import BadInput, LeadGone
from boothapp.domain.graduation import checked_graduation
from boothapp.domain.people import Rating, ScanSource
from boothapp.services.bundle import Services
from tests import factories


@pytest.fixture
def ids(services: Services, tmp_path: Path) -> list[str]:
    return factories.scanned_leads(services, tmp_path, 4)


def test_that_ratings_are_set_and_each_goes_back_to_what_it_was(
    services: Services, ids: list[str]
) -> None:
    services.leads.rate(ids[0], Rating.COLD)
    services.leads.rate(ids[1], Rating.HOT)
    done = services.bulk.rate(ids, Rating.HOT)
    assert done.changed == 3
    assert {services.leads.detail(one).rating for one in ids} == {Rating.HOT}
    services.bulk.take_back(done)
    assert [services.leads.detail(one).rating for one in ids] == [
        *(Rating.COLD, Rating.HOT, None, None)
    ]


def test_that_a_tag_takes_the_spelling_that_is_in_use(services: Services, ids: list[str]) -> None:
    services.leads.add_tag(ids[0], "NLP")
    done = services.bulk.tag(ids, "  nlp ")
    assert (done.tag, done.changed) == ("NLP", 3)
    services.bulk.take_back(done)
    assert [services.leads.detail(one).tags for one in ids] == [("NLP",), (), (), ()]


def test_that_owner_and_next_step_are_planned_and_taken_back(
    services: Services, ids: list[str]
) -> None:
    me, day = services.duty.staff_id, date(2026, 7, 12)
    owner = services.bulk.assign(ids[:2], me)
    steps = services.bulk.plan_step(ids[:2], " Send  the paper ", day)
    detail = services.leads.detail(ids[0])
    assert (detail.owner_id, detail.next_step, detail.next_step_on) == (me, "Send the paper", day)
    services.bulk.take_back(owner, steps)
    detail = services.leads.detail(ids[0])
    assert (detail.owner_id, detail.next_step, detail.next_step_on) == (None, "", None)


def test_that_the_day_of_a_step_moves_for_all_or_for_none(
    services: Services, ids: list[str]
) -> None:
    first, later = date(2026, 7, 12), date(2026, 7, 14)
    services.bulk.plan_step(ids[:2], "Call", first)
    with pytest.raises(BadInput, match="Person 2 and 1 more: no next step is there to move"):
        services.bulk.move_step(ids, later)
    assert services.leads.detail(ids[0]).next_step_on == first
    done = services.bulk.move_step(ids[:2], later)
    assert (done.changed, services.leads.detail(ids[1]).next_step_on) == (2, later)
    assert services.leads.detail(ids[1]).next_step == "Call"
    services.bulk.take_back(done)
    assert services.leads.detail(ids[1]).next_step_on == first


def test_that_leads_removed_together_come_back_together(services: Services, ids: list[str]) -> None:
    services.leads.add_note(ids[0], "Asked twice")
    removed = services.bulk.remove(ids[:3])
    assert {row.id for row in services.leads.table()} == {ids[3]}
    services.bulk.restore(removed)
    assert {row.id for row in services.leads.table()} == set(ids)
    assert services.leads.detail(ids[0]).notes[0].text == "Asked twice"
    assert services.ledger.verify().problems == ()


def columns_of(services: Services, table: str, key: str) -> dict[str, object]:
    with services.store.database.reading() as raw:
        return dict(raw.exec_driver_sql(f"SELECT * FROM {table} WHERE {key}").mappings().one())


def test_that_every_column_of_a_removed_lead_comes_back(services: Services, ids: list[str]) -> None:
    one = ids[0]
    services.bulk.assign([one], services.duty.staff_id)
    services.bulk.plan_step([one], "Call her", date(2026, 7, 20))
    services.bulk.set_graduation([one], "2027-06")
    services.bulk.set_role([one], services.settings.get().roles[0].id)
    services.bulk.rate([one], Rating.HOT)
    before = columns_of(services, "lead", f"id = '{one}'")
    assert None not in {value for name, value in before.items() if name not in ("need", "queue")}
    services.bulk.restore(services.bulk.remove([one]))
    assert columns_of(services, "lead", f"id = '{one}'") == before


def test_that_nobody_gets_the_number_of_somebody_who_is_gone(
    services: Services, ids: list[str], tmp_path: Path
) -> None:
    newest = max(row.number for row in services.leads.table())
    (gone,) = [row.id for row in services.leads.table() if row.number == newest]
    services.leads.remove(gone)
    services.roster.import_file(
        factories.roster_file(tmp_path, [("X-1", "New Person", "new@x.example", "U", "yes")])
    )
    services.capture.scan("X-1", ScanSource.SCANNER)
    assert newest not in {row.number for row in services.leads.table()}
    assert services.desk.ids([newest]) == ()


def test_that_taking_back_leaves_alone_what_was_set_since(
    services: Services, ids: list[str]
) -> None:
    done = services.bulk.rate(ids, Rating.HOT)
    services.leads.rate(ids[0], Rating.COLD)
    services.bulk.take_back(done)
    ratings = [services.leads.detail(one).rating for one in ids]
    assert ratings == [Rating.COLD, None, None, None]


def test_that_one_who_cannot_come_back_keeps_nobody_else_away(
    services: Services, ids: list[str]
) -> None:
    subject = services.leads.detail(ids[0]).subject
    removed = services.bulk.remove(ids)
    services.people.withdraw(subject)
    with pytest.raises(BadInput, match="is not back"):
        services.bulk.restore(removed)
    assert {row.id for row in services.leads.table()} == set(ids[1:])


def test_that_who_is_gone_is_passed_over(services: Services, ids: list[str]) -> None:
    services.leads.remove(ids[1])
    assert services.bulk.rate(ids, Rating.WARM).changed == 3


def test_that_bad_orders_are_refused_in_words(services: Services, ids: list[str]) -> None:
    with pytest.raises(BadInput, match="not of the staff"):
        services.bulk.assign(ids, "nobody")
    with pytest.raises(BadInput, match="Say what is to be done"):
        services.bulk.plan_step(ids, " ", date(2026, 7, 12))
    with pytest.raises(BadInput, match="at most 200"):
        services.bulk.plan_step(ids, "x" * 201, None)
    with pytest.raises(BadInput, match="role is not known"):
        services.bulk.set_role(ids, "nothing")
    with pytest.raises(BadInput, match="1 to 60"):
        services.bulk.tag(ids, " ")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2027", "2027"),
        (" 2027-6 ", "2027-06"),
        ("6/2027", "2027-06"),
        ("06.2027", "2027-06"),
        ("2027-06-30", "2027-06-30"),
        ("", ""),
    ],
)
def test_that_a_graduation_is_kept_as_exactly_as_it_was_said(typed: str, kept: str) -> None:
    assert checked_graduation(typed) == kept


@pytest.mark.parametrize("typed", ["soon", "2027-13", "2027-02-30", "1800", "20270"])
def test_that_no_time_to_graduate_is_said_so(typed: str) -> None:
    with pytest.raises(BadInput, match="no time to graduate"):
        checked_graduation(typed)


def test_that_the_log_knows_what_was_planned_and_verify_agrees(
    services: Services, ids: list[str]
) -> None:
    services.bulk.plan_step(ids, "Call back", date(2026, 7, 12))
    services.bulk.set_graduation(ids[:1], "2027")
    services.bulk.assign(ids, services.duty.staff_id)
    assert services.ledger.verify().problems == ()
    fixed = services.desk.corrections(ids[0])
    assert fixed["graduates"].staff == factories.STAFF
    assert "name" not in fixed


def test_that_a_step_and_its_day_are_taken_back_together_or_not_at_all(
    services: Services, ids: list[str]
) -> None:
    one, other, third, _ = ids
    first, later = date(2026, 12, 1), date(2026, 12, 5)
    planned = services.bulk.plan_step([one, other, third], "Mail", first)
    services.bulk.move_step([one], later)
    services.bulk.plan_step([other], "Call", first)
    services.bulk.take_back(planned)
    steps = [
        (services.leads.detail(i).next_step, services.leads.detail(i).next_step_on) for i in ids
    ]
    assert steps == [("Mail", later), ("Call", first), ("", None), ("", None)]
    moved = services.bulk.move_step([one], first)
    services.bulk.plan_step([one], "Write", first)
    services.bulk.take_back(moved)
    assert services.leads.detail(one).next_step_on == first, "it is another step's day by now"


def test_that_of_one_who_is_gone_it_is_said(services: Services, ids: list[str]) -> None:
    done = services.bulk.rate(ids[:1], Rating.HOT)
    services.leads.remove(ids[0])
    with pytest.raises(LeadGone, match="was removed"):
        services.bulk.rate(ids[:1], Rating.COLD)
    with pytest.raises(LeadGone):
        services.bulk.take_back(done)
    assert services.bulk.rate(ids, Rating.WARM).changed == 3
