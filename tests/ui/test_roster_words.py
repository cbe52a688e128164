"""What the import dialog says of those whom a list ends, and of those whose no stands."""

from dataclasses import replace

from boothapp.domain.roster import EndedByList, RosterReport
from boothapp.domain.roster_changes import (
    STAY_OUT,
    ChangedPerson,
    DetailChange,
    ListedPerson,
    OfLead,
    RosterChanges,
)
from boothapp.domain.tables import TableForm
from boothapp.ui.dialogs import roster_wording as wording

LEAD = EndedByList("Amara Okonkwo", "AB-0001", is_lead=True)
LISTED = EndedByList("Haruto Sato", "AB-0002", is_lead=False)


def report(*ended: EndedByList, stay_out: int = 0) -> RosterReport:
    named = tuple(ListedPerson(f"Person {n}", f"B-{n}") for n in range(stay_out))
    changes = RosterChanges(first_list=False, stay_out=stay_out, people={"stay_out": named})
    return RosterReport(
        rows=5,
        opted_in=3,
        problems=(),
        problem_count=0,
        left_out=0,
        changes=changes,
        form=TableForm(),
        ended=ended,
    )


def test_that_the_question_counts_the_others_whose_details_go() -> None:
    asked = wording.question(report(LEAD, LISTED, LISTED))
    assert asked is not None
    assert "and so do the list’s details of 2 people who are no leads. This can" in asked[1]
    asked = wording.question(report(LEAD, LISTED))
    assert asked is not None
    assert "details of 1 person who is no lead. This cannot be undone." in asked[1]
    asked = wording.question(report(LEAD))
    assert asked is not None
    assert "go with them. This cannot be undone." in asked[1]


def test_that_it_is_said_before_an_import_that_deletions_are_for_good() -> None:
    assert wording.outlook(report(LISTED)).endswith("would be deleted. This cannot be undone.")
    assert "undone" not in wording.outlook(report())
    assert "undone" not in wording.done(report(LISTED))


def test_that_whose_no_stands_are_named_and_not_counted_as_agreed() -> None:
    for said in (wording.outlook(report(stay_out=2)), wording.done(report(stay_out=2))):
        assert f"The list says yes to 2 people who stay out: {STAY_OUT}." in said
        assert "1 agreed" in said or "1 of them agreed" in said
    assert "to 1 person who stays out: they" in wording.outlook(report(stay_out=1))
    (kind,) = (one for one in wording.kinds(report(stay_out=2)) if "stay out" in one.words)
    assert kind.rows == (("Person 0", "B-0"), ("Person 1", "B-1"))
    assert STAY_OUT in kind.about
    first = report(stay_out=2)
    first = replace(first, changes=replace(first.changes, first_list=True))
    assert [one.count for one in wording.kinds(first)] == [2]


def test_that_a_changed_detail_says_what_comes_of_it_for_the_lead() -> None:
    changes = tuple(DetailChange("email", "a@x.example", "b@x.example", one) for one in OfLead)
    changed = (ChangedPerson(ListedPerson("Ada Test", "B-1"), changes),)
    found = RosterChanges(first_list=False, changed=1, changed_people=changed)
    (kind,) = wording.kinds(replace(report(), changes=found))
    assert kind.heads[-1] == "Lead"
    assert [row[-1] for row in kind.rows] == list(OfLead)
