"""Questions with versions, roles with links, tags with colours, interests from a list."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from boothapp.decoding import decode_image
from boothapp.domain.desk_lists import COLOURS, TagStyle, TagTaken
from boothapp.domain.errors import BadInput
from boothapp.domain.event import Role
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_rows import LeadQuery, LeadSort
from boothapp.domain.lead_views import LeadView
from boothapp.domain.qualifiers import Kind, Qualifier
from boothapp.services.bundle import Services
from boothapp.services.interests import supplied
from tests.factories import scanned_leads


@pytest.fixture
def leads(services: Services, tmp_path: Path) -> list[str]:
    return scanned_leads(services, tmp_path, 3)


def asked(services: Services) -> list[str]:
    return [one.question for one in services.settings.get().qualifiers]


def tags_of(services: Services, lead_ids: list[str]) -> list[tuple[str, ...]]:
    return [services.leads.detail(one).tags for one in lead_ids]


def sound(services: Services) -> bool:
    return services.ledger.verify().problems == ()


def test_that_a_question_nobody_answered_is_changed_in_place(services: Services) -> None:
    first = services.settings.get().qualifiers[0]
    changed = replace(first, question="First day", kind=Kind.DATE, required=True)
    saved = services.settings.save_qualifier(changed)
    assert saved == replace(changed, choices=())
    assert services.settings.get().qualifiers[0] == saved
    services.settings.revert_qualifier(saved, first)
    assert services.settings.get().qualifiers[0] == first
    assert sound(services)


def test_that_an_answered_question_becomes_a_new_version_in_its_place(
    services: Services, leads: list[str]
) -> None:
    first = services.settings.get().qualifiers[0]
    services.leads.answer(leads[0], first.id, "Autumn")
    saved = services.settings.save_qualifier(replace(first, question="Could start"))
    settings = services.settings.get()
    assert (saved.version, saved.replaces) == (2, first.id)
    assert settings.qualifiers[0] == saved
    assert settings.old_qualifiers == (first,)
    assert services.leads.detail(leads[0]).answers == {first.id: "Autumn"}
    with pytest.raises(BadInput, match="not known"):
        services.leads.answer(leads[1], first.id, "Autumn")
    services.settings.revert_qualifier(saved, first)
    assert services.settings.get().qualifiers[0] == first
    assert sound(services)


def test_that_whether_an_answered_question_is_required_changes_in_place(
    services: Services, leads: list[str]
) -> None:
    first = services.settings.get().qualifiers[0]
    services.leads.answer(leads[0], first.id, "Now")
    saved = services.settings.save_qualifier(replace(first, required=True))
    assert (saved.id, saved.version, saved.required) == (first.id, 1, True)


def test_that_no_two_questions_have_the_same_words(services: Services) -> None:
    with pytest.raises(BadInput, match="“Earliest start” is asked already"):
        services.settings.save_qualifier(Qualifier("", " earliest  START "))
    second = services.settings.get().qualifiers[1]
    with pytest.raises(BadInput, match="asked already"):
        services.settings.save_qualifier(replace(second, question="earliest start"))


def test_that_a_retired_question_is_taken_back_with_its_answers(
    services: Services, leads: list[str]
) -> None:
    first = services.settings.get().qualifiers[0]
    services.leads.answer(leads[0], first.id, "Now")
    assert services.settings.remove_qualifier(first.id) == first
    assert "Earliest start" not in asked(services)
    again = services.settings.save_qualifier(Qualifier("", first.question, first.choices))
    assert again.id == first.id
    other = services.settings.remove_qualifier(first.id)
    assert services.settings.save_qualifier(other).id == first.id


def test_that_questions_roles_and_tags_stand_in_the_order_that_was_chosen(
    services: Services,
) -> None:
    settings = services.settings
    before = [one.id for one in settings.get().qualifiers]
    settings.reorder("qualifier", [before[2], before[0], before[1]])
    assert [one.id for one in settings.get().qualifiers] == [before[2], before[0], before[1]]
    settings.reorder("qualifier", before)
    assert [one.id for one in settings.get().qualifiers] == before
    roles = [one.id for one in settings.get().roles]
    settings.reorder("role", roles[::-1])
    assert [one.id for one in settings.get().roles] == roles[::-1]
    assert sound(services)


def test_that_a_reorder_heals_places_that_two_questions_had_in_common(
    services: Services, leads: list[str]
) -> None:
    settings = services.settings
    first = settings.get().qualifiers[0]
    services.leads.answer(leads[0], first.id, "Now")
    settings.save_qualifier(replace(first, question="Could start"))
    settings.save_qualifier(Qualifier("", first.question, first.choices))  # back, in its old place
    ids = [one.id for one in settings.get().qualifiers]
    assert len(ids) == 4
    for order in (ids[::-1], ids):
        settings.reorder("qualifier", order)
        assert [one.id for one in settings.get().qualifiers] == order


def test_that_an_answer_is_kept_as_its_question_takes_it(
    services: Services, leads: list[str]
) -> None:
    save = services.settings.save_qualifier
    years = save(Qualifier("", "Years of practice", (), Kind.NUMBER))
    places = save(Qualifier("", "Where", ("Seoul", "Zürich", "Lagos"), Kind.CHOICES))
    answer = services.leads.answer
    answer(leads[0], years.id, "3,5")
    answer(leads[0], places.id, "Lagos\nSeoul")
    assert services.leads.detail(leads[0]).answers == {years.id: "3.5", places.id: "Seoul\nLagos"}
    with pytest.raises(BadInput, match="no number"):
        answer(leads[0], years.id, "many")
    assert answer(leads[0], years.id, " ") == "3.5"
    assert years.id not in services.leads.detail(leads[0]).answers


def test_that_an_answer_to_an_earlier_version_can_be_taken_back_and_restored(
    services: Services, leads: list[str]
) -> None:
    first = services.settings.get().qualifiers[0]
    services.leads.answer(leads[0], first.id, "Now")
    services.settings.save_qualifier(replace(first, question="Could start"))
    assert services.leads.answer(leads[0], first.id, None) == "Now"
    services.leads.restore_answer(leads[0], first.id, "Now")
    assert services.leads.detail(leads[0]).answers == {first.id: "Now"}


def test_that_a_role_keeps_its_link_and_makes_a_code_of_it(services: Services) -> None:
    role = services.settings.get().roles[0]
    with pytest.raises(BadInput, match="no application link"):
        services.application.link(role.id)
    with pytest.raises(BadInput, match="Begin the link with"):
        services.settings.save_role(replace(role, link="jobs.example/42"))
    link = "https://jobs.northlight.example/42"
    saved = services.settings.save_role(replace(role, link=link))
    assert services.settings.get().roles[0] == saved
    made = services.application.link(role.id)
    assert (made.title, made.link) == (role.title, link)
    assert made.modules
    assert sound(services)


def test_that_the_code_of_a_role_is_read_by_a_decoder(services: Services, tmp_path: Path) -> None:
    link = "https://jobs.northlight.example/42?from=booth"
    role = services.settings.save_role(Role("", "Speech", link=link))
    rows = services.application.link(role.id).modules
    side = len(rows) + 8
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows, start=4):
        for x, dark in enumerate(row, start=4):
            if dark:
                picture.putpixel((x, y), 0)
    file = tmp_path / "code.png"
    picture.resize((side * 8, side * 8), Image.Resampling.NEAREST).save(file)
    assert [one.text for one in decode_image(file)] == [link]


def test_that_no_two_roles_have_one_title_and_a_closed_one_is_opened_again(
    services: Services,
) -> None:
    role = services.settings.get().roles[0]
    with pytest.raises(BadInput, match="already"):
        services.settings.save_role(Role("", role.title.upper()))
    services.settings.remove_role(role.id)
    other = services.settings.get().roles[0]
    with pytest.raises(BadInput, match="taken out of use"):
        services.settings.save_role(replace(other, title=role.title))
    assert services.settings.save_role(Role("", role.title)).id == role.id


def test_that_a_tag_takes_the_known_spelling(services: Services, leads: list[str]) -> None:
    assert services.leads.add_tag(leads[0], "Speech") == "Speech"
    assert services.leads.add_tag(leads[1], " speech ") == "Speech"
    assert services.leads.add_tag(leads[1], "SPEECH") is None
    services.tags.add("NLP")
    assert services.leads.add_tag(leads[2], "nlp") == "NLP"
    assert services.leads.tags() == ("NLP", "Speech")


def test_that_tags_are_listed_with_their_use_set_up_ones_first(
    services: Services, leads: list[str]
) -> None:
    services.leads.add_tag(leads[0], "Speech")
    nlp = services.tags.add("NLP")
    assert nlp.colour in COLOURS[1:]
    assert [(use.style, use.leads) for use in services.tags.uses()] == [
        (nlp, 0),
        (TagStyle("", "Speech"), 1),
    ]
    with pytest.raises(BadInput, match="already"):
        services.tags.add("nlp")


def test_that_a_renamed_tag_is_renamed_on_all_leads_and_back(
    services: Services, leads: list[str]
) -> None:
    nlp = services.tags.add("NLP")
    for lead in leads[:2]:
        services.leads.add_tag(lead, "NLP")
    change = services.tags.save(replace(nlp, name="Language", colour="pink"))
    assert tags_of(services, leads) == [("Language",), ("Language",), ()]
    assert services.settings.get().tags == (TagStyle(nlp.id, "Language", "pink"),)
    services.leads.remove(leads[1])
    services.tags.revert(change)
    assert services.leads.detail(leads[0]).tags == ("NLP",)
    assert services.settings.get().tags == (nlp,)
    assert sound(services)


def test_that_every_spelling_goes_with_a_renamed_tag(services: Services, leads: list[str]) -> None:
    with services.store.writing(services.duty.staff_id) as records:  # as older versions stored them
        records.leads.add_tag(leads[0], "nlp")
        records.leads.add_tag(leads[1], "NLP")
    change = services.tags.save(TagStyle("", "NLP", "blue"), "nlp")
    assert tags_of(services, leads) == [("NLP",), ("NLP",), ()]
    services.tags.revert(change)
    assert tags_of(services, leads) == [("nlp",), ("NLP",), ()]
    assert services.settings.get().tags == ()


def test_that_two_tags_become_one_only_when_asked_for_and_part_again(
    services: Services, leads: list[str]
) -> None:
    nlp, speech = services.tags.add("NLP"), services.tags.add("Speech")
    services.leads.add_tag(leads[0], "NLP")
    services.leads.add_tag(leads[1], "NLP")
    services.leads.add_tag(leads[1], "Speech")
    before = tags_of(services, leads)
    with pytest.raises(TagTaken, match="“Speech” already; 1 lead has it"):
        services.tags.save(replace(nlp, name="speech"))
    assert tags_of(services, leads) == before
    change = services.tags.save(replace(nlp, name="speech"), merge=True)
    assert tags_of(services, leads) == [("Speech",), ("Speech",), ()]
    assert services.settings.get().tags == (speech,)
    services.tags.revert(change)
    assert tags_of(services, leads) == before
    assert services.settings.get().tags == (nlp, speech)
    assert sound(services)


def test_that_a_removed_tag_stays_on_its_leads_and_its_name_is_free(
    services: Services, leads: list[str]
) -> None:
    nlp, speech = services.tags.add("NLP"), services.tags.add("Speech")
    services.leads.add_tag(leads[0], "NLP")
    assert services.tags.remove(nlp.id) == nlp
    assert services.leads.detail(leads[0]).tags == ("NLP",)
    services.tags.restore(nlp)
    services.tags.remove(nlp.id)
    services.leads.remove_tag(leads[0], "NLP")
    change = services.tags.save(replace(speech, name="NLP"))  # the row of the removed one
    assert [style.name for style in services.settings.get().tags] == ["NLP"]
    services.tags.revert(change)
    assert services.settings.get().tags == (speech,)
    assert sound(services)


def test_that_a_colour_that_is_none_is_refused(services: Services) -> None:
    nlp = services.tags.add("NLP")
    with pytest.raises(BadInput, match="no colour"):
        services.tags.save(replace(nlp, colour="#ff0000"))


def test_that_the_list_of_interests_is_replaced_as_a_whole_and_back(services: Services) -> None:
    assert services.interests.names() == supplied()
    change = services.interests.preview(["Robotics", "Knitting"])
    assert (change.comes, change.stays) == (("Knitting",), ("Robotics",))
    assert len(change.goes) == len(supplied()) - 1
    assert services.interests.replace(["robotics", "Knitting"]) == supplied()
    assert services.interests.names() == ("robotics", "Knitting")
    services.interests.replace(supplied())
    assert services.interests.names() == supplied()
    services.interests.replace(["Knitting", "robotics"])
    assert services.interests.names() == ("Knitting", "robotics")
    with pytest.raises(BadInput):
        services.interests.replace([])
    assert sound(services)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("Müller", "MÜLLER"),
        ("Müller", unicodedata.normalize("NFD", "müller")),
        ("Москва", "МОСКВА"),
        ("Straße", "STRASSE"),
        ("Αθήνα", "ΑΘΉΝΑ"),
    ],
)
def test_that_a_tag_in_another_case_is_the_one_that_is_there_in_any_script(
    services: Services, leads: list[str], first: str, again: str
) -> None:
    assert services.leads.add_tag(leads[0], first) == first
    assert services.leads.add_tag(leads[0], again) is None
    assert services.leads.add_tag(leads[1], again) == first
    assert services.bulk.tag(leads, again).lead_ids == (leads[2],)
    assert services.leads.tags() == (first,)
    asked = LeadFilter(tags=frozenset({first}))
    assert len(services.desk.numbers(LeadQuery(asked))) == 3
    services.leads.remove_tag(leads[0], again)
    assert services.bulk.untag(leads, again).lead_ids == (leads[1], leads[2])
    assert services.leads.tags() == ()
    assert sound(services)


def test_that_two_spellings_from_before_are_one_tag_where_it_is_given_or_taken(
    services: Services, leads: list[str]
) -> None:
    with services.store.writing(services.duty.staff_id) as records:
        for lead_id, tag in ((leads[0], "Müller"), (leads[1], "Müller"), (leads[2], "MÜLLER")):
            records.leads.add_tag(lead_id, tag)
    assert services.leads.tags() == ("Müller",)
    assert services.leads.add_tag(leads[2], "müller") is None
    services.leads.remove_tag(leads[2], "müller")
    assert services.leads.detail(leads[2]).tags == ()
    assert sound(services)


def test_that_a_tag_that_only_a_view_asks_for_is_given_as_the_view_spells_it(
    services: Services, leads: list[str]
) -> None:
    services.leads.add_tag(leads[0], "Müller")
    asked = LeadFilter(tags=frozenset({"Müller"}))
    services.desk.save_view(LeadView("", "His", asked, LeadSort.SEEN, descending=True))
    services.leads.remove_tag(leads[0], "Müller")
    assert services.leads.add_tag(leads[1], "MÜLLER") == "Müller"
