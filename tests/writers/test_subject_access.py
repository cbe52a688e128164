"""The page and the JSON that a person gets: whole, readable, and nothing in them runs."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.people import NoticeShown, Person, ScanSource
from boothapp.services.bundle import Services
from tests.factories import vcard

HOSTILE = '<script>alert("1")</script>&amp;</bdi></style>{{ 7*7 }}'
TURNED = "Amara \u202egnp.exe"


class Seen(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.elements.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name == "src"]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def given(services: Services, tmp_path: Path) -> Callable[..., tuple[Seen, dict[str, Any]]]:
    """Says yes with these details and note; answers with what the person gets."""

    def get(person: Person, note: str) -> tuple[Seen, dict[str, Any]]:
        card = services.capture.scan(vcard("Somebody", "some@x.example"), ScanSource.SCANNER)
        yes = {Purpose.RECRUITING: ConsentEvent.GIVEN}
        card = services.capture.answer(card, yes, notice=NoticeShown(language="ja")).card
        assert card.subject is not None
        assert card.lead is not None
        services.leads.edit_details(card.lead.id, person)
        services.leads.add_note(card.lead.id, note)
        page, record = services.people.export(card.subject, tmp_path / "out")
        return Seen(page.read_text(encoding="utf-8")), json.loads(record.read_text("utf-8"))

    return get


def test_that_nothing_of_a_person_runs_in_the_page(
    given: Callable[..., tuple[Seen, dict[str, Any]]],
) -> None:
    person = Person(name=HOSTILE, email="e@x.example", affiliation=TURNED, links=(HOSTILE,))
    page, record = given(person, HOSTILE)
    assert "script" not in page.elements
    assert "a" not in page.elements
    assert page.text.count(HOSTILE) >= 3
    assert record["details"]["name"] == HOSTILE
    assert record["details"]["affiliation"] == TURNED
    assert "family_name" in record["details"]


def test_that_a_long_note_in_any_script_is_there_in_full(
    given: Callable[..., tuple[Seen, dict[str, Any]]],
) -> None:
    note = ("שלום \u200f日本語 🎓 " * 400)[:5000].strip()
    page, record = given(Person(name="محمد", affiliation="東京"), note)
    assert note in page.text
    assert record["notes"][0]["text"] == note


def test_that_the_page_says_who_what_for_and_how_to_end_it(
    given: Callable[..., tuple[Seen, dict[str, Any]]],
) -> None:
    page, record = given(Person(name="Ingrid Solberg"), "Asked about the team.")
    for said in ("Northlight", "privacy@northlight.example", record["reference"], "Take back"):
        assert said in page.text
    assert "Writing to you about jobs" in page.text
    assert record["notices_shown"][0]["language"] == "ja"
    for paragraph in record["notices_shown"][0]["text"]:
        assert paragraph in page.text
    assert record["consent_history"][0]["notice_sha256"] == record["notices_shown"][0]["sha256"]


def test_that_every_key_is_described(
    given: Callable[..., tuple[Seen, dict[str, Any]]],
) -> None:
    described = (Path(__file__).parents[2] / "docs" / "subject-access.md").read_text("utf-8")
    _, record = given(Person(name="Ingrid Solberg", links=("https://x.example",)), "Hello")
    assert {key for key in keys_of(record) if f"`{key}`" not in described} == set()


def keys_of(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()
