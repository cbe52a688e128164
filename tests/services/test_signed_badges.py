"""Signed badges at the booth: verified offline, and nothing is kept of a forged one."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from boothapp import signatures
from boothapp.badges import base45
from boothapp.badges.compact import PREFIX, signed_badge
from boothapp.domain.badge import Missing, SignatureCheck
from boothapp.domain.consent import ConsentState, Purpose, Verdict
from boothapp.domain.errors import BadInput
from boothapp.domain.people import ScanSource, VerdictCard
from boothapp.services.bundle import Services
from tests.badges.writers import write_sig1
from tests.factories import everything

ORGANISER, FORGER = signatures.new_private_key(), signatures.new_private_key()
PEM = signatures.public_pem(signatures.public_bytes(ORGANISER))
OTHER_PEM = signatures.public_pem(signatures.public_bytes(FORGER))
YES = {Purpose.RECRUITING: True, Purpose.MARKETING: True}


def scan(services: Services, payload: str) -> VerdictCard:
    return services.capture.scan(payload, ScanSource.SCANNER)


@contextmanager
def nothing_stored(services: Services) -> Iterator[None]:
    before = everything(services)
    yield
    assert everything(services) == before


def test_that_without_a_key_a_badge_is_read_and_said_to_be_unverified(services: Services) -> None:
    card = scan(services, signed_badge("AB-0001", YES, FORGER))
    assert card.badge is not None
    assert (card.badge_id, card.badge.checked) == ("AB-0001", SignatureCheck.UNVERIFIED)
    assert card.verdict is Verdict.ASK
    assert card.lead is None


def test_that_a_key_verifies_a_badge_and_names_its_organiser(services: Services) -> None:
    services.organiser_keys.add("Demo Conf", PEM)
    card = scan(services, signed_badge("AB-0001", YES, ORGANISER))
    assert card.badge is not None
    assert (card.badge.checked, card.badge.signed_by) == (SignatureCheck.VERIFIED, "Demo Conf")


def test_that_a_signed_yes_is_told_and_never_counts_as_one(services: Services) -> None:
    services.organiser_keys.add("Demo Conf", PEM)
    card = scan(services, signed_badge("ZZ-9", YES, ORGANISER))
    assert card.verdict is Verdict.ASK
    assert card.lead is None
    for purpose in Purpose:
        assert card.state(purpose) is ConsentState.UNKNOWN


@pytest.mark.usefixtures("roster")
@pytest.mark.parametrize("opted_in", [True, False])
def test_that_the_list_goes_before_what_the_badge_says(services: Services, opted_in: bool) -> None:
    services.organiser_keys.add("Demo Conf", PEM)
    said = {Purpose.RECRUITING: opted_in}
    agreed = scan(services, signed_badge("AB-0001", said, ORGANISER))
    refused = scan(services, signed_badge("AB-0002", said, ORGANISER))
    assert agreed.verdict is Verdict.MAY_SHARE
    assert refused.verdict is Verdict.ASK
    assert refused.lead is None


def _changed(was: bytes, now: bytes) -> str:
    """A badge of the organiser, with other bytes in it."""
    said = {Purpose.RECRUITING: True, Purpose.CV: False}
    data = base45.decoded(signed_badge("AB-0001", said, ORGANISER)[len(PREFIX) :])
    assert data is not None
    assert was in data
    return PREFIX + base45.encoded(data.replace(was, now))


FORGERIES = {
    "by another key": signed_badge("AB-0001", YES, FORGER),
    "its id changed": _changed(b"AB-0001", b"AB-0002"),
    "its no made a yes": _changed(b"\x09\x07AB", b"\x05\x07AB"),
    "cut off": signed_badge("AB-0001", YES, ORGANISER)[:-6],
    "a ticket by another key": write_sig1(FORGER, "kR1vY0dQm", 4711),
    "a ticket of another payload": write_sig1(ORGANISER, "kR1vY0dQm", 1)[:86]
    + write_sig1(ORGANISER, "kR1vY0dQm", 2)[86:],
}


@pytest.mark.usefixtures("roster")
@pytest.mark.parametrize("payload", FORGERIES.values(), ids=FORGERIES)
@pytest.mark.parametrize("source", ScanSource)
def test_that_of_a_forged_badge_nothing_at_all_is_stored(
    services: Services, payload: str, source: ScanSource
) -> None:
    services.organiser_keys.add("Demo Conf", PEM)
    heard: list[object] = []
    services.events.subscribe(heard.append)
    with nothing_stored(services):
        card = services.capture.scan(payload, source)
    assert card.verdict is Verdict.UNKNOWN
    assert card.unknown is not None
    assert card.unknown.missing is Missing.SIGNATURE
    assert (card.scan_id, card.subject, card.badge) == ("", None, None)
    assert services.capture.refresh(card) == card
    assert heard == []


def _edits(payload: str) -> Iterator[str]:
    """A signed badge with one character changed, gone or put in, cut off, in another case."""
    for at in (0, 1, 3, 4, 40, len(payload) - 8, len(payload) - 1):
        yield payload[:at] + payload[at + 1 :]
        for put in ("Q", "q", "#", "\x1b"):
            yield payload[:at] + put + payload[at:]
            yield payload[:at] + put + payload[at + 1 :]
    yield from (payload[:-1], payload[:-7], payload[:-16], payload[1:])
    yield from (payload.lower(), payload.upper(), payload.swapcase(), payload.title())


@pytest.mark.parametrize(
    "payload",
    [signed_badge("AB-0001", YES, ORGANISER), write_sig1(ORGANISER, "kR1vY0dQm", 4711)],
    ids=["compact", "pretix"],
)
def test_that_of_an_altered_badge_nothing_is_stored_even_where_a_pattern_reads_all(
    services: Services, payload: str
) -> None:
    services.organiser_keys.add("Demo Conf", PEM)
    services.badge_formats.add("Everything", "(?s)(?P<badge_id>.+)", also_wide=True)
    edits = {text for text in _edits(payload) if text != payload}
    with nothing_stored(services):
        cards = [services.capture.scan(text, ScanSource.CAMERA) for text in edits]
    for card in cards:
        assert card.unknown is not None
        assert (card.unknown.missing, card.scan_id) == (Missing.SIGNATURE, "")
    other = services.capture.scan("an ordinary code", ScanSource.CAMERA)
    assert other.badge is not None
    assert other.badge.format == "Everything"


def test_that_each_of_several_organisers_badges_counts(services: Services) -> None:
    services.organiser_keys.add("Demo Conf", PEM)
    services.organiser_keys.add("Workshop", OTHER_PEM)
    for key, name in ((ORGANISER, "Demo Conf"), (FORGER, "Workshop")):
        for payload in (signed_badge("AB-0001", {}, key), write_sig1(key, "kR1vY0dQm", 3)):
            card = scan(services, payload)
            assert card.badge is not None
            assert card.badge.signed_by == name


def test_that_a_key_counts_no_more_once_removed_and_again_after_undo(services: Services) -> None:
    key = services.organiser_keys.add("Demo Conf", PEM)
    services.organiser_keys.add("Workshop", OTHER_PEM)
    payload = signed_badge("AB-0001", {}, ORGANISER)
    removed = services.organiser_keys.remove(key.id)
    assert scan(services, payload).verdict is Verdict.UNKNOWN
    services.organiser_keys.restore(removed)
    assert scan(services, payload).verdict is Verdict.ASK
    assert services.check() == []


def test_that_a_key_is_there_once_and_a_removed_one_can_come_back(services: Services) -> None:
    keys = services.organiser_keys
    first = keys.add(" Demo  Conf ", PEM)
    assert first.name == "Demo Conf"
    assert len(first.fingerprint.split()) == 8
    for name, text in (("Other", PEM), ("demo conf", OTHER_PEM), ("", OTHER_PEM), ("X", "no key")):
        with pytest.raises(BadInput):
            keys.add(name, text)
    keys.remove(first.id)
    with pytest.raises(BadInput):
        keys.remove(first.id)
    again = keys.add("Demo Conf 2026", PEM)
    assert again.id == first.id
    taken = keys.add("Demo Conf", OTHER_PEM)
    assert keys.all() == (again, taken)
    keys.remove(again.id)
    keys.remove(taken.id)
    with pytest.raises(BadInput, match="another name"):
        keys.add("Demo Conf", PEM)
    assert services.store.verify().problems == ()
