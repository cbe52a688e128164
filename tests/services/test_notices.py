"""Notices: every wording is a version, nothing people must be told can be left out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.ledger import Method
from boothapp.domain.notices import FIELDS
from boothapp.domain.people import NoticeShown, Person, ScanSource
from boothapp.domain.retention import Kept
from boothapp.services.bundle import Services
from boothapp.services.notice_words import body_of, words_of
from tests import factories
from tests.factories import SettableClock

PLAIN = "We are {sponsor}. May we write to you, until {until}?"


def test_that_a_changed_text_is_a_new_version_and_the_old_one_stays(services: Services) -> None:
    first = services.notices.notice("en")
    before = services.notices.save_wording("booth", "en", {"text": PLAIN})
    assert not before.own
    changed = services.notices.notice("en")
    assert changed.version == first.version + 1
    assert changed.words.text == "We are Northlight. May we write to you, until 6 January 2027?"
    assert changed.words.title == first.words.title
    services.notices.save_wording("booth", "en", None)
    assert services.notices.notice("en") == first
    assert {version.sha256 for version in services.notices.versions()} == {
        first.sha256,
        changed.sha256,
    }


@pytest.mark.parametrize(
    ("field", "text", "complaint"),
    [
        ("text", "May we write to you?", "must say {sponsor}"),
        ("attendee_text", "We are {sponsor}.", "must say {until}"),
        ("contact", "Write to us.", "must say {contact}"),
        ("title", "", "is empty"),
        ("title", "x" * 1_001, "1001 characters"),
        ("title", "Hello {name}", "only"),
        ("title", "Hello {sponsor!r}", "only"),
        ("title", "Hello {sponsor:>90}", "only"),
        ("title", "Hello {", "not closed"),
        ("headline", "Hello", "has no text “headline”"),
    ],
)
def test_that_what_people_must_be_told_cannot_be_left_out(
    services: Services, field: str, text: str, complaint: str
) -> None:
    with pytest.raises(BadInput, match=complaint):
        services.notices.save_wording("booth", "en", {field: text})
    assert not services.notices.wording("booth", "en").own


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "zh", "ja", "ko"])
def test_that_the_supplied_words_pass_their_own_check(services: Services, language: str) -> None:
    fields = services.notices.wording("booth", language).fields
    assert tuple(fields) == FIELDS
    services.notices.save_wording("booth", language, fields)
    assert services.notices.preview("booth", language).language.code == language


def test_that_each_occasion_has_its_own_words_and_the_proof_says_which(
    services: Services, roster: None
) -> None:
    dinner = services.notices.add_kind("  Dinner on Thursday ")
    services.notices.save_wording(dinner.id, "en", {"text": PLAIN})
    assert services.notices.use(dinner.id).name == "At the booth"
    card = services.capture.scan("AB-0002", ScanSource.SCANNER)
    answered = services.capture.answer(
        card,
        {Purpose.RECRUITING: ConsentEvent.GIVEN},
        notice=NoticeShown(),
        details=Person(name="Haruto"),
    )
    version = services.notices.notice("en")
    assert answered.card.consent[0].notice == version.reference
    shown = next(kept for kept in services.notices.versions() if kept.id == version.id)
    assert shown.kind == "Dinner on Thursday"
    with pytest.raises(BadInput, match="is shown now"):
        services.notices.remove_kind(dinner.id)
    services.notices.use("booth")
    services.notices.remove_kind(dinner.id)
    assert [kind.name for kind in services.notices.kinds()] == ["At the booth"]
    assert services.notices.add_kind("Dinner on Thursday") == dinner
    with pytest.raises(BadInput, match="already"):
        services.notices.add_kind("At the booth")


def test_that_a_newer_list_moves_nobodys_due_day(
    services: Services, roster: None, roster_csv: Callable[..., Path], clock: SettableClock
) -> None:
    before = services.notices.not_told()
    clock.forward(days=20)
    later = ("AB-0050", "Later Comer", "later@comer.example", "Lakeside Lab", "yes")
    services.roster.import_file(roster_csv(factories.AMARA, factories.WANJIRU, later))
    assert services.notices.not_told()[:2] == before
    assert services.notices.not_told()[2].due.isoformat() == "2026-08-29"


def test_that_who_came_from_the_list_is_told_once_and_the_fact_stays(
    services: Services, roster: None
) -> None:
    card = services.capture.scan("AB-0001", ScanSource.SCANNER)
    assert card.subject is not None
    waiting = services.notices.not_told()
    assert [(who.name, who.due.isoformat()) for who in waiting] == [
        ("Amara Okonkwo", "2026-08-09"),
        ("Wanjiru Kamau", "2026-08-09"),
    ]
    mail = services.notices.from_list_mail(card.subject, "de")
    assert mail.to == "amara.okonkwo@lit.example"
    assert "Liste des Veranstalters" in mail.body
    assert (
        "mailto:amara.okonkwo@lit.example?subject=Northlight%2C%20Demo%20Conf&body=Laut%20der"
        in mail.link()
    )
    services.notices.told(card.subject, method=Method.MAIL)
    assert [who.name for who in services.notices.not_told()] == ["Wanjiru Kamau"]
    services.capture.answer(
        services.capture.refresh(card),
        {Purpose.RECRUITING: ConsentEvent.WITHDRAWN},
        notice=NoticeShown(),
    )
    assert "Amara" not in factories.everything(services)
    with services.store.database.connect() as raw:
        told = raw.exec_driver_sql(
            "SELECT subject, field FROM change WHERE kind = 'notice.given'"
        ).all()
    assert [tuple(row) for row in told] == [(card.subject, "mail")]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "zh", "ja", "ko"])
def test_that_what_is_read_aloud_asks_for_every_purpose_and_for_no_other(
    services: Services, language: str
) -> None:
    words = services.notices.notice(language).words
    cv, news = (words.purposes[one].question for one in (Purpose.CV, Purpose.MARKETING))
    assert words.aloud(tuple(Purpose)) == f"{words.text} {cv} {news}"
    assert words.aloud((Purpose.RECRUITING,)) == words.text
    assert words.aloud((Purpose.CV,)) == f"{words.more_text} {cv}"
    assert words.aloud((Purpose.MARKETING,)) == f"{words.more_text} {news}"
    assert "Northlight" in words.more_text


def test_that_each_purpose_is_asked_for_until_its_own_last_day(services: Services) -> None:
    services.retention.set_days(Kept.CV, 30)
    words = services.notices.notice("en").words
    assert "keep your CV until 9 August 2026," in words.aloud((Purpose.CV,))
    assert words.purposes[Purpose.CV].attendee_explanation.endswith("until 9 August 2026")
    assert "until 6 January 2027" in words.aloud((Purpose.RECRUITING,))


def test_that_an_open_answer_and_a_no_are_explained_to_whom_they_concern(
    services: Services,
) -> None:
    words = services.notices.notice("en").words
    assert words.consequences(tuple(Purpose)) == f"{words.if_no} {words.if_open}"
    assert words.consequences((Purpose.CV,)) == words.if_open


def test_that_words_that_were_kept_before_there_were_questions_are_still_read(
    services: Services,
) -> None:
    words = services.notices.notice("en").words
    body = json.loads(body_of(words))
    del body["more_text"], body["if_open"]
    for purpose in body["purposes"].values():
        del purpose["question"]
    assert words_of(json.dumps(body)).aloud(tuple(Purpose)) == words.text
