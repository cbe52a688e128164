"""What people share is no badge id, whatever its column is called."""

from collections.abc import Sequence

import pytest

from boothapp.domain.roster import RosterField
from boothapp.readers.guessing import guess

ID, EMAIL = RosterField.BADGE_ID, RosterField.EMAIL
PEOPLE = ("Ada", "Bo", "Cy", "Di")
KINDS = ("Guest", "Speaker", "Guest", "Guest")


def guessed(headers: Sequence[str], *columns: Sequence[str]) -> tuple[str | None, str]:
    """What was taken for the badge id, and what is said of it."""
    found, hints = guess((*headers, "Name"), list(zip(*columns, PEOPLE, strict=True)))
    return found.headers.get(ID), " ".join(hints)


@pytest.mark.parametrize("kind", ["Crachá", "Credencial", "Ticket", "Badge", "Code"])
@pytest.mark.parametrize("other", ["ID", "Ticket-Nr.", "Número de inscrição", "Nr."])
def test_that_of_two_columns_the_one_that_people_do_not_share_is_the_badge_id(
    kind: str, other: str
) -> None:
    ids = ("701", "702", "703", "704")
    likelier = other == "Ticket-Nr." and kind in ("Crachá", "Credencial")  # by its name alone
    said = f"“{other}” was taken for the badge id: people share what stands in “{kind}”."
    for headers, columns in (((other, kind), (ids, KINDS)), ((kind, other), (KINDS, ids))):
        assert guessed(headers, *columns) == (other, "" if likelier else said)


@pytest.mark.parametrize("kind", ["Crachá", "Credencial", "Ticket"])
def test_that_a_badge_that_everybody_has_their_own_of_goes_before_a_plain_id(kind: str) -> None:
    assert guessed(("ID", kind), "1234", ("Q1", "Q2", "Q3", "Q4")) == (kind, "")
    assert guessed(("ID", kind), ("1", "", "", ""), KINDS)[0] == kind, "nearly nobody has that ID"


def test_that_who_is_in_the_list_twice_shares_their_badge_with_nobody() -> None:
    rows = [("A1", "1", "Ada"), ("A2", "2", "Bo"), ("A1", "3", "Ada")]
    found, hints = guess(("Badge ID", "ID", "Name"), rows)
    assert (found.headers[ID], hints) == ("Badge ID", ())


def test_that_where_a_few_share_a_badge_id_a_person_chooses() -> None:
    rows = [(f"A{n}", str(n), f"Person {n}") for n in range(30)]
    rows[7] = ("A6", "7", "Person 7")
    found, hints = guess(("Badge ID", "ID", "Name"), rows)
    assert ID not in found.headers
    assert "in “Badge ID” a few people have the same: choose" in hints[0]
    found, hints = guess(("Badge ID", "Notes", "Name"), rows)
    assert (found.headers[ID], hints) == ("Badge ID", ()), "the rows are refused one by one"


def test_that_people_are_known_by_their_mail_where_they_share_the_badge() -> None:
    mails = [f"{who.casefold()}@x.example" for who in PEOPLE]
    taken, said = guessed(("Ticket", "E-Mail"), KINDS, mails)
    assert taken is None
    assert said.startswith("“Ticket” was not taken for the badge id")
    taken, said = guessed(("Ticket", "E-Mail"), KINDS, [mails[0]] * 4)
    assert (taken, said) == ("Ticket", ""), "a buyer's mail tells nobody apart"
