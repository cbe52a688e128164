"""The commands as a script uses them: output, exit codes, and nothing half done."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import qrcode
from PIL import Image

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from boothapp.labels import qr_image
from tests.factories import AMARA, HARUTO, WANJIRU, roster_file, vcard

Command = Callable[..., int]
RECORD = ("image", "symbology", "format", "badge_id", "verdict", "consent", "lead_id", "name")


@pytest.fixture
def boothapp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("BOOTHAPP_PASSPHRASE", "correct horse")
    monkeypatch.setenv("BOOTHAPP_STORE", str(tmp_path / "store"))

    def call(*arguments: str | Path) -> int:
        return run([str(argument) for argument in arguments], Launchers(demo=lambda _tour: 0))

    return call


@pytest.fixture
def ready(boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """A store with a roster and rooms."""
    assert init(boothapp) == 0
    assert boothapp("roster", "import", roster_file(tmp_path, [AMARA, HARUTO, WANJIRU])) == 0
    capsys.readouterr()
    return boothapp


PAST = "--anyway"  # whenever the tests run, this event is over


def init(boothapp: Command, *extra: str) -> int:
    event = ("--event", "Demo Conf", "--timezone", "Asia/Seoul", "--sponsor", "Northlight")
    days = ("--from", "2026-07-08", "--to", "2026-07-10")
    return boothapp("init", *event, *days, "--room", "Namsan", "--room", "Hangang", *extra)


def code(folder: Path, payload: str, name: str = "code.png") -> Path:
    qr_image(payload).save(folder / name)
    return folder / name


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_that_init_makes_one_store_and_leaves_it_alone_after(
    boothapp: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(boothapp, "--json") == 0
    made = lines(capsys)[0]
    assert made["key_kept_in"] == "passphrase"
    assert len(str(made["recovery_key"]).replace("-", "")) == 32
    assert init(boothapp) == 1
    assert "already" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--timezone", "Mars/Olympus"),
        ("--to", "2026-07-01"),
        ("--to", "tomorrow"),
        ("--sponsor", " "),
        ("--room", "Namsan"),
    ],
)
def test_that_wrong_settings_make_nothing(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]
) -> None:
    assert init(boothapp, *wrong) == 2
    assert capsys.readouterr().err
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ("privacy@north@light.example", "not one plain e-mail address"),
        ("privacy@", "not one plain e-mail address"),
        ("not an address", "People cannot write to this privacy contact"),
        (" ", "The privacy contact is empty"),
    ],
)
def test_that_a_privacy_contact_that_nobody_can_write_to_makes_nothing(
    boothapp: Command,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    contact: str,
    words: str,
) -> None:
    assert init(boothapp, "--privacy-contact", contact) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "store").exists()


def test_that_a_store_without_a_privacy_contact_says_what_notices_name(
    boothapp: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(boothapp) == 0
    assert "notices name the sponsor only" in capsys.readouterr().err


def test_that_a_store_with_a_privacy_contact_says_nothing_of_it(
    boothapp: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(boothapp, "--privacy-contact", "privacy@northlight.example") == 0
    assert "privacy contact" not in capsys.readouterr().err


def test_that_a_missing_store_or_key_is_said_and_exits_with_2(
    boothapp: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert boothapp("leads", "list") == 2
    assert "no store" in capsys.readouterr().err
    init(boothapp)
    monkeypatch.setenv("BOOTHAPP_PASSPHRASE", "wrong")
    assert boothapp("leads", "list") == 2
    monkeypatch.delenv("BOOTHAPP_PASSPHRASE")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert boothapp("leads", "list") == 2
    assert "BOOTHAPP_PASSPHRASE" in capsys.readouterr().err


def test_that_a_roster_import_names_the_wrong_rows(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    init(boothapp)
    capsys.readouterr()
    wrong = ("AB-0007", "Somebody", "x@y.example", "U", "perhaps")
    roster = roster_file(tmp_path, [AMARA, wrong])
    assert boothapp("roster", "import", roster, "--json") == 0
    captured = capsys.readouterr()
    assert "Line 3" in captured.err
    assert "Share with sponsors" in captured.err
    assert "perhaps" not in captured.err  # a cell may be anything, and stderr goes anywhere
    assert json.loads(captured.out)["rows"] == 1
    assert boothapp("roster", "import", roster_file(tmp_path, [HARUTO, WANJIRU])) == 0
    assert "  Amara Okonkwo, AB-0001\n" in capsys.readouterr().out
    assert boothapp("roster", "import", roster_file(tmp_path, [AMARA]), "--json") == 0
    missing = json.loads(capsys.readouterr().out)["missing"]
    assert missing[0] == {"name": "Wanjiru Kamau", "badge_id": "AB-0003"}
    no_column = roster_file(tmp_path, [AMARA[:4]], header=("Badge ID", "Name", "E-mail", "Org"))
    assert boothapp("roster", "import", no_column) == 2
    assert boothapp("roster", "import", no_column, "--all-opted-in", "--dry-run") == 0
    assert boothapp("roster", "import", tmp_path / "nowhere.csv") == 2


def test_that_a_newer_list_deletes_leads_after_a_question_only(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    init(boothapp)
    assert boothapp("roster", "import", roster_file(tmp_path, [AMARA])) == 0
    badge = tmp_path / "badge.png"
    qrcode.make(AMARA[0]).save(badge)
    assert boothapp("scan", badge) == 0
    newer = roster_file(tmp_path, [(*AMARA[:4], "no")])
    capsys.readouterr()
    assert boothapp("roster", "import", newer, "--dry-run", "--json") == 0
    ended = [{"name": "Amara Okonkwo", "badge_id": "AB-0001", "lead": True}]
    said = json.loads(capsys.readouterr().out)
    assert (said["ended"], said["interviews_to_cancel"]) == (ended, 0)
    assert boothapp("roster", "import", newer) == 2
    said = capsys.readouterr().err
    assert "Amara Okonkwo, AB-0001: the list says no now" in said
    assert "--yes" in said
    assert boothapp("leads", "list") == 0
    assert "Amara" in capsys.readouterr().out
    assert boothapp("roster", "import", newer, "--yes") == 0
    assert "Amara Okonkwo, AB-0001: the list says no now" in capsys.readouterr().out
    boothapp("leads", "list")
    assert "Amara" not in capsys.readouterr().out


def test_that_one_object_comes_for_each_code_and_each_picture_without_one(
    ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = Image.new("L", (900, 400), 255)
    two.paste(qr_image("AB-0001").resize((300, 300)), (50, 50))
    two.paste(qr_image("AB-0002").resize((300, 300)), (550, 50))
    two.save(tmp_path / "two.png")
    Image.new("L", (300, 300), 255).save(tmp_path / "blank.png")
    assert ready("scan", tmp_path / "two.png", tmp_path / "blank.png", "--json") == 1
    records = lines(capsys)
    assert all(tuple(record) == RECORD for record in records)
    verdicts = {record["badge_id"]: record["verdict"] for record in records}
    assert verdicts == {"AB-0001": "may_share", "AB-0002": "ask", None: "unreadable"}
    named = {record["badge_id"]: record["name"] for record in records}
    assert named["AB-0001"] == "Amara Okonkwo"
    assert named["AB-0002"] is None
    assert records[0]["image"] == str(tmp_path / "two.png")


def test_that_what_is_no_picture_exits_with_2_and_the_rest_is_done(
    ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no.png").write_text("hello")
    assert ready("scan", tmp_path / "no.png", code(tmp_path, "AB-0001"), "--json") == 2
    captured = capsys.readouterr()
    assert "no.png" in captured.err
    assert json.loads(captured.out)["verdict"] == "may_share"


def test_that_a_yes_stores_the_person_with_rating_and_note(
    ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = code(tmp_path, vcard("Ingrid Solberg", "ingrid@nordvik.example"))
    assert ready("scan", card, "--json") == 0
    assert lines(capsys)[0] | {"image": ""} == {
        "image": "",
        "symbology": "QRCode",
        "format": "vcard",
        "badge_id": None,
        "verdict": "ask",
        "consent": "unknown",
        "lead_id": None,
        "name": None,
    }
    assert (
        ready("scan", card, "--consent", "given", "--rating", "hot", "--note", "CV?", "--json") == 0
    )
    record = lines(capsys)[0]
    assert (record["verdict"], record["consent"]) == ("ask", "given")
    assert record["name"] == "Ingrid Solberg"
    assert ready("leads", "list", "--json") == 0
    lead = lines(capsys)[0]
    assert (lead["rating"], lead["lead_id"]) == ("hot", record["lead_id"])


def test_that_an_id_without_details_is_refused_after_a_yes(
    ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image = code(tmp_path, "AB-0002")
    assert ready("scan", image, "--consent", "given", "--json") == 1
    captured = capsys.readouterr()
    assert f"{image}: not recorded" in captured.err
    assert json.loads(captured.out)["consent"] == "roster_no"
    assert ready("scan", image, "--consent", "given", "--name", "Haruto N", "--json") == 0
    assert lines(capsys)[0]["name"] == "Haruto N"


@pytest.mark.parametrize(
    ("answer", "after", "lead"),
    [("declined", "declined", False), ("later", "roster_yes", True), ("given", "given", True)],
)
def test_that_an_answer_of_who_may_share_follows_the_table(
    ready: Command,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    answer: str,
    after: str,
    lead: bool,
) -> None:
    assert ready("scan", code(tmp_path, "AB-0001"), "--consent", answer, "--json") == 0
    record = lines(capsys)[0]
    assert (record["verdict"], record["consent"]) == ("may_share", after)
    assert (record["lead_id"] is not None) == lead


def test_that_a_yes_after_a_no_is_not_recorded_unless_it_is_said_to_be_theirs(
    ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image = code(tmp_path, "AB-0002")
    assert ready("scan", image, "--consent", "declined") == 0
    assert capsys.readouterr().out == f"{image}: ask, now declined, AB-0002\n"
    given = ("scan", image, "--consent", "given", "--name", "Haruto N")
    assert ready(*given) == 1
    captured = capsys.readouterr()
    assert "--again" in captured.err
    assert captured.out == f"{image}: declined, AB-0002\n"
    assert ready(*given, "--again") == 0
    assert capsys.readouterr().out == f"{image}: declined, now given, Haruto N\n"


def test_that_details_for_several_codes_are_refused_before_anything_is_done(
    ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = code(tmp_path, "AB-0001", "1.png"), code(tmp_path, "AB-0002", "2.png")
    assert ready("scan", one, two, "--consent", "given", "--name", "X", "--json") == 2
    assert capsys.readouterr().out == ""
    assert ready("leads", "list", "--json") == 0
    assert capsys.readouterr().out == ""


def test_that_booking_explains_why_not(
    ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ready("scan", code(tmp_path, "AB-0001"), code(tmp_path, "AB-0003", "3.png"))
    capsys.readouterr()
    at = "2026-07-09T14:30"
    assert ready("book", "AB-0001", "--room", "namsan", "--at", at, PAST, "--json") == 0
    booked = lines(capsys)[0]
    assert (booked["starts"], booked["ends"]) == (
        "2026-07-09T14:30:00+09:00",
        "2026-07-09T15:00:00+09:00",
    )
    assert ready("book", "w.kamau@rift.example", "--room", "Namsan", "--at", at) == 1
    assert "Namsan is taken (14:30 to 15:00)" in capsys.readouterr().err
    assert ready("book", "AB-0003", "--room", "Namsan", "--at", "2026-07-09T04:00") == 1
    assert "open from 09:00 to 18:00" in capsys.readouterr().err
    utc = "2026-07-09T06:00+00:00"
    assert ready("book", "AB-0003", "--room", "Namsan", "--at", utc, "--minutes", "60", PAST) == 0
    for wrong in (
        ("book", "NOBODY", "--room", "Namsan", "--at", at),
        ("book", "AB-0003", "--room", "Nowhere", "--at", at),
        ("book", "AB-0003", "--room", "Namsan", "--at", "soon"),
        ("slots", "list", "--day", "2026-01-01"),
    ):
        assert ready(*wrong) == 2
    capsys.readouterr()
    assert ready("slots", "list", "--day", "2026-07-09", "--json") == 0
    taken = [slot for slot in lines(capsys) if not slot["free"]]
    assert [slot["candidate"] for slot in taken] == ["Amara Okonkwo", "Wanjiru Kamau"]


def test_that_the_export_is_written_and_the_withheld_are_counted(
    ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ready("scan", code(tmp_path, "AB-0001"), "--note", "=1+1")
    capsys.readouterr()
    target = tmp_path / "leads.csv"
    assert ready("export", "leads", "--to", target, "--json") == 0
    record = lines(capsys)[0]
    assert (record["rows"], record["recipient"]) == (1, "Northlight")
    with target.open(newline="", encoding="utf-8") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Amara Okonkwo"]
    assert ready("export", "leads", "--to", tmp_path / "no" / "x.csv") == 2
    assert ready("export", "leads", "--to", target, "--recipient", " ") == 2


def test_that_badges_are_made_for_everybody_on_the_list(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = roster_file(tmp_path, [AMARA, HARUTO])
    assert boothapp("badges", roster, "--to", tmp_path / "badges", "--json") == 0
    files = [Path(str(line["file"])) for line in lines(capsys)]
    assert [file.name for file in files] == ["AB-0001.png", "AB-0002.png"]
    assert all(file.exists() for file in files)
    files[0].unlink()
    assert boothapp("badges", roster, "--to", tmp_path / "badges") == 2
    assert f"{files[1]} is there already" in capsys.readouterr().err
    assert not files[0].exists()
    assert boothapp("badges", roster, "--to", tmp_path / "badges", "--replace") == 0


def test_that_check_finds_a_sound_store(
    ready: Command, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert ready("check") == 0
    assert "SQLite" in capsys.readouterr().out
    database = tmp_path / "store" / "booth.db"
    raw = bytearray(database.read_bytes())
    raw[5000] ^= 1
    database.write_bytes(raw)
    assert ready("check", "--json") == 1
    assert any("problem" in line for line in lines(capsys))


def test_that_staff_is_who_did_it(
    ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ready("scan", code(tmp_path, "AB-0001"), "--staff", "Kwame Mensah")
    capsys.readouterr()
    ready("leads", "list", "--json")
    assert lines(capsys)[0]["staff"] == "Kwame Mensah"


def test_that_an_answer_to_an_unknown_code_is_said_to_be_lost(
    ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image = code(tmp_path, "https://example.com/menu")
    assert ready("scan", image, "--consent", "given", "--name", "Nobody", "--json") == 1
    captured = capsys.readouterr()
    assert "not recorded" in captured.err
    assert json.loads(captured.out)["verdict"] == "unknown"


def test_that_nobody_is_booked_on_a_day_that_is_none_of_the_event(
    ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ready("scan", code(tmp_path, "AB-0001"))
    for at in ("2026-07-19T10:00", "2026-07-09"):
        assert ready("book", "AB-0001", "--room", "Namsan", "--at", at) == 2
    assert ready("book", "AB-0001", "--room", "Namsan", "--at", "2026-07-09T10:00", PAST) == 0
    assert ready("book", "AB-0001", "--room", "Hangang", "--at", "2026-07-09T11:00", PAST) == 0
    assert "no day of the event" in capsys.readouterr().err


def test_that_no_file_is_written_when_nobody_goes_into_it(
    ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "news.csv"
    assert ready("export", "leads", "--purpose", "marketing", "--to", target) == 1
    assert "No lead agreed to marketing; no file was written." in capsys.readouterr().err
    assert not target.exists()


def test_that_a_file_that_cannot_be_written_is_named(
    ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    badge = tmp_path / "badge.png"
    qrcode.make(AMARA[0]).save(badge)
    assert ready("scan", badge) == 0
    assert ready("export", "leads", "--to", "/proc/leads.csv") == 2
    message = capsys.readouterr().err
    assert "/proc/leads.csv cannot be written" in message
    assert ".part" not in message
