"""One person: found by whatever names them, shown whole, given their data, let go."""

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import DatabaseError

from boothapp.domain.consent import ConsentEvent, ConsentRefused, ConsentState, Purpose, Verdict
from boothapp.domain.errors import BadInput, NoConsent
from boothapp.domain.exporting import ExportRequest, Leaving
from boothapp.domain.holdings import NoSuchPerson, Where, reference_of, subject_start
from boothapp.domain.ledger import Method, Reason
from boothapp.domain.people import NoticeShown, Person, ScanSource, VerdictCard
from boothapp.domain.qualifiers import Qualifier
from boothapp.domain.requests import Outcome, RequestKind
from boothapp.services.bundle import Services
from boothapp.services.events import Changed
from tests.factories import AMARA, WANJIRU, SettableClock, everything, vcard

YES, NO = ConsentEvent.GIVEN, ConsentEvent.DECLINED
ALL = dict.fromkeys(Purpose, YES)


def scan(services: Services, payload: str = "AB-0001") -> VerdictCard:
    return services.capture.scan(payload, ScanSource.SCANNER)


def say(services: Services, card: VerdictCard, answers: dict[Purpose, ConsentEvent]) -> VerdictCard:
    return services.capture.answer(card, answers, notice=NoticeShown()).card


@pytest.fixture
def amara(services: Services, roster: None) -> str:
    """Her subject; she is a lead and said yes to everything."""
    card = say(services, scan(services), ALL)
    assert card.subject is not None
    return card.subject


def lead_of(services: Services, subject: str) -> str:
    lead = services.people.held(subject).lead
    assert lead is not None
    return lead.id


def test_that_a_reference_is_read_however_it_is_typed() -> None:
    subject = "3f9a1c22b7e0" + "5" * 52
    assert reference_of(subject) == "3F9A-1C22-B7E0"
    for typed in ("3F9A-1C22-B7E0", " 3f9a 1c22 b7e0", "3f9a1c22B7E0"):
        assert subject_start(typed) == "3f9a1c22b7e0"
    for other in ("", "3F9A-1C22", "3F9A-1C22-B7E0-1", "person at"):
        assert subject_start(other) is None


def test_that_a_lead_is_found_by_whatever_names_them(services: Services, amara: str) -> None:
    lead_id = lead_of(services, amara)
    for key in ("AB-0001", lead_id, AMARA[2].upper(), reference_of(amara).lower(), f" {lead_id} "):
        assert services.people.resolve(key) == amara
    for text in ("oko", "amara lagos", "lit.example"):
        assert [person.subject for person in services.people.find(text)] == [amara]
    found = services.people.find("okonkwo")[0]
    assert (found.name, found.badge_id, found.lead_id) == (AMARA[1], "AB-0001", lead_id)
    assert services.people.find("") == ()
    assert services.people.find("100%") == services.people.find("_") == ()


@pytest.mark.usefixtures("roster")
def test_that_people_who_are_no_leads_are_found_too(services: Services) -> None:
    listed = services.people.find("kamau")[0]
    assert (listed.name, listed.lead_id) == (WANJIRU[1], None)
    refused = services.people.find("AB-0002")[0]
    assert (refused.name, refused.state) == ("", ConsentState.ROSTER_NO)
    assert services.people.resolve("haruto@kamogawa.example") == refused.subject
    assert services.people.find("haruto") == ()
    met = scan(services, "mailto:new@x.example").subject
    assert services.people.resolve("NEW@x.example") == met
    with pytest.raises(NoSuchPerson):
        services.people.resolve("nobody@x.example")


def test_that_a_name_for_two_people_names_neither(services: Services) -> None:
    say(services, scan(services, vcard("One Person", "same@x.example")), ALL)
    other = say(services, scan(services, vcard("Two Person", "other@x.example")), ALL)
    assert other.lead is not None
    services.leads.edit_details(other.lead.id, Person(name="Two", email="same@x.example"))
    with pytest.raises(BadInput, match="is 2 people"):
        services.people.resolve("same@x.example")


