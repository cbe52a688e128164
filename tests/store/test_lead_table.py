"""The table of leads against a plain reading of all of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.lead_filter import NOBODY, LeadFilter, Meeting
from boothapp.domain.lead_rows import LeadQuery, LeadRow, LeadSort
from boothapp.domain.people import NoticeShown, Person, Rating, ScanSource
from boothapp.services.bundle import Services
from boothapp.store import lead_table
from boothapp.store.scrubbing import scrub
from tests import factories
from tests.factories import SettableClock

PEOPLE = [
    ("AB-0001", "Amara Okonkwo", "amara@lit.example", "Lagos Institute", "yes"),
    ("AB-0002", "Ángel Núñez", "angel@rio.example", "Río Plateado University", "yes"),
    ("AB-0003", "王小明", "wang@huaxi.example", "华西大学", "yes"),
    ("AB-0004", "Zoë Łuk", "zoe@nordvik.example", "Nordvik University", "yes"),
    ("AB-0005", "김서연", "kim@hangang.example", "Hangang Science School", "yes"),
]


@pytest.fixture
def leads(services: Services, tmp_path: Path, clock: SettableClock) -> dict[str, str]:
    """Five people scanned an hour apart; lead ids by name."""
    services.roster.import_file(factories.roster_file(tmp_path, PEOPLE))
    found = {}
    for badge, name, *_ in PEOPLE:
        clock.forward(hours=1)
        card = services.capture.scan(badge, ScanSource.SCANNER)
        assert card.lead is not None
        found[name] = card.lead.id
    return found


def names(services: Services, asked: LeadFilter, sort: LeadSort = LeadSort.SEEN) -> list[str]:
    return [row.name for row in rows(services, LeadQuery(asked, sort))]


def rows(services: Services, query: LeadQuery) -> tuple[LeadRow, ...]:
    """Both ways to the rows, which have to agree."""
    desk = services.desk
    whole = desk.rows(desk.numbers(query))
    page = desk.head(query, 100)
    assert page.rows == whole
    assert page.whole
    assert desk.head(query, 2).rows == whole[:2]
    return whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("okon", ["Amara Okonkwo"]),
        ("KONK", ["Amara Okonkwo"]),
        ("angel nunez", ["Ángel Núñez"]),
        ("Ángel", ["Ángel Núñez"]),
        ("小明", ["王小明"]),
        ("王", ["王小明"]),
        ("大学", ["王小明"]),
        ("luk", ["Zoë Łuk"]),
        ("서연", ["김서연"]),
        ("univ", ["Zoë Łuk", "Ángel Núñez"]),
        ("lit.example", ["Amara Okonkwo"]),
        ("ab-0004", ["Zoë Łuk"]),
        ("zoe lagos", []),
        ('"', []),
        ("!?", []),
        (" ", ["김서연", "Zoë Łuk", "王小明", "Ángel Núñez", "Amara Okonkwo"]),
    ],
)
def test_that_words_are_found_at_any_place_whatever_the_accents(
    services: Services, leads: dict[str, str], text: str, expected: list[str]
) -> None:
    assert leads
    assert names(services, LeadFilter(text=text)) == expected


def test_that_notes_tags_and_answers_are_found_from_the_moment_they_are_written(
    services: Services, leads: dict[str, str]
) -> None:
    amara = leads["Amara Okonkwo"]
    note = services.leads.add_note(amara, "Sparse attention for speech")
    services.leads.add_tag(amara, "Robotics")
    question = services.settings.get().qualifiers[0]
    services.leads.answer(amara, question.id, question.choices[0])
    for text in ("attent", "robot", question.choices[0]):
        assert names(services, LeadFilter(text=text)) == ["Amara Okonkwo"], text
    services.leads.edit_note(note.id, "Dense")
    services.leads.remove_tag(amara, "Robotics")
    services.leads.answer(amara, question.id, None)
    for text in ("attent", "robot", question.choices[0]):
        assert names(services, LeadFilter(text=text)) == [], text
    assert names(services, LeadFilter(text="dense")) == ["Amara Okonkwo"]


def test_that_the_best_match_stands_first(services: Services, leads: dict[str, str]) -> None:
    zoe, kim = leads["Zoë Łuk"], leads["김서연"]
    services.leads.edit_details(zoe, Person(name="Una Vers"))
    services.leads.add_note(kim, "Met Una")
    found = names(services, LeadFilter(text="una"), LeadSort.MATCH)
    assert found == ["Una Vers", "김서연"]
    assert names(services, LeadFilter(text="vers"), LeadSort.MATCH)[0] == "Una Vers"


def test_that_what_is_common_is_found_the_same_way_as_what_is_rare(
    services: Services, leads: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert leads
    expected = names(services, LeadFilter(text="a"))
    assert len(expected) > 2
    monkeypatch.setattr(lead_table, "RANKED_AT_MOST", 0)
    assert names(services, LeadFilter(text="a")) == expected
    monkeypatch.setattr(lead_table, "_LOOK_UP", 0.0)
    assert names(services, LeadFilter(text="a")) == expected
    monkeypatch.setattr(lead_table, "_FEW", 10_000)
    assert names(services, LeadFilter(text="a")) == expected


def _tuesday(services: Services) -> LeadFilter:
    return LeadFilter(days=frozenset({factories.FIRST_DAY}))


FILTERS: dict[str, Callable[[Services], LeadFilter]] = {
    "rating": lambda _: LeadFilter(ratings=frozenset({Rating.HOT})),
    "no rating": lambda _: LeadFilter(ratings=frozenset({None})),
    "consent": lambda _: LeadFilter(purposes=frozenset({Purpose.RECRUITING, Purpose.CV})),
    "left open": lambda _: LeadFilter(waiting=True),
    "role": lambda s: LeadFilter(roles=frozenset({s.settings.get().roles[0].id})),
    "no role": lambda _: LeadFilter(roles=frozenset({NOBODY})),
    "owner": lambda s: LeadFilter(owners=frozenset({s.duty.staff_id})),
    "stored by": lambda s: LeadFilter(staff=frozenset({s.duty.staff_id})),
    "another day": _tuesday,
    "tag": lambda _: LeadFilter(tags=frozenset({"nlp"})),
    "interview": lambda _: LeadFilter(meetings=frozenset({Meeting.PLANNED})),
    "no follow-up": lambda _: LeadFilter(no_follow_up=True),
    "hot with a tag": lambda _: LeadFilter(
        ratings=frozenset({Rating.HOT}), tags=frozenset({"NLP"})
    ),
}
EVERYBODY = {name for _, name, *_ in PEOPLE}
AMARA, ANGEL = "Amara Okonkwo", "Ángel Núñez"
FOUND = {
    "rating": {AMARA},
    "no rating": EVERYBODY - {AMARA},
    "consent": {AMARA},
    "left open": {ANGEL},
    "role": {ANGEL},
    "no role": EVERYBODY - {ANGEL},
    "owner": {AMARA},
    "stored by": EVERYBODY,
    "another day": set(),
    "tag": {AMARA},
    "interview": {ANGEL},
    "no follow-up": EVERYBODY - {AMARA, ANGEL},
    "hot with a tag": {AMARA},
}


@pytest.fixture
def judged(services: Services, leads: dict[str, str], clock: SettableClock) -> None:
    """Amara is hot, tagged, followed up and shares her CV; Ángel has a role and an interview."""
    amara, angel = leads[AMARA], leads[ANGEL]
    services.leads.rate(amara, Rating.HOT)
    services.leads.add_tag(amara, "NLP")
    services.bulk.assign([amara], services.duty.staff_id)
    services.bulk.plan_step([amara], "Send the paper", date(2026, 7, 12))
    notice = NoticeShown()
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    services.capture.answer(card, {Purpose.CV: ConsentEvent.GIVEN}, notice=notice)
    card = services.capture.scan("AB-0002", ScanSource.TYPED)
    services.capture.answer(card, {Purpose.CV: ConsentEvent.DEFERRED}, notice=notice)
    settings = services.settings.get()
    services.leads.set_role(angel, settings.roles[0].id)
    starts = clock().replace(minute=0) + timedelta(hours=1)
    services.interviews.book(
        angel, settings.rooms[0].id, starts.replace(hour=3) + timedelta(days=1)
    )


@pytest.mark.usefixtures("judged")
@pytest.mark.parametrize("name", FILTERS)
def test_that_each_filter_finds_whom_it_names(services: Services, name: str) -> None:
    asked = FILTERS[name](services)
    assert set(names(services, asked)) == FOUND[name]
    assert LeadFilter.from_json(asked.to_json()) == asked
    assert services.desk.numbers(LeadQuery(asked)) is not None


@pytest.mark.usefixtures("judged")
@pytest.mark.parametrize("sort", list(LeadSort))
def test_that_every_order_shows_everybody_once(services: Services, sort: LeadSort) -> None:
    for descending in (True, False):
        found = rows(services, LeadQuery(LeadFilter(), sort, descending))
        assert {row.name for row in found} == EVERYBODY
        assert len(found) == len(EVERYBODY)


@pytest.mark.usefixtures("judged")
def test_that_what_is_missing_comes_last_either_way(services: Services) -> None:
    for descending in (True, False):
        for sort, first in ((LeadSort.NEXT_STEP, AMARA), (LeadSort.ROLE, ANGEL)):
            found = rows(services, LeadQuery(LeadFilter(), sort, descending))
            assert found[0].name == first, (sort, descending)


def test_that_names_are_sorted_as_people_expect(services: Services, leads: dict[str, str]) -> None:
    assert leads
    found = rows(services, LeadQuery(LeadFilter(), LeadSort.NAME, descending=False))
    assert [row.name for row in found][:3] == [AMARA, ANGEL, "Zoë Łuk"]


def test_that_numbers_stay_when_the_file_is_written_anew(
    services: Services, leads: dict[str, str]
) -> None:
    services.leads.remove(leads[AMARA])
    before = {row.number: row.name for row in services.leads.table()}
    scrub(services.store.database, ())
    assert {row.number: row.name for row in services.leads.table()} == before
    assert names(services, LeadFilter(text="nunez")) == [ANGEL]


def words_of_index(raw: Connection) -> bytes:
    return b"".join(
        bytes(row[0]) for row in raw.exec_driver_sql("SELECT block FROM lead_words_data")
    )


def test_that_no_word_of_who_is_gone_stays_in_the_index(
    services: Services, leads: dict[str, str], raw: Connection
) -> None:
    services.leads.add_note(leads[AMARA], "Xylophone")
    assert b"ylophon" in words_of_index(raw)
    services.leads.remove(leads[AMARA])
    assert names(services, LeadFilter(text="xylo")) == []
    scrub(services.store.database, ())
    assert b"ylophon" not in words_of_index(raw)
    assert b"konkwo" not in words_of_index(raw)


def test_that_what_was_written_past_boothapp_is_found_after_the_next_start(
    services: Services, leads: dict[str, str], raw: Connection
) -> None:
    raw.exec_driver_sql(f"UPDATE note SET text = text WHERE lead_id = '{leads[AMARA]}'")
    raw.exec_driver_sql("DELETE FROM lead_index")
    raw.exec_driver_sql("DELETE FROM lead_stale")
    assert services.leads.table() == ()
    again = factories.store_of(
        services.store.folder, services.store.database.key, SettableClock(services.now())
    )
    assert {row.name for row in again.leads.table()} == EVERYBODY
    again.close()


def test_that_a_view_keeps_no_words_that_were_typed(services: Services) -> None:
    asked = LeadFilter(text="Amara", ratings=frozenset({Rating.HOT}), leads=frozenset({"x"}))
    assert asked.without_text() == LeadFilter(ratings=frozenset({Rating.HOT}))
    assert replace(asked, text="").to_json() != asked.to_json()


def test_that_leads_can_be_named_one_by_one(services: Services, leads: dict[str, str]) -> None:
    chosen: Sequence[str] = [leads[AMARA], leads[ANGEL]]
    assert set(names(services, LeadFilter(leads=frozenset(chosen)))) == {AMARA, ANGEL}


def test_that_a_list_of_nobody_is_nobody(services: Services, leads: dict[str, str]) -> None:
    assert leads
    asked = LeadFilter(leads=frozenset())
    assert names(services, asked) == []
    assert LeadFilter.from_json(asked.to_json()) == asked
