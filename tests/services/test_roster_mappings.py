"""What was said once of a list's columns says nothing of other columns of nearly the same name."""

from pathlib import Path

import pytest

from boothapp.domain.people import ScanSource
from boothapp.domain.roster import RosterField
from boothapp.domain.roster_mapping import ColumnMapping, SavedMapping
from boothapp.domain.sharing import plain
from boothapp.domain.tables import FileFault, RosterFileError
from boothapp.services.bundle import Services
from tests.factories import roster_file

ID, NAME, EMAIL, SAYS = (
    *(RosterField.BADGE_ID, RosterField.NAME, RosterField.EMAIL, RosterField.OPTED_IN),
)
TWINS = ("Badge ID", "Name", "Opt in", "Opt-in")


def verdicts(services: Services, *badges: str) -> list[str]:
    return [str(services.capture.scan(badge, ScanSource.TYPED).verdict) for badge in badges]


def test_that_of_two_columns_of_nearly_one_name_the_chosen_one_is_taken_again(
    services: Services, tmp_path: Path
) -> None:
    rows = [("A1", "Ada", "yes", "no"), ("A2", "Bo", "no", "yes")]
    path = roster_file(tmp_path, rows, TWINS)
    assert SAYS not in services.roster.look(path).mapping.headers
    mapping = ColumnMapping({ID: "Badge ID", NAME: "Name", SAYS: "Opt-in"})
    services.roster.import_file(path, mapping=mapping)
    looked = services.roster.look(path)
    assert looked.mapping.headers[SAYS] == "Opt-in"
    assert (looked.remembered, looked.hints) == ("roster", ())
    services.roster.import_file(path)
    assert verdicts(services, "A1", "A2") == ["ask", "may_share"]


@pytest.mark.parametrize("left", [("Opt in",), ("OPT-IN", "Opt in"), ("Opt_in", "opt in")])
def test_that_where_the_chosen_one_of_two_is_gone_a_person_is_asked(
    services: Services, tmp_path: Path, left: tuple[str, ...]
) -> None:
    mapping = ColumnMapping({ID: "Badge ID", NAME: "Name", SAYS: "Opt-in"})
    services.roster.mappings.save("A", mapping, TWINS)
    path = roster_file(
        tmp_path, [("A1", "Ada", *("yes" for _ in left))], ("Badge ID", "Name", *left)
    )
    assert SAYS not in services.roster.mappings.named("A").fitted(("Badge ID", *left)).headers
    looked = services.roster.look(path)
    assert SAYS not in looked.mapping.headers
    assert "choose the one that" in looked.hints[0]
    with pytest.raises(RosterFileError) as refused:
        services.roster.import_file(path)
    assert refused.value.fault is FileFault.NO_OPT_IN_COLUMN


def test_that_a_kept_mapping_takes_neither_of_two_that_both_could_be_it() -> None:
    mapping = ColumnMapping({ID: "Badge", EMAIL: "E-mail"})
    kept = SavedMapping(name="A", mapping=mapping, file_headers=("badge", "email"))
    assert kept.fitted(("badge", "EMAIL")).headers == {ID: "badge", EMAIL: "EMAIL"}
    assert kept.fitted(("Badge", "Email", "E-mail")).headers[EMAIL] == "E-mail"
    assert kept.fitted(("Badge", "Email", "E mail")).headers == {ID: "Badge"}
    assert kept.twins(("Badge", "Email", "E mail")) == {EMAIL: ("Email", "E mail")}
    assert plain("E mail") == plain("Email")


@pytest.mark.parametrize(
    "new", ["Share with sponsors", "Opt-out", "Do not share", "May sponsors contact you?"]
)
def test_that_a_learnt_column_is_not_taken_where_a_new_one_could_say_who_agreed(
    services: Services, tmp_path: Path, new: str
) -> None:
    header = ("Badge ID", "Name", "E-mail", "Consent")
    services.roster.import_file(
        roster_file(tmp_path, [("A1", "Ada", "a@x.example", "yes")], header)
    )
    path = roster_file(tmp_path, [("B1", "Bo", "b@x.example", "yes", "no")], (*header, new))
    looked = services.roster.look(path)
    assert looked.remembered == "roster"
    assert looked.mapping.headers == {ID: "Badge ID", NAME: "Name", EMAIL: "E-mail"}
    (hint,) = looked.hints
    assert f"“{new}” could say who agreed" in hint
    assert "“Consent”" in hint
    with pytest.raises(RosterFileError):
        services.roster.import_file(path)
    chosen = ColumnMapping({**looked.mapping.headers, SAYS: "Consent"})
    services.roster.import_file(path, mapping=chosen)  # a person said which
    again = services.roster.look(path)
    assert (again.mapping, again.hints) == (chosen, ())


@pytest.mark.parametrize(("new", "cell"), [("Vegan", "no"), ("Contact no.", "+82 2 555 0100")])
def test_that_a_learnt_column_stays_where_what_is_new_says_nothing_of_it(
    services: Services, tmp_path: Path, new: str, cell: str
) -> None:
    header = ("Badge ID", "Name", "E-mail", "Consent")
    services.roster.import_file(
        roster_file(tmp_path, [("A1", "Ada", "a@x.example", "yes")], header)
    )
    path = roster_file(tmp_path, [("B1", "Bo", "b@x.example", "yes", cell)], (*header, new))
    assert services.roster.import_file(path).opted_in == 1


def test_that_what_words_meant_goes_with_their_column(services: Services, tmp_path: Path) -> None:
    header = ("Badge ID", "Name", "E-mail", "Opt-out")
    mapping = ColumnMapping({ID: "Badge ID", SAYS: "Opt-out"}, {"yes": False, "no": True})
    services.roster.mappings.save("A", mapping, header)
    kept = services.roster.mappings.named("A")
    assert kept.fitted(("Badge ID", "OPT OUT")).answers == {"yes": False, "no": True}
    assert kept.fitted(("Badge ID", "OPT OUT", "opt_out")).answers == {}
    path = roster_file(
        tmp_path, [("A1", "Ada", "a@x.example", "no", "no")], (*header, "Share with sponsors")
    )
    looked = services.roster.look(path)
    assert looked.remembered == "A"
    assert (looked.mapping.headers, looked.mapping.answers) == ({ID: "Badge ID"}, {})


def test_that_a_list_of_nobody_is_no_import(services: Services, tmp_path: Path) -> None:
    path = roster_file(tmp_path, [], ("Badge ID", "Name", "Opt in"))
    with pytest.raises(RosterFileError) as refused:
        services.roster.import_file(path)
    assert refused.value.fault is FileFault.NOBODY
    assert (services.roster.imports(), services.roster.mappings.all()) == ((), ())


def test_that_a_column_cannot_be_the_agreement_and_something_else(
    services: Services, tmp_path: Path
) -> None:
    path = roster_file(tmp_path, [("A1", "Ada", "yes")], ("Badge ID", "Name", "Opt in"))
    both = ColumnMapping({ID: "Badge ID", NAME: "Opt in", SAYS: "Opt in"})
    with pytest.raises(RosterFileError) as refused:
        services.roster.import_file(path, mapping=both)
    assert str(refused.value).startswith("roster.csv: The column “Opt in” is taken for the name")
    services.roster.mappings.save("wrong", both, ("Badge ID", "Name", "Opt in"))
    assert services.roster.look(path).remembered == ""
