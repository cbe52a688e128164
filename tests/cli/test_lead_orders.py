"""What is said of a new tag, of another day for a step, and of a lead that is shown."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from boothapp.domain.qualifiers import Qualifier
from boothapp.services.setup import open_store
from tests import factories
from tests.cli.commands import leads_of

Said = tuple[int, list[str], str]
Command = Callable[..., Said]


@pytest.fixture
def boothapp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Commands over Amara and Wanjiru; the event begins on 2026-07-08."""
    leads_of([factories.AMARA, factories.WANJIRU], tmp_path, monkeypatch)

    def call(*arguments: str) -> Said:
        code = run(["leads", *arguments], Launchers(demo=lambda _tour: 0))
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err

    return call


def shown(boothapp: Command, who: str = "AB-0001") -> list[str]:
    code, lines, _ = boothapp("show", who)
    assert code == 0
    return lines


def test_that_a_new_tag_is_said_to_be_new_once(boothapp: Command) -> None:
    _, _, said = boothapp("tag", "AB-0001", "--add", "Quantum", "--add", "quantum")
    assert said == "“Quantum” is a new tag.\n"
    code, lines, said = boothapp("tag", "AB-0003", "--add", "QUANTUM")
    assert (code, lines, said) == (0, ["1 lead is tagged “Quantum”."], "")


def test_that_a_day_alone_moves_the_step_that_is_there(boothapp: Command) -> None:
    boothapp("assign", "AB-0001", "--step", "Call", "--by", "2026-07-12")
    code, lines, said = boothapp("assign", "AB-0001", "--by", "2026-07-14")
    assert (code, lines, said) == (0, ["1 lead is to be followed up by 2026-07-14."], "")
    assert "Next step\tCall, by 14 July 2026" in shown(boothapp)
    code, lines, said = boothapp("assign", "AB-0001", "AB-0003", "--by", "2026-07-15")
    assert (code, lines) == (2, [])
    assert said.startswith("Wanjiru Kamau: no next step is there to move.")
    assert "Next step\tCall, by 14 July 2026" in shown(boothapp)
    code, _, said = boothapp("assign", "AB-0001", "--step", "", "--by", "2026-07-15")
    assert (code, "Say what is to be done" in said) == (2, True)


def test_that_a_day_before_the_event_is_warned_of(boothapp: Command) -> None:
    first = factories.plan().event.first_day
    before = date.fromordinal(first.toordinal() - 1)
    code, _, said = boothapp("assign", "AB-0001", "--step", "Call", "--by", str(before))
    assert (code, said) == (0, f"{before} is before the event begins, on {first}.\n")
    _, _, said = boothapp("assign", "AB-0001", "--by", str(first))
    assert said == ""


def test_that_a_lead_is_shown_in_words(boothapp: Command, tmp_path: Path) -> None:
    services = open_store(tmp_path / "store", staff="Sofia", passphrase="correct horse")
    lead_id = services.leads.find("AB-0001")
    services.leads.add_note(lead_id, "Sparse\n\nattention")
    question = services.settings.save_qualifier(Qualifier("", "Earliest start"))
    services.leads.answer(lead_id, question.id, "2027")
    services.close()
    lines = shown(boothapp)
    facts = dict(line.split("\t", 1) for line in lines)
    assert facts["Name"] == "Amara Okonkwo"
    assert facts["Lead id"] == lead_id
    assert facts["Earliest start"] == "2027"
    assert facts["Note"].startswith("Sparse attention (")
    assert ", met by " in facts["Visit"]
    assert facts["Stored"].endswith("from the organiser's list")
    consents = [line for line in lines if line.startswith("Consent\t")]
    assert consents[0].startswith(
        "Consent\tRecruiting contact: yes, by the organiser's list, until "
    )
    assert "Consent\tCV sharing: not asked yet" in consents
    assert not [line for line in lines if "_" in line or "{" in line]
