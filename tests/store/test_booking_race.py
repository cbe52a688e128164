"""Four processes book the same rooms, people and candidates at once: nothing is had twice."""

import multiprocessing
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.clashes import SlotTaken
from boothapp.domain.interviews import Interview, InterviewStatus, Panelist
from boothapp.domain.people import ScanSource
from boothapp.ids import new_id
from boothapp.services.bundle import Services
from tests import factories

KEY = bytes(32)
Racer = Callable[[Path, int, "multiprocessing.synchronize.Barrier"], None]
PROCESSES, TRIES = 4, 40


def opened(folder: Path, *, new: bool = False) -> Services:
    clock = factories.SettableClock(factories.noon_of_second_day())
    return factories.store_of(folder, KEY, clock, new=new)


def filled(folder: Path) -> None:
    services = opened(folder, new=True)
    rows = [(f"B-{n}", f"Person {n}", f"p{n}@x.example", "U", "yes") for n in range(6)]
    services.roster.import_file(factories.roster_file(folder.parent, rows))
    for number in range(6):
        services.capture.scan(f"B-{number}", ScanSource.TYPED)
    services.close()


def race(folder: Path, seed: int, start: "multiprocessing.synchronize.Barrier") -> None:
    """Book, move and change panels at random; a refusal is an answer, any other error is not."""
    services, chance = opened(folder), random.Random(seed)
    settings = services.settings.get()
    leads = [row.id for row in services.leads.table()]
    mine: list[str] = []
    start.wait()
    for _ in range(TRIES):
        room = chance.choice(settings.rooms).id
        who = [one.id for one in chance.sample(settings.interviewers, chance.randint(0, 2))]
        midday = datetime(2026, 7, 9, 12, tzinfo=ZoneInfo(factories.ZONE))
        starts = midday + timedelta(minutes=5 * chance.randrange(36))
        try:
            if mine and chance.random() < 0.4:
                services.interviews.move(chance.choice(mine), room, starts, despite=True)
            elif mine and chance.random() < 0.2:
                services.interviews.set_panel(chance.choice(mine), who, despite=True)
            else:
                lead = chance.choice(leads)
                mine.append(services.interviews.book(lead, room, starts, 15, who, despite=True).id)
        except SlotTaken:
            pass
    services.close()


def race_without_looking(
    folder: Path, seed: int, start: "multiprocessing.synchronize.Barrier"
) -> None:
    """The same without any look at who has what: only the store's triggers stand in the way."""
    services, chance = opened(folder), random.Random(seed)
    settings = services.settings.get()
    leads = [row.id for row in services.leads.table()]
    store, staff_id = services.interviews._store, services.duty.staff_id
    mine: list[Interview] = []
    start.wait()
    for _ in range(TRIES):
        who = chance.sample(settings.interviewers, chance.randint(0, 2))
        midday = datetime(2026, 7, 9, 12, tzinfo=ZoneInfo(factories.ZONE))
        starts = midday + timedelta(minutes=5 * chance.randrange(36))
        moving = chance.choice(mine) if mine and chance.random() < 0.4 else None
        one = Interview(
            id=moving.id if moving else new_id(),
            room_id=chance.choice(settings.rooms).id,
            lead_id=moving.lead_id if moving else chance.choice(leads),
            candidate="",
            affiliation="",
            rating=None,
            panel=tuple(Panelist(found.id, found.name) for found in who),
            starts=starts,
            ends=starts + timedelta(minutes=15),
            status=InterviewStatus.PLANNED,
        )
        with suppress(SlotTaken), store.writing(staff_id) as records:
            (records.interviews.change if moving else records.interviews.add)(one)
            mine.append(one)
    services.close()


@pytest.mark.parametrize("race", [race, race_without_looking])
def test_that_four_processes_book_nothing_twice(tmp_path: Path, race: Racer) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    filled(folder)
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(PROCESSES)
    racers = [context.Process(target=race, args=(folder, seed, start)) for seed in range(PROCESSES)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert [racer.exitcode for racer in racers] == [0] * PROCESSES
    services = opened(folder)
    booked = services.interviews.day(factories.FIRST_DAY + timedelta(days=1)).interviews
    assert len(booked) > PROCESSES
    assert [pair for pair in combinations(booked, 2) if doubled(*pair)] == []
    assert services.check() == []
    assert services.ledger.verify().problems == ()
    services.close()


def doubled(one: Interview, other: Interview) -> bool:
    shared = (
        one.room_id == other.room_id
        or one.lead_id == other.lead_id
        or set(one.panel_ids) & set(other.panel_ids)
    )
    return bool(shared) and one.starts < other.ends and other.starts < one.ends
