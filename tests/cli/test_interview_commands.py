"""The commands about interviews: slots, book, move, cancel, arrive, plan, invite."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from boothapp.scheduling import PlannerDied, Planning, Progress
from tests.cli.commands import TODAY, TOMORROW, ZONE, Command
from tests.factories import AMARA, WANJIRU, roster_file


def at(hour: int, minute: int = 0) -> str:
    return f"{TOMORROW}T{hour:02}:{minute:02}"


def book(boothapp: Command, who: str = "AB-0001", hour: int = 10, room: str = "Namsan") -> Any:
    code, (record,), _ = boothapp("book", who, "--room", room, "--at", at(hour))
    assert code == 0
    return record


def test_that_an_interview_is_moved_by_its_id_or_by_who_has_it(boothapp: Command) -> None:
    booked = book(boothapp)
    code, (moved,), _ = boothapp("move", "AB-0001", "--at", at(11), "--minutes", "45")
    assert code == 0
    assert moved["interview_id"] == booked["interview_id"]
    assert (moved["starts"][:16], moved["ends"][:16]) == (at(11), at(11, 45))
    code, (moved,), _ = boothapp("move", booked["interview_id"], "--room", "hangang")
    assert (code, moved["room"]) == (0, "Hangang")
    book(boothapp, "AB-0003", 14)
    code, _, said = boothapp("move", "AB-0003", "--room", "Hangang", "--at", at(11, 30))
    assert code == 1
    assert "Not moved: Hangang is taken (11:00 to 11:45)" in said
    assert "--anyway" not in said, "nobody is had twice"


def test_that_a_move_to_nowhere_is_bad_input_and_a_short_one_says_no_times(
    boothapp: Command,
) -> None:
    book(boothapp)
    code, _, said = boothapp("move", "AB-0001")
    assert (code, said.strip()) == (2, "Say a room, a time or a length.")
    for minutes in ("4", "long", "99999999999999999999"):
        code, _, said = boothapp("move", "AB-0001", "--minutes", minutes)
        assert code == 2
        assert "'--minutes': give a whole number from 5 to 1,440." in said


def test_that_lines_end_with_what_there_is(boothapp: Command) -> None:
    _, places, _ = boothapp("slots", "offer", "AB-0001", json=False)
    assert places
    _, plan, said = boothapp("plan", "--seconds", "5", json=False)
    lines = [one["line"] for one in (*places, *plan)]
    assert not [line for line in lines if line != line.rstrip(" ,\t")]
    progress = [line.partition(": ")[2] for line in said.splitlines() if " placed" in line]
    assert len(progress) == len(set(progress)), "each line says something new"


def test_that_a_time_that_has_begun_is_refused_and_no_free_slot(boothapp: Command) -> None:
    early = f"{TODAY}T10:00"
    code, _, said = boothapp("book", "AB-0001", "--room", "Namsan", "--at", early)
    assert code == 1
    assert "that time has begun already (10:00 to 10:30)" in said
    assert "--anyway" in said
    _, slots, _ = boothapp("slots", "list", "--day", str(TODAY))
    assert early not in {slot["starts"][:16] for slot in slots}
    code, (booked,), _ = boothapp("book", "AB-0001", "--room", "Namsan", "--at", early, "--anyway")
    assert (code, booked["starts"][:16]) == (0, early)
    code, _, said = boothapp("move", booked["interview_id"], "--at", f"{TODAY}T10:15")
    assert code == 1
    assert "begun" in said


def test_that_cancelling_frees_the_place(boothapp: Command) -> None:
    book(boothapp)
    code, (gone,), _ = boothapp("cancel", "AB-0001")
    assert (code, gone["status"]) == (0, "cancelled")
    book(boothapp, "AB-0003")
    code, _, said = boothapp("cancel", "AB-0001")
    assert code == 1
    assert "has no interview ahead" in said


def test_that_several_ahead_are_named(boothapp: Command) -> None:
    first, second = book(boothapp), book(boothapp, hour=15)
    code, _, said = boothapp("cancel", "AB-0001")
    assert code == 2
    assert first["interview_id"] in said
    assert second["interview_id"] in said


def test_that_wishes_are_overruled_where_somebody_says_so(boothapp: Command) -> None:
    code, _, said = boothapp("book", "AB-0001", "--room", "Namsan", "--at", at(10), "--with", "Me")
    assert code == 2
    assert "no interviewer “Me”. Interviewers: none" in said


def test_that_arriving_finds_the_interview_of_today(boothapp: Command) -> None:
    code, _, said = boothapp("arrive", "AB-0001")
    assert code == 1
    assert "no interview ahead today" in said
    soon = datetime.now(ZoneInfo(ZONE)) + timedelta(minutes=10)
    boothapp("book", "AB-0001", "--room", "Namsan", "--at", f"{soon:%Y-%m-%dT%H:%M}")
    code, (here,), _ = boothapp("arrive", "AB-0001")
    assert (code, here["status"]) == (0, "arrived")
    code, _, said = boothapp("arrive", "AB-0001")
    assert code == 1
    assert "is here already" in said


def test_that_places_are_offered(boothapp: Command) -> None:
    code, offers, _ = boothapp("slots", "offer", "AB-0001")
    assert code == 0
    assert len(offers) == 3
    assert offers == sorted(offers, key=lambda offer: offer["starts"])
    assert all(offer["free"] for offer in offers)


def test_that_a_plan_is_shown_and_booked_only_when_accepted(boothapp: Command) -> None:
    code, found, said = boothapp("plan", "--seconds", "5")
    assert code == 0
    *places, summary = found
    assert [place["placed"] for place in places] == [True, True]
    assert (summary["best"], summary["places"]) == (True, 2)
    assert "--accept" in said
    code, slots, _ = boothapp("slots", "list")
    assert all(slot["free"] for slot in slots)
    code, _, said = boothapp("plan", "--seconds", "5", "--accept")
    assert code == 0
    assert "Booked: 2" in said
    code, _, said = boothapp("plan")
    assert code == 1
    assert "Nobody waits" in said
    code, _, said = boothapp("plan", "--repair")
    assert code == 1
    assert "nothing to repair" in said
    assert boothapp("plan", "--seconds", "0")[0] == 2


def test_that_a_search_that_dies_is_said_and_its_best_is_kept(
    boothapp: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(self: Planning) -> Iterator[Progress]:
        yield self.latest()
        self._end("its process was killed (signal 9)")
        raise PlannerDied("the search ended")

    monkeypatch.setattr(Planning, "progress", die)
    code, (*places, _), said = boothapp("plan", "--seconds", "5")
    assert code == 0
    assert [place["placed"] for place in places] == [True, True]
    assert "The search ended: its process was killed (signal 9). This is the best so far." in said


def test_that_invitations_are_written_and_due_again_when_moved(
    boothapp: Command, tmp_path: Path
) -> None:
    booked = book(boothapp)
    out = tmp_path / "out"
    code, _, said = boothapp("invite", "--due", "--to", out)
    assert code == 2
    assert "from which address" in said
    sender = ("--from", "interviews@northlight.example")
    code, files, _ = boothapp("invite", "AB-0001", "--to", out, *sender)
    assert code == 0
    assert {Path(file["file"]).suffix for file in files} == {".eml", ".ics"}
    assert all(file["interview_id"] == booked["interview_id"] for file in files)
    code, _, said = boothapp("invite", "--due", "--to", out)
    assert code == 1
    assert "No invitation is due" in said
    boothapp("move", "AB-0001", "--at", at(11))
    code, files, _ = boothapp("invite", "--due", "--to", out)
    assert code == 0
    assert "SEQUENCE:1" in next(
        Path(file["file"]).read_text("utf-8") for file in files if file["file"].endswith(".ics")
    )
    assert boothapp("invite", "--to", out)[0] == 2
    code, _, said = boothapp("invite", "--due", "AB-0001", "--to", out)
    assert (code, said.strip()) == (2, "Give interviews or --due, not both.")


def test_that_an_erasure_writes_what_calendars_have_to_be_told(
    boothapp: Command, tmp_path: Path
) -> None:
    book(boothapp)
    sender = ("--from", "interviews@northlight.example")
    boothapp("invite", "AB-0001", "--to", tmp_path / "out", *sender)
    code, (erased,), said = boothapp(
        "person", "erase", "AB-0001", "--yes", "--cancellations", tmp_path / "gone"
    )
    assert code == 0
    assert erased["interviews_to_cancel"] == 1
    assert "send it, then delete it" in said
    (calendar,) = (tmp_path / "gone").glob("*.ics")
    assert "METHOD:CANCEL" in calendar.read_text("utf-8")


def test_that_a_newer_list_writes_what_calendars_have_to_be_told(
    boothapp: Command, tmp_path: Path
) -> None:
    book(boothapp)
    sender = ("--from", "interviews@northlight.example")
    boothapp("invite", "AB-0001", "--to", tmp_path / "out", *sender)
    newer = roster_file(tmp_path, [(*AMARA[:4], "no"), WANJIRU])
    code, (looked,), said = boothapp("roster", "import", newer, "--dry-run")
    assert (code, looked["interviews_to_cancel"]) == (0, 1)
    code, _, said = boothapp(
        "roster", "import", newer, "--yes", "--cancellations", tmp_path / "gone"
    )
    assert code == 0
    assert "send it, then delete it" in said
    (calendar,) = (tmp_path / "gone").glob("*.ics")
    assert "METHOD:CANCEL" in calendar.read_text("utf-8")


@pytest.mark.parametrize("end", ["withdraw", "erase"])
def test_that_what_calendars_were_not_told_is_said_only_where_it_was_not_written(
    boothapp: Command, tmp_path: Path, end: str
) -> None:
    for who, room in (("AB-0001", "Namsan"), ("AB-0003", "Hangang")):
        book(boothapp, who, room=room)
        boothapp("invite", who, "--to", tmp_path / "out", "--from", "interviews@north.example")
    folder = ("--cancellations", tmp_path / "gone")
    code, _, said = boothapp("person", end, "AB-0001", "--yes", *folder, json=False)
    assert code == 0
    assert "send it, then delete it" in said
    assert "in calendars" not in said
    _, _, said = boothapp("person", end, "AB-0003", "--yes", json=False)
    assert "1 interview ahead stands in calendars and nobody was told" in said


def test_that_a_list_says_what_calendars_have_to_be_told_only_where_it_was_not_written(
    boothapp: Command, tmp_path: Path
) -> None:
    book(boothapp)
    boothapp("invite", "AB-0001", "--to", tmp_path / "out", "--from", "interviews@north.example")
    newer = roster_file(tmp_path, [(*AMARA[:4], "no"), WANJIRU])
    folder = ("--cancellations", tmp_path / "gone")
    _, _, said = boothapp("roster", "import", newer, "--dry-run", *folder, json=False)
    assert "--cancellations DIR writes what they have to be told" in said
    _, _, said = boothapp("roster", "import", newer, "--yes", *folder, json=False)
    assert "send it, then delete it" in said
    assert "in calendars" not in said


def test_that_what_cannot_become_of_an_interview_is_said_and_exits_with_1(
    boothapp: Command,
) -> None:
    booked = book(boothapp)["interview_id"]
    assert boothapp("cancel", booked)[0] == 0
    code, _, said = boothapp("cancel", booked)
    assert code == 1
    assert "cancelled already" in said
    for wrong in (("--minutes", "30"), ("--at", at(11))):
        code, _, said = boothapp("move", booked, *wrong)
        assert code == 1
        assert "plan it again" in said


def test_that_a_length_or_a_day_that_cannot_be_is_bad_input(boothapp: Command) -> None:
    booked = book(boothapp)["interview_id"]
    for wrong in (("--minutes", "0"), ("--minutes", "9" * 14), ("--at", "2031-01-01T10:00")):
        code, _, said = boothapp("move", booked, *wrong)
        assert code == 2, said
        assert "Traceback" not in said
    assert "leave --seconds out" in boothapp("plan", "--repair", "--seconds", "5")[2]


def test_that_an_accepted_plan_says_which_interview_each_place_became(boothapp: Command) -> None:
    code, lines, _ = boothapp("plan", "--seconds", "5", "--accept")
    assert code == 0
    places = [line for line in lines if line.get("placed")]
    assert len(places) == 2
    for place in places:
        assert place["refused"] is None
        code, (moved,), _ = boothapp("cancel", place["interview_id"])
        assert code == 0
        assert moved["candidate"] == place["candidate"]
