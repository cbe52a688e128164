import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.names import is_guess, join_name, split_name


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


@pytest.mark.parametrize(
    ("given", "family", "name"),
    [
        ("민준", "김", "김민준"),
        ("小明", "王", "王小明"),
        ("太郎", "山田", "山田太郎"),
        ("さくら", "田中", "田中さくら"),
        ("花", "東", "東花"),
        ("健", "佐々木", "佐々木 健"),
        ("娜娜", "欧阳", "欧阳娜娜"),
        ("ジョン", "スミス", "ジョン スミス"),
        ("Amara", "Okonkwo", "Amara Okonkwo"),
        ("Jan", "van den Berg", "Jan van den Berg"),
        ("Martin Luther", "King Jr.", "Martin Luther King Jr."),
        ("David", "김", "David 김"),
        ("Suharti", "", "Suharti"),
        ("", "王", "王"),
    ],
)
def test_that_a_name_of_two_columns_leaves_in_the_same_two(
    given: str, family: str, name: str
) -> None:
    assert join_name(given, family) == name
    assert split_name(name) == ((given, family) if given else (family, ""))


_WORDS = st.text("abcdxyzÉßłО", min_size=2, max_size=6).map(str.capitalize)
_EASTERN = st.text("김민준王小明山田太郎欧阳さくら", min_size=1, max_size=4)


@given(
    st.lists(_WORDS, min_size=1, max_size=3).map(" ".join),
    st.sampled_from(["", "van ", "de la "]),
    _WORDS,
    st.sampled_from(["", " Jr.", " III"]),
)
def test_that_given_names_and_one_family_name_always_come_back(
    given: str, particle: str, word: str, suffix: str
) -> None:
    family = f"{particle}{word}{suffix}"
    assert split_name(join_name(given, family)) == (given, family)


@given(_EASTERN, _EASTERN)
def test_that_a_family_written_first_comes_back(given: str, family: str) -> None:
    assert split_name(join_name(given, family)) == (given, family)


_ANY = st.lists(
    _WORDS | _EASTERN | st.sampled_from(["van", "De", "Jr.", "PhD", "Dr.", "García", "Márquez"]),
    min_size=1,
    max_size=3,
).map(" ".join)


@given(_ANY, _ANY)
def test_that_a_name_that_does_not_come_back_is_said_to_be_a_guess(given: str, family: str) -> None:
    name = join_name(given, family)
    assert split_name(name) == (given, family) or is_guess(name)


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("Gabriel García Márquez", True),
        ("Ludwig van Beethoven", True),
        ("John Smith Jr.", True),
        ("Smith, John, III", True),
        ("김민준", True),
        ("山田 太郎", True),
        ("Amara Okonkwo", False),
        ("García Márquez, Gabriel José", False),
        ("Jane Doe, PhD", False),
        ("Suharti", False),
        ("李", False),
        ("", False),
    ],
)
def test_that_a_split_is_said_to_be_a_guess_where_it_is_one(name: str, guess: bool) -> None:
    assert is_guess(name) is guess
