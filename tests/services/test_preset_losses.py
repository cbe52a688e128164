"""What a file for a system does not say, or says otherwise, is said before it leaves."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.lead_fields import FIELDS, allowed
from boothapp.domain.people import NoticeShown, Rating, ScanSource
from boothapp.domain.preflight import Checked, Trouble
from boothapp.domain.preflight_words import of_dropped, of_file, of_hints, of_repeat
from boothapp.domain.preset_losses import KEPT_HERE, kept_here
from boothapp.domain.presets import Preset
from boothapp.readers.preset_file import read_preset
from boothapp.services import presets
from boothapp.services.bundle import Services

SHIPPED = ("ashby", "greenhouse", "hubspot", "lever", "salesforce")
LINKS = ("https://linkedin.com/in/amara", "https://amara.example", "https://code.example/amara")
# What each field is found by in a file, where it is written.
MARKS = {
    "name": "Okonkwo",
    "email": "ao@lit.example",
    "affiliation": "Lagos Institute",
    "attendee_type": "Speaker",
    "career_stage": "Postdoc",
    "rating": "hot",
    "role": "Research scientist",
    "tags": "Speech",
    "interests": "Robotics",
    "links": "code.example",
    "answers": "Autumn",
    "notes": "Sparse attention",
    "interview": "2026-07-09T15:00",
    "graduates": "2027-06",
    "owner": "Sofia",
    "next_step": "Send the paper",
    "next_step_on": "2026-07-13",
}


@pytest.fixture
def amara(services: Services, roster: None) -> str:
    """She has everything that a lead can have, by MARKS."""
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    assert card.lead is not None
    lead_id, settings = card.lead.id, services.settings.get()
    person = replace(services.leads.detail(lead_id).person, email="ao@lit.example", links=LINKS)
    person = replace(person, attendee_type="Speaker", career_stage="Postdoc")
    services.leads.edit_details(lead_id, replace(person, interests=("Robotics",)))
    services.leads.rate(lead_id, Rating.HOT)
    services.leads.set_role(lead_id, settings.roles[0].id)
    sofia = next(one for one in settings.staff if one.name.startswith("Sofia"))
    services.bulk.assign([lead_id], sofia.id)
    services.bulk.plan_step([lead_id], "Send the paper", date(2026, 7, 13))
    services.bulk.set_graduation([lead_id], "2027-06")
    services.leads.add_tag(lead_id, "Speech")
    services.leads.answer(lead_id, settings.qualifiers[0].id, "Autumn")
    services.leads.add_note(lead_id, "Sparse attention")
    starts = datetime(2026, 7, 9, 15, 0, tzinfo=ZoneInfo("Asia/Seoul"))
    services.interviews.book(lead_id, settings.rooms[0].id, starts)
    return lead_id


@pytest.fixture
def look(services: Services) -> Callable[[Preset], Checked]:
    return lambda preset: services.exporting.preflight(ExportRequest(preset=preset))


def shipped(name: str) -> Preset:
    return presets.load().named(name)


def own(folder: Path, text: str) -> Preset:
    folder.mkdir(exist_ok=True)
    (folder / "mine.toml").write_text(f'title = "Mine"\n{text}', encoding="utf-8")
    return read_preset(folder / "mine.toml", own=True)


def test_that_the_marks_and_what_stays_here_are_all_fields() -> None:
    made = {name for name, field in FIELDS.items() if field.made_of}
    parts = {"interview_starts", "interview_room", "family_name"}
    assert set(MARKS) | set(KEPT_HERE) | made | parts == set(FIELDS)


@pytest.mark.parametrize("name", [*SHIPPED, "mine"])
def test_that_every_field_of_a_lead_is_in_the_file_or_said(
    services: Services,
    amara: str,
    tmp_path: Path,
    look: Callable[[Preset], Checked],
    own_presets: Path,
    name: str,
) -> None:
    mine = own(own_presets, 'columns = [{header = "Mail", field = "email"}]\n')
    preset = mine if name == "mine" else shipped(name)
    services.exporting.write(ExportRequest(preset=preset), tmp_path / "l.csv", "R")
    text = (tmp_path / "l.csv").read_text(encoding="utf-8").casefold()
    missing = {field for field, mark in MARKS.items() if mark.casefold() not in text}
    dropped = look(preset).dropped
    assert missing == set(dropped) & set(MARKS)
    assert set(dropped.values()) <= {1}
    said = " ".join(of_file(preset, Purpose.RECRUITING))
    unwritten = set(KEPT_HERE) - {one for column in preset.columns for one in column.fields}
    assert set(kept_here(preset, Purpose.RECRUITING)) == unwritten
    assert all(FIELDS[one].title.casefold() in said for one in unwritten)


def test_that_a_field_counts_only_where_a_lead_has_it(
    services: Services, roster: None, look: Callable[[Preset], Checked]
) -> None:
    services.capture.scan("AB-0003", ScanSource.TYPED)
    for name in SHIPPED:
        assert look(shipped(name)).dropped == {}


def test_that_what_a_purpose_does_not_give_is_not_said_to_be_lost(
    services: Services, amara: str
) -> None:
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    services.capture.answer(card, {Purpose.CV: ConsentEvent.GIVEN}, notice=NoticeShown())
    request = ExportRequest(Purpose.CV, preset=shipped("lever"))
    assert set(services.exporting.preflight(request).dropped) == {"career_stage", "role"}
    assert set(kept_here(request.preset, Purpose.CV)) <= set(allowed(Purpose.CV))


def test_that_the_sentences_are_true_of_file_and_receiver(
    amara: str, look: Callable[[Preset], Checked], own_presets: Path
) -> None:
    lever, ashby, greenhouse = (shipped(name) for name in ("lever", "ashby", "greenhouse"))
    said = of_dropped(look(lever), lever)
    assert "The file for Lever leaves out the day of the next step of 1 lead" in said
    assert "The file for Lever leaves out the career stage of 1 lead" in said
    (notes,) = [one for one in said if "notes of" in one]
    assert notes.startswith("The file for Lever leaves out the notes of 1 lead: Lever takes notes")
    assert "Ashby will drop the notes of 1 lead" in of_dropped(look(ashby), ashby)
    assert of_dropped(look(greenhouse), greenhouse) == [
        "The file for Greenhouse leaves out the further links of 1 lead"
    ]
    part = own(own_presets, 'columns = [{header = "L", parts = ["{last_name}, {interview_room}"]}]')
    found = look(part).dropped
    assert {"first_name", "interview_starts"} <= set(found)
    assert not {"name", "last_name", "interview", "interview_room"} & set(found)


def test_that_two_rows_with_one_email_are_said_where_they_become_one(
    services: Services, amara: str, look: Callable[[Preset], Checked]
) -> None:
    card = services.capture.scan("AB-0003", ScanSource.TYPED)
    assert card.lead is not None
    hubspot, other = shipped("hubspot"), card.lead.id
    assert look(hubspot).repeats == ()
    person = services.leads.detail(other).person
    services.leads.edit_details(other, replace(person, email="AO@LIT.example"))
    checked = look(hubspot)
    (repeat,) = checked.repeats
    assert (repeat.lead_id, repeat.header, checked.refused) == (other, "Email", 0)
    assert "AO@" not in repr(repeat)
    assert of_repeat(repeat, hubspot) == (
        "has the Email “AO@LIT.example” of an earlier row: HubSpot makes one contact "
        "of rows with the same e-mail"
    )
    assert "1 lead: HubSpot makes one contact of rows with the same e-mail" in of_hints(checked)
    assert look(shipped("salesforce")).repeats == ()


def test_that_whatever_a_receiver_would_part_is_said(
    services: Services, amara: str, look: Callable[[Preset], Checked], own_presets: Path
) -> None:
    said = "1 lead: a “,” inside one of their Sources makes two of it there"
    assert said not in of_hints(look(shipped("lever")))
    event = services.settings.get().event
    services.settings.save_event(replace(event, name="Demo Conf, Vancouver"))
    assert said in of_hints(look(shipped("lever")))
    remarks = (
        'columns = [{header = "R", parts = ["{tags}", "{event}"], between = "BETWEEN", '
        'lists = ","}]'
    )
    for between, parted in ((" | ", {}), (", ", {("R", ","): 1})):
        assert look(own(own_presets, remarks.replace("BETWEEN", between))).parted == parted


def test_that_lever_gets_links_with_a_space_and_tags_without(
    services: Services, amara: str, tmp_path: Path
) -> None:
    services.leads.add_tag(amara, "Vision")
    services.exporting.write(ExportRequest(preset=shipped("lever")), tmp_path / "l.csv", "R")
    with (tmp_path / "l.csv").open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (row["Links"], row["Tags"]) == (", ".join(LINKS), "Speech,Vision")


def test_that_an_apostrophe_that_goes_into_a_cell_is_said(
    services: Services, amara: str, tmp_path: Path, look: Callable[[Preset], Checked]
) -> None:
    ashby = shipped("ashby")
    assert look(ashby).guarded == {}
    person = services.leads.detail(amara).person
    services.leads.edit_details(amara, replace(person, affiliation="@home lab"))
    assert look(ashby).guarded == {"Company": 1}
    assert "1 lead: a spreadsheet could run what is in their Company" in " ".join(
        of_hints(look(ashby))
    )
    services.exporting.write(ExportRequest(preset=ashby), tmp_path / "a.csv", "R")
    assert ",'@home lab," in (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert look(shipped("csv")).guarded == look(shipped("xlsx")).guarded == {}


def test_that_the_receivers_own_drops_are_said_first(
    amara: str, look: Callable[[Preset], Checked]
) -> None:
    said = of_dropped(look(shipped("hubspot")), shipped("hubspot"))
    left_out = [one.startswith("The file for HubSpot leaves out") for one in said]
    assert left_out == sorted(left_out)
    assert set(left_out) == {False, True}


def test_that_what_is_good_to_know_of_a_receiver_is_read(own_presets: Path) -> None:
    assert shipped("greenhouse").warns == (
        "Greenhouse e-mails people by itself where their job has GDPR rules",
    )
    mine = 'warns = ["It is read on Mondays.", "Ask first"]\nfields = ["email"]\n'
    assert own(own_presets, mine).warns == ("It is read on Mondays", "Ask first")


def test_that_each_value_of_a_list_has_its_word_and_is_whole(
    services: Services, amara: str, own_presets: Path, tmp_path: Path
) -> None:
    services.leads.add_tag(amara, "a; b")
    mine = own(
        own_presets,
        'columns = [{header = "Tags", field = "tags", lists = "|", words = {Speech = "S-1"}}]',
    )
    services.exporting.write(ExportRequest(preset=mine), tmp_path / "l.csv", "R")
    assert (tmp_path / "l.csv").read_text(encoding="utf-8").splitlines()[1] == "S-1|a; b"


def test_that_an_apostrophe_counts_for_what_a_receiver_takes(
    services: Services, amara: str, look: Callable[[Preset], Checked], own_presets: Path
) -> None:
    mine = own(own_presets, 'columns = [{header = "N", field = "name", limit = 12}]')
    person = services.leads.detail(amara).person
    for name, found in (("Ada Lovelace", {}), ("-da Lovelace", {(Trouble.TOO_LONG, "N"): 1})):
        services.leads.edit_details(amara, replace(person, name=name))
        assert look(mine).counts == found
