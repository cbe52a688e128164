"""The receipt: short enough for any phone, true, and in the person's language."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.decoding.frames import FrameDecoder
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.event import BoothInfo
from boothapp.domain.holdings import reference_of
from boothapp.domain.people import NoticeShown, Person, ScanSource, VerdictCard
from boothapp.domain.receipts import LONGEST_LINK
from boothapp.domain.retention import Kept
from boothapp.labels.codes import qr_modules
from boothapp.services.bundle import Services
from boothapp.services.receipts import code_text

UNTIL = date(2027, 1, 6)


@pytest.fixture
def card(services: Services, roster: None) -> VerdictCard:
    card = services.capture.scan("AB-0002", ScanSource.SCANNER)
    answers = {Purpose.RECRUITING: ConsentEvent.GIVEN, Purpose.CV: ConsentEvent.GIVEN}
    details = Person(name="Haruto Nakamura", email="haruto@kamogawa.example")
    return services.capture.answer(card, answers, notice=NoticeShown(), details=details).card


def test_that_it_says_what_is_held_for_what_until_when_and_how_to_stop(
    services: Services, card: VerdictCard
) -> None:
    assert card.lead is not None
    assert card.subject is not None
    receipt = services.receipts.receipt(card.lead.id)
    assert receipt.reference == reference_of(card.subject)
    assert receipt.lines == (
        "Northlight keeps: name, e-mail and affiliation, notes from our talk, CV.",
        "For: Recruiting contact, CV sharing.",
        "Until 6 January 2027. Then it is deleted.",
        "To read, correct, delete or stop this, write to privacy@northlight.example and name "
        f"{receipt.reference}.",
    )
    assert receipt.mail.to == "haruto@kamogawa.example"
    parts = urlsplit(receipt.code)
    assert (parts.scheme, parts.path) == ("mailto", "privacy@northlight.example")
    assert parse_qs(parts.query)["subject"] == [receipt.reference]
    assert "I withdraw." in parse_qs(parts.query)["body"][0]


def test_that_the_earliest_end_is_named(services: Services, card: VerdictCard) -> None:
    assert card.lead is not None
    services.retention.set_days(Kept.CV, 30)
    assert services.receipts.receipt(card.lead.id).until == date(2026, 8, 9)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "zh", "ja", "ko"])
def test_that_every_language_of_the_notices_has_one(
    services: Services, card: VerdictCard, language: str
) -> None:
    assert card.lead is not None
    receipt = services.receipts.receipt(card.lead.id, language)
    text = "\n".join(receipt.lines)
    assert "{" not in text
    assert "2027" in text
    assert "privacy@northlight.example" in text
    assert receipt.reference in text


def test_that_it_is_in_the_language_of_the_notice_that_was_answered(
    services: Services, roster: None
) -> None:
    card = services.capture.scan("AB-0002", ScanSource.SCANNER)
    details = Person(name="Haruto Nakamura")
    yes = {Purpose.RECRUITING: ConsentEvent.GIVEN}
    notice = NoticeShown("ja", "screen")
    lead = services.capture.answer(card, yes, notice=notice, details=details).card.lead
    assert lead is not None
    assert services.receipts.receipt(lead.id).language == "ja"
    assert services.receipts.receipt(lead.id, "fr").language == "fr"


def test_that_without_a_contacts_mail_the_code_is_a_text(
    services: Services, card: VerdictCard
) -> None:
    assert card.lead is not None
    services.settings.save_booth(BoothInfo(sponsor="Northlight", privacy_contact="our desk"))
    code = services.receipts.receipt(card.lead.id).code
    assert code.endswith("To withdraw: our desk")


@given(st.text(max_size=300), st.text(min_size=1, max_size=300))
def test_that_the_code_is_always_short_and_readable(contact: str, sponsor: str) -> None:
    code = code_text(contact, sponsor, "3F9A-1C22-B7E0", UNTIL, [Purpose.CV])
    assert len(code.encode()) <= LONGEST_LINK
    assert "3F9A-1C22-B7E0" in code
    assert "2027-01-06" in code
    qr_modules(code, largest=10)


def test_that_a_phone_reads_the_longest_code() -> None:
    payload = "mailto:" + "x" * (LONGEST_LINK - 7)
    modules = np.array(qr_modules(payload, largest=10))
    dark = np.kron(np.pad(modules, 4), np.ones((3, 3), dtype=bool))
    picture = np.where(dark, 0, 255).astype(np.uint8)
    assert [reading.text for reading in FrameDecoder().decode(picture)] == [payload]
