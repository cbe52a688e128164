"""Whether two spellings may be of one person's name."""

import pytest

from boothapp.domain.near_names import may_be_one_name


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("Amara Okonkwo", "OKONKWO, Amara", True),
        ("Zoë Müller-Lang", "Zoe Lang", True),
        ("Amara Okonkwo", "Jonas Lindqvist", False),
        ("Amara Okonkwo", "", True),
        ("王小明", "王 小明", True),
        ("王小明", "李大伟", False),
        ("王小明", "Wang Xiaoming", True),
    ],
)
def test_that_two_spellings_may_be_one_name(one: str, other: str, may_be: bool) -> None:
    assert may_be_one_name(one, other) is may_be
    assert may_be_one_name(other, one) is may_be
