"""What `boothapp roster import` says before and after it took a list in."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import qrcode

from boothapp import signatures
from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from boothapp.services.roster import RosterService
from boothapp.services.roster_mappings import RosterMappings
from boothapp.services.roster_signature import sign_file, signature_file
from tests.factories import AMARA, HARUTO, WANJIRU, roster_file

Command = Callable[..., int]


@pytest.fixture
def booth(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    monkeypatch.setenv("BOOTHAPP_PASSPHRASE", "correct horse")
    monkeypatch.setenv("BOOTHAPP_STORE", str(tmp_path / "store"))

    def boothapp(*given: object) -> int:
        return run(list(map(str, given)), Launchers(demo=lambda _tour: 0))

    event = ("--event", "Demo Conf", "--timezone", "Asia/Seoul", "--sponsor", "Northlight")
    assert boothapp("init", *event, "--from", "2026-07-08", "--to", "2026-07-10") == 0
    return boothapp


def no_of(row: tuple[str, ...]) -> tuple[str, ...]:
    return (*row[:4], "no")


def scan(booth: Command, folder: Path, badge_id: str) -> None:
    badge = folder / "badge.png"
    qrcode.make(badge_id).save(badge)
    assert booth("scan", badge) == 0


def test_that_a_later_yes_of_the_list_is_named_and_whose_word_took_it_back(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for rows in ([AMARA, WANJIRU], [no_of(AMARA), WANJIRU]):
        assert booth("roster", "import", roster_file(tmp_path, rows)) == 0
    newer = roster_file(tmp_path, [AMARA, WANJIRU])
    for order in (("import", newer, "--dry-run"), ("preview", newer), ("import", newer)):
        capsys.readouterr()
        assert booth("roster", *order) == 0
        said = capsys.readouterr().out
        assert "1 of them agreed to share" in said
        assert "The list says yes, but they stay out: 1 (they said no here" in said
        assert "  Amara Okonkwo, AB-0001\n" in said
    assert booth("roster", "import", newer, "--dry-run", "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["stay_out_count"], record["unchanged"]) == (1, 1)
    assert record["stay_out"] == [{"name": "Amara Okonkwo", "badge_id": "AB-0001"}]
    assert booth("person", "show", "AB-0001") == 0
    assert "said: The organiser’s list took it back, " in capsys.readouterr().out
    assert booth("person", "show", "AB-0003") == 0
    assert "took it back" not in capsys.readouterr().out


def test_that_of_many_who_are_missing_the_first_ten_are_named(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [(f"B-{n:03}", f"Person {n}", "", "U", "yes") for n in range(30)]
    assert booth("roster", "import", roster_file(tmp_path, rows)) == 0
    capsys.readouterr()
    shorter = roster_file(tmp_path, rows[:9])
    assert booth("roster", "import", shorter) == 0
    said = capsys.readouterr().out
    assert "21 people of earlier lists not on this one; they stay:\n" in said
    assert (said.count("  Person "), "  and 11 more\n" in said) == (10, True)
    assert booth("roster", "import", shorter, "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["missing"]) == 21


def test_that_the_question_counts_the_others_whose_details_go(
    booth: Command,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert booth("roster", "import", roster_file(tmp_path, [AMARA, WANJIRU])) == 0
    scan(booth, tmp_path, "AB-0001")
    asked: list[str] = []
    monkeypatch.setattr("boothapp.cli.roster.agree", lambda asks, **_: asked.append(asks))
    newer = roster_file(tmp_path, [no_of(AMARA), no_of(WANJIRU), HARUTO])
    assert booth("roster", "import", newer) == 0
    (question,) = asked
    assert question == (
        "1 person would no longer be a lead, and the details of 1 person more would go, for good."
    )


def test_that_it_is_said_which_details_a_lead_takes_over(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert booth("roster", "import", roster_file(tmp_path, [AMARA])) == 0
    scan(booth, tmp_path, "AB-0001")
    newer = roster_file(tmp_path, [(*AMARA[:3], "Elsewhere", "yes")])
    capsys.readouterr()
    assert booth("roster", "import", newer, "--dry-run") == 0
    assert "→ Elsewhere (the lead follows)" in capsys.readouterr().out
    assert booth("roster", "import", newer) == 0
    capsys.readouterr()
    assert booth("leads", "show", "AB-0001") == 0
    assert "Elsewhere" in capsys.readouterr().out


def test_that_the_reason_is_said_where_nobody_can_be_asked(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    private = signatures.new_private_key()
    key = tmp_path / "key.pem"
    key.write_text(signatures.public_pem(signatures.public_bytes(private)))
    assert booth("organiser-keys", "add", "EuroConf", key) == 0
    first = roster_file(tmp_path, [AMARA, WANJIRU])
    sign_file(first, private)
    assert booth("roster", "import", first) == 0
    signature_file(first).unlink()
    capsys.readouterr()
    assert booth("roster", "import", first) == 2
    why, *_, last = capsys.readouterr().err.strip().splitlines()
    assert "an earlier one was signed by EuroConf" in why
    assert last.startswith("Nobody can be asked here: repeat this with --yes.")
    scan(booth, tmp_path, "AB-0001")
    gone = roster_file(tmp_path, [no_of(AMARA), WANJIRU])
    sign_file(gone, private)
    capsys.readouterr()
    assert booth("roster", "import", gone) == 2
    assert "1 person would no longer be a lead, for good." in capsys.readouterr().err


@pytest.mark.parametrize("order", ["import", "preview"])
def test_that_the_lists_own_column_decides_and_it_is_said(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str], order: str
) -> None:
    path = roster_file(tmp_path, [AMARA, HARUTO])
    said = "The column “Share with sponsors” says who agreed, and it decides: --all-opted-in has no"
    assert booth("roster", order, path, "--all-opted-in") == 0
    captured = capsys.readouterr()
    assert captured.err.count(said) == 1
    assert "1 of them agreed to share" in captured.out
    assert booth("roster", order, path) == 0
    silent = roster_file(tmp_path, [AMARA[:4]], header=("Badge ID", "Name", "E-mail", "Org"))
    assert booth("roster", order, silent, "--all-opted-in") == 0
    assert "it decides" not in capsys.readouterr().err


def test_that_without_a_store_too_the_lists_own_column_decides(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, nowhere = roster_file(tmp_path, [AMARA]), tmp_path / "nowhere"
    assert booth("roster", "preview", path, "--all-opted-in", "--store", nowhere) == 0
    assert "it decides" in capsys.readouterr().err


def test_that_what_a_list_changed_is_counted_and_told_as_done(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert booth("roster", "import", roster_file(tmp_path, [AMARA, WANJIRU])) == 0
    assert " new, " not in capsys.readouterr().out, "there is no list to compare with"
    newer = roster_file(tmp_path, [no_of(AMARA), WANJIRU, HARUTO])
    counted = "1 new, 0 agree now, 1 says no now, 0 changed, 1 unchanged.\n"
    no = "  Amara Okonkwo, AB-0001: the list says no now, the details"
    assert booth("roster", "import", newer, "--dry-run") == 0
    said = capsys.readouterr().out
    assert counted in said
    assert f"{no} would be deleted\n" in said
    assert booth("roster", "import", newer) == 0
    said = capsys.readouterr().out
    assert counted in said
    assert f"{no} were deleted\n" in said


def test_that_a_deleted_lead_is_told_as_done(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert booth("roster", "import", roster_file(tmp_path, [AMARA])) == 0
    scan(booth, tmp_path, AMARA[0])
    capsys.readouterr()
    assert booth("roster", "import", roster_file(tmp_path, [no_of(AMARA)]), "--yes") == 0
    assert "the list says no now, the lead was deleted\n" in capsys.readouterr().out


@pytest.mark.parametrize("step", ["_fill", "mappings.keep"])
def test_that_ctrl_c_says_that_nothing_was_taken_in(
    booth: Command,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    list_ = roster_file(tmp_path, [AMARA])
    owner = RosterMappings if step == "mappings.keep" else RosterService
    with monkeypatch.context() as patch:
        patch.setattr(owner, step.rpartition(".")[2], interrupted)
        capsys.readouterr()
        assert booth("roster", "import", list_) == 1
    assert capsys.readouterr() == ("", "Stopped. Nothing was taken in.\n")
    assert booth("roster", "preview", list_) == 0
    assert " new, " not in capsys.readouterr().out, "no list was taken in"


def test_that_tickets_that_were_handed_on_are_counted_and_go_to_the_new_owner_when_said(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert booth("roster", "import", roster_file(tmp_path, [AMARA])) == 0
    scan(booth, tmp_path, AMARA[0])
    newer = roster_file(tmp_path, [(AMARA[0], *WANJIRU[1:]), HARUTO])
    for order in (("preview", newer), ("import", newer, "--dry-run"), ("import", newer)):
        capsys.readouterr()
        assert booth("roster", *order) == 0
        said = capsys.readouterr()
        assert (
            "1 ticket was perhaps handed on, and the row is left out; with --handed-on" in said.out
        )
        assert (
            "was the ticket handed on? The row is left out unless you say that it was" in said.err
        )
    assert booth("roster", "import", newer, "--handed-on", "--dry-run") == 0
    assert "a scan would find the new owner from then on" in capsys.readouterr().out
    assert booth("roster", "import", newer, "--handed-on") == 0
    assert "1 ticket was handed on: a scan finds the new owner" in capsys.readouterr().out
    for key in (AMARA[0], WANJIRU[2]):
        assert booth("person", "show", key, "--json") == 0
        assert WANJIRU[1] in capsys.readouterr().out
    assert booth("person", "show", AMARA[2]) == 0
    assert AMARA[1] in capsys.readouterr().out
    assert booth("roster", "import", newer, "--json") == 0
    assert json.loads(capsys.readouterr().out)["handed_on"] == 0


def test_that_of_a_list_of_handed_on_tickets_alone_it_is_said_what_takes_it_in(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert booth("roster", "import", roster_file(tmp_path, [AMARA])) == 0
    newer = roster_file(tmp_path, [(AMARA[0], *WANJIRU[1:])])
    capsys.readouterr()
    assert booth("roster", "import", newer) == 1
    assert "with --handed-on a scan finds the new owner" in capsys.readouterr().out
    assert booth("roster", "import", newer, "--json") == 1
    record = json.loads(capsys.readouterr().out)
    assert (record["rows"], record["handed_on"], record["dry_run"]) == (0, 1, False)
    assert booth("roster", "import", newer, "--handed-on") == 0


SPANISH = ("Código", "Nombre", "Institución", "Compartir con patrocinadores")
OF_SPAIN = [("E1", "Lucía Vega", "UPM", "sí"), ("E2", "Iker Sanz", "UPV", "no")]


def test_that_a_list_of_nobody_is_refused_and_teaches_nothing(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = roster_file(tmp_path, OF_SPAIN, SPANISH)
    assert booth("roster", "import", path, "--opted-in", "Institución") == 1
    said = capsys.readouterr()
    assert "Line 2, Institución: “…” is neither a yes nor a no" in said.err
    assert said.err.endswith("Nobody on this list can be taken in. Nothing was changed.\n")
    assert booth("roster", "import", roster_file(tmp_path, [], SPANISH)) == 1
    assert booth("roster", "mappings", "list") == 0
    assert "No mapping is kept yet" in capsys.readouterr().err
    path = roster_file(tmp_path, OF_SPAIN, SPANISH)
    assert booth("roster", "preview", path) == 0
    assert "2 people would be taken in, 1 of them agreed" in capsys.readouterr().out


def test_that_a_column_named_for_the_agreement_is_not_also_something_else(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = roster_file(tmp_path, [("E1", "Lucía Vega", "yes")], ("Badge ID", "Name", "Status"))
    assert booth("roster", "preview", path, "--opted-in", "Status") == 0
    assert "Status → opted in\n" in capsys.readouterr().out
    assert booth("roster", "import", path, "--opted-in", "Status") == 0
    assert booth("roster", "mappings", "list") == 0
    assert "career stage" not in capsys.readouterr().out
    assert booth("roster", "import", path, "--opted-in", "Badge ID") == 2
    assert "“Badge ID” is taken for the badge id" in capsys.readouterr().err
