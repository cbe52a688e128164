"""The receipt: short enough for any phone, true, and in the person's language."""

import unicodedata
from datetime import date
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.decoding.frames import FrameDecoder
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.event import BoothInfo
from boothapp.domain.holdings import reference_of
from boothapp.domain.people import NoticeShown, Person, ScanSource, VerdictCard
from boothapp.domain.receipts import LONGEST_LINK
from boothapp.domain.retention import Kept
from boothapp.labels.codes import qr_modules
from boothapp.services.bundle import Services
from boothapp.services.receipts import code_text

UNTIL = date(2027, 1, 6)
ENDS = {Purpose.RECRUITING: UNTIL, Purpose.CV: UNTIL}


def body_of(code: str) -> str:
    """What a phone shows of a code: the mail's text, or the text itself."""
    return parse_qs(urlsplit(code).query)["body"][0] if code.startswith("mailto:") else code


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
        "Northlight keeps: name, e-mail, what we note from our talk, CV (once you give us one).",
        "For: Recruiting contact, CV sharing.",
        "Until 6 January 2027. Then all of it is deleted.",
        "To read, correct, delete or stop this, write to privacy@northlight.example and name "
        f"{receipt.reference}.",
    )
    assert receipt.mail.to == "haruto@kamogawa.example"
    parts = urlsplit(receipt.code)
    assert (parts.scheme, parts.path) == ("mailto", "privacy@northlight.example")
    assert parse_qs(parts.query)["subject"] == [receipt.reference]
    assert "I withdraw." in parse_qs(parts.query)["body"][0]


def test_that_the_day_of_the_details_is_named_and_beside_it_what_ends_before(
    services: Services, card: VerdictCard
) -> None:
    assert card.lead is not None
    services.retention.set_days(Kept.CV, 30)
    receipt = services.receipts.receipt(card.lead.id)
    assert receipt.until == date(2027, 1, 6)
    assert receipt.until_words == (
        "Until 6 January 2027. Then all of it is deleted. CV sharing: only until 9 August 2026."
    )
    assert "notes until 2027-01-06, CV until 2026-08-09." in body_of(receipt.code)


def test_that_nothing_is_said_to_outlive_the_details(services: Services, card: VerdictCard) -> None:
    assert card.lead is not None
    services.retention.set_days(Kept.RECRUITING, 30)  # CVs have 180 days
    receipt = services.receipts.receipt(card.lead.id)
    assert receipt.until == date(2026, 8, 9)
    assert "2027" not in str((receipt.lines, receipt.code))


def test_that_only_what_is_held_is_named(services: Services, roster: None) -> None:
    card = services.capture.scan("AB-0002", ScanSource.SCANNER)
    details = Person(name="Haruto Nakamura", interests=("control",))
    yes = {Purpose.RECRUITING: ConsentEvent.GIVEN}
    lead = services.capture.answer(card, yes, notice=NoticeShown(), details=details).card.lead
    assert lead is not None
    assert services.receipts.receipt(lead.id).keeps == (
        "Northlight keeps: name, what else your badge or the organiser’s list says of you, "
        "what we note from our talk."
    )


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
    services.settings.save_booth(BoothInfo(sponsor="Northlight", privacy_contact="+49 89 123456"))
    code = services.receipts.receipt(card.lead.id).code
    assert code.endswith("To withdraw: +49 89 123456")


@pytest.mark.parametrize(
    "sponsor", ["Société Générale", "Müller GmbH", "株式会社ノースライト", "Cie\u0301 Verte"]
)
@pytest.mark.parametrize("contact", ["privacy@x.example", "Room 3, data office", ""])
def test_that_a_sponsor_is_named_in_its_own_letters(sponsor: str, contact: str) -> None:
    code = code_text(contact, sponsor, "3F9A-1C22-B7E0", ENDS)
    assert f"{unicodedata.normalize('NFC', sponsor)} holds my details" in body_of(code)
    assert contact in code


@pytest.mark.parametrize("sponsor", ["株式会社" * 30, "Société Générale " * 20, "x\u0301" * 99])
@pytest.mark.parametrize("contact", ["privacy@x.example", "Room 3, data office"])
def test_that_a_long_name_is_shortened_by_whole_characters(sponsor: str, contact: str) -> None:
    said = body_of(code_text(contact, sponsor, "3F9A-1C22-B7E0", ENDS))
    name = said.removeprefix("3F9A-1C22-B7E0. ").split("...")[0]
    whole = unicodedata.normalize("NFC", sponsor)
    assert len(name) >= 4
    assert whole.startswith(name)
    assert not unicodedata.combining(whole[len(name)])


@pytest.mark.parametrize(
    "contact",
    [
        "privacy@x.example / +49 123",
        "https://x.example/@privacy",
        "a@x.example, b@x.example",
        "Privacy <privacy@x.example>",
        "privacy@",
    ],
)
def test_that_only_one_plain_address_becomes_a_mail(services: Services, contact: str) -> None:
    assert "mailto:" not in code_text(contact, "Northlight", "3F9A-1C22-B7E0", ENDS)
    with pytest.raises(BadInput, match="not one plain e-mail address"):
        services.settings.save_booth(BoothInfo(sponsor="Northlight", privacy_contact=contact))


def test_that_an_address_in_other_letters_is_one_that_a_phone_can_write_to() -> None:
    code = code_text("datenschutz@müller.example", "Müller", "3F9A-1C22-B7E0", ENDS)
    assert code.startswith("mailto:datenschutz@xn--mller-kva.example?")
    assert code.isascii()


@given(st.text(max_size=300) | st.emails(), st.text(min_size=1, max_size=300), st.booleans())
def test_that_the_code_is_always_short_and_readable(contact: str, sponsor: str, cv: bool) -> None:
    ends = ENDS if cv else {Purpose.RECRUITING: UNTIL}
    code = code_text(contact, sponsor, "3F9A-1C22-B7E0", ends)
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