def test_that_the_record_is_in_words_of_the_event_and_says_where_each_answer_was_taken(
    services: Services, amara: str
) -> None:
    lead_id = lead_of(services, amara)
    setup = services.settings.get()
    starts = datetime(2026, 7, 9, 11, tzinfo=ZoneInfo("Asia/Seoul"))
    who = setup.interviewers[0]
    services.interviews.book(lead_id, setup.rooms[0].id, starts, panel=(who.id,), despite=True)
    question = services.settings.save_qualifier(Qualifier("", "When could you start?", ()))
    services.leads.answer(lead_id, question.id, "in May")
    record = json.loads(json.dumps(services.people.record(amara)))
    changes = {change["what"]: change["value"] for change in record["changes"]}
    assert changes["interview.add"].splitlines() == [
        "ends: 2026-07-09 11:30",
        f"panel: {who.name}",
        f"room: {setup.rooms[0].name}",
        "starts: 2026-07-09 11:00",
        "status: planned",
    ]
    assert changes["answer.set When could you start?"] == "in May"
    assert record["interviews"][0]["from"] == "2026-07-09T11:00:00+09:00"
    assert {event["device"] for event in record["consent_history"]} - {""}


def test_that_everything_held_is_there(services: Services, amara: str, tmp_path: Path) -> None:
    lead_id = lead_of(services, amara)
    services.leads.add_note(lead_id, "first")
    services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    services.requests.open(RequestKind.ACCESS, AMARA[2])
    held = services.people.held(amara)
    assert held.person.name == AMARA[1]
    assert held.roster is not None
    assert held.roster.opted_in
    assert [event.event for event in held.history] == [ConsentEvent.ROSTER_YES, YES, YES, YES]
    assert held.history[1].notice == held.notices[0].reference
    assert any("Northlight" in text for text in held.notices[0].paragraphs)
    assert [file.recipient for file in held.files] == ["Recruiting"]
    assert [change.kind for change in held.changes] == ["lead.add", "note.add"]
    assert len(held.visits) == 1
    assert [request.kind for request in held.requests] == [RequestKind.ACCESS]
    assert held.kept_until is not None


def test_that_details_are_put_right(services: Services, amara: str) -> None:
    right = Person(name="Amara O.", email="a@x.example")
    assert services.people.correct(amara, right).name == AMARA[1]
    assert services.people.held(amara).person == right
    with pytest.raises(BadInput):
        services.people.correct(amara, Person())
    services.people.erase(amara)
    with pytest.raises(BadInput, match="No details"):
        services.people.correct(amara, right)


def test_that_details_from_the_list_are_put_right_and_the_log_proves_them(
    services: Services, roster: None
) -> None:
    subject = services.people.resolve("AB-0003")
    before = services.people.held(subject).person
    right = replace(before, name="Wanjiru W. Kamau", email="wanjiru@rift.example")
    assert services.people.correct(subject, right) == before
    assert services.people.held(subject).person == right
    assert services.people.resolve("wanjiru@rift.example") == subject
    assert services.people.held(subject).lead is None
    assert services.ledger.verify().problems == ()
    services.people.correct(subject, before)
    assert services.people.held(subject).person == before


def test_that_a_withdrawal_ends_what_is_valid_and_tells_who_holds_a_file(
    services: Services, amara: str, tmp_path: Path
) -> None:
    services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    heard: list[Changed] = []
    services.events.subscribe(heard.append)
    done = services.people.withdraw(amara, reason=Reason.OBJECTION)
    assert set(done.purposes) == set(Purpose)
    assert [(file.path, file.what) for file in done.files] == [
        (tmp_path / "leads.csv", Leaving.LEADS)
    ]
    assert {event.what for event in heard} == {"consent", "lead"}
    held = services.people.held(amara)
    assert held.is_mark_only
    assert held.history[-1].reason == Reason.OBJECTION
    assert held.history[-1].method == Method.REQUEST
    assert AMARA[1] not in everything(services)


def test_that_a_withdrawal_of_all_outlives_the_undo_of_a_no_to_one(
    services: Services, amara: str
) -> None:
    no = {Purpose.CV: NO}
    answered = services.capture.answer(scan(services), no, notice=NoticeShown())
    services.people.withdraw(amara)
    with pytest.raises(ConsentRefused):
        services.capture.undo_answer(answered.undo)


