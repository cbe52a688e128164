"""The way of one scan: verdicts, answers, undo."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from boothapp.domain.consent import (
    ConsentEvent,
    ConsentRefused,
    ConsentState,
    Purpose,
    Verdict,
)
from boothapp.domain.errors import BadInput, NoSuchLead
from boothapp.domain.people import NoticeShown, Person, Rating, ScanSource, VerdictCard
from boothapp.services.bundle import Services
from tests.factories import AMARA, HARUTO, SettableClock, everything, vcard

GIVEN, DECLINED, DEFERRED = ConsentEvent.GIVEN, ConsentEvent.DECLINED, ConsentEvent.DEFERRED
NOTICE = NoticeShown()
VISITOR = vcard("Ingrid Solberg", "ingrid@nordvik.example", "Nordvik University")


def scan(services: Services, payload: str) -> VerdictCard:
    return services.capture.scan(payload, ScanSource.SCANNER)


def say(services: Services, card: VerdictCard, event: ConsentEvent) -> VerdictCard:
    answers = {Purpose.RECRUITING: event}
    return services.capture.answer(card, answers, notice=NOTICE).card


@pytest.mark.usefixtures("roster")
class TestWithARoster:
    def test_that_who_opted_in_may_share_and_is_stored_at_once(self, services: Services) -> None:
        card = scan(services, "AB-0001")
        assert card.verdict is Verdict.MAY_SHARE
        assert card.lead is not None
        assert card.stored_now
        assert card.lead.person.name == "Amara Okonkwo"
        assert card.lead.origin == "roster"
        assert card.roster_says is True
        assert card.roster_day == date(2026, 7, 9)

    @pytest.mark.parametrize(
        "payload",
        [
            "AB-0001::Lindqvist::Jonas::Nordvik::jonas@nordvik.example",
            "AB-0001::Jonas::Lindqvist::Nordvik",
        ],
    )
    def test_that_a_badge_of_somebody_else_with_a_listed_number_is_not_that_person(
        self, services: Services, payload: str
    ) -> None:
        card = services.capture.scan(payload, ScanSource.CAMERA)
        assert card.verdict is Verdict.ASK
        assert card.lead is None
        assert card.badge is not None
        assert (card.badge.name, card.badge.badge_id) == ("Jonas Lindqvist", None)
        lead = say(services, card, GIVEN).lead
        assert lead is not None
        assert lead.person.name == "Jonas Lindqvist"
        assert services.capture.scan(payload, ScanSource.CAMERA).verdict is Verdict.ALREADY_LEAD
        assert scan(services, "AB-0001").verdict is Verdict.MAY_SHARE

    @pytest.mark.parametrize(
        "payload",
        [
            "AB-0001::Okonkwo::A.::Lagos::other@lit.example",
            "AB-0001::Brown::Mary::Lagos::Amara.Okonkwo@lit.example",
            "AB-0001::オコンクウォ::アマラ::Lagos::other@lit.example",
        ],
    )
    def test_that_another_spelling_on_the_badge_is_the_same_person(
        self, services: Services, payload: str
    ) -> None:
        card = services.capture.scan(payload, ScanSource.CAMERA)
        assert card.verdict is Verdict.MAY_SHARE
        assert card.lead is not None
        assert card.lead.person.name == "Amara Okonkwo"

    def test_that_scanning_twice_keeps_one_lead_and_adds_a_visit(
        self, services: Services, clock: SettableClock
    ) -> None:
        first = scan(services, "AB-0001")
        assert first.lead is not None
        services.leads.rate(first.lead.id, Rating.HOT)
        clock.forward(hours=1)
        services.duty.switch("Kwame Mensah")
        again = scan(services, "AB-0001")
        assert again.verdict is Verdict.ALREADY_LEAD
        assert again.lead is not None
        assert again.lead.id == first.lead.id
        assert again.lead.rating is Rating.HOT
        assert again.lead.created_by == "Sofia Marchetti"
        assert [visit.staff for visit in again.lead.visits] == ["Sofia Marchetti", "Kwame Mensah"]
        assert again.visits == 2

    def test_that_scans_that_follow_each_other_closely_are_one_visit(
        self, services: Services, clock: SettableClock
    ) -> None:
        first = scan(services, "AB-0001")
        for _ in range(3):  # not one of them is ten minutes after the one before
            clock.forward(minutes=10)
            again = scan(services, "AB-0001")
        assert again.lead is not None
        assert (again.visits, len(again.lead.visits)) == (1, 1)
        assert again.lead.visits[0].at == first.scanned_at
        subject = again.lead.subject
        assert len(services.people.held(subject).visits) == 4, "each scan is a fact that is held"
        clock.forward(minutes=10, seconds=1)
        assert scan(services, "AB-0001").visits == 2
        assert services.capture.refresh(again).visits == 1, "what is on screen is that visit"

    def test_that_who_did_not_opt_in_is_asked_and_unnamed(self, services: Services) -> None:
        card = scan(services, "AB-0002")
        assert card.verdict is Verdict.ASK
        assert card.roster_says is False
        assert card.needs_details
        assert card.lead is None
        assert services.capture.recent()[0].waiting

    def test_that_a_yes_without_details_asks_for_them_first(self, services: Services) -> None:
        card = scan(services, "AB-0002")
        with pytest.raises(BadInput):
            say(services, card, GIVEN)
        assert services.capture.refresh(card).state(Purpose.RECRUITING) is ConsentState.ROSTER_NO
        details = Person(name="Haruto Nakamura", email="haruto@kamogawa.example")
        answered = services.capture.answer(
            card, {Purpose.RECRUITING: GIVEN}, notice=NOTICE, details=details
        )
        assert answered.card.lead is not None
        assert answered.card.lead.person.name == "Haruto Nakamura"
        assert answered.card.lead.origin == "form"
        assert answered.card.lead.badge_id == "AB-0002"
        assert answered.card.verdict is Verdict.MAY_SHARE

    def test_that_an_email_on_the_list_is_that_person(self, services: Services) -> None:
        card = scan(services, vcard("A. Okonkwo", "Amara.Okonkwo@LIT.example"))
        assert card.verdict is Verdict.MAY_SHARE
        assert card.subject == scan(services, "AB-0001").subject

    def test_that_a_no_purges_everything_and_keeps_the_mark(self, services: Services) -> None:
        card = scan(services, "AB-0001")
        assert card.lead is not None
        services.leads.add_note(card.lead.id, "Sparse attention")
        after = say(services, card, DECLINED)
        assert after.verdict is Verdict.DECLINED
        assert after.person is None
        assert after.lead is None
        with pytest.raises(NoSuchLead):
            services.leads.find("AB-0001")
        again = scan(services, "AB-0001")
        assert again.verdict is Verdict.DECLINED
        assert again.person is None
        with services.store.database.connect() as raw:
            values = raw.exec_driver_sql(
                "SELECT count(*) FROM change WHERE subject IS NOT NULL AND value IS NOT NULL "
                "AND kind NOT GLOB 'consent.*' AND subject = '" + str(card.subject) + "'"
            ).scalar_one()
            names = raw.exec_driver_sql(
                f"SELECT name FROM roster_entry WHERE subject = '{card.subject}'"
            ).scalar_one()
        assert values == 0
        assert names is None

    def test_that_undoing_a_no_brings_everything_back(self, services: Services) -> None:
        card = scan(services, "AB-0001")
        assert card.lead is not None
        lead_id = card.lead.id
        services.leads.rate(lead_id, Rating.WARM)
        services.leads.add_tag(lead_id, "Speech")
        note = services.leads.add_note(lead_id, "Sparse attention")
        room = services.settings.get().rooms[0]
        (slot,) = services.offers.best(lead_id, 1)
        interview = services.interviews.book(lead_id, room.id, slot.starts)
        before = services.leads.detail(lead_id)
        answered = services.capture.answer(card, {Purpose.RECRUITING: DECLINED}, notice=NOTICE)
        restored = services.capture.undo_answer(answered.undo).card
        assert restored.verdict is Verdict.MAY_SHARE
        assert restored.lead is not None
        after = services.leads.detail(lead_id)
        assert after.person == before.person
        assert (after.rating, after.tags, after.notes) == (Rating.WARM, ("Speech",), (note,))
        assert services.interviews.get(interview.id).starts == slot.starts
        assert scan(services, "AB-0001").verdict is Verdict.ALREADY_LEAD

    def test_that_undoing_a_stored_lead_keeps_the_consent(self, services: Services) -> None:
        card = scan(services, "AB-0001")
        after = services.capture.undo_lead(card).card
        assert after.lead is None
        assert after.verdict is Verdict.MAY_SHARE
        assert services.leads.counts() == (0, 0)
        assert scan(services, "AB-0001").stored_now

    def test_that_a_later_keeps_who_may_share(self, services: Services) -> None:
        card = scan(services, "AB-0001")
        answered = services.capture.answer(card, {Purpose.RECRUITING: DEFERRED}, notice=NOTICE)
        assert answered.card.verdict is Verdict.MAY_SHARE
        assert services.capture.undo_answer(answered.undo).card.lead is not None

    def test_that_cv_and_marketing_are_answered_apart(self, services: Services) -> None:
        card = scan(services, "AB-0001")
        answers = {Purpose.CV: GIVEN, Purpose.MARKETING: DECLINED}
        after = services.capture.answer(card, answers, notice=NoticeShown("ja", "screen")).card
        assert after.state(Purpose.CV) is ConsentState.GIVEN
        assert after.state(Purpose.MARKETING) is ConsentState.DECLINED
        assert after.state(Purpose.RECRUITING) is ConsentState.ROSTER_YES
        assert after.verdict is Verdict.MAY_SHARE
        assert "日本語" in after.consent[1].notice


class TestWithoutARoster:
    def test_that_a_vcard_is_asked_and_nothing_personal_is_kept(self, services: Services) -> None:
        card = scan(services, VISITOR)
        assert card.verdict is Verdict.ASK
        assert card.person is not None
        assert card.person.name == "Ingrid Solberg"
        assert not card.needs_details
        services.store.database.close()
        raw = b"".join(file.read_bytes() for file in services.store.folder.iterdir())
        assert b"Ingrid" not in raw
        dump = everything(services)
        assert "Northlight" in dump
        assert "Ingrid" not in dump
        assert "ingrid" not in dump

    def test_that_a_yes_stores_the_lead_from_the_badge(self, services: Services) -> None:
        after = say(services, scan(services, VISITOR), GIVEN)
        assert after.lead is not None
        assert after.lead.person.email == "ingrid@nordvik.example"
        assert after.lead.origin == "badge"
        assert after.lead.consent[0].staff == "Sofia Marchetti"
        assert scan(services, VISITOR).verdict is Verdict.ALREADY_LEAD

    def test_that_a_no_is_remembered_for_every_code_the_badge_carries(
        self, services: Services
    ) -> None:
        say(services, scan(services, VISITOR), DECLINED)
        only_mail = scan(services, vcard("I. Solberg", "INGRID@nordvik.example"))
        assert only_mail.verdict is Verdict.DECLINED

    def test_that_undoing_a_yes_takes_the_lead_away(self, services: Services) -> None:
        card = scan(services, VISITOR)
        answered = services.capture.answer(card, {Purpose.RECRUITING: GIVEN}, notice=NOTICE)
        after = services.capture.undo_answer(answered.undo).card
        assert after.verdict is Verdict.ASK
        assert after.state(Purpose.RECRUITING) is ConsentState.UNKNOWN
        assert services.leads.table() == ()

    def test_that_somebody_else_cannot_take_an_answer_back(self, services: Services) -> None:
        card = scan(services, VISITOR)
        answered = services.capture.answer(card, {Purpose.RECRUITING: DECLINED}, notice=NOTICE)
        services.duty.switch("Kwame Mensah")
        with pytest.raises(ConsentRefused):
            services.capture.undo_answer(answered.undo)
        assert scan(services, VISITOR).verdict is Verdict.DECLINED

    def test_that_yesterdays_answer_cannot_be_taken_back(
        self, services: Services, clock: SettableClock
    ) -> None:
        card = scan(services, VISITOR)
        answered = services.capture.answer(card, {Purpose.RECRUITING: DECLINED}, notice=NOTICE)
        clock.forward(days=1)
        with pytest.raises(ConsentRefused):
            services.capture.undo_answer(answered.undo)

    def test_that_who_changes_their_mind_becomes_a_lead(self, services: Services) -> None:
        say(services, scan(services, VISITOR), DECLINED)
        after = say(services, scan(services, VISITOR), GIVEN)
        assert after.lead is not None
        assert after.lead.person.name == "Ingrid Solberg"

    def test_that_a_foreign_code_is_unknown_and_written(self, services: Services) -> None:
        card = scan(services, "https://example.com/menu")
        assert card.verdict is Verdict.UNKNOWN
        assert card.unknown is not None
        assert card.subject is None
        assert services.capture.recent()[0].verdict is Verdict.UNKNOWN

    def test_that_a_picture_without_a_code_is_written_too(self, services: Services) -> None:
        assert services.capture.unreadable(ScanSource.IMAGE).verdict is Verdict.UNREADABLE
        assert services.capture.recent()[0].verdict is Verdict.UNREADABLE

    def test_that_each_of_several_pictures_without_a_code_is_written(
        self, services: Services
    ) -> None:
        services.capture.unreadable(ScanSource.IMAGE, 3)
        assert [row.verdict for row in services.capture.recent()] == [Verdict.UNREADABLE] * 3
        assert services.dashboard.day().unreadable == 3

    def test_that_a_roster_imported_later_resolves_a_known_id(
        self, services: Services, roster_csv: Callable[..., Path], clock: SettableClock
    ) -> None:
        secret = "abcdefghjkmnpqrstuvwxyz234567abc"
        assert scan(services, secret).verdict is Verdict.ASK
        services.roster.import_file(roster_csv((secret, *AMARA[1:])))
        clock.forward(hours=1)
        card = scan(services, secret)
        assert card.verdict is Verdict.MAY_SHARE
        assert card.visits == 2


class TestRosterRules:
    def test_that_an_opt_out_in_a_newer_list_withdraws(
        self, services: Services, roster_csv: Callable[..., Path]
    ) -> None:
        services.roster.import_file(roster_csv(AMARA))
        assert scan(services, "AB-0001").lead is not None
        services.roster.import_file(roster_csv((*AMARA[:4], "no")))
        assert services.leads.table() == ()
        card = scan(services, "AB-0001")
        assert card.verdict is Verdict.DECLINED

    def test_that_the_own_word_stands_above_a_newer_list(
        self, services: Services, roster_csv: Callable[..., Path]
    ) -> None:
        services.roster.import_file(roster_csv(AMARA))
        say(services, scan(services, "AB-0001"), GIVEN)
        services.roster.import_file(roster_csv((*AMARA[:4], "no")))
        assert scan(services, "AB-0001").verdict is Verdict.ALREADY_LEAD

    def test_that_a_shared_email_names_neither(
        self, services: Services, roster_csv: Callable[..., Path]
    ) -> None:
        twin = ("AB-0009", "Ada Okonkwo", AMARA[2], "Lagos Institute", "yes")
        services.roster.import_file(roster_csv(AMARA, twin))
        one, two = scan(services, "AB-0001"), scan(services, "AB-0009")
        assert one.subject != two.subject
        assert two.person is not None
        assert two.person.name == "Ada Okonkwo"
        assert scan(services, vcard("Somebody", AMARA[2])).verdict is Verdict.ASK

    def test_that_only_opted_in_rows_keep_details(
        self, services: Services, roster_csv: Callable[..., Path]
    ) -> None:
        report = services.roster.import_file(roster_csv(AMARA, HARUTO))
        assert (report.rows, report.opted_in) == (2, 1)
        dump = everything(services)
        assert "Amara" in dump
        for trace in ("Haruto", "haruto", "Kamogawa", "AB-0002"):
            assert trace not in dump

    def test_that_a_dry_run_changes_nothing(
        self, services: Services, roster_csv: Callable[..., Path]
    ) -> None:
        report = services.roster.import_file(roster_csv(AMARA), dry_run=True)
        assert report.dry_run
        assert services.roster.imports() == ()
        assert scan(services, "AB-0001").verdict is Verdict.UNKNOWN


def test_that_a_typed_badge_id_can_be_asked_though_no_list_has_it(
    services: Services, roster: None
) -> None:
    assert services.capture.scan("LS-1009", ScanSource.SCANNER).verdict is Verdict.UNKNOWN
    card = services.capture.scan("LS-1009", ScanSource.TYPED)
    assert (card.verdict, card.badge_id) == (Verdict.ASK, "LS-1009")
    for no_id in ("www.learning.example/x", "a whole sentence", "{}"):
        assert services.capture.scan(no_id, ScanSource.TYPED).verdict is Verdict.UNKNOWN


def test_that_a_badge_id_is_typed_in_any_case(services: Services, roster: None) -> None:
    card = services.capture.scan(" ab-0001 ", ScanSource.TYPED)
    assert (card.verdict, card.badge_id) == (Verdict.MAY_SHARE, "AB-0001")
    assert services.capture.scan("ab-0001", ScanSource.CAMERA).verdict is Verdict.UNKNOWN
