import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.presets import PLAIN_CSV, file_stem

NARROW = replace(PLAIN_CSV, names="a-z0-9_-")


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Ünïcorp 株式会社", "Ünïcorp-株式会社"),
        ("U\u0308ber / Söhne: <GmbH>", "Über-Söhne-GmbH"),
        ("हिन्दी कंपनी", "हिन्दी-कंपनी"),
        ("ACME – “Labs” & Co.", "ACME-Labs-Co"),
        ("  --  ", ""),
    ],
)
def test_that_a_file_s_name_keeps_the_letters_of_any_script(text: str, stem: str) -> None:
    assert file_stem(text) == stem


@given(st.text(max_size=30))
def test_that_a_file_s_name_has_nothing_that_a_file_system_refuses(text: str) -> None:
    assert not re.search(r'[\x00-\x1f/\\:*?"<>|. ]|--|^-|-$', file_stem(text))


@pytest.mark.parametrize(
    ("stem", "fitting"),
    [
        ("ünïcorp-株式会社-2026-07-09-lever", "unicorp-2026-07-09-lever"),
        ("My Leads", "my-leads"),
        ("łódź_2", "lodz_2"),
        ("株式会社", "leads"),
        ("is--as-it-is", "is--as-it-is"),
    ],
)
def test_that_a_receiver_of_plain_letters_gets_the_nearest_name(stem: str, fitting: str) -> None:
    assert NARROW.fitting_stem(stem) == fitting
