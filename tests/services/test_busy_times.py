"""Busy times out of a file: looked at, kept in one go, taken back; of strangers nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from boothapp.domain.errors import BadInput
from boothapp.domain.people import BusyTime, ScanSource
from boothapp.services.bundle import Services
from tests.factories import everything

pytestmark = pytest.mark.usefixtures("roster")
HEAD = "badge id,start,end,title,kind,place"
AMARA = "AB-0001,2026-07-09 15:00,16:00,Sparse attention,talk,Hall A"
BY_MAIL = "w.kamau@rift.example,2026-07-09 16:00,17:00,Poster 1187,poster,Hall C"
NOBODY = "eve@x.example,2026-07-09 15:00,16:00,Secret,talk,Hall B"
BROKEN = "AB-0001,soon,16:00,When,talk,"


def lead(services: Services, badge_id: str) -> str:
    card = services.capture.scan(badge_id, ScanSource.TYPED)
    assert card.lead is not None
    return card.lead.id


def busy(services: Services, lead_id: str) -> tuple[BusyTime, ...]:
    return services.leads.detail(lead_id).person.busy


@pytest.fixture
def leads(services: Services) -> tuple[str, str]:
    return lead(services, "AB-0001"), lead(services, "AB-0003")


def table(folder: Path, rows: Sequence[str]) -> Path:
    path = folder / "busy.csv"
    path.write_text("\n".join([HEAD, *rows]), "utf-8")
    return path


def calendar(folder: Path) -> Path:
    lines = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1", "SUMMARY:Dinner"),
        *("DTSTART:20260709T090000Z", "DTEND:20260709T100000Z", "END:VEVENT", "END:VCALENDAR"),
    )
    path = folder / "own.ics"
    path.write_text("\r\n".join((*lines, "")), "utf-8")
    return path


def test_that_a_look_keeps_nothing_and_says_what_is_whose(
    services: Services, leads: tuple[str, str], tmp_path: Path
) -> None:
    read = services.busy_times.read(table(tmp_path, [AMARA, BY_MAIL, NOBODY, BROKEN]))
    assert [(one.name, one.row.busy.title) for one in read.found] == [
        ("Amara Okonkwo", "Sparse attention"),
        ("Wanjiru Kamau", "Poster 1187"),
    ]
    assert [row.who for row in read.unmatched] == ["eve@x.example"]
    assert [problem.line for problem in read.problems] == [5]
    assert busy(services, leads[0]) == ()


def test_that_all_are_kept_in_one_go_and_taken_back(
    services: Services, leads: tuple[str, str], tmp_path: Path
) -> None:
    own = BusyTime(
        "talk", "Mine", datetime(2026, 7, 8, 3, tzinfo=UTC), datetime(2026, 7, 8, 4, tzinfo=UTC)
    )
    services.leads.set_busy(leads[0], (own,))
    read = services.busy_times.read(table(tmp_path, [AMARA, BY_MAIL, NOBODY]))
    added = services.busy_times.apply(read)
    assert [one.title for one in busy(services, leads[0])] == ["Mine", "Sparse attention"]
    assert [one.place for one in busy(services, leads[1])] == ["Hall C"]
    assert "Secret" not in everything(services), "of who is no lead nothing is kept"
    later = BusyTime(
        "busy", "Later", datetime(2026, 7, 10, 3, tzinfo=UTC), datetime(2026, 7, 10, 4, tzinfo=UTC)
    )
    services.leads.set_busy(leads[0], (*busy(services, leads[0]), later))
    services.busy_times.take_back(added)
    assert [one.title for one in busy(services, leads[0])] == ["Mine", "Later"]
    assert busy(services, leads[1]) == ()


def test_that_what_is_there_already_is_said_and_not_kept_twice(
    services: Services, leads: tuple[str, str], tmp_path: Path
) -> None:
    path = table(tmp_path, [AMARA, AMARA])
    first = services.busy_times.read(path)
    assert [one.known for one in first.found] == [False, True]
    services.busy_times.apply(first)
    again = services.busy_times.read(path)
    assert again.fresh == ()
    with pytest.raises(BadInput, match="Nothing in this file is new"):
        services.busy_times.apply(again)
    with pytest.raises(BadInput, match="Nothing in this file is new"):
        services.busy_times.apply(first)
    assert len(busy(services, leads[0])) == 1


def test_that_a_calendar_needs_somebody_whose_it_is(
    services: Services, leads: tuple[str, str], tmp_path: Path
) -> None:
    path = calendar(tmp_path)
    assert services.busy_times.read(path).needs_owner
    read = services.busy_times.read(path, leads[1])
    assert not read.needs_owner
    services.busy_times.apply(read)
    assert [one.title for one in busy(services, leads[1])] == ["Dinner"]


def test_that_who_was_let_go_since_the_look_is_left_out(
    services: Services, leads: tuple[str, str], tmp_path: Path
) -> None:
    read = services.busy_times.read(table(tmp_path, [AMARA, BY_MAIL]))
    services.people.erase(services.leads.detail(leads[0]).subject)
    added = services.busy_times.apply(read)
    assert set(added) == {leads[1]}
    services.people.erase(services.leads.detail(leads[1]).subject)
    services.busy_times.take_back(added)
    assert "Sparse attention" not in everything(services)


def test_that_a_file_that_is_none_is_refused(services: Services, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be opened"):
        services.busy_times.read(tmp_path / "missing.csv")
