"""Every kind of file, written by the service from a real store and read back by somebody else."""

import csv
import json
import locale
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from boothapp.domain import preflight_words as words
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.errors import BadInput, Cancelled
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.lead_fields import FIELDS, allowed
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.people import NoticeShown, Rating, ScanSource
from boothapp.domain.preflight_words import of_dropped, of_hints
from boothapp.domain.presets import PLAIN, Format, Preset
from boothapp.services import presets, region
from boothapp.services.bundle import Services
from boothapp.store.store import Store
from tests.factories import roster_file

SCHEMA = json.loads(Path("docs/formats/lead.schema.json").read_text(encoding="utf-8"))
BY_ID = {preset.id: preset for preset in PLAIN}


@pytest.fixture
def amara(services: Services, roster: None) -> str:
    """She has everything that a lead can have; Wanjiru, after her, has nothing."""
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    assert card.lead is not None
    lead_id = card.lead.id
    settings = services.settings.get()
    services.leads.rate(lead_id, Rating.HOT)
    services.leads.set_role(lead_id, settings.roles[0].id)
    services.bulk.assign([lead_id], settings.staff[0].id)
    services.bulk.plan_step([lead_id], "Send the paper", date(2026, 7, 13))
    services.bulk.set_graduation([lead_id], "2027")
    services.leads.add_tag(lead_id, "Speech")
    services.leads.add_tag(lead_id, "Vision; sound")
    services.leads.answer(lead_id, settings.qualifiers[0].id, "2027")
    services.leads.add_note(lead_id, '=HYPERLINK("x")\nsaid "hello"')
    starts = datetime(2026, 7, 9, 15, 0, tzinfo=ZoneInfo("Asia/Seoul"))
    services.interviews.book(lead_id, settings.rooms[0].id, starts)
    services.capture.scan("AB-0003", ScanSource.TYPED)
    return lead_id


@pytest.fixture
def system() -> Callable[[str], ExportRequest]:
    found = presets.load()
    assert found.wrong == ()
    return lambda name: ExportRequest(preset=found.named(name))


