"""Requests: due in a month, forgotten once they are closed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.errors import BadInput
from boothapp.domain.requests import Outcome, RequestKind, due_day
from boothapp.services.bundle import Services
from tests import factories


def test_that_a_request_is_due_after_a_month_and_the_earliest_is_on_top(
    services: Services,
) -> None:
    services.requests.open(RequestKind.ACCESS, "Lindiwe Dube")
    old = services.requests.open(RequestKind.ERASURE, "R. Diaz", received=date(2026, 6, 2))
    assert [request.due for request in services.requests.all()] == [
        date(2026, 7, 2),
        date(2026, 8, 9),
    ]
    assert old.overdue(date(2026, 7, 3))
    assert not old.overdue(date(2026, 7, 2))


def test_that_a_closed_request_says_nothing_of_the_person(services: Services) -> None:
    request = services.requests.open(
        RequestKind.CORRECTION, "Lindiwe Dube", subject="ab" * 32, details="My name has an é."
    )
    services.requests.close(request.id, Outcome.DONE)
    (closed,) = services.requests.all()
    assert closed.outcome is Outcome.DONE
    assert closed.closed_by == factories.STAFF
    kept = factories.everything(services)
    assert "Lindiwe" not in kept
    assert "é" not in kept.replace("élan", "")
    assert "ab" * 32 not in kept
    with pytest.raises(BadInput, match="closed already"):
        services.requests.close(request.id, Outcome.REFUSED)


def test_that_nobody_and_tomorrow_are_refused(services: Services) -> None:
    with pytest.raises(BadInput, match="who asks"):
        services.requests.open(RequestKind.ACCESS, "  ")
    with pytest.raises(BadInput, match="after today"):
        services.requests.open(RequestKind.ACCESS, "Lindiwe", received=date(2026, 7, 10))
    assert services.requests.all() == ()


def test_the_last_day_where_the_next_month_is_shorter() -> None:
    assert due_day(date(2026, 1, 31)) == date(2026, 2, 28)
    assert due_day(date(2026, 12, 31)) == date(2027, 1, 31)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_that_a_month_has_28_to_31_days(received: date) -> None:
    assert 28 <= (due_day(received) - received).days <= 31
