"""What the columns of a list hold is guessed only where one of them can be meant."""

from collections.abc import Sequence

import pytest

from boothapp.domain.roster import RosterField
from boothapp.readers import guessing

ID, NAME, EMAIL, SAYS = (
    *(RosterField.BADGE_ID, RosterField.NAME, RosterField.EMAIL, RosterField.OPTED_IN),
)

GIVEN, FAMILY = RosterField.GIVEN_NAME, RosterField.FAMILY_NAME


def guess(
    *headers: str, rows: Sequence[Sequence[str]] = ()
) -> tuple[dict[RosterField, str], tuple[str, ...]]:
    mapping, hints = guessing.guess(headers, rows)
    return dict(mapping.headers), hints


@pytest.mark.parametrize(
    ("alike", "field"),
    [
        (("Email", "E-mail"), EMAIL),
        (("Badge ID", "badge_id"), ID),
        (("Share with sponsors", "Share-with-sponsors"), SAYS),
    ],
)
def test_that_of_two_columns_of_nearly_one_name_none_is_guessed(
    alike: tuple[str, str], field: RosterField
) -> None:
    cells = ("{}@x.example",) * 2 if field is EMAIL else ("A{} B", "C")
    rows = [(*(cell.format(n) for cell in cells), "Ada") for n in range(3)]
    found, hints = guess(*alike, "Name", rows=rows)
    assert found == {NAME: "Name"}
    assert field not in found
    (hint,) = hints
    assert hint.startswith(f"“{alike[0]}” and “{alike[1]}” ")
    assert "choose the one that" in hint


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        (
            ("Email", "Name", "Attendee name", "Attendee email"),
            {NAME: "Attendee name", EMAIL: "Attendee email"},
        ),
        (
            ("First name", "Last name", "Attendee first name", "Attendee last name"),
            {GIVEN: "Attendee first name", FAMILY: "Attendee last name"},
        ),
        (("First name", "Last name", "Attendee name"), {NAME: "Attendee name"}),
        (("Name", "Attendee last name"), {FAMILY: "Attendee last name"}),
        (
            ("First name", "Last name", "Name"),
            {GIVEN: "First name", FAMILY: "Last name", NAME: "Name"},
        ),
    ],
)
def test_that_the_attendee_is_not_taken_for_whoever_bought_the_ticket(
    headers: tuple[str, ...], wanted: dict[RosterField, str]
) -> None:
    assert guess(*headers) == (wanted, ())


@pytest.mark.parametrize("opposite", ["Opt-out", "Do not share", "No sponsor contact", "Objection"])
@pytest.mark.parametrize("says", ["Share with sponsors", "Consent"])
@pytest.mark.parametrize("cell", ["no", "x", ""])
def test_that_an_opt_out_beside_the_opt_in_is_not_passed_over(
    opposite: str, says: str, cell: str
) -> None:
    rows = [("A1", "yes", "yes"), ("A2", "yes", cell), ("A3", "no", cell)]
    found, hints = guess("Badge ID", says, opposite, rows=rows)
    assert found == {ID: "Badge ID"}
    (hint,) = hints
    assert f"“{opposite}” could take back what “{says}” says" in hint


def test_that_a_number_beside_the_opt_in_takes_nothing_back() -> None:
    rows = [("A1", "yes", "0100"), ("A2", "no", "0101"), ("A3", "no", "")]
    found, hints = guess("Badge ID", "Consent", "Contact no.", rows=rows)
    assert (found, hints) == ({ID: "Badge ID", SAYS: "Consent"}, ())


@pytest.mark.parametrize(
    ("could", "taken"),
    [
        (("Share with sponsors", "Sponsor consent"), None),
        (("Consent", "May sponsors contact you?"), None),
        (("Consent", "Data sharing"), None),
        (("Consent", "Share with sponsors"), "Share with sponsors"),
        (("Share with sponsors", "Sponsor contact notes"), "Share with sponsors"),
    ],
)
def test_that_of_several_that_could_say_who_agreed_the_plainest_is_taken_or_none(
    could: tuple[str, str], taken: str | None
) -> None:
    found, hints = guess("Badge ID", *could)
    assert found.get(SAYS) == taken
    asked = f"“{could[0]}” and “{could[1]}” could say who agreed"
    assert [hint.startswith(asked) for hint in hints] == ([] if taken else [True])


@pytest.mark.parametrize(
    "header",
    [
        *("Ticket Nr", "Ticket-Nr.", "Badge-Nr.", "Teilnehmer-Nr.", "Registrierungsnummer"),
        *("N° de badge", "Numéro de billet", "Code-barres", "Numéro d’inscription"),
        *("Número de entrada", "Código de barras", "Nº de entrada", "Número de credencial"),
        *("Numero biglietto", "Codice a barre", "Codice iscrizione", "ID partecipante"),
        *("Número do ingresso", "Crachá", "Número de inscrição", "Código do participante"),
        *("バッジ番号", "チケット番号", "参加登録番号", "ＱＲコード"),
    ],
)
def test_that_the_badge_id_is_known_by_what_lists_of_other_languages_call_it(header: str) -> None:
    assert guess(header) == ({ID: header}, ())
    assert guess("ID", header)[0] == {ID: header}, "a plain ID may be the list's own count"


@pytest.mark.parametrize(
    "header",
    [
        *("Weitergabe an Sponsoren", "Partage avec les sponsors", "Partager avec les exposants"),
        *("Compartir con los patrocinadores", "Condivisione con gli sponsor"),
        *("Compartilhar com patrocinadores", "スポンサーへの情報提供"),
    ],
)
def test_that_a_column_that_names_sponsors_says_who_agreed(header: str) -> None:
    assert guess("ID", header) == ({ID: "ID", SAYS: header}, ())


@pytest.mark.parametrize(
    "header",
    [
        *("Darf weitergegeben werden", "Datenweitergabe", "Weitergabe an Dritte"),
        *(
            "Sponsoren dürfen Kontakt aufnehmen",
            "Partage des données",
            "Partage avec nos partenaires",
        ),
        *("Cesión de datos", "Condivisione dei dati", "Comunicazione a terzi"),
        *("Compartilhamento de dados", "Partilha de dados", "第三者提供", "データ共有"),
    ],
)
def test_that_a_column_that_may_say_who_agreed_is_asked_about_and_not_guessed(header: str) -> None:
    found, hints = guess("ID", header)
    assert found == {ID: "ID"}
    assert hints == (f"“{header}” holds yes and no: choose it if it says who agreed to share.",)
    found, hints = guess("ID", "Einwilligung", header)
    assert found == {ID: "ID"}
    assert "could say who agreed" in hints[0]


def test_that_several_columns_are_spoken_of_as_several() -> None:
    rows = [(f"A{n}", "yes", "no", "yes", "no") for n in range(3)]
    _, hints = guess("Badge ID", "Darf", "Ok", "Opt-out", "Do not share", rows=rows)
    holds, opposite = hints
    assert holds.startswith("“Darf” and “Ok” hold yes and no: choose the one that")
    assert opposite.startswith("“Opt-out” and “Do not share” read like the opposite")