def test_that_one_purpose_is_withdrawn_alone(services: Services, amara: str, cv: Path) -> None:
    services.attachments.add(lead_of(services, amara), cv)
    done = services.people.withdraw(amara, [Purpose.CV])
    assert done.purposes == (Purpose.CV,)
    held = services.people.held(amara)
    assert held.attachments == ()
    assert held.person.name == AMARA[1]


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    path = tmp_path / "Amara Okonkwo.pdf"
    path.write_bytes(b"%PDF-1.7\ninvented CV\n%%EOF")
    return path


def test_that_an_erasure_leaves_a_mark_and_is_harmless_twice(
    services: Services, amara: str, roster_csv: Callable[..., Path]
) -> None:
    request = services.requests.open(RequestKind.ERASURE, "somebody", subject=amara)
    other = services.requests.open(RequestKind.CORRECTION, f"write to <{AMARA[2]}>.")
    unrelated = services.requests.open(RequestKind.ACCESS, "AB-0003")
    erased = services.people.erase(amara)
    assert erased.requests == 2
    outcomes = {one.id: one.outcome for one in services.requests.all()}
    assert outcomes[request.id] is Outcome.DONE
    assert outcomes[other.id] is Outcome.NOTHING_HELD
    assert outcomes[unrelated.id] is None
    again = services.people.erase(amara)
    assert (again.reference, again.requests) == (erased.reference, 0)
    for gone in (AMARA[0], AMARA[1], AMARA[2], AMARA[3]):
        assert gone not in everything(services)
    services.roster.import_file(roster_csv(AMARA))
    assert scan(services).verdict is Verdict.DECLINED
    assert AMARA[1] not in everything(services)


@pytest.mark.usefixtures("roster")
@pytest.mark.parametrize("badge_id", ["AB-0002", "AB-0003"])
def test_that_somebody_who_never_came_by_is_erased(services: Services, badge_id: str) -> None:
    services.people.erase(services.people.resolve(badge_id))
    assert scan(services, badge_id).verdict is Verdict.DECLINED


def test_that_somebody_never_met_leaves_a_mark_under_all_that_names_them(
    services: Services,
) -> None:
    card = scan(services, vcard("Ingrid Solberg", "ingrid@nordvik.example"))
    assert card.subject is not None
    services.people.erase(card.subject, badge=card.badge)
    assert scan(services, "mailto:INGRID@nordvik.example").verdict is Verdict.DECLINED
    assert "nordvik" not in everything(services)


def test_that_what_was_erased_does_not_come_back_by_undo(services: Services, amara: str) -> None:
    removed = services.leads.remove(lead_of(services, amara))
    services.people.erase(amara)
    with pytest.raises(NoConsent):
        services.leads.restore(removed)
    assert AMARA[1] not in everything(services)


@pytest.mark.parametrize("end", ["erase", "withdraw"])
def test_that_the_undo_of_an_earlier_no_does_not_undo_a_later_end(
    services: Services, amara: str, end: str
) -> None:
    no = dict.fromkeys(Purpose, NO)
    answered = services.capture.answer(scan(services), no, notice=NoticeShown())
    getattr(services.people, end)(amara)
    with pytest.raises(ConsentRefused, match="answered again"):
        services.capture.undo_answer(answered.undo)
    assert services.people.held(amara).is_mark_only
    assert AMARA[1] not in everything(services)


def test_that_only_backups_with_details_are_named(
    services: Services, amara: str, clock: SettableClock, tmp_path: Path
) -> None:
    services.backups.write(tmp_path / "with.boothbackup")
    assert len(services.people.held(amara).backups) == 1
    services.people.withdraw(amara)
    clock.forward(minutes=1)
    services.backups.write(tmp_path / "without.boothbackup")
    named = [backup.path.name for backup in services.people.erase(amara).backups]
    assert named == ["with.boothbackup"]


