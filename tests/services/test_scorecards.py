"""Scorecards: one's own verdict first, then the others'."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.errors import BadInput
from boothapp.domain.event import Criterion
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.people import ScanSource
from boothapp.domain.scorecards import ScoreVerdict
from boothapp.services.bundle import Services
from tests.factories import STAFF, ZONE

pytestmark = pytest.mark.usefixtures("roster")
OTHER = "Elif Yıldız"


@pytest.fixture
def depth(services: Services) -> Criterion:
    return services.settings.save_criterion(Criterion("", "Depth", "Can prove it"))


@pytest.fixture
def booked(services: Services) -> Interview:
    """Who is on duty and Elif interview Amara together."""
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    assert card.lead is not None
    services.settings.add_staff(OTHER)
    me = services.settings.add_interviewer(STAFF)
    elif_ = next(who for who in services.settings.get().interviewers if who.name == OTHER)
    starts = datetime(2026, 7, 9, 15, tzinfo=ZoneInfo(ZONE))
    room = services.settings.get().rooms[0].id
    return services.interviews.book(card.lead.id, room, starts, panel=[me.id, elif_.id])


def on_duty(services: Services, name: str) -> None:
    services.duty.switch(name)


def seen(services: Services, booked: Interview) -> dict[str, str | None]:
    """Whose card shows what to who is on duty; None where nothing is shown."""
    return {
        seat.interviewer: seat.card.text if seat.card else None
        for seat in services.scorecards.seats(booked.id)
    }


def test_that_a_draft_is_its_authors_alone(
    services: Services, booked: Interview, depth: Criterion
) -> None:
    services.scorecards.save(booked.id, {depth.id: 3}, None, "Knows the proof")
    assert seen(services, booked) == {STAFF: "Knows the proof", OTHER: None}
    on_duty(services, OTHER)
    assert seen(services, booked) == {STAFF: None, OTHER: None}
    assert services.scorecards.summary(booked.lead_id).cards == 0


def test_that_nobody_reads_the_others_before_handing_in_their_own(
    services: Services, booked: Interview, depth: Criterion
) -> None:
    services.scorecards.save(booked.id, {depth.id: 4}, ScoreVerdict.YES, "Good", hand_in=True)
    on_duty(services, OTHER)
    assert seen(services, booked) == {STAFF: None, OTHER: None}
    mine, other = services.scorecards.seats(booked.id)[::-1]
    assert (mine.is_mine, other.handed_in) == (True, True), "that it is there may be known"
    assert services.scorecards.summary(booked.lead_id).cards == 0
    services.scorecards.save(booked.id, {depth.id: 2}, ScoreVerdict.NO, "Weak", hand_in=True)
    assert seen(services, booked) == {STAFF: "Good", OTHER: "Weak"}
    found = services.scorecards.summary(booked.lead_id)
    assert (found.cards, found.expected) == (2, 2)
    assert found.average == {depth.id: 3}
    assert found.verdicts == {ScoreVerdict.NO: 1, ScoreVerdict.YES: 1}


def test_that_who_is_not_on_the_panel_reads_what_was_handed_in_and_writes_nothing(
    services: Services, booked: Interview
) -> None:
    services.scorecards.save(booked.id, {}, ScoreVerdict.YES, "Good", hand_in=True)
    services.settings.add_staff("Kwame Mensah")
    on_duty(services, "Kwame Mensah")
    assert seen(services, booked) == {STAFF: "Good", OTHER: None}
    assert services.scorecards.summary(booked.lead_id).cards == 1
    with pytest.raises(BadInput, match="not on the panel"):
        services.scorecards.save(booked.id, {}, ScoreVerdict.NO, "Hm")


def test_that_a_linked_interviewer_is_known_by_the_link_alone(
    services: Services, booked: Interview
) -> None:
    from dataclasses import replace

    staff = {one.name: one.id for one in services.settings.get().staff}
    elif_ = next(who for who in services.settings.get().interviewers if who.name == OTHER)
    services.settings.save_interviewer(replace(elif_, name="E. Yıldız", staff_id=staff[OTHER]))
    on_duty(services, OTHER)
    services.scorecards.save(booked.id, {}, None, "Mine")
    assert seen(services, booked)["E. Yıldız"] == "Mine"


def test_that_what_was_handed_in_stays_and_undo_brings_the_draft_back(
    services: Services, booked: Interview, depth: Criterion
) -> None:
    draft = services.scorecards.save(booked.id, {depth.id: 1}, None, "First")
    assert draft is None
    with pytest.raises(BadInput, match="Say whether"):
        services.scorecards.save(booked.id, {}, None, "First", hand_in=True)
    with pytest.raises(BadInput, match="A mark is"):
        services.scorecards.save(booked.id, {depth.id: 5}, None, "")
    before = services.scorecards.save(booked.id, {}, ScoreVerdict.NO, "Last", hand_in=True)
    with pytest.raises(BadInput, match="was handed in"):
        services.scorecards.save(booked.id, {}, ScoreVerdict.YES, "Or not")
    services.scorecards.take_back(booked.id, before)
    assert seen(services, booked)[STAFF] == "First"
    services.scorecards.take_back(booked.id, None)
    assert seen(services, booked)[STAFF] is None


def test_that_a_removed_lead_comes_back_with_its_cards_and_its_need(
    services: Services, booked: Interview, depth: Criterion
) -> None:
    from boothapp.domain.needs import Need
    from boothapp.domain.queue import QueueKind

    services.scorecards.save(booked.id, {depth.id: 4}, ScoreVerdict.YES, "Good", hand_in=True)
    services.leads.set_need(booked.lead_id, Need(minutes=45, skills=("NLP",)))
    services.interviews.unbook(booked.id)
    assert services.interviews.get(booked.id).status is InterviewStatus.CANCELLED, "it was judged"
    services.queue.join(booked.lead_id, QueueKind.STANDBY)
    assert services.interviews.book_again(booked) == booked
    before = services.leads.detail(booked.lead_id)
    services.leads.restore(services.leads.remove(booked.lead_id))
    assert services.leads.detail(booked.lead_id) == before
    assert seen(services, booked)[STAFF] == "Good"
    assert services.ledger.verify().problems == ()


def test_that_only_the_author_saves_and_takes_back(services: Services, booked: Interview) -> None:
    me = services.duty.staff_id
    before = services.scorecards.save(booked.id, {}, None, "Mine", by=me)
    on_duty(services, OTHER)
    services.scorecards.save(booked.id, {}, None, "Theirs")
    with pytest.raises(BadInput, match=f"{OTHER} is on duty now"):
        services.scorecards.save(booked.id, {}, None, "Mine again", by=me)
    with pytest.raises(BadInput, match="only its author"):
        services.scorecards.take_back(booked.id, before, by=me)
    assert seen(services, booked)[OTHER] == "Theirs"
    services.scorecards.keep(booked.id, {}, None, "Typed before", by=me)
    assert seen(services, booked) == {STAFF: None, OTHER: "Theirs"}
    on_duty(services, STAFF)
    assert seen(services, booked)[STAFF] == "Typed before"


def test_that_the_card_of_another_author_is_not_put_into_ones_own_seat(
    services: Services, booked: Interview
) -> None:
    services.scorecards.save(booked.id, {}, None, "Mine")
    mine = services.scorecards.save(booked.id, {}, None, "Mine, newer")
    on_duty(services, OTHER)
    services.scorecards.save(booked.id, {}, None, "Theirs")
    with pytest.raises(BadInput, match="only its author"):
        services.scorecards.take_back(booked.id, mine)
    assert seen(services, booked)[OTHER] == "Theirs"


def test_that_a_hand_in_is_not_undone_once_another_card_can_be_read(
    services: Services, booked: Interview
) -> None:
    services.scorecards.save(booked.id, {}, ScoreVerdict.YES, "Good", hand_in=True)
    on_duty(services, OTHER)
    before = services.scorecards.save(booked.id, {}, ScoreVerdict.NO, "Weak", hand_in=True)
    with pytest.raises(BadInput, match="stays as it is"):
        services.scorecards.take_back(booked.id, before)
    assert seen(services, booked) == {STAFF: "Good", OTHER: "Weak"}


def test_that_who_owes_a_card_of_another_interview_reads_none_of_the_lead(
    services: Services, booked: Interview
) -> None:
    me = next(who.id for who in booked.panel if who.name == STAFF)
    later = services.interviews.book(
        booked.lead_id,
        booked.room_id,
        booked.starts + timedelta(hours=1),
        panel=[me],
        despite=True,
    )
    on_duty(services, OTHER)
    services.scorecards.save(booked.id, {}, ScoreVerdict.NO, "Weak", hand_in=True)
    on_duty(services, STAFF)
    before = services.scorecards.save(booked.id, {}, ScoreVerdict.YES, "Good", hand_in=True)
    assert seen(services, booked) == {STAFF: "Good", OTHER: None}
    assert len(services.scorecards.readable(booked.lead_id)) == 1
    services.scorecards.take_back(booked.id, before)  # nothing was read yet
    services.scorecards.save(booked.id, {}, ScoreVerdict.YES, "Good", hand_in=True)
    services.scorecards.save(later.id, {}, ScoreVerdict.YES, "Still good", hand_in=True)
    assert seen(services, booked) == {STAFF: "Good", OTHER: "Weak"}
    assert len(services.scorecards.readable(booked.lead_id)) == 3


def test_that_a_card_counts_and_is_read_when_its_author_has_left_the_panel(
    services: Services, booked: Interview, depth: Criterion
) -> None:
    on_duty(services, OTHER)
    services.scorecards.save(booked.id, {depth.id: 2}, ScoreVerdict.NO, "Shaky", hand_in=True)
    on_duty(services, STAFF)
    me = booked.panel[0].id
    services.interviews.set_panel(booked.id, [me])
    assert seen(services, booked) == {OTHER: None, STAFF: None}
    assert services.scorecards.summary(booked.lead_id).expected == 2
    services.scorecards.save(booked.id, {depth.id: 3}, ScoreVerdict.YES, "Sound", hand_in=True)
    assert seen(services, booked) == {OTHER: "Shaky", STAFF: "Sound"}
    assert services.scorecards.summary(booked.lead_id).cards == 2
