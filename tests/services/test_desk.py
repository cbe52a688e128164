"""Views of the leads table, and what a note said before."""

from dataclasses import replace
from pathlib import Path

import pytest

from boothapp.domain.desk_lists import TagStyle
from boothapp.domain.errors import BadInput, NoSuchLead
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_rows import LeadSort
from boothapp.domain.lead_views import LeadView
from boothapp.domain.people import Rating, ScanSource
from boothapp.services.bundle import Services
from tests.factories import SettableClock, scanned_leads

HOT = LeadFilter(ratings=frozenset({Rating.HOT}))


def test_that_a_view_is_kept_without_the_words_and_comes_back(services: Services) -> None:
    saved = services.desk.save_view(
        LeadView(
            "",
            "  Our  hot ones ",
            LeadFilter(text="Amara", ratings=HOT.ratings),
            LeadSort.NAME,
            descending=False,
        )
    )
    assert (saved.name, saved.filter) == ("Our hot ones", HOT)
    assert services.desk.view("our hot ones") == saved
    assert services.desk.sizes()[saved.id] == 0
    services.desk.set_view_used(saved.id, used=False)
    with pytest.raises(BadInput, match="There is no view"):
        services.desk.view("Our hot ones")
    services.desk.set_view_used(saved.id, used=True)
    assert services.desk.views()[-1] == saved
    assert services.ledger.verify().problems == ()


@pytest.mark.parametrize("name", ["", "All", "hot and WARM", "x" * 41, "mine"])
def test_that_a_views_name_is_its_own(services: Services, name: str) -> None:
    with pytest.raises(BadInput):
        services.desk.save_view(LeadView("", name, HOT))


def test_that_two_views_never_share_a_name(services: Services) -> None:
    services.desk.save_view(LeadView("", "Hot", HOT))
    with pytest.raises(BadInput, match="already"):
        services.desk.save_view(LeadView("", "hot", LeadFilter(waiting=True)))


def test_that_a_filter_of_another_version_is_read_as_far_as_it_is_known() -> None:
    assert LeadFilter.from_json('{"ratings": ["hot"], "moon": 1}') == HOT
    for text in ("", "[]", '{"ratings": ["lukewarm"]}', "nonsense"):
        with pytest.raises(BadInput, match="cannot be read"):
            LeadFilter.from_json(text)


@pytest.mark.parametrize("key", ["?", "…", "—", " "])
def test_that_signs_alone_name_nobody_though_a_name_has_no_letters(
    services: Services, roster: None, key: str
) -> None:
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    assert card.lead is not None
    person = services.leads.detail(card.lead.id).person
    services.leads.edit_details(card.lead.id, replace(person, name="-"))
    with pytest.raises(NoSuchLead):
        services.leads.find(key)
    assert services.leads.find("AB-0001") == card.lead.id


def test_that_looking_at_views_makes_nobody_staff(services: Services) -> None:
    services.duty._name, services.duty._id = "Somebody New", None
    assert services.desk.view("mine").filter.owners
    assert "Somebody New" not in {member.name for member in services.settings.get().staff}


def test_that_a_view_that_cannot_be_read_keeps_no_other_away(services: Services) -> None:
    for name in ("Good", "Bad"):
        services.desk.save_view(LeadView("", name, HOT))
    with services.store.database.writing() as raw:
        raw.exec_driver_sql("UPDATE lead_view SET sort = 'moon' WHERE name = 'Bad'")
    assert [view.name for view in services.desk.views()][5:] == ["Good"]


def test_that_columns_are_remembered(services: Services) -> None:
    assert services.desk.columns() is None
    services.desk.keep_columns({"NAME": 160, "AFFILIATION": None, "OWNER": 90})
    assert services.desk.columns() == {"NAME": 160, "AFFILIATION": None, "OWNER": 90}


def test_that_nobodys_words_are_written_over_unread(
    services: Services, roster: None, clock: SettableClock
) -> None:
    lead = services.capture.scan("AB-0001", ScanSource.TYPED).lead
    assert lead is not None
    note = services.leads.add_note(lead.id, "First")
    clock.forward(minutes=1)
    services.leads.edit_note(note.id, "Second", "First")
    with pytest.raises(BadInput, match="meanwhile"):
        services.leads.edit_note(note.id, "Third", "First")
    said = services.desk.versions(note.id)
    assert [version.text for version in said] == ["First", "Second"]
    assert said[0].at < said[1].at


def test_that_a_view_follows_its_tag_to_another_name_and_back(services: Services) -> None:
    style = services.tags.add("Seeing")
    asked = LeadFilter(tags=frozenset({"seeing", "NLP"}))
    saved = services.desk.save_view(LeadView("", "Vision people", asked))
    change = services.tags.save(replace(style, name="Vision"))
    assert services.desk.view(saved.id).filter.tags == {"Vision", "NLP"}
    services.tags.revert(change)
    assert services.desk.view(saved.id).filter == asked
    assert services.ledger.verify().problems == ()


@pytest.mark.parametrize("again", ["Für Zürich", "FÜR ZÜRICH"])
def test_that_undoing_the_removal_of_a_view_makes_no_second_one_of_its_name(
    services: Services, again: str
) -> None:
    removed = services.desk.save_view(LeadView("", "Für Zürich", HOT))
    services.desk.set_view_used(removed.id, used=False)
    saved = services.desk.save_view(LeadView("", again, LeadFilter(waiting=True)))
    with pytest.raises(BadInput, match="already"):
        services.desk.set_view_used(removed.id, used=True)
    own = [view for view in services.desk.views() if not view.supplied]
    assert own == [saved]
    services.desk.set_view_used(saved.id, used=False)
    assert [view for view in services.desk.views() if not view.supplied] == []
    assert services.ledger.verify().problems == ()


def test_that_a_name_in_another_case_is_taken_in_any_script(services: Services) -> None:
    services.desk.save_view(LeadView("", "Москва", HOT))
    with pytest.raises(BadInput, match="already"):
        services.desk.save_view(LeadView("", "МОСКВА", HOT))


def test_that_a_view_that_was_removed_stays_so_when_its_tag_gets_its_name_back(
    services: Services, tmp_path: Path
) -> None:
    (lead,) = scanned_leads(services, tmp_path, 1)
    services.leads.add_tag(lead, "Vision")
    asked = LeadFilter(tags=frozenset({"Vision"}))
    view = services.desk.save_view(LeadView("", "Vision people", asked))
    change = services.tags.save(TagStyle("", "Sight"), was="Vision")
    services.desk.set_view_used(view.id, used=False)
    services.tags.revert(change)
    assert view.id not in [one.id for one in services.desk.views()]
