"""A no, once said, stands: whatever list, badge, undo or toast comes after it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from boothapp.domain.answers import Answered
from boothapp.domain.consent import ConsentEvent, ConsentRefused, Purpose, Verdict
from boothapp.domain.errors import BadInput, NoConsent
from boothapp.domain.people import NoticeShown, Person, ScanSource, VerdictCard
from boothapp.services.bundle import Services
from tests.factories import AMARA, everything, vcard

YES, NO = ConsentEvent.GIVEN, ConsentEvent.DECLINED


def scan(services: Services, payload: str) -> VerdictCard:
    return services.capture.scan(payload, ScanSource.SCANNER)


def say(services: Services, card: VerdictCard, event: ConsentEvent) -> Answered:
    return services.capture.answer(card, {Purpose.RECRUITING: event}, notice=NoticeShown())


@pytest.mark.usefixtures("roster")
def test_that_an_older_undo_does_not_take_back_the_newer_no(services: Services) -> None:
    yes = say(services, scan(services, "AB-0001"), YES)
    say(services, yes.card, NO)
    with pytest.raises(ConsentRefused, match="has answered again since"):
        services.capture.undo_answer(yes.undo)
    assert scan(services, "AB-0001").verdict is Verdict.DECLINED
    assert services.leads.table() == ()


@pytest.mark.parametrize("answer", [YES, NO])
def test_that_an_answer_is_the_listed_persons_though_the_list_came_after_the_scan(
    services: Services, roster_csv: Callable[..., Path], answer: ConsentEvent
) -> None:
    card = scan(services, vcard("Amara Okonkwo", AMARA[2]))
    services.roster.import_file(roster_csv(AMARA))
    done = say(services, services.capture.refresh(card) if answer is YES else card, answer)
    expected = Verdict.ALREADY_LEAD if answer is YES else Verdict.DECLINED
    assert scan(services, "AB-0001").verdict is expected
    assert done.card.subject == scan(services, "AB-0001").subject


@pytest.mark.usefixtures("roster")
def test_that_a_new_badge_does_not_outlive_the_no(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    say(services, scan(services, "AB-0001"), NO)
    services.roster.import_file(roster_csv(("AB-0099", *AMARA[1:])))
    card = scan(services, "AB-0099")
    assert card.verdict is Verdict.DECLINED
    assert card.person is None
    assert services.leads.table() == ()


def test_that_a_no_of_one_is_not_the_no_of_another_with_the_same_mailbox(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    say(services, scan(services, vcard("Amara Okonkwo", AMARA[2])), NO)
    services.roster.import_file(roster_csv(AMARA, ("AB-0099", "Ada Okonkwo", *AMARA[2:])))
    assert scan(services, "AB-0001").verdict is Verdict.DECLINED
    assert scan(services, "AB-0099").verdict is Verdict.MAY_SHARE


@pytest.mark.usefixtures("roster")
def test_that_a_removed_lead_comes_back_once_only(services: Services) -> None:
    card = scan(services, "AB-0001")
    assert card.lead is not None
    removed = services.leads.remove(card.lead.id)
    scan(services, "AB-0001")
    with pytest.raises(BadInput, match="a lead already"):
        services.leads.restore(removed)
    assert len(services.leads.table()) == 1


@pytest.mark.usefixtures("roster")
def test_that_a_removed_lead_does_not_come_back_after_a_no(services: Services) -> None:
    card = scan(services, "AB-0001")
    assert card.lead is not None
    removed = services.leads.remove(card.lead.id)
    say(services, card, NO)
    with pytest.raises(NoConsent):
        services.leads.restore(removed)
    assert services.leads.table() == ()


@pytest.mark.usefixtures("roster")
def test_that_a_removed_lead_does_not_come_back_with_a_yes_that_came_after_an_erasure(
    services: Services,
) -> None:
    card = scan(services, "AB-0001")
    assert card.lead is not None
    services.leads.add_note(card.lead.id, "said in confidence")
    removed = services.leads.remove(card.lead.id)
    services.people.erase(card.subject or "")
    again = services.capture.answer(
        scan(services, "AB-0001"),
        {Purpose.RECRUITING: YES},
        notice=NoticeShown(),
        details=Person(name="Amara"),
    )
    assert again.card.lead is not None
    services.leads.remove(again.card.lead.id)
    with pytest.raises(BadInput, match="took it back"):
        services.leads.restore(removed)
    assert "in confidence" not in everything(services)


@pytest.mark.usefixtures("roster")
@pytest.mark.parametrize("how", ["corrected", "typed"])
def test_that_an_address_that_was_typed_leads_to_the_no(
    services: Services, roster_csv: Callable[..., Path], how: str
) -> None:
    card = scan(services, "AB-0002")
    person = Person(name="Haruto", email="haruto.new@mail.example")
    first = Person(name="Haruto") if how == "corrected" else person
    yes = services.capture.answer(
        card, {Purpose.RECRUITING: YES}, notice=NoticeShown(), details=first
    )
    if how == "corrected":
        services.people.correct(card.subject or "", person)
    services.people.erase(yes.card.subject or "")
    again = ("AB-0777", "Haruto Nakamura", "Haruto.New@mail.example", "Kamogawa", "yes")
    services.roster.import_file(roster_csv(AMARA, again))
    assert scan(services, "AB-0777").verdict is Verdict.DECLINED
    assert scan(services, vcard("Haruto", "haruto.new@mail.example")).lead is None
    assert services.leads.table() == ()


@pytest.mark.usefixtures("roster")
def test_that_an_error_of_the_store_names_nobody(services: Services) -> None:
    card = scan(services, "AB-0001")
    assert card.person is not None
    with (
        pytest.raises(DatabaseError) as error,
        services.store.writing(services.duty.staff_id) as records,
    ):
        records.leads.add(subject="nobody", badge_id=None, person=card.person, origin="form")
    assert "Amara" not in str(error.value)
