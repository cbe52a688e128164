import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.names import split_name


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Amara Okonkwo", "Amara", "Okonkwo"),
        ("Mary Jane Watson", "Mary Jane", "Watson"),
        ("Suharti", "Suharti", ""),
        ("", "", ""),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Jan Van den Berg", "Jan", "Van den Berg"),
        ("Ana Sofia de la Cruz", "Ana Sofia", "de la Cruz"),
        ("Omar ibn Said", "Omar", "ibn Said"),
        ("Tariq Al-Masri", "Tariq", "Al-Masri"),
        ("Al Green", "Al", "Green"),
        ("Xiao Bin Li", "Xiao Bin", "Li"),
        ("van Morrison", "van", "Morrison"),
        ("Doe, Jane", "Jane", "Doe"),
        ("King, Martin Luther, Jr.", "Martin Luther", "King Jr."),
        ("Martin Luther King Jr.", "Martin Luther", "King Jr."),
        ("Jane Doe, PhD", "Jane", "Doe"),
        ("Dr. Jane Doe", "Jane", "Doe"),
        ("Dr. Doe", "Dr.", "Doe"),
        ("山田 太郎", "太郎", "山田"),
        ("山田　太郎", "太郎", "山田"),
        ("山田太郎", "太郎", "山田"),
        ("田中さくら", "さくら", "田中"),
        ("张伟", "伟", "张"),
        ("欧阳娜娜", "娜娜", "欧阳"),
        ("김민수", "민수", "김"),
        ("남궁민수", "민수", "남궁"),
        ("李", "李", ""),
        ("ジョン・スミス", "ジョン・スミス", ""),
        ("  Haruto   Nakamura ", "Haruto", "Nakamura"),
    ],
)
def test_that_a_name_is_parted_where_it_is_seldom_wrong(name: str, first: str, last: str) -> None:
    assert split_name(name) == (first, last)


@given(st.lists(st.sampled_from(["Ana", "van", "de", "Li", "山", "김", "O’Neill"]), min_size=1))
def test_that_no_part_of_a_name_is_lost(words: list[str]) -> None:
    first, last = split_name(" ".join(words))
    assert sorted(f"{first} {last}".split()) == sorted(words)