def test_that_a_person_gets_a_page_json_and_their_files(
    services: Services, amara: str, cv: Path, tmp_path: Path
) -> None:
    services.attachments.add(lead_of(services, amara), cv)
    paths = services.people.export(amara, tmp_path / "out")
    reference = reference_of(amara)
    assert [path.name for path in paths] == [
        f"{reference}.html",
        f"{reference}.json",
        f"{reference}-file-1.pdf",
    ]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in paths)
    assert paths[2].read_bytes() == cv.read_bytes()
    record = json.loads(paths[1].read_text())
    assert record["schema"] == "boothapp.subject-access/1"
    assert record["details"]["email"] == AMARA[2]
    ledger = services.exporting.ledger()
    assert {(line.path, line.what, line.recipient) for line in ledger} == {
        (path, Leaving.SUBJECT_ACCESS, "the person") for path in paths
    }


def test_that_no_file_is_overwritten_and_nothing_half_written(
    services: Services, amara: str, tmp_path: Path
) -> None:
    (tmp_path / f"{reference_of(amara)}.json").write_text("mine")
    for folder in (tmp_path, services.store.folder, tmp_path / f"{reference_of(amara)}.json"):
        with pytest.raises(BadInput):
            services.people.export(amara, folder)
    assert not list(tmp_path.glob("*.html"))
    assert services.exporting.ledger() == ()
    with pytest.raises(NoSuchPerson):
        services.people.export("f" * 64, tmp_path / "new")


def test_that_the_confirmation_names_nobody(services: Services, amara: str, tmp_path: Path) -> None:
    services.exporting.write(ExportRequest(), tmp_path / "amara.csv", "Recruiting <b>")
    confirmation = services.people.confirmation(services.people.erase(amara))
    for text in (confirmation.page, confirmation.mail.body, confirmation.mail.subject):
        assert reference_of(amara) in text
        for personal in ("Amara", "amara", "Lagos", "AB-0001", amara):
            assert personal not in text
    assert "Recruiting &lt;b&gt;" in confirmation.page
    assert "privacy@northlight.example" in confirmation.mail.body


def test_that_a_withdrawal_is_confirmed_for_what_was_taken_back(
    services: Services, amara: str, tmp_path: Path
) -> None:
    card = services.capture.scan("AB-0001", ScanSource.SCANNER)
    answers = dict.fromkeys((Purpose.CV, Purpose.MARKETING), ConsentEvent.GIVEN)
    services.capture.answer(card, answers, notice=NoticeShown())
    for purpose in Purpose:
        services.exporting.write(ExportRequest(purpose), tmp_path / f"{purpose}.csv", "An agency")
    ended = services.people.withdraw(amara, [Purpose.CV])
    assert ([file.path.name for file in ended.files], ended.other_files) == (["cv_sharing.csv"], 2)
    said = services.people.confirmation(ended)
    assert said.mail.subject.endswith(f"confirmation of withdrawal, {reference_of(amara)}")
    assert "took back their consent to sharing their CV with hiring teams" in said.mail.body
    assert "still agrees to is not changed" in said.mail.body
    assert "everything that was held was deleted" not in said.mail.body
    whole = services.people.withdraw(amara)
    assert (len(whole.files), whole.other_files) == (3, 0)
    said = services.people.confirmation(whole)
    assert "everything that was held was deleted" in said.mail.body
    again = services.people.confirmation(services.people.withdraw(amara))
    assert "is not to be asked again" in again.mail.body
    for one in (said, again):
        for personal in ("Amara", "amara", "Lagos", "AB-0001", amara):
            assert personal not in one.page + one.mail.body