def table(path: Path, delimiter: str = ",", encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(newline="", encoding=encoding) as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def objects(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("decimal", "separator"), [(",", ";"), (".", ",")])
def test_that_excel_csv_has_a_mark_and_the_separator_of_the_region(
    services: Services,
    amara: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    decimal: str,
    separator: str,
) -> None:
    monkeypatch.setattr(locale, "localeconv", lambda: {"decimal_point": decimal})
    path = tmp_path / "leads.csv"
    services.exporting.write(ExportRequest(preset=BY_ID["excel"]), path, "R")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in path.read_bytes()
    row, _ = table(path, separator, "utf-8-sig")
    assert (row["lead_id"], row["tags"]) == (amara, "Speech; Vision; sound")
    assert row["notes"].startswith("'=HYPERLINK")


def test_that_the_separator_can_be_chosen(services: Services, amara: str, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    tabbed = replace(BY_ID["excel"], separator="\t")
    services.exporting.write(ExportRequest(preset=tabbed), path, "R")
    assert table(path, "\t", "utf-8-sig")[0]["lead_id"] == amara


def test_that_the_region_of_this_machine_is_left_as_it_is() -> None:
    before = locale.setlocale(locale.LC_NUMERIC)
    assert region.region_separator() in (",", ";")
    assert locale.setlocale(locale.LC_NUMERIC) == before


def test_that_a_workbook_has_the_times_of_the_event(
    services: Services, amara: str, tmp_path: Path
) -> None:
    path = tmp_path / "leads.xlsx"
    services.exporting.write(ExportRequest(preset=BY_ID["xlsx"]), path, "R")
    head, row, other = load_workbook(path)["Leads"].iter_rows(values_only=True)
    said = dict(zip(head, row, strict=True))
    assert said["lead_id"] == amara
    assert said["interview_starts"] == datetime(2026, 7, 9, 15)  # noqa: DTZ001 - the wall clock
    assert said["interview_room"] == "Namsan"
    assert said["next_step_on"] == datetime(2026, 7, 13)  # noqa: DTZ001 - a day
    assert said["graduates"] == "2027"
    assert said["first_seen"] == datetime(2026, 7, 9, 12)  # noqa: DTZ001 - as above
    assert said["notes"].startswith('=HYPERLINK("x")')
    assert dict(zip(head, other, strict=True))["interview_starts"] is None


def test_that_each_line_of_json_keeps_to_the_schema(
    services: Services, amara: str, tmp_path: Path
) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    check = Draft202012Validator(SCHEMA)
    path = tmp_path / "leads.jsonl"
    everything = replace(BY_ID["jsonl"], fields=tuple(FIELDS))
    for preset in (BY_ID["jsonl"], everything):
        services.exporting.write(ExportRequest(preset=preset), path, "R")
        for line in objects(path):
            check.validate(line)
    first, second = objects(path)
    assert first["lead_id"] == amara
    assert first["tags"] == ["Speech", "Vision; sound"]
    assert first["answers"] == [{"question": "Earliest start", "answer": "2027"}]
    assert first["notes"][0]["text"] == '=HYPERLINK("x")\nsaid "hello"'
    assert first["interview"] == {"starts": "2026-07-09T15:00:00+09:00", "room": "Namsan"}
    assert (first["visits"], first["marketing"], first["last_name"]) == (1, False, "Okonkwo")
    assert (first["next_step"], first["next_step_on"]) == ("Send the paper", "2026-07-13")
    assert (second["rating"], second["notes"], second["interview"]) == (None, [], None)
    assert (second["owner"], second["next_step_on"], second["graduates"]) == (None, None, None)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_that_the_schema_knows_the_keys_of_every_purpose(purpose: Purpose) -> None:
    assert set(allowed(purpose)) <= set(SCHEMA["properties"])


def test_that_cards_hold_the_same_people(services: Services, amara: str, tmp_path: Path) -> None:
    path = tmp_path / "leads.vcf"
    services.exporting.write(ExportRequest(preset=BY_ID["vcard"]), path, "R")
    first, second = vobject.readComponents(path.read_bytes().decode())
    assert (first.fn.value, second.fn.value) == ("Amara Okonkwo", "Wanjiru Kamau")
    assert first.role.value == "Research scientist"
    assert "Earliest start: 2027" in first.note.value


@pytest.mark.parametrize("purpose", [Purpose.CV, Purpose.MARKETING])
@pytest.mark.parametrize("name", ["csv", "excel", "xlsx", "jsonl", "vcard", "greenhouse", "ashby"])
def test_that_no_format_says_more_than_its_purpose_gives(
    services: Services, amara: str, tmp_path: Path, purpose: Purpose, name: str
) -> None:
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    services.capture.answer(card, {purpose: ConsentEvent.GIVEN}, notice=NoticeShown())
    preset = presets.load().named(name)
    if preset.format is not Format.VCARD and not preset.columns:
        preset = replace(preset, fields=tuple(FIELDS))
    path = tmp_path / f"leads{preset.ending}"
    (record,) = services.exporting.write(ExportRequest(purpose, preset=preset), path, "R")
    assert record.rows == 1
    if name == "xlsx":
        text = str(list(load_workbook(path)["Leads"].iter_rows(values_only=True)))
    else:
        text = path.read_text(encoding="utf-8")
    assert "Okonkwo" in text
    for secret in ("HYPERLINK", "Speech", "2027-07", "Namsan"):
        assert secret not in text


def test_that_greenhouse_gets_its_columns(
    services: Services, amara: str, tmp_path: Path, system: Callable[[str], ExportRequest]
) -> None:
    services.exporting.write(system("Greenhouse"), tmp_path / "g.csv", "R")
    row, other = table(tmp_path / "g.csv")
    assert (row["First Name"], row["Last Name"], row["Company"]) == (
        "Amara",
        "Okonkwo",
        "Lagos Institute",
    )
    assert row["Source"] == "Demo Conf"
    assert row["Notes"].splitlines()[:3] == [
        "Rating: hot",
        "Role: Research scientist",
        "Tags: Speech; Vision; sound",
    ]
    assert (other["First Name"], other["Notes"]) == ("Wanjiru", "")


def test_that_lever_salesforce_and_hubspot_get_their_words(
    services: Services, amara: str, tmp_path: Path, system: Callable[[str], ExportRequest]
) -> None:
    found = {}
    for name in ("lever", "salesforce", "hubspot"):
        services.exporting.write(system(name), tmp_path / f"{name}.csv", "R")
        found[name] = table(tmp_path / f"{name}.csv")[0]
    assert found["lever"]["Full name"] == "Amara Okonkwo"
    assert (found["lever"]["Stage"], found["lever"]["Origin"]) == ("New Lead", "Sourced")
    assert found["lever"]["Tags"] == "Speech,Vision; sound"
    assert (found["salesforce"]["Rating"], found["salesforce"]["Email Opt Out"]) == ("Hot", "1")
    assert found["hubspot"]["Email"] == "amara.okonkwo@lit.example"
    assert "Speech" not in str(found["hubspot"])


def test_that_ashby_gets_its_columns(
    services: Services, amara: str, tmp_path: Path, system: Callable[[str], ExportRequest]
) -> None:
    person = services.leads.detail(amara).person
    links = ("https://linkedin.com/in/amara", "https://amara.example")
    services.leads.edit_details(
        amara, replace(person, links=links, career_stage="PhD", interests=("NLP",))
    )
    services.exporting.write(system("Ashby"), tmp_path / "a.csv", "R")
    row, other = table(tmp_path / "a.csv")
    assert row == {
        "Name": "Amara Okonkwo",
        "Email": "amara.okonkwo@lit.example",
        "Company": "Lagos Institute",
        "Title": "PhD",
        "Social Link": links[0],
        "Website": links[1],
        "Source": "Demo Conf",
        "Tags": "hot, Research scientist, Speech, Vision; sound, NLP",
    }
    assert (other["Name"], other["Tags"]) == ("Wanjiru Kamau", "")


def test_that_lever_takes_no_other_file_names(
    services: Services, amara: str, tmp_path: Path, system: Callable[[str], ExportRequest]
) -> None:
    with pytest.raises(BadInput, match=r"Call it my-leads\.csv"):
        services.exporting.write(system("lever"), tmp_path / "My leads.csv", "R")
    assert not list(tmp_path.glob("*eads*"))


def test_that_the_preflight_says_what_is_refused_and_dropped_and_writes_nothing(
    services: Services, amara: str, tmp_path: Path, system: Callable[[str], ExportRequest]
) -> None:
    person = services.leads.detail(amara).person
    services.leads.edit_details(amara, replace(person, name="Suharti", affiliation=""))
    before = sorted(tmp_path.rglob("*"))
    greenhouse = services.exporting.preflight(system("greenhouse"))
    (finding,) = greenhouse.findings
    assert (finding.lead_id, finding.header, greenhouse.refused) == (amara, "Last Name", 1)
    salesforce = services.exporting.preflight(system("salesforce"))
    assert [one.header for one in salesforce.findings] == ["Company"]
    ashby = services.exporting.preflight(system("ashby"))
    assert ashby.refused == 0
    assert set(ashby.dropped) == {
        *("notes", "answers", "interview"),
        *("graduates", "owner", "next_step", "next_step_on"),
    }
    assert services.exporting.ledger() == ()
    assert sorted(tmp_path.rglob("*")) == before


def test_that_names_of_two_columns_leave_in_two_and_a_guess_is_said_before(
    services: Services, tmp_path: Path, system: Callable[[str], ExportRequest]
) -> None:
    names = [("민준", "김"), ("小明", "王"), ("Ana", "de la Cruz"), ("Gabriel", "García Márquez")]
    header = ("Badge ID", "Given name", "Family name", "E-mail", "Share with sponsors")
    rows = [(f"N-{n}", *name, f"n{n}@x.example", "yes") for n, name in enumerate(names)]
    services.roster.import_file(roster_file(tmp_path, rows, header))
    for row in rows:
        services.capture.scan(row[0], ScanSource.TYPED)
    for request in (system("greenhouse"), ExportRequest(preset=BY_ID["vcard"])):
        checked = services.exporting.preflight(request)
        assert (checked.refused, checked.guesses) == (0, 0)
    services.exporting.write(system("greenhouse"), tmp_path / "all.csv", "R")
    written = table(tmp_path / "all.csv")
    assert [(row["First Name"], row["Last Name"]) for row in written] == names
    whole = ("N-9", "María José Pérez Gil", "n9@x.example", "U", "yes")
    services.roster.import_file(roster_file(tmp_path, [whole]))
    services.capture.scan("N-9", ScanSource.TYPED)
    for request in (system("greenhouse"), ExportRequest(preset=BY_ID["vcard"])):
        checked = services.exporting.preflight(request)
        assert (checked.refused, checked.guesses) == (0, 1)
        assert words.of_guess(checked.guessed[-1]) == (
            "The name is parted by a guess: first “María José Pérez”, last “Gil”"
        )
        assert "the name is parted by a guess" in " ".join(of_hints(checked)).casefold()
        services.exporting.write(request, tmp_path / "g.csv", "R")
        assert services.exporting.ledger()[0].rows == 5
    assert services.exporting.preflight(ExportRequest()).guesses == 0


def test_that_the_owner_goes_where_the_receiver_takes_a_name(
    services: Services, amara: str, tmp_path: Path, system: Callable[[str], ExportRequest]
) -> None:
    sofia = services.settings.get().staff[0]
    services.bulk.assign([amara], sofia.id)
    services.exporting.write(system("salesforce"), tmp_path / "s.csv", "R")
    assert table(tmp_path / "s.csv")[0]["Record Owner"] == sofia.name
    said = of_hints(services.exporting.preflight(system("salesforce")))
    assert "1 lead: Record Owner must be a user's whole name in Salesforce" in said
    hubspot = system("hubspot")
    assert (
        "HubSpot will drop the owner of 1 lead: it wants an e-mail; staff have none"
    ) in of_dropped(services.exporting.preflight(hubspot), hubspot.preset)


def test_that_a_tag_that_the_receiver_would_part_in_two_is_said_before(
    services: Services, amara: str, system: Callable[[str], ExportRequest]
) -> None:
    for name in ("lever", "ashby"):
        assert not services.exporting.preflight(system(name)).parted
    services.leads.add_tag(amara, "Vision, robots")
    said = "1 lead: a “,” inside one of their Tags makes two of it there"
    for name in ("lever", "ashby"):
        assert said in of_hints(services.exporting.preflight(system(name)))
    assert not services.exporting.preflight(system("greenhouse")).parted


def test_that_a_cell_too_long_for_excel_is_said_before(
    services: Services, amara: str, tmp_path: Path
) -> None:
    for _ in range(4):
        services.leads.add_note(amara, "x" * 9_000)
    checked = services.exporting.preflight(ExportRequest(preset=BY_ID["xlsx"]))
    (finding,) = checked.findings
    assert (finding.header, finding.trouble.value) == ("notes", "too_long")
    services.exporting.write(ExportRequest(preset=BY_ID["xlsx"]), tmp_path / "l.xlsx", "R")
    sheet = load_workbook(tmp_path / "l.xlsx")["Leads"]
    assert (
        max(len(str(cell)) for row in sheet.iter_rows(values_only=True) for cell in row) == 32_767
    )


def test_that_what_the_receiver_refuses_goes_all_the_same(
    services: Services, amara: str, tmp_path: Path, system: Callable[[str], ExportRequest]
) -> None:
    person = services.leads.detail(amara).person
    services.leads.edit_details(amara, replace(person, name="Suharti"))
    (record,) = services.exporting.write(system("greenhouse"), tmp_path / "g.csv", "R")
    assert record.rows == 2


def test_that_who_was_in_an_earlier_file_can_be_left_out(
    services: Services, amara: str, tmp_path: Path
) -> None:
    services.exporting.write(ExportRequest(), tmp_path / "one.csv", "R")
    services.capture.scan("AB-0002", ScanSource.TYPED)
    new = ExportRequest(again=False)
    plan = services.exporting.plan(new)
    assert (plan.going, plan.already_sent, sum(plan.withheld.values())) == (0, 2, 0)
    (record,) = services.exporting.write(new, tmp_path / "two.csv", "R")
    assert (record.rows, record.withheld) == (0, 0)


def test_that_each_system_knows_who_went_to_it(
    services: Services, amara: str, tmp_path: Path, system: Callable[[str], ExportRequest]
) -> None:
    (record,) = services.exporting.write(system("lever"), tmp_path / "l.csv", "R")
    assert record.preset == "lever"
    for name, sent in (("lever", 2), ("greenhouse", 0), ("csv", 2)):
        assert services.exporting.plan(system(name)).already_sent == sent


def test_that_any_view_chooses_who_goes(services: Services, amara: str, tmp_path: Path) -> None:
    for asked in (
        LeadFilter(text="okonk"),
        LeadFilter(tags=frozenset({"Speech"})),
        LeadFilter(leads=frozenset({amara})),
    ):
        request = ExportRequest(filter=asked, again=False)
        assert services.exporting.plan(request).going == 1
        assert services.exporting.held_back(request) == ()
    services.exporting.write(request, tmp_path / "l.csv", "R")
    assert [row["lead_id"] for row in table(tmp_path / "l.csv")] == [amara]
    assert services.exporting.plan(request).going == 0


@pytest.fixture
def five(services: Services, tmp_path: Path, roster_csv: Callable[..., Path]) -> Preset:
    """Five leads, and a receiver that takes two rows in a file."""
    people = [(f"B-{n}", f"Person {n}", f"p{n}@x.example", "U", "yes") for n in range(5)]
    services.roster.import_file(roster_csv(*people))
    for badge_id, *_ in people:
        services.capture.scan(badge_id, ScanSource.TYPED)
    return replace(presets.load().named("greenhouse"), rows=2)


def names(files: Sequence[Path]) -> list[list[str]]:
    return [[row["Last Name"] for row in table(path)] for path in files]


def test_that_a_file_is_parted_at_what_the_receiver_takes(
    services: Services, five: Preset, tmp_path: Path
) -> None:
    told: list[int] = []
    request = ExportRequest(preset=five)
    written = services.exporting.write(request, tmp_path / "g.csv", "R", progress=told.append)
    files = [tmp_path / f"g-{number}.csv" for number in (1, 2, 3)]
    assert [record.path for record in written] == files
    assert not (tmp_path / "g.csv").exists()
    assert names(files) == [["0", "1"], ["2", "3"], ["4"]]
    assert [record.rows for record in written] == [2, 2, 1]
    assert told == [2, 4, 5]
    assert len({record.sha256 for record in services.exporting.ledger()}) == 3
    assert services.check() == []


def test_that_new_people_alone_are_parted_too(
    services: Services, five: Preset, tmp_path: Path
) -> None:
    request = ExportRequest(preset=five, again=False)
    services.exporting.write(request, tmp_path / "g.csv", "R")
    assert services.exporting.plan(request).going == 0


@pytest.mark.parametrize("late", [False, True])
def test_that_a_folder_in_a_parts_way_is_found_before_the_ledger(
    services: Services, five: Preset, tmp_path: Path, late: bool
) -> None:
    older, way = tmp_path / "g-1.csv", tmp_path / "g-2.csv"
    older.write_text("older")

    def block(_rows: int) -> None:
        (way / "inside").mkdir(parents=True, exist_ok=True)

    if not late:
        block(0)
    request = ExportRequest(preset=five, again=False)
    with pytest.raises(BadInput, match=r"g-2\.csv is a folder.*Nothing was written"):
        services.exporting.write(request, tmp_path / "g.csv", "R", progress=block)
    assert services.exporting.ledger() == ()
    assert services.exporting.plan(request).going == 5
    assert older.read_text() == "older"
    assert sorted(tmp_path.glob("*g-*")) == [older, way]


def test_that_a_file_that_never_appeared_counts_as_sent_to_nobody(
    services: Services, five: Preset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(_begun: object) -> None:
        raise OSError(13, "Permission denied", str(tmp_path / "g-2.csv"))

    request = ExportRequest(preset=five, again=False)
    with monkeypatch.context() as disk:
        disk.setattr("boothapp.writers.whole_file._put_in_place", taken)
        with pytest.raises(BadInput, match=r"No file appeared.*g-2\.csv: Permission denied"):
            services.exporting.write(request, tmp_path / "g.csv", "R")
    assert [one.appeared for one in services.exporting.ledger()] == [False] * 3
    plan = services.exporting.plan(request)
    assert (plan.going, plan.already_sent) == (5, 0)
    assert list(tmp_path.glob("*g-*")) == list(tmp_path.glob(".*")) == []
    services.exporting.write(request, tmp_path / "g.csv", "R")
    assert [one.appeared for one in services.exporting.ledger()] == [True] * 3 + [False] * 3
    assert services.exporting.plan(request).already_sent == 5
    assert services.check() == []
    assert services.store.verify().problems == ()


@pytest.mark.parametrize("preset", ["csv", "excel", "xlsx", "jsonl", "vcard", "greenhouse"])
def test_that_a_stopped_export_leaves_no_file(
    services: Services, five: Preset, tmp_path: Path, preset: str
) -> None:
    chosen = five if preset == "greenhouse" else BY_ID[preset]
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) == (2 if preset == "greenhouse" else 1)

    before = sorted(tmp_path.iterdir())
    path = tmp_path / f"leads{chosen.ending}"
    with pytest.raises(Cancelled):
        services.exporting.write(ExportRequest(preset=chosen), path, "R", cancelled=stop)
    assert sorted(tmp_path.iterdir()) == before
    assert services.exporting.ledger() == ()
    services.exporting.write(ExportRequest(preset=chosen), path, "R")  # and the store still works


def test_that_a_broken_preset_of_ones_own_is_named_and_the_others_work(own_presets: Path) -> None:
    own_presets.mkdir()
    (own_presets / "agency.toml").write_text('title = "Agency"\nfields = ["name"]\n')
    (own_presets / "broken.toml").write_text('title = "Broken"\nfields = ["age"]\n')
    (own_presets / "lever.toml").write_text('title = "Mine"\nfields = ["name"]\n')
    found = presets.load()
    assert found.named("agency").own
    assert found.named("Lever").columns
    broken, taken = found.wrong
    assert broken.startswith("broken.toml, fields: there is no field “age”")
    assert "lever.toml" in taken
    with pytest.raises(BadInput, match=r"no preset “x”; known are csv.*broken\.toml"):
        found.named("x")


def test_that_own_columns_can_be_kept_and_used(
    services: Services, amara: str, tmp_path: Path
) -> None:
    mine = replace(BY_ID["csv"], title="Campus team", fields=("last_name", "website", "email"))
    presets.save_own(mine)
    request = ExportRequest(preset=presets.load().named("campus team"))
    services.exporting.write(request, tmp_path / "l.csv", "R")
    assert table(tmp_path / "l.csv")[0] == {
        "last_name": "Okonkwo",
        "website": "",
        "email": "amara.okonkwo@lit.example",
    }
    for title, said in (
        ("?!", "with letters"),
        ("Lever", "another format"),
        ("plain csv", "another format"),
    ):
        with pytest.raises(BadInput, match=said):
            presets.save_own(replace(mine, title=title))
    with pytest.raises(BadInput, match="at least one column"):
        presets.save_own(replace(mine, fields=()))


def test_that_no_own_preset_replaces_another(own_presets: Path) -> None:
    own_presets.mkdir()
    (own_presets / "broken.toml").write_text("title =")
    mine = replace(BY_ID["csv"], fields=("name",))
    stems = [
        presets.save_own(replace(mine, title=title)).stem
        for title in ("A/B", "a b", "a/b", "Own", "Broken")
    ]
    assert stems == ["a-b", "a-b-2", "a-b", "own-2", "broken-2"]
    assert (own_presets / "broken.toml").read_text() == "title ="
    found = presets.load()
    assert [found.named(title).title for title in ("A b", "A/B", "own")] == ["a b", "a/b", "Own"]


def test_that_the_name_of_the_columns_chosen_last_is_kept_free(own_presets: Path) -> None:
    own_presets.mkdir()
    (own_presets / "own.toml").write_text('title = "Ours"\nfields = ["name"]\n')
    found = presets.load()
    assert "own" not in found.all
    assert found.wrong == ("own.toml: the name own is taken; give another one.",)


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "vcard"])
def test_that_under_a_passphrase_nothing_lies_in_clear_beside_the_file(
    services: Services, amara: str, tmp_path: Path, form: str
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    seen: list[Path] = []

    def look(_rows: int) -> None:
        seen.extend(stick.rglob("*"))

    request = ExportRequest(preset=BY_ID[form])
    held = sorted(services.store.folder.iterdir())
    services.exporting.write(
        request, stick / "l.zip", "R", passphrase="correct horse", progress=look
    )
    (zipped,) = seen
    assert zipped.name.endswith(".part")
    assert [path.name for path in stick.iterdir()] == ["l.zip"]
    assert b"Okonkwo" not in (stick / "l.zip").read_bytes()
    assert sorted(services.store.folder.iterdir()) == held


def test_that_what_a_killed_export_left_beside_the_store_goes_at_the_start(
    services: Services,
) -> None:
    left = services.store.folder / ".boothapp-killed.part"
    left.mkdir()
    (left / "book.xlsx").write_text("Okonkwo")
    long_ago = time.time() - 7200
    os.utime(left, (long_ago, long_ago))
    Store(services.store.database, services.store.keeper, services.store.clock)
    assert not left.exists()


def test_that_a_preset_that_could_not_be_reached_by_its_name_is_said(own_presets: Path) -> None:
    own_presets.mkdir()
    for name, title in (("Greenhouse", "Ours"), ("ours", "ASHBY"), ("two", "Two")):
        (own_presets / f"{name}.toml").write_text(f'title = "{title}"\nfields = ["name"]\n')
    found = presets.load()
    assert found.named("ashby").id == "ashby"
    assert not found.named("greenhouse").own
    assert found.named("TWO").own
    assert found.wrong == (
        "Greenhouse.toml: the name Greenhouse is taken; give another one.",
        "ours.toml: the title “ASHBY” is taken; give another one.",
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_that_a_preset_whose_name_is_no_text_is_said(own_presets: Path) -> None:
    own_presets.mkdir()
    bad = own_presets / os.fsdecode(b"a\xff.toml")
    bad.write_text('title = "Bad"\nfields = ["name"]\n')
    (said,) = presets.load().wrong
    assert said == "a?.toml: its name is no text in UTF-8; give it another one."
