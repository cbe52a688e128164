"""A family name that is known parts a name; without one it is guessed."""

import pytest

from boothapp.domain.names import is_guess, join_name, name_parts
from boothapp.domain.people import Person


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("Gabriel", "García Márquez"),
        ("Ana Maria", "Souza"),
        ("Ludwig", "van der Rohe"),
        ("小明", "王"),
        ("太郎", "長谷川"),
        ("Ada", ""),
        ("", "Okonkwo Eze"),
    ],
)
def test_that_what_stands_in_two_columns_comes_out_in_two(given: str, family: str) -> None:
    name = join_name(given, family)
    assert name_parts(name, family) == (given, family)
    if family:
        assert not is_guess(name, family)


@pytest.mark.parametrize("family", ["", "Smith", "Márquez García", "arquez"])
def test_that_a_family_name_of_another_name_changes_nothing(family: str) -> None:
    assert name_parts("Gabriel García Márquez", family) == ("Gabriel García", "Márquez")
    assert is_guess("Gabriel García Márquez", family)


def test_that_the_family_name_of_another_name_fills_no_gap() -> None:
    listed = Person(
        name="Gabriel García Márquez", family_name="García Márquez", email="g@x.example"
    )
    assert Person(name="Gabo").filled_from(listed) == Person(name="Gabo", email="g@x.example")
    assert Person().filled_from(listed) == listed
