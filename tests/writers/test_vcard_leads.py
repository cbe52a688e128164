"""Cards, read back by vobject and by the rules of RFC 6350."""

import json
from pathlib import Path

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.errors import Cancelled
from boothapp.writers import vcard_leads
from boothapp.writers.blocks import Watch
from boothapp.writers.whole_file import unfinished

LEAD = {
    "lead_id": "0198-a",
    "reference": "AAAA-BBBB-CCCC",
    "name": "Ana Sofia de la Cruz",
    "first_name": "Ana Sofia",
    "last_name": "de la Cruz",
    "email": "ana@antares.example",
    "affiliation": "Antares; Labs, Inc.",
    "career_stage": "PhD, 4th year",
    "role": "Research scientist",
    "rating": "hot",
    "tags": '["NLP", "a,b"]',
    "links": '["https://ana.example/x,y;z"]',
    "answers": '[{"question": "Start", "answer": "2027"}]',
    "notes": '[{"text": "first\\nsecond; third", "author": "Sofia", "written": "x"}]',
    "last_seen": "2026-07-09T12:00:00+09:00",
}
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=120)


def cards(folder: Path, *leads: dict[str, str]) -> str:
    path = folder / "leads.vcf"
    with unfinished(path) as out:
        vcard_leads.fill(out, list(leads[0]), [list(lead.values()) for lead in leads])
    return path.read_bytes().decode()


def test_that_a_card_says_what_is_known(tmp_path: Path) -> None:
    text = cards(
        tmp_path,
        LEAD,
        LEAD | {"name": "Suharti", "first_name": "Suharti", "last_name": "", "lead_id": "0198-b"},
    )
    first, second = list(vobject.readComponents(text))
    assert first.version.value == "4.0"
    assert first.fn.value == "Ana Sofia de la Cruz"
    assert (first.n.value.given, first.n.value.family) == ("Ana Sofia", "de la Cruz")
    assert first.email.value == "ana@antares.example"
    assert first.title.value == "PhD, 4th year"
    assert first.role.value == "Research scientist"
    assert first.url.value == "https://ana.example/x%2Cy%3Bz"
    assert first.note.value == "Start: 2027\nfirst\nsecond; third (Sofia)"
    assert first.uid.value == "urn:x-boothapp:0198-a"
    assert first.rev.value == "20260709T120000+0900"
    assert "\r\nORG:Antares\\; Labs\\, Inc.\r\n" in text
    assert "\r\nCATEGORIES:NLP,a\\,b,hot\r\n" in text
    assert second.fn.value == "Suharti"


def test_that_a_card_without_a_name_is_called_something(tmp_path: Path) -> None:
    nameless = LEAD | {"name": "", "first_name": "", "last_name": "", "email": ""}
    assert "FN:AAAA-BBBB-CCCC\r\n" in cards(tmp_path, nameless)


@given(name=TEXTS, note=TEXTS)
def test_that_lines_are_folded_at_75_octets_and_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, note: str
) -> None:
    notes = json.dumps([{"text": f"x{note}", "author": "S", "written": "x"}])
    text = cards(
        tmp_path_factory.mktemp("out"),
        LEAD | {"name": f"A {name}", "first_name": "A", "last_name": name, "notes": notes},
    )
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    lines = text.replace("\r\n ", "").split("\r\n")
    said = next(line for line in lines if line.startswith("NOTE:"))[5:]
    plain = said.replace("\\\\", "\0").replace("\\n", "\n").replace("\\,", ",")
    assert plain.replace("\\;", ";").replace("\0", "\\") == f"Start: 2027\nx{note} (S)"
    (card,) = vobject.readComponents(text)
    assert card.fn.value == " ".join(f"A {name}".split())


def test_that_no_text_can_begin_a_line_of_its_own(tmp_path: Path) -> None:
    evil = "x\r\nEND:VCARD\r\nBEGIN:VCARD"
    text = cards(
        tmp_path,
        LEAD | {"name": evil, "last_name": evil, "affiliation": evil, "tags": json.dumps([evil])},
    )
    assert text.count("\r\nEND:VCARD\r\n") == 1
    assert "\r\nBEGIN:VCARD\r\n" not in text


def test_that_cancelled_cards_leave_nothing(tmp_path: Path) -> None:
    watch = Watch(cancelled=lambda: True)
    with pytest.raises(Cancelled), unfinished(tmp_path / "leads.vcf") as out:
        vcard_leads.fill(out, list(LEAD), [list(LEAD.values())], watch=watch)
    assert list(tmp_path.iterdir()) == []
