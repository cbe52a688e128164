"""A lead that was removed while somebody still looks at it: a sentence, and nothing is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boothapp.domain.errors import BadInput, LeadGone
from boothapp.domain.people import Person, Rating
from boothapp.services.bundle import Services
from tests.factories import scanned_leads

ORDERS: dict[str, Callable[[Services, str], object]] = {
    "rate": lambda services, lead: services.leads.rate(lead, Rating.HOT),
    "role": lambda services, lead: services.leads.set_role(
        lead, services.settings.get().roles[0].id
    ),
    "tag": lambda services, lead: services.leads.add_tag(lead, "Speech"),
    "untag": lambda services, lead: services.leads.remove_tag(lead, "Speech"),
    "answer": lambda services, lead: services.leads.answer(
        lead, services.settings.get().qualifiers[0].id, "Now"
    ),
    "take an answer back": lambda services, lead: services.leads.answer(
        lead, services.settings.get().qualifiers[0].id, None
    ),
    "note": lambda services, lead: services.leads.add_note(lead, "Knows the proof"),
    "details": lambda services, lead: services.leads.edit_details(lead, Person(name="Other")),
    "need": lambda services, lead: services.leads.set_need(lead, None),
    "busy": lambda services, lead: services.leads.set_busy(lead, ()),
    "remove": lambda services, lead: services.leads.remove(lead),
    "detail": lambda services, lead: services.leads.detail(lead),
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_that_what_is_done_with_a_removed_lead_is_refused_in_words(
    services: Services, tmp_path: Path, order: Callable[[Services, str], object]
) -> None:
    (lead,) = scanned_leads(services, tmp_path, 1)
    services.leads.remove(lead)
    with pytest.raises(LeadGone, match="This lead was removed") as refused:
        order(services, lead)
    assert lead not in str(refused.value)
    assert isinstance(refused.value, BadInput)
    assert services.ledger.verify().problems == ()
