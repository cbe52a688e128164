"""One lead out of two: what goes over, whose word counts, and the way back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import DatabaseError

from boothapp.domain.consent import ConsentState, Purpose, Verdict
from boothapp.domain.duplicates import Likeness
from boothapp.domain.errors import BadInput, NoSuchLead
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_rows import LeadQuery
from boothapp.domain.merging import Side
from boothapp.domain.people import Person, Rating, ScanSource
from boothapp.domain.scorecards import ScoreVerdict
from boothapp.services.bundle import Services
from boothapp.services.merge_words import consequences
from tests import factories
from tests.factories import SettableClock
from tests.services.merging import BADGE, NO, YES, book, listed_badge, own_badge, rows, say

CV, MARKETING = Purpose.CV, Purpose.MARKETING
pytestmark = pytest.mark.usefixtures("roster")


@pytest.fixture(autouse=True)
def sound(services: Services) -> object:
    """Whatever a test does, log and rows fit afterwards."""
    yield
    assert services.ledger.verify().problems == ()


def state(services: Services, lead: str, purpose: Purpose) -> ConsentState:
    view = next(v for v in services.leads.detail(lead).consent if v.purpose is purpose)
    return view.state


def test_that_near_names_with_one_affiliation_are_offered_and_strangers_are_not(
    services: Services,
) -> None:
    amara, other = listed_badge(services), own_badge(services)
    listed_badge(services, "AB-0003")
    (pair,) = services.merging.pairs()
    assert {pair.one.lead_id, pair.other.lead_id} == {amara, other}
    assert pair.reasons == (Likeness.NAME,)
    assert [found.other.lead_id for found in services.merging.like(amara)] == [other]


def test_that_who_is_somebody_else_is_not_offered_again_until_that_is_taken_back(
    services: Services,
) -> None:
    amara, other = listed_badge(services), own_badge(services)
    services.merging.set_apart(amara, other)
    assert services.merging.pairs() == ()
    assert services.merging.like(other) == ()
    removed = services.leads.remove(other)
    services.leads.restore(removed)
    assert services.merging.pairs() == ()
    services.merging.set_apart(amara, other, apart=False)
    assert len(services.merging.pairs()) == 1
    with pytest.raises(NoSuchLead):
        services.merging.set_apart(amara, "nobody")


def test_that_everything_goes_over_with_its_authors_and_times(
    services: Services, clock: SettableClock, tmp_path: Path
) -> None:
    amara = listed_badge(services)
    other = own_badge(services, {CV: YES})
    first = services.leads.add_note(other, "Sparse attention")
    services.leads.add_tag(other, "Speech")
    question = services.settings.get().qualifiers[0].id
    services.leads.answer(other, question, "Autumn")
    interview = book(services, other, 15)
    me = services.settings.add_interviewer(factories.STAFF)
    services.interviews.set_panel(interview, [me.id])
    services.scorecards.save(interview, {}, ScoreVerdict.YES, "Knows the proof")
    cv = tmp_path / "cv.pdf"
    cv.write_bytes(b"%PDF-1.7 hers")
    services.attachments.add(other, cv)
    clock.forward(minutes=10)
    services.leads.edit_note(first.id, "Sparse attention, for speech")
    clock.forward(minutes=10)
    services.duty.switch("Jonas Weber")
    merged = services.merging.merge(amara, other)
    lead = services.leads.detail(amara)
    (note,) = lead.notes
    assert (note.text, note.author) == ("Sparse attention, for speech", factories.STAFF)
    assert note.written == first.written
    assert note.changed is not None
    assert lead.tags == ("Speech",)
    assert lead.answers == {question: "Autumn"}
    assert [file.name for file in services.attachments.of_lead(amara)] == ["cv.pdf"]
    assert len(services.people.held(lead.subject).visits) == 2
    assert lead.interview is not None
    with services.store.reading() as records:
        (card,) = records.scorecards.of_lead(amara)
    assert (card.text, card.interview_id) == ("Knows the proof", interview)
    assert [row.id for row in services.leads.table()] == [amara]
    assert merged.kept_id == amara


def test_that_undo_restores_both_exactly(services: Services, clock: SettableClock) -> None:
    amara = listed_badge(services)
    other = own_badge(services, {CV: YES, MARKETING: NO})
    services.leads.rate(amara, Rating.HOT)
    services.leads.rate(other, Rating.COLD)
    services.leads.add_note(other, "Hers")
    services.leads.add_note(amara, "Mine")
    services.leads.add_tag(other, "Speech")
    services.bulk.plan_step([other], "Call", None)
    services.bulk.set_graduation([other], "2027")
    clock.forward(minutes=5)
    services.capture.scan(BADGE, ScanSource.CAMERA)
    book(services, other, 15)
    before = rows(services)
    clock.forward(minutes=5)
    choices = {"rating": Side.OTHER, "name": Side.OTHER, "email": Side.OTHER}
    merged = services.merging.merge(amara, other, choices)
    lead = services.leads.detail(amara)
    assert (lead.person.name, lead.rating) == ("A. Okonkwo", Rating.COLD)
    assert (lead.next_step, lead.graduates) == ("Call", "2027")
    assert services.ledger.verify().problems == ()
    assert services.merging.undo(merged) == ()
    assert services.check() == []
    after = rows(services)
    for table in ("lead", "note", "lead_tag", "answer", "same_person", "roster_entry"):
        assert after[table] == before[table], table
    states = {(row[0], row[1], row[2]) for row in before["consent_state"]}
    now = {(row[0], row[1], row[2]) for row in after["consent_state"]}
    assert states <= now
    assert {what for _, _, what in now - states} <= {"unknown"}
    with pytest.raises(BadInput, match="not merged any more"):
        services.merging.undo(merged)


def test_that_what_was_written_in_between_is_not_lost_by_undo(services: Services) -> None:
    amara, other = listed_badge(services), own_badge(services)
    note = services.leads.add_note(other, "Hers")
    merged = services.merging.merge(amara, other)
    services.leads.edit_note(note.id, "Hers, changed")
    services.leads.add_note(amara, "Written since")
    services.leads.rate(amara, Rating.WARM)
    services.merging.undo(merged)
    assert [note.text for note in services.leads.detail(other).notes] == ["Hers, changed"]
    assert [note.text for note in services.leads.detail(amara).notes] == ["Written since"]
    assert services.leads.detail(amara).rating is Rating.WARM


def test_that_lists_of_both_are_had_and_a_choice_of_no_field_is_refused(
    services: Services,
) -> None:
    amara, other = listed_badge(services), own_badge(services)
    mine, theirs = ("Speech",), ("Vision", "Speech")
    for lead, interests in ((amara, mine), (other, theirs)):
        person = services.leads.detail(lead).person
        services.leads.edit_details(
            lead, Person(name=person.name, email=person.email, interests=interests)
        )
    comparison = services.merging.compare(amara, other)
    assert {one.difference.field for one in comparison.choices} == {"name", "email", "interests"}
    with pytest.raises(BadInput, match="no field “shoe”"):
        services.merging.merge(amara, other, {"shoe": Side.OTHER})
    with pytest.raises(BadInput, match="one is taken"):
        services.merging.merge(amara, other, {"name": Side.BOTH})
    with pytest.raises(BadInput, match="the same lead"):
        services.merging.merge(amara, amara)
    services.merging.merge(amara, other)
    assert services.leads.detail(amara).person.interests == ("Speech", "Vision")


def test_that_interviews_at_the_same_time_are_said_and_kept(services: Services) -> None:
    amara, other = listed_badge(services), own_badge(services)
    own, theirs = book(services, amara, 15), book(services, other, 15, room=1)
    (conflict,) = services.merging.compare(amara, other).conflicts
    assert (conflict.stays.id, conflict.cancelled.id) == (own, theirs)
    merged = services.merging.merge(amara, other)
    with services.store.reading() as records:
        held = {one.id: one.status for one in records.interviews.of_lead(amara)}
    assert held == {own: InterviewStatus.PLANNED, theirs: InterviewStatus.CANCELLED}
    services.merging.undo(merged)
    with services.store.reading() as records:
        (back,) = records.interviews.of_lead(other)
    assert (back.id, back.status) == (theirs, InterviewStatus.PLANNED)


def test_that_what_took_place_is_not_cancelled_by_what_was_planned(services: Services) -> None:
    amara, other = listed_badge(services), own_badge(services)
    own, theirs = book(services, amara, 12), book(services, other, 12, room=1)
    services.interviews.set_status(theirs, InterviewStatus.RUNNING)
    merged = services.merging.merge(amara, other)
    with services.store.reading() as records:
        held = {one.id: one.status for one in records.interviews.of_lead(amara)}
    assert held == {own: InterviewStatus.CANCELLED, theirs: InterviewStatus.RUNNING}
    services.merging.undo(merged)
    with services.store.reading() as records:
        (back,) = records.interviews.of_lead(amara)
    assert (back.id, back.status) == (own, InterviewStatus.PLANNED)


def test_that_a_yes_under_the_other_badge_counts_as_it_was_said(services: Services) -> None:
    amara, other = listed_badge(services), own_badge(services, {CV: YES})
    said = next(v for v in services.leads.detail(other).consent if v.purpose is CV)
    services.merging.merge(amara, other)
    view = next(v for v in services.leads.detail(amara).consent if v.purpose is CV)
    assert view.state is ConsentState.GIVEN
    assert (view.notice, view.method, view.until) == (said.notice, said.method, said.until)


@pytest.mark.parametrize("kept_says", [YES, None])
def test_that_a_no_under_the_other_badge_is_the_persons_no(
    services: Services, kept_says: object
) -> None:
    amara, other = listed_badge(services), own_badge(services, {MARKETING: NO})
    if kept_says is YES:
        say(services, "AB-0001", {MARKETING: YES})
    merged = services.merging.merge(amara, other)
    now = ConsentState.WITHDRAWN if kept_says is YES else ConsentState.DECLINED
    assert state(services, amara, MARKETING) is now
    services.merging.undo(merged)
    back = ConsentState.GIVEN if kept_says is YES else ConsentState.UNKNOWN
    assert state(services, amara, MARKETING) is back


def test_that_a_no_under_the_kept_badge_stands_against_the_others_yes(
    services: Services, tmp_path: Path
) -> None:
    amara, other = listed_badge(services), own_badge(services, {CV: YES})
    say(services, "AB-0001", {CV: NO})
    cv = tmp_path / "cv.pdf"
    cv.write_bytes(b"%PDF-1.7 hers")
    services.attachments.add(other, cv)
    assert services.merging.compare(amara, other).lost_files == ("cv.pdf",)
    merged = services.merging.merge(amara, other)
    assert state(services, amara, CV) is ConsentState.DECLINED
    assert services.attachments.of_lead(amara) == ()
    services.merging.undo(merged)
    assert [file.name for file in services.attachments.of_lead(other)] == ["cv.pdf"]


def test_that_files_of_the_kept_lead_that_went_with_a_no_come_back_by_undo(
    services: Services, tmp_path: Path
) -> None:
    amara, other = listed_badge(services), own_badge(services, {CV: NO})
    say(services, "AB-0001", {CV: YES})
    cv = tmp_path / "cv.pdf"
    cv.write_bytes(b"%PDF-1.7 mine")
    services.attachments.add(amara, cv)
    merged = services.merging.merge(amara, other)
    assert services.attachments.of_lead(amara) == ()
    services.merging.undo(merged)
    assert [file.name for file in services.attachments.of_lead(amara)] == ["cv.pdf"]


def test_that_undo_on_another_day_says_what_of_the_consent_stays(
    services: Services, clock: SettableClock
) -> None:
    amara, other = listed_badge(services), own_badge(services, {CV: YES})
    merged = services.merging.merge(amara, other)
    clock.forward(days=1)
    (sentence,) = services.merging.undo(merged)
    assert sentence.startswith("What counts for CV sharing stays: ")
    assert state(services, amara, CV) is ConsentState.GIVEN
    assert len(services.leads.table()) == 2


def test_that_badges_of_a_third_lead_follow_and_come_back(services: Services) -> None:
    amara, other = listed_badge(services), own_badge(services)
    third = listed_badge(services, "AB-0003")
    services.merging.merge(other, third)
    second = services.merging.merge(amara, other)
    assert services.capture.scan("AB-0003", ScanSource.TYPED).verdict is Verdict.ALREADY_LEAD
    assert services.leads.find("AB-0003") == amara
    services.merging.undo(second)
    assert services.leads.find("AB-0003") == other
    assert services.leads.find("AB-0001") == amara


def test_that_the_better_lead_is_suggested(services: Services, clock: SettableClock) -> None:
    amara = listed_badge(services)
    clock.forward(minutes=1)
    other = own_badge(services)
    assert services.merging.suggested(other, amara) == amara  # the older
    say(services, BADGE, {CV: YES})
    assert services.merging.suggested(amara, other) == other  # covers more


def test_that_no_lead_is_made_for_a_merged_badge_past_boothapp(services: Services) -> None:
    amara, other = listed_badge(services), own_badge(services)
    subject = services.leads.detail(other).subject
    services.merging.merge(amara, other)
    with (
        pytest.raises(DatabaseError, match="under another badge"),
        services.store.writing(services.duty.staff_id) as records,
    ):
        records.leads.add(subject=subject, badge_id=None, person=Person(name="X"), origin="form")


def test_that_a_failed_merging_changes_nothing(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    amara, other = listed_badge(services), own_badge(services, {CV: YES})
    services.leads.add_note(other, "Hers")
    before = rows(services)

    def fail(*_args: object) -> None:
        raise OSError("the disk went away")

    monkeypatch.setattr("boothapp.services.joining._see", fail)
    with pytest.raises(OSError, match="went away"):
        services.merging.merge(amara, other)
    assert rows(services) == before


def test_that_old_scans_of_the_other_badge_lead_to_the_kept_lead(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    amara, other = listed_badge(services), own_badge(services)
    services.merging.merge(amara, other)
    recent = services.capture.recent()
    assert {row.lead_id for row in recent} == {amara}
    assert not any(row.waiting for row in recent)


def test_that_whose_badges_are_parted_is_filed_under_their_own_days(
    services: Services, clock: SettableClock
) -> None:
    other = own_badge(services)
    first = clock.now.astimezone(ZoneInfo(factories.ZONE)).date()
    clock.forward(days=1)
    amara = listed_badge(services)
    merged = services.merging.merge(amara, other)
    on_first = LeadQuery(LeadFilter(days=frozenset({first})))
    assert [row.id for row in services.desk.head(on_first, 9).rows] == [amara]
    services.merging.undo(merged)
    assert services.check() == []
    assert [row.id for row in services.desk.head(on_first, 9).rows] == [other]


def test_that_a_step_that_came_over_is_parted_whole(services: Services) -> None:
    amara, other = listed_badge(services), own_badge(services)
    services.bulk.plan_step([other], "Mail", None)
    merged = services.merging.merge(amara, other)
    services.bulk.move_step([amara], date(2026, 12, 5))
    services.merging.undo(merged)
    lead = services.leads.detail(amara)
    assert (lead.next_step, lead.next_step_on) == ("Mail", date(2026, 12, 5))
    assert services.leads.detail(other).next_step == "Mail"


def test_that_a_file_that_was_removed_since_stays_away(services: Services, tmp_path: Path) -> None:
    amara, other = listed_badge(services), own_badge(services, {CV: YES})
    for name in ("cv.pdf", "talk.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7 " + name.encode())
        services.attachments.add(other, tmp_path / name)
    merged = services.merging.merge(amara, other)
    one = next(file for file in services.attachments.of_lead(amara) if file.name == "cv.pdf")
    services.attachments.remove(one.id)
    services.merging.undo(merged)
    assert [file.name for file in services.attachments.of_lead(other)] == ["talk.pdf"]
    assert services.attachments.of_lead(amara) == ()


def test_that_what_only_the_other_has_is_said_before_it_comes_over(services: Services) -> None:
    amara, other = listed_badge(services), own_badge(services)
    services.leads.rate(other, Rating.HOT)
    services.bulk.plan_step([other], "Call", date(2026, 7, 20))
    comparison = services.merging.compare(amara, other)
    said = consequences(comparison, services.settings.get().event)
    (coming,) = [words for words in said if "only the other one has" in words]
    assert coming.startswith("Amara Okonkwo gets what only the other one has: ")
    assert "Rating “Hot”" in coming
    assert "Next step “Call, by " in coming
    services.merging.merge(amara, other)
    lead = services.leads.detail(amara)
    assert (lead.rating, lead.next_step) == (Rating.HOT, "Call")


@pytest.mark.parametrize(("minutes", "visits"), [(0, 1), (11, 2)])
def test_that_only_visits_that_the_kept_one_did_not_have_go_over(
    services: Services, clock: SettableClock, minutes: int, visits: int
) -> None:
    amara = listed_badge(services)
    clock.forward(minutes=minutes)
    other = own_badge(services)
    comparison = services.merging.compare(amara, other)
    services.merging.merge(amara, other)
    assert len(services.leads.detail(amara).visits) == 1 + comparison.moving["visit"] == visits