@pytest.mark.parametrize(
    "attack",
    [
        "INSERT INTO lead_tag VALUES ('{lead}', 'kept')",
        "INSERT OR REPLACE INTO note VALUES ('n', '{lead}', 'kept', '{staff}', 1, NULL)",
        "UPDATE roster_entry SET name = 'kept' WHERE subject = '{subject}'",
        "INSERT OR REPLACE INTO roster_entry (subject, import_id, opted_in, name) "
        "SELECT '{subject}', id, 1, 'kept' FROM roster_import",
        "INSERT INTO lead SELECT '{lead}', '{subject}', NULL, 'kept', '', '', '', '', '[]', '[]', "
        "'[]', 'form', NULL, NULL, 1, '{staff}', 1, '{staff}', NULL, NULL, NULL, NULL, "
        "NULL, NULL, ''",
        "INSERT INTO attachment VALUES ('a', '{lead}', 'cv_sharing', 'kept', 'x', 'x', 1, "
        "'{staff}', x'00')",
        "UPDATE consent_state SET state = 'given' WHERE subject = '{subject}'",
        "DELETE FROM consent_state WHERE subject = '{subject}'",
        "DELETE FROM change WHERE kind = 'person.erase'",
        "UPDATE change SET value = 'kept', salt = x'00' WHERE subject = '{subject}'",
        "DELETE FROM export_subject",
    ],
)
def test_that_raw_sql_keeps_nothing_of_who_was_erased(
    services: Services, amara: str, tmp_path: Path, attack: str
) -> None:
    services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    names = {"lead": lead_of(services, amara), "subject": amara, "staff": services.duty.staff_id}
    services.people.erase(amara)
    with services.store.database.connect() as raw, pytest.raises(DatabaseError):
        raw.exec_driver_sql(attack.format(**names))
    assert "kept" not in everything(services)


def test_that_words_of_others_that_name_the_person_are_found_before_an_erasure(
    services: Services, amara: str
) -> None:
    wanjiru = say(services, scan(services, "AB-0003"), ALL)
    twin = say(services, scan(services, vcard("A. Okonkwo", "a@o.example")), ALL)
    other = say(services, scan(services, vcard("Jo Sand", "jo@sand.example")), ALL)
    assert wanjiru.lead is not None
    assert other.lead is not None
    assert twin.lead is not None
    services.leads.edit_details(twin.lead.id, Person(name="A. Okonkwo", email=AMARA[2].upper()))
    note = services.leads.add_note(wanjiru.lead.id, f"A friend of {AMARA[1].upper()}!")
    services.leads.edit_note(note.id, "A friend")
    services.leads.add_note(other.lead.id, f"Not {AMARA[1]}son")
    services.requests.open(RequestKind.ERASURE, "somebody", details=f"I am {AMARA[1]}.")
    services.requests.open(RequestKind.ACCESS, AMARA[2])
    found = services.people.mentions(amara)
    assert [(one.where, one.person and one.person.subject) for one in found] == [
        (Where.EMAIL, twin.subject),
        (Where.WORDS, wanjiru.subject),
        (Where.REQUEST, None),
    ]
    assert found[2].request is not None
    assert found[2].request.who == "somebody"
    services.people.erase(amara)
    assert services.people.mentions(amara) == ()


def test_that_a_name_in_a_script_without_spaces_is_found_in_a_sentence(
    services: Services, amara: str
) -> None:
    services.people.correct(amara, Person(name="和田美咲"))
    other = say(services, scan(services, "AB-0003"), ALL)
    assert other.lead is not None
    services.leads.add_note(other.lead.id, "和田美咲さんの友達")
    assert [one.where for one in services.people.mentions(amara)] == [Where.WORDS]


def test_that_no_text_is_taken_for_an_email(services: Services, amara: str) -> None:
    for typed in ("gar keine mail", "a@b", "x@y.example, z@y.example"):
        with pytest.raises(BadInput, match="not one plain e-mail address"):
            services.people.correct(amara, Person(name="Amara", email=typed))
    lead = services.leads.table()[0].id
    with pytest.raises(BadInput, match="not one plain e-mail address"):
        services.leads.edit_details(lead, Person(name="Amara", email="nobody"))
    assert services.leads.detail(lead).person.email == "amara.okonkwo@lit.example"
    card = services.capture.scan("LS-77", ScanSource.TYPED)
    yes = {Purpose.RECRUITING: ConsentEvent.GIVEN}
    with pytest.raises(BadInput, match="not one plain e-mail address"):
        services.capture.answer(
            card, yes, notice=NoticeShown(), details=Person(name="Zoe", email="Zoe Angstrom")
        )
    services.people.correct(amara, Person(name="Amara Okonkwo"))  # none is fine
