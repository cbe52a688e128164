"""The poster of open positions."""

import pytest

from boothapp.labels.poster import _short


@pytest.mark.parametrize(
    ("link", "typed"),
    [
        ("https://jobs.example/speech/", "jobs.example/speech"),
        ("https://jobs.example/apply?id=12", "jobs.example/apply?id=12"),
        ("https://ann:secret@jobs.example/a#top", "jobs.example/a#top"),
        (f"https://jobs.example/{'x' * 80}", "jobs.example"),
    ],
)
def test_that_the_address_below_a_code_leads_to_the_same_page(link: str, typed: str) -> None:
    assert _short(link) == typed
