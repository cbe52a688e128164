"""Details put right from either page: who is known by them, what others changed meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from boothapp.domain.consent import Verdict
from boothapp.domain.people import Person, ScanSource
from boothapp.services.bundle import Services
from boothapp.services.details import DetailsChanged
from tests import factories

NEW = "amara@new.example"
Correct = Callable[[Person, Person | None], Person]


@pytest.fixture
def amara(services: Services, roster: None) -> str:
    services.capture.scan("AB-0001", ScanSource.TYPED)
    return services.leads.find("AB-0001")


@pytest.fixture(params=["leads", "privacy"])
def correct(request: pytest.FixtureRequest, services: Services, amara: str) -> Correct:
    """Through the Leads page, or through Privacy."""
    subject = services.leads.detail(amara).subject
    if request.param == "leads":
        return partial(services.leads.edit_details, amara)
    return partial(services.people.correct, subject)


def held(services: Services, lead_id: str) -> Person:
    return services.leads.detail(lead_id).person


def test_that_a_person_is_known_by_the_address_that_was_put_right(
    services: Services, amara: str, correct: Correct
) -> None:
    correct(replace(held(services, amara), email=NEW), None)
    own_badge = factories.vcard("Amara O.", NEW, "Lagos")
    known = services.capture.scan(own_badge, ScanSource.CAMERA)
    assert known.verdict is Verdict.ALREADY_LEAD
    services.people.withdraw(services.leads.detail(amara).subject)
    assert services.capture.scan(own_badge, ScanSource.CAMERA).verdict is Verdict.DECLINED


def test_that_only_what_was_changed_is_written(
    services: Services, amara: str, correct: Correct
) -> None:
    seen = held(services, amara)
    services.leads.edit_details(amara, replace(seen, email=NEW))
    typed = replace(seen, affiliation="Lagos")
    correct(typed, seen)
    assert held(services, amara) == replace(seen, email=NEW, affiliation="Lagos")
    correct(seen, typed)
    assert held(services, amara) == replace(seen, email=NEW), "taken back, and nothing else"


def test_that_nothing_is_written_over_what_somebody_else_put_right_meanwhile(
    services: Services, amara: str, correct: Correct
) -> None:
    seen = held(services, amara)
    services.leads.edit_details(amara, replace(seen, email=NEW))
    typed = replace(seen, email="other@new.example", name="Amara N. Okonkwo")
    with pytest.raises(DetailsChanged, match=f"the e-mail to “{NEW}” meanwhile") as said:
        correct(typed, seen)
    assert held(services, amara) == replace(seen, email=NEW), "not the half of it"
    assert said.value.now.email == NEW
    assert (said.value.typed.email, said.value.typed.name) == (typed.email, typed.name)
    correct(said.value.typed, said.value.now)
    assert held(services, amara).email == "other@new.example"


def test_that_the_same_correction_by_two_is_one(
    services: Services, amara: str, correct: Correct
) -> None:
    seen = held(services, amara)
    typed = replace(seen, email=NEW)
    services.leads.edit_details(amara, typed)
    correct(typed, seen)
    assert held(services, amara) == typed


@pytest.mark.parametrize(
    ("name", "family"),
    [("Amara N. Okonkwo", "Okonkwo"), ("Amara Lind", ""), ("Amara Okonkwo-Lind", "")],
)
def test_that_a_family_name_stays_only_while_the_name_has_it(
    services: Services, amara: str, correct: Correct, name: str, family: str
) -> None:
    with services.store.writing(services.duty.staff_id) as records:
        records.leads.set(amara, "family_name", "Okonkwo")
    seen = held(services, amara)
    correct(replace(seen, name=name), seen)
    assert (held(services, amara).name, held(services, amara).family_name) == (name, family)
