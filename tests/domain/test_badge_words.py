"""What a code was, in words."""

import pytest

from boothapp.domain.badge import Badge
from boothapp.domain.badge_words import format_name, read_as


@pytest.mark.parametrize("name", ["signed_badge", "pretix_2026", "email_x", "plain_x", "Demo Conf"])
def test_that_a_format_of_others_goes_by_its_own_name(name: str) -> None:
    assert format_name(name) == name
    assert read_as(Badge(format=name, badge_id="1")) == f"Read as {name}"


def test_that_both_tickets_of_pretix_are_called_pretix() -> None:
    assert format_name("pretix_sig1") == format_name("pretix") == "pretix"
